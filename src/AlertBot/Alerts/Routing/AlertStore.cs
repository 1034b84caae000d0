using System.Data.Common;
using AlertBot.Alerts.Delivery;
using AlertBot.Alerts.Subscriptions;
using AlertBot.Briefs;
using AlertBot.Feeds;
using AlertBot.Storage;
using AlertBot.Stories;
using AlertBot.Topics;

namespace AlertBot.Alerts.Routing;

/// <summary>Stores decisions, alerts, and the messages that alerts queue in the outbox.</summary>
internal static class AlertStore
{
    /// <summary>The destinations that follow a topic of the article and see its feed, in the order of their subscriptions.</summary>
    public static async Task<List<Subscriber>> FindSubscribersAsync(Session session, MatchedArticle article,
        CancellationToken cancellationToken)
    {
        var subscribers = new List<Subscriber>();
        foreach (var topic in article.Topics)
        {
            subscribers.AddRange(await session.QueryAsync(
                """
                SELECT d.id, d.workspace_id, s.created_at, seen.since, d.disabled_at, d.disabled_reason, d.paused_until, s.ping, s.edits,
                    d.options
                FROM subscription s JOIN destination d ON d.id = s.destination_id
                JOIN (SELECT v.workspace_id, v.added_at AS since FROM workspace_feed v JOIN entry e ON e.feed_id = v.feed_id
                    WHERE e.id = @entry) seen
                  ON seen.workspace_id IN (0, d.workspace_id)
                WHERE s.topic_id = @topic ORDER BY s.id, seen.since
                """,
                [("topic", topic.Id.Value), ("entry", article.Entry.Value)],
                row => ReadSubscriber(topic.Id, row),
                cancellationToken));
        }

        return subscribers;
    }

    private static Subscriber ReadSubscriber(TopicId topic, DbDataReader row)
    {
        var subscribedAt = row.GetInstant(2);
        var feedVisibleSince = row.GetInstant(3);
        return new Subscriber(
            new DestinationId(row.GetInt64(0)),
            new WorkspaceId(row.GetInt64(1)),
            topic,
            Since: subscribedAt > feedVisibleSince ? subscribedAt : feedVisibleSince,
            DisabledReason: DestinationState.ReadDisabledReason(row, disabledAt: 4, reason: 5),
            PausedUntil: row.GetInstant(6),
            Ping: row.GetStringOrNull(7),
            AllowsEdits: DestinationOptions.FromJson(row.GetString(9)).Edits ?? row.GetFlag(8));
    }

    /// <returns>The alert of the story in the destination; null when there is none.</returns>
    public static Task<long?> FindAlertAsync(Session session, StoryId story, DestinationId destination,
        CancellationToken cancellationToken) =>
        session.ExecuteScalarAsync(
            "SELECT id FROM alert WHERE story_id = @story AND destination_id = @destination",
            [("story", story.Value), ("destination", destination.Value)],
            cancellationToken);

    /// <summary>Opens an alert and queues its message.</summary>
    /// <param name="ping">Id of the role or user group to mention; null for none.</param>
    /// <returns>The id of the alert.</returns>
    public static async Task<long> OpenAlertAsync(Session session, StoryId story, Subscriber subscriber, Brief brief, string? ping,
        DateTimeOffset expiresAt, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var alerts = await session.QueryAsync(
            "INSERT INTO alert (story_id, destination_id, wanted_revision, told_revision) VALUES (@story, @destination, 1, 0) RETURNING id",
            [("story", story.Value), ("destination", subscriber.Destination.Value)],
            row => row.GetInt64(0),
            cancellationToken);
        var messages = await session.QueryAsync(
            """
            INSERT INTO message (destination_id, kind, dedupe_key, nonce, payload, ping, state, created_at, expires_at, due_at)
            VALUES (@destination, 'alert', @dedupe, @nonce, @payload, @ping, 'ready', @now, @expires, @now) RETURNING id
            """,
            [
                ("destination", subscriber.Destination.Value), ("dedupe", $"story:{story}"), ("nonce", CreateNonce(alerts[0])),
                ("payload", BriefJson.Serialize(brief)), ("ping", ping), ("now", now.ToUnixTimeMilliseconds()),
                ("expires", expiresAt.ToUnixTimeMilliseconds()),
            ],
            row => row.GetInt64(0),
            cancellationToken);
        await session.ExecuteAsync(
            "INSERT INTO message_alert (message_id, alert_id) VALUES (@message, @alert)",
            [("message", messages[0]), ("alert", alerts[0])],
            cancellationToken);
        return alerts[0];
    }

