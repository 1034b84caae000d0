using AlertBot.Alerts.Subscriptions;
using AlertBot.Briefs;
using AlertBot.Storage;
using AlertBot.Stories;

namespace AlertBot.Alerts.Delivery;

/// <summary>The outbox: messages that wait, in order for each destination, and what became of them.</summary>
internal sealed class OutboxStore(Database database)
{
    /// <summary>
    /// Leases the first waiting message of each destination that is free, and notes the attempt before anything is sent.
    /// A message that is claimed while it stands as being sent, or as unclear, may have been posted.
    /// </summary>
    public Task<List<OutboxMessage>> ClaimAsync(int max, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var lease = Lease.StartingAt(now);
        return database.WriteAsync(async session =>
        {
            var claimed = await session.ExecuteAsync(
                """
                UPDATE message SET state = 'sending', maybe_posted = CASE WHEN state = 'ready' THEN maybe_posted ELSE 1 END,
                  attempts = attempts + 1, leased_until = @until, lease_token = @token
                WHERE id IN (
                  SELECT m.id FROM message m JOIN destination d ON d.id = m.destination_id
                  WHERE m.id IN (SELECT MIN(first.id) FROM message first WHERE first.state IN ('ready', 'sending', 'unclear')
                      GROUP BY first.destination_id)
                    AND m.due_at <= @now AND m.leased_until <= @now AND d.not_before <= @now AND d.paused_until <= @now
                    AND d.quiet_until <= @now
                  ORDER BY m.id LIMIT @max)
                """,
                [("until", lease.Until.ToUnixTimeMilliseconds()), ("token", lease.Token), ("now", now.ToUnixTimeMilliseconds()),
                    ("max", max)],
                cancellationToken);
            return claimed == 0 ? [] : await ReadClaimedAsync(session, lease, cancellationToken);
        }, cancellationToken);
    }

    /// <summary>The platform acknowledged the message: only now is its alert told.</summary>
    /// <param name="pause">No message to the destination before it is over.</param>
    public Task<bool> MarkSentAsync(OutboxMessage message, string? platformId, TimeSpan pause, DateTimeOffset now) =>
        database.WriteAsync(async session =>
        {
            // Not cancelled by shutdown: what was sent is recorded.
            var none = CancellationToken.None;
            var kept = await session.ExecuteAsync(
                """
                UPDATE message SET state = 'sent', reason = NULL, platform_id = @platform_id, sent_at = @now, leased_until = 0,
                    lease_token = NULL
                WHERE id = @id AND lease_token = @token
                """,
                [("platform_id", platformId), ("now", now.ToUnixTimeMilliseconds()), ("id", message.Id.Value),
                    ("token", message.Lease.Token)],
                none);
            await session.ExecuteAsync(
                "UPDATE alert SET told_revision = 1 WHERE told_revision = 0 AND id IN (SELECT alert_id FROM message_alert WHERE "
                    + "message_id = @id)",
                [("id", message.Id.Value)],
                none);
            if (pause > TimeSpan.Zero)
            {
                await PauseDestinationAsync(session, message.Destination, now + pause);
            }

            return kept == 1;
        }, CancellationToken.None);

    /// <summary>Leaves the message in its place for a later attempt.</summary>
    /// <param name="maybePosted">It may have been posted, by this attempt or an earlier one.</param>
    /// <param name="pauseDestination">The platform asked for the pause: it holds for all messages to the destination.</param>
    public Task PostponeAsync(OutboxMessage message, string reason, bool maybePosted, bool pauseDestination, DateTimeOffset dueAt) =>
        database.WriteAsync(async session =>
        {
            await session.ExecuteAsync(
                "UPDATE message SET state = @state, reason = @reason, due_at = COALESCE(@due, due_at), leased_until = 0, lease_token = "
                    + "NULL WHERE id = @id AND lease_token = @token",
                [("state", maybePosted ? "unclear" : "ready"), ("reason", reason),
                    ("due", pauseDestination ? null : dueAt.ToUnixTimeMilliseconds()), ("id", message.Id.Value),
                    ("token", message.Lease.Token)],
                CancellationToken.None);
            if (pauseDestination)
            {
                await PauseDestinationAsync(session, message.Destination, dueAt);
            }
        }, CancellationToken.None);

