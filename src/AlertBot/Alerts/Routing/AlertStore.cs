using System.Data.Common;
using AlertBot.Alerts.Delivery;
using AlertBot.Alerts.Subscriptions;
using AlertBot.Feeds;
using AlertBot.Feeds.Opml;
using AlertBot.Storage;
using AlertBot.Stories;
using AlertBot.Topics;

namespace AlertBot.Alerts.Routing;

/// <summary>Stores decisions and alerts.</summary>
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
                SELECT d.id, d.platform, d.external_id, d.workspace_id, s.created_at, seen.added_at, d.disabled_at, d.disabled_reason,
                    d.paused_until, s.ping, s.options, d.options, t.urgent, tm.until, tm.author, seen.name, seen.title, seen.outline
                FROM subscription s JOIN destination d ON d.id = s.destination_id JOIN topic t ON t.id = s.topic_id
                JOIN (SELECT v.workspace_id, v.added_at, v.name, v.outline, f.title
                    FROM entry e JOIN workspace_feed v ON v.feed_id = e.feed_id JOIN feed f ON f.id = e.feed_id WHERE e.id = @entry) seen
                  ON seen.workspace_id IN (0, d.workspace_id)
                LEFT JOIN topic_mute tm ON tm.destination_id = d.id AND tm.topic_id = s.topic_id
                WHERE s.topic_id = @topic ORDER BY s.id, seen.added_at
                """,
                [("topic", topic.Id.Value), ("entry", article.Entry.Value)],
                row => ReadSubscriber(topic.Id, row),
                cancellationToken));
        }

        return subscribers;
    }

    private static Subscriber ReadSubscriber(TopicId topic, DbDataReader row)
    {
        var subscribedAt = row.GetInstant(4);
        var feedVisibleSince = row.GetInstant(5);
        return new Subscriber(
            new DestinationId(row.GetInt64(0)),
            new DestinationAddress(row.GetString(1), row.GetString(2)),
            new WorkspaceId(row.GetInt64(3)),
            topic,
            Since: subscribedAt > feedVisibleSince ? subscribedAt : feedVisibleSince,
            DisabledReason: DestinationState.ReadDisabledReason(row, disabledAt: 6, reason: 7),
            PausedUntil: row.GetInstant(8),
            Ping: row.GetStringOrNull(9),
            RoutingOptions.FromJson(row.GetString(10)).OverriddenBy(DestinationOptions.FromJson(row.GetString(11))))
        {
            IsUrgent = row.GetFlag(12),
            Mute = row.GetInstantOrNull(13) is { } until ? new TopicMute(until, row.GetString(14)) : null,
            FeedNames =
            [
                .. new[] { row.GetStringOrNull(15), row.GetStringOrNull(16) }.OfType<string>(),
                .. FeedOutline.FromJson(row.GetStringOrNull(17)).Labels,
            ],
        };
    }

    /// <returns>The alert of the story in the destination; null when there is none.</returns>
    public static Task<long?> FindAlertAsync(Session session, StoryId story, DestinationId destination,
        CancellationToken cancellationToken) =>
        session.ExecuteScalarAsync(
            "SELECT id FROM alert WHERE story_id = @story AND destination_id = @destination",
            [("story", story.Value), ("destination", destination.Value)],
            cancellationToken);

    /// <summary>Opens an alert. Its message is queued apart from it, at once or by a digest.</summary>
    /// <returns>The id of the alert.</returns>
    public static async Task<long> OpenAsync(Session session, StoryId story, DestinationId destination, CancellationToken cancellationToken)
    {
        var alerts = await session.QueryAsync(
            "INSERT INTO alert (story_id, destination_id, wanted_revision, told_revision) VALUES (@story, @destination, 1, 0) RETURNING id",
            [("story", story.Value), ("destination", destination.Value)],
            row => row.GetInt64(0),
            cancellationToken);
        return alerts[0];
    }

    /// <summary>Records that an alert that waited for a digest was not posted.</summary>
    public static Task RecordExpiryAsync(Session session, long alert, string reason, CancellationToken cancellationToken) =>
        session.ExecuteAsync("UPDATE decision SET verdict = 'not_told', reason = @reason WHERE alert_id = @alert AND verdict = 'told'",
            [("reason", reason), ("alert", alert)], cancellationToken);

    /// <summary>Records that the story of an alert has grown.</summary>
    /// <param name="editsMessage">Its message is edited soon, unless an edit is due already.</param>
    public static async Task RecordGrowthAsync(Session session, long alert, bool editsMessage, DateTimeOffset now,
        CancellationToken cancellationToken)
    {
        await session.ExecuteAsync("UPDATE alert SET wanted_revision = wanted_revision + 1 WHERE id = @alert", [("alert", alert)],
            cancellationToken);
        if (editsMessage)
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