    /// <summary>As long as <see cref="OutgoingMessage.Nonce"/> may be.</summary>
    private static string CreateNonce(long alert) => $"a{alert}-{Guid.NewGuid():N}"[..25];

    /// <summary>
    /// Records that the story of an alert has grown. Its message is edited after <see cref="EditStage.MergeWindow"/>, and for the first
    /// time after <see cref="EditStage.FirstMergeWindow"/> while it is young, unless an edit is due already.
    /// </summary>
    /// <param name="allowsEdits">False: its message is not edited.</param>
    public static async Task RecordGrowthAsync(Session session, long alert, bool allowsEdits, DateTimeOffset now,
        CancellationToken cancellationToken)
    {
        await session.ExecuteAsync("UPDATE alert SET wanted_revision = wanted_revision + 1 WHERE id = @alert", [("alert", alert)],
            cancellationToken);
        if (allowsEdits)
        {
            // An alert that was posted and not edited yet has revision 1.
            await session.ExecuteAsync(
                """
                UPDATE message SET edit_due_at = COALESCE(edit_due_at,
                  CASE WHEN COALESCE(sent_at, @now) >= @young AND (SELECT told_revision FROM alert WHERE id = @alert) <= 1
                      THEN @first ELSE @later END) WHERE kind = 'alert' AND state <> 'refused' AND id IN (
                  SELECT ma.message_id FROM message_alert ma JOIN alert a ON a.id = ma.alert_id WHERE a.id = @alert AND a.muted_at IS NULL
                      AND a.ended_at IS NULL)
                """,
                [
                    ("now", now.ToUnixTimeMilliseconds()), ("young", (now - EditStage.YoungAge).ToUnixTimeMilliseconds()),
                    ("first", (now + EditStage.FirstMergeWindow).ToUnixTimeMilliseconds()),
                    ("later", (now + EditStage.MergeWindow).ToUnixTimeMilliseconds()), ("alert", alert),
                ],
                cancellationToken);
        }
    }

    /// <summary>Mutes an alert, or unmutes it. The message of a muted alert is not edited.</summary>
    /// <param name="at">Null: unmutes it.</param>
    public static async Task SetMutedAsync(Session session, long alert, DateTimeOffset? at, CancellationToken cancellationToken)
    {
        await session.ExecuteAsync("UPDATE alert SET muted_at = @at WHERE id = @id",
            [("at", at?.ToUnixTimeMilliseconds()), ("id", alert)], cancellationToken);
        if (at is not null)
        {
            // Cancels an edit that is due. The next one after unmuting shows all changes.
            await session.ExecuteAsync(
                "UPDATE message SET edit_due_at = NULL WHERE id IN (SELECT message_id FROM message_alert WHERE alert_id = @id)",
                [("id", alert)], cancellationToken);
        }
    }

    public static Task RecordDecisionAsync(Session session, EntryId entry, DestinationId destination, Decision decision, long? alert,
        DateTimeOffset now, CancellationToken cancellationToken) =>
        session.ExecuteAsync(
            """
            INSERT INTO decision (entry_id, destination_id, verdict, reason, alert_id, at)
            VALUES (@entry, @destination, @verdict, @reason, @alert, @now)
            """,
            [
                ("entry", entry.Value), ("destination", destination.Value), ("verdict", decision.Name), ("reason", decision.Reason),
                ("alert", alert), ("now", now.ToUnixTimeMilliseconds()),
            ],
            cancellationToken);
}
