using AlertBot.Feeds;
using AlertBot.Storage;
using AlertBot.Topics;
using AlertBot.Topics.Matching;

namespace AlertBot.Reading;

/// <summary>The topics that match each article, with their evidence.</summary>
internal static class MatchStore
{
    /// <summary>Adds the matches of an article that has none yet.</summary>
    public static async Task InsertAsync(Session session, long article, IReadOnlyList<TopicMatch> matches,
        CancellationToken cancellationToken)
    {
        foreach (var match in matches)
        {
            await session.ExecuteAsync(
                "INSERT INTO match (article_id, topic_id, topic_revision, evidence) VALUES (@article, @topic, @revision, @evidence)",
                [("article", article), ("topic", match.Topic.Id.Value), ("revision", (long)match.Topic.Revision),
                    ("evidence", EvidenceJson.Serialize(match.Evidence))],
                cancellationToken);
        }
    }

    /// <summary>
    /// Records a match of a stored article, in place of one that an older revision of the topic found. Leaves out news that still waits
    /// for grouping: a match added now would send an alert for it. A match that such news has already may be replaced.
    /// </summary>
    public static Task SaveBackfilledAsync(Session session, long article, EntryId entry, TopicId topic, long topicRevision,
        IReadOnlyList<Evidence> evidence, CancellationToken cancellationToken) =>
        session.ExecuteAsync(
            """
            INSERT INTO match (article_id, topic_id, topic_revision, evidence)
            SELECT @article, @topic, @revision, @evidence FROM entry e
            WHERE e.id = @entry AND (e.state <> 'matched' OR e.backlog <> 0
                OR EXISTS (SELECT 1 FROM match m WHERE m.article_id = @article AND m.topic_id = @topic))
            ON CONFLICT (article_id, topic_id) DO UPDATE SET topic_revision = excluded.topic_revision, evidence = excluded.evidence
            WHERE match.topic_revision < excluded.topic_revision
            """,
            [("article", article), ("topic", topic.Value), ("revision", topicRevision), ("entry", entry.Value),
                ("evidence", EvidenceJson.Serialize(evidence))],
            cancellationToken);

    /// <summary>Removes a match that an older revision of the topic found.</summary>
    public static Task RemoveOutdatedAsync(Session session, long article, TopicId topic, long topicRevision,
        CancellationToken cancellationToken) =>
        session.ExecuteAsync(
            "DELETE FROM match WHERE article_id = @article AND topic_id = @topic AND topic_revision < @revision",
            [("article", article), ("topic", topic.Value), ("revision", topicRevision)],
            cancellationToken);
}
