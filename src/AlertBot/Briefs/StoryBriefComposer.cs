using AlertBot.Feeds;
using AlertBot.Storage;
using AlertBot.Stories;
using AlertBot.Topics;

namespace AlertBot.Briefs;

/// <summary>Composes the brief of a story for a workspace, from only those feeds and topics that the workspace sees.</summary>
internal static class StoryBriefComposer
{
    /// <param name="topics">Topics whose sentences and quotes are preferred. Empty: all visible topics of the story.</param>
    /// <param name="lead">The article that provides headline and summary. Null: the first one on the topics.</param>
    /// <returns>Null when the workspace sees none of the story's articles.</returns>
    public static async Task<Brief?> ComposeAsync(
        Session session, StoryId story, WorkspaceId workspace, IReadOnlyCollection<TopicId> topics, CancellationToken cancellationToken,
        EntryId? lead = null)
    {
        var articles = await MatchedArticleStore.ListByStoryAsync(session, story, workspace, cancellationToken);
        if (articles.Count == 0)
        {
            return null;
        }

        lead ??= articles.Find(article => topics.Count == 0 || article.Topics.Any(topic => topics.Contains(topic.Id)))?.Entry;
        return BriefComposer.Compose(
        [
            .. articles
                .OrderByDescending(article => article.Entry == lead)
                .Select(article => topics.Count == 0 ? article : WithTopics(article, topics)),
        ]);
    }

    private static MatchedArticle WithTopics(MatchedArticle article, IReadOnlyCollection<TopicId> topics) =>
        article with { Topics = [.. article.Topics.Where(topic => topics.Contains(topic.Id))] };
}
