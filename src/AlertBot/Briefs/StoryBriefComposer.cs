using AlertBot.Feeds;
using AlertBot.Storage;
using AlertBot.Stories;
using AlertBot.Topics;

namespace AlertBot.Briefs;

/// <summary>Writes the brief of a story as a workspace may see it: made only of feeds and topics that it sees.</summary>
internal static class StoryBriefComposer
{
    /// <param name="topics">What summary and quotes lean towards; empty: all topics of the story that the workspace sees.</param>
    /// <param name="lead">The article whose headline and summary stand for the story. Null: its first.</param>
    /// <returns>Null when the workspace sees none of the story's articles.</returns>
    public static async Task<Brief?> ComposeAsync(
        Session session, StoryId story, WorkspaceId workspace, IReadOnlyCollection<TopicId> topics, CancellationToken cancellationToken,
        EntryId? lead = null)
    {
        var articles = await MatchedArticleStore.ListByStoryAsync(session, story, workspace, cancellationToken);
        var leading = articles.Where(article => topics.Count == 0 || article.Topics.Any(topic => topics.Contains(topic.Id)))
            .Select(article => (EntryId?)article.Entry).FirstOrDefault();
        return articles.Count == 0 ? null : BriefComposer.Compose(
        [
            .. articles
                .OrderByDescending(article => article.Entry == (lead ?? leading))
                .Select(article =>
                    topics.Count == 0 ? article : article with { Topics = [.. article.Topics.Where(topic => topics.Contains(topic.Id))] }),
        ]);
    }
}
