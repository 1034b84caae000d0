using System.Data.Common;
using AlertBot.Feeds;
using AlertBot.Storage;
using AlertBot.Stories;
using AlertBot.Topics;
using AlertBot.Topics.Matching;

namespace AlertBot.Alerts.Queries;

/// <summary>Lists stored articles in batches, to run a topic query over them.</summary>
internal static class ArticleQueries
{
    private const string Columns =
        """
        SELECT a.id, e.id, a.title, a.text, a.link, a.source, e.author, a.language, e.first_seen_at, COALESCE(e.news_at, e.published_at,
            e.first_seen_at), se.story_id
        FROM article a JOIN entry e ON e.id = a.entry_id LEFT JOIN story_entry se ON se.entry_id = e.id
        """;

    /// <summary>The articles that the workspace sees, the newest first.</summary>
    /// <param name="before">Lists only smaller ids: the last id of the previous batch.</param>
    public static Task<List<StoredArticle>> ListBeforeAsync(Session session, WorkspaceId workspace, long before, int max,
        CancellationToken cancellationToken) =>
        session.QueryAsync(
            $"{Columns} WHERE a.id < @before AND {WorkspaceVisibility.EntryCondition} ORDER BY a.id DESC LIMIT @max",
            [("before", before), ("workspace", workspace.Value), ("max", (long)max)],
            ReadRow,
            cancellationToken);

    /// <summary>
    /// The articles of all feeds, the newest first, for topics of the settings file: each workspace sees these topics in its own feeds.
    /// </summary>
    public static Task<List<StoredArticle>> ListBeforeAsync(Session session, long before, int max, CancellationToken cancellationToken) =>
        session.QueryAsync($"{Columns} WHERE a.id < @before ORDER BY a.id DESC LIMIT @max", [("before", before), ("max", (long)max)],
            ReadRow, cancellationToken);

    /// <summary>The articles that an older revision of the topic matched.</summary>
    public static Task<List<StoredArticle>> ListOldMatchesAsync(Session session, TopicId topic, long revision, int max,
        CancellationToken cancellationToken) =>
        session.QueryAsync(
            $"{Columns} JOIN match m ON m.article_id = a.id WHERE m.topic_id = @topic AND m.topic_revision < @revision LIMIT @max",
            [("topic", topic.Value), ("revision", revision), ("max", (long)max)],
            ReadRow,
            cancellationToken);

    private static StoredArticle ReadRow(DbDataReader row) => new(
        Id: row.GetInt64(0),
        new EntryId(row.GetInt64(1)),
        Title: row.GetString(2),
        Text: row.GetString(3),
        Link: row.GetStringOrNull(4),
        Source: row.GetString(5),
        Author: row.GetStringOrNull(6),
        Language: row.GetStringOrNull(7),
        FirstSeen: row.GetInstant(8),
        PublishedOrSeenAt: row.GetInstant(9),
        Story: row.GetInt64OrNull(10) is { } story ? new StoryId(story) : null);
}

/// <summary>A stored article.</summary>
/// <param name="PublishedOrSeenAt">When it was published; when it was first seen, if that is unknown.</param>
/// <param name="Story">Null when it has not been grouped.</param>
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
