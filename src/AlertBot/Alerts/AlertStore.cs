using System.Text.Json;
using System.Text.Json.Serialization;
using AlertBot.Briefs;
using AlertBot.Feeds;
using AlertBot.Storage;
using AlertBot.Stories;
using AlertBot.Topics;

namespace AlertBot.Alerts;

/// <summary>The rows that the group pass writes: decisions, alerts, and their messages in the outbox.</summary>
internal static partial class AlertStore
{
    /// <summary>Who follows the topics, in the order of their subscriptions.</summary>
    public static async Task<List<Subscriber>> SubscribersAsync(Session session, IEnumerable<TopicId> topics, CancellationToken cancellationToken)
    {
        var subscribers = new List<Subscriber>();
        foreach (var topic in topics)
        {
            subscribers.AddRange(await session.QueryAsync(
                """
                SELECT d.id, d.workspace_id, s.created_at, d.disabled_at, d.disabled_reason
                FROM subscription s JOIN destination d ON d.id = s.destination_id WHERE s.topic_id = @topic ORDER BY s.id
                """,
                [("topic", topic.Value)],
                row => new Subscriber(new DestinationId(row.GetInt64(0)), row.GetInt64(1), topic, row.Instant(2), row.IsDBNull(3) ? null : row.TextOrNull(4) ?? "it refused"),
                cancellationToken));
        }

        return subscribers;
    }

    /// <returns>The alert of a story in a destination; null when it has none.</returns>
    public static Task<long?> FindAlertAsync(Session session, StoryId story, DestinationId destination, CancellationToken cancellationToken) =>
        session.NumberAsync(
            "SELECT id FROM alert WHERE story_id = @story AND destination_id = @destination",
            [("story", story.Value), ("destination", destination.Value)],
            cancellationToken);

    /// <summary>Opens an alert with its message in the outbox.</summary>
    public static async Task<long> OpenAlertAsync(Session session, StoryId story, Subscriber subscriber, Brief brief, DateTimeOffset expiresAt, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var alerts = await session.QueryAsync(
            "INSERT INTO alert (story_id, destination_id, wanted_revision, told_revision) VALUES (@story, @destination, 1, 0) RETURNING id",
            [("story", story.Value), ("destination", subscriber.Destination.Value)],
            row => row.GetInt64(0),
            cancellationToken);
        var messages = await session.QueryAsync(
            """
            INSERT INTO message (destination_id, kind, dedupe_key, nonce, payload, state, created_at, expires_at, due_at)
            VALUES (@destination, 'alert', @dedupe, @nonce, @payload, 'ready', @now, @expires, @now) RETURNING id
            """,
            [("destination", subscriber.Destination.Value), ("dedupe", $"story:{story}"), ("nonce", $"a{alerts[0]}-{Guid.NewGuid():N}"[..25]),
             ("payload", JsonSerializer.Serialize(brief, BriefJson.Default.Brief)), ("now", now.ToUnixTimeMilliseconds()), ("expires", expiresAt.ToUnixTimeMilliseconds())],
            row => row.GetInt64(0),
            cancellationToken);
        await session.ExecuteAsync(
            "INSERT INTO message_alert (message_id, alert_id) VALUES (@message, @alert)",
            [("message", messages[0]), ("alert", alerts[0])],
            cancellationToken);
        return alerts[0];
    }

    /// <summary>Notes that a story told already has grown.</summary>
    public static Task GrowAlertAsync(Session session, long alert, CancellationToken cancellationToken) =>
        session.ExecuteAsync("UPDATE alert SET wanted_revision = wanted_revision + 1 WHERE id = @alert", [("alert", alert)], cancellationToken);

    public static Task DecideAsync(Session session, EntryId entry, Subscriber subscriber, Verdict verdict, long? alert, DateTimeOffset now, CancellationToken cancellationToken) =>
        session.ExecuteAsync(
            "INSERT INTO decision (entry_id, destination_id, verdict, reason, alert_id, at) VALUES (@entry, @destination, @verdict, @reason, @alert, @now)",
            [("entry", entry.Value), ("destination", subscriber.Destination.Value), ("verdict", verdict.Name),
             ("reason", verdict.Reason), ("alert", alert), ("now", now.ToUnixTimeMilliseconds())],
            cancellationToken);

    /// <summary>Ends an entry's way through the passes.</summary>
    /// <param name="reason">Null: as before.</param>
    public static Task EndEntryAsync(Session session, EntryId entry, string? reason, CancellationToken cancellationToken) =>
        session.ExecuteAsync(
            "UPDATE entry SET state = 'done', reason = COALESCE(@reason, reason) WHERE id = @id",
            [("reason", reason), ("id", entry.Value)],
            cancellationToken);

    /// <summary>Leaves an entry that cannot be worked for later, or ends it with the reason after so many attempts.</summary>
    public static Task PutOffAsync(Session session, EntryId entry, DateTimeOffset dueAt, int most, string reason, CancellationToken cancellationToken) =>
        session.ExecuteAsync(
            """
            UPDATE entry SET attempts = attempts + 1, due_at = @due,
              state = CASE WHEN attempts + 1 < @most THEN state ELSE 'done' END,
              reason = CASE WHEN attempts + 1 < @most THEN reason ELSE @reason END
            WHERE id = @id AND state = 'matched'
            """,
            [("due", dueAt.ToUnixTimeMilliseconds()), ("most", (long)most), ("reason", reason), ("id", entry.Value)],
            cancellationToken);

    /// <summary>Briefs as the message rows hold them.</summary>
    [JsonSerializable(typeof(Brief))]
    internal sealed partial class BriefJson : JsonSerializerContext;
}
