using AlertBot.Feeds;
using AlertBot.Storage;
using AlertBot.Stories;
using AlertBot.Topics;
using AlertBot.Topics.Matching;

namespace AlertBot.Alerts.Queries;

/// <summary>Stored articles, for a query that is run over them.</summary>
internal static class ArticleQueries
{
    private const string Columns =
        """
        SELECT a.id, e.id, a.title, a.text, a.link, a.source, e.author, a.language, e.first_seen_at, COALESCE(e.news_at, e.published_at,
            e.first_seen_at), se.story_id
        FROM article a JOIN entry e ON e.id = a.entry_id LEFT JOIN story_entry se ON se.entry_id = e.id
        """;

    /// <summary>What the workspace sees, the newest first.</summary>
    /// <param name="before">Only articles with a smaller number: the last of the batch before.</param>
    public static Task<List<StoredArticle>> ListBeforeAsync(Session session, WorkspaceId workspace, long before, int max,
        CancellationToken cancellationToken) =>
        session.QueryAsync(
            $"{Columns} WHERE a.id < @before AND {WorkspaceVisibility.EntryCondition} ORDER BY a.id DESC LIMIT @max",
            [("before", before), ("workspace", workspace.Value), ("max", (long)max)],
            ReadRow,
            cancellationToken);

    /// <summary>
    /// What a topic of the settings file is held against: every feed's articles, for each workspace sees the topic in its own feeds.
    /// </summary>
    public static Task<List<StoredArticle>> ListBeforeAsync(Session session, long before, int max, CancellationToken cancellationToken) =>
        session.QueryAsync($"{Columns} WHERE a.id < @before ORDER BY a.id DESC LIMIT @max", [("before", before), ("max", (long)max)],
            ReadRow, cancellationToken);

    /// <summary>Articles that an older revision of the topic matched.</summary>
    public static Task<List<StoredArticle>> ListOldMatchesAsync(Session session, TopicId topic, long revision, int max,
        CancellationToken cancellationToken) =>
        session.QueryAsync(
            $"{Columns} JOIN match m ON m.article_id = a.id WHERE m.topic_id = @topic AND m.topic_revision < @revision LIMIT @max",
            [("topic", topic.Value), ("revision", revision), ("max", (long)max)],
            ReadRow,
            cancellationToken);

    private static StoredArticle ReadRow(System.Data.Common.DbDataReader row) => new(
        row.GetInt64(0), new EntryId(row.GetInt64(1)), row.GetString(2), row.GetString(3), row.GetStringOrNull(4), row.GetString(5),
        row.GetStringOrNull(6), row.GetStringOrNull(7),
        row.GetInstant(8), row.GetInstant(9), row.GetInt64OrNull(10) is { } story ? new StoryId(story) : null);
}

/// <summary>An article as it is stored.</summary>
/// <param name="PublishedOrSeenAt">When it was published, or first seen.</param>
/// <param name="Story">Null where no topic has matched it yet.</param>
internal sealed record StoredArticle(
    long Id,
    EntryId Entry,
    string Title,
    string Text,
    string? Link,
    string Source,
    string? Author,
    string? Language,
    DateTimeOffset FirstSeen,
    DateTimeOffset PublishedOrSeenAt,
    StoryId? Story)
{
    public TopicDocument Document => new(Title, Text, Source, Author, Language);
}
