using System.Data.Common;
using AlertBot.Feeds;
using AlertBot.Reading;
using AlertBot.Storage;
using AlertBot.Summaries.LanguageModel;
using AlertBot.Topics;

namespace AlertBot.Stories;

/// <summary>Loads matched articles with their matches and quotes.</summary>
internal static class MatchedArticleStore
{
    /// <summary>The maximum number of articles loaded for one story; a brief shows fewer.</summary>
    private const int MaxArticlesPerStory = 50;

    private const string Columns =
        """
        SELECT a.id, e.id, e.backlog, e.first_seen_at, e.news_at, a.published_at, a.title, a.text, a.link, a.language, a.source, e.image,
            a.generated_summary, a.generated_by
        FROM entry e JOIN article a ON a.entry_id = e.id
        """;

    /// <returns>Null when the entry is not waiting to be grouped.</returns>
    public static async Task<MatchedArticle?> FindWaitingAsync(Session session, EntryId entry, CancellationToken cancellationToken)
    {
        var rows = await session.QueryAsync($"{Columns} WHERE e.id = @id AND e.state = 'matched'", [("id", entry.Value)], ReadRow,
            cancellationToken);
        return (await LoadMatchesAndQuotesAsync(session, rows, null, cancellationToken)).FirstOrDefault();
    }

    /// <summary>The newest article on a topic that the workspace sees; null when there is none.</summary>
    public static async Task<MatchedArticle?> FindNewestAsync(Session session, TopicId topic, WorkspaceId workspace,
        CancellationToken cancellationToken)
    {
        var rows = await session.QueryAsync(
            $"{Columns} JOIN match m ON m.article_id = a.id WHERE m.topic_id = @topic "
                + $"AND {WorkspaceVisibility.EntryCondition} ORDER BY COALESCE(e.news_at, e.published_at, 0) DESC, e.id DESC LIMIT 1",
            [("topic", topic.Value), ("workspace", workspace.Value)],
            ReadRow,
            cancellationToken);
        return (await LoadMatchesAndQuotesAsync(session, rows, null, cancellationToken)).FirstOrDefault();
    }

    /// <summary>The articles of a story that the workspace sees, in the order they joined, with the topics that it sees.</summary>
    public static async Task<List<MatchedArticle>> ListByStoryAsync(Session session, StoryId story, WorkspaceId workspace,
        CancellationToken cancellationToken)
    {
        var rows = await session.QueryAsync(
            $"{Columns} JOIN story_entry se ON se.entry_id = e.id WHERE se.story_id = @story "
                + $"AND {WorkspaceVisibility.EntryCondition} ORDER BY se.sequence LIMIT {MaxArticlesPerStory}",
            [("story", story.Value), ("workspace", workspace.Value)],
            ReadRow,
            cancellationToken);
        return await LoadMatchesAndQuotesAsync(session, rows, workspace, cancellationToken);
    }

    private static (long Article, MatchedArticle Matched) ReadRow(DbDataReader row) => (
        row.GetInt64(0),
        new MatchedArticle(
            new EntryId(row.GetInt64(1)),
            (Backlog)row.GetInt64(2),
            FirstSeen: row.GetInstant(3),
            NewsAt: row.GetInstantOrNull(4),
            Published: row.GetInstantOrNull(5),
            Title: row.GetString(6),
            Text: row.GetString(7),
            Link: row.GetStringOrNull(8),
            Language: row.GetStringOrNull(9),
            Source: row.GetString(10),
            Topics: [],
            Quotes: [])
        {
            Image = row.GetStringOrNull(11),
            Generated = GeneratedSummary.Parse(row.GetStringOrNull(12), row.GetStringOrNull(13)),
        });

    /// <param name="workspace">Loads only the topics that it sees. Null: all topics.</param>
    private static async Task<List<MatchedArticle>> LoadMatchesAndQuotesAsync(Session session,
        List<(long Article, MatchedArticle Matched)> rows, WorkspaceId? workspace, CancellationToken cancellationToken)
    {
        var articles = new List<MatchedArticle>(rows.Count);
        foreach (var (id, matched) in rows)
        {
            articles.Add(matched with
            {
                Topics = await LoadTopicsAsync(session, id, workspace, cancellationToken),
                Quotes = await QuoteStore.ListAsync(session, id, matched.Text, cancellationToken),
            });
        }

        return articles;
    }

    private static Task<List<MatchedTopic>> LoadTopicsAsync(Session session, long article, WorkspaceId? workspace,
        CancellationToken cancellationToken) =>
        session.QueryAsync(
            $"""
            SELECT t.id, t.name, m.evidence FROM match m JOIN topic t ON t.id = m.topic_id
            WHERE m.article_id = @article AND (CAST(@workspace AS BIGINT) IS NULL OR ({WorkspaceVisibility.TopicCondition}))
                ORDER BY t.workspace_id, t.position, t.id
            """,
            [("article", article), ("workspace", workspace?.Value)],
            row => new MatchedTopic(new TopicId(row.GetInt64(0)), row.GetString(1), EvidenceJson.Deserialize(row.GetString(2))),
            cancellationToken);
}