    /// <summary>Leaves all messages to the destination until its quiet hours are over: nothing was tried.</summary>
    public Task HoldForQuietHoursAsync(OutboxMessage message, DateTimeOffset quietUntil) =>
        database.WriteAsync(async session =>
        {
            await session.ExecuteAsync(
                "UPDATE message SET state = @state, attempts = attempts - 1, leased_until = 0, lease_token = NULL WHERE id = @id AND "
                    + "lease_token = @token",
                [("state", message.MaybePosted ? "unclear" : "ready"), ("id", message.Id.Value), ("token", message.Lease.Token)],
                CancellationToken.None);
            await session.ExecuteAsync(
                "UPDATE destination SET quiet_until = @until WHERE id = @id",
                [("until", quietUntil.ToUnixTimeMilliseconds()), ("id", message.Destination.Value)],
                CancellationToken.None);
        }, CancellationToken.None);

    /// <summary>Ends the message without its being sent, with the reason.</summary>
    public Task MarkRefusedAsync(OutboxMessage message, string reason) =>
        database.WriteAsync(session => session.ExecuteAsync(
            "UPDATE message SET state = 'refused', reason = @reason, leased_until = 0, lease_token = NULL WHERE id = @id AND "
                + "lease_token = @token",
            [("reason", reason), ("id", message.Id.Value), ("token", message.Lease.Token)],
            CancellationToken.None), CancellationToken.None);

    /// <summary>Switches a destination off that will take no message any more, and ends what waits for it.</summary>
    public Task DisableDestinationAsync(OutboxMessage message, string reason, DateTimeOffset now) =>
        database.WriteAsync(async session =>
        {
            await session.ExecuteAsync(
                "UPDATE destination SET disabled_at = @now, disabled_reason = @reason WHERE id = @id",
                [("now", now.ToUnixTimeMilliseconds()), ("reason", reason), ("id", message.Destination.Value)],
                CancellationToken.None);
            await session.ExecuteAsync(
                "UPDATE message SET state = 'refused', reason = @reason, leased_until = 0, lease_token = NULL WHERE destination_id = "
                    + "@id AND state IN ('ready', 'sending', 'unclear')",
                [("reason", reason), ("id", message.Destination.Value)],
                CancellationToken.None);
        }, CancellationToken.None);

    private static Task PauseDestinationAsync(Session session, DestinationId destination, DateTimeOffset notBefore) => session.ExecuteAsync(
        "UPDATE destination SET not_before = @not_before WHERE id = @id",
        [("not_before", notBefore.ToUnixTimeMilliseconds()), ("id", destination.Value)],
        CancellationToken.None);

    private static Task<List<OutboxMessage>> ReadClaimedAsync(Session session, Lease lease, CancellationToken cancellationToken) =>
        session.QueryAsync(
            """
            SELECT m.id, m.destination_id, d.platform, d.external_id, m.nonce, m.payload, m.attempts, m.maybe_posted, m.reason,
                m.expires_at,
              (SELECT MIN(e.first_seen_at) FROM message_alert ma JOIN decision c ON c.alert_id = ma.alert_id JOIN entry e
                  ON e.id = c.entry_id WHERE ma.message_id = m.id),
              m.ping, (SELECT MIN(a.story_id) FROM message_alert ma JOIN alert a ON a.id = ma.alert_id
                  WHERE ma.message_id = m.id), d.options, m.created_at
            FROM message m JOIN destination d ON d.id = m.destination_id WHERE m.lease_token = @token ORDER BY m.id
            """,
            [("token", lease.Token)],
            row => new OutboxMessage(
                new MessageId(row.GetInt64(0)), new DestinationId(row.GetInt64(1)),
                new DestinationAddress(row.GetString(2), row.GetString(3)), row.GetString(4),
                BriefJson.Deserialize(row.GetString(5)), (int)row.GetInt64(6), row.GetFlag(7), row.GetStringOrNull(8), row.GetInstant(9),
                row.GetInstantOrNull(10), row.GetStringOrNull(11), row.GetInt64OrNull(12) is { } story ? new StoryId(story) : null,
                DestinationOptions.FromJson(row.GetString(13)), lease)
            {
                CreatedAt = row.GetInstant(14),
            },
            cancellationToken);
}
