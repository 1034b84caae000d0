using AlertBot.Alerts.Subscriptions;
using AlertBot.Briefs;
using AlertBot.Storage;
using AlertBot.Stories;

namespace AlertBot.Alerts.Delivery;

/// <summary>The outbox: queued messages, in order for each destination, and the outcomes of the attempts to send them.</summary>
internal sealed class OutboxStore(Database database)
{
    /// <summary>
    /// Leases the first queued message of each destination that is not paused, and records the attempt before it is made. A message that
    /// is claimed in the state <c>sending</c> or <c>unclear</c> may have been posted.
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
                      AND first.held_until <= @now GROUP BY first.destination_id)
                    AND m.due_at <= @now AND m.leased_until <= @now AND d.not_before <= @now AND d.paused_until <= @now
                  ORDER BY m.id LIMIT @max)
                """,
                [("until", lease.Until.ToUnixTimeMilliseconds()), ("token", lease.Token), ("now", now.ToUnixTimeMilliseconds()),
                    ("max", max)],
                cancellationToken);
            return claimed == 0 ? [] : await ReadClaimedAsync(session, lease, cancellationToken);
        }, cancellationToken);
    }

    /// <summary>Records that the platform acknowledged the message. Only now it counts as delivered.</summary>
    /// <param name="pause">Pauses the destination for this long.</param>
    /// <returns>False when the lease was lost.</returns>
    public Task<bool> MarkSentAsync(OutboxMessage message, string? platformId, TimeSpan pause, DateTimeOffset now) =>
        database.WriteAsync(async session =>
        {
            // Not canceled by shutdown: the message has been sent.
            var none = CancellationToken.None;
            var recorded = await session.ExecuteAsync(
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

            return recorded == 1;
        }, CancellationToken.None);

    /// <summary>Releases the message for a later attempt. It keeps its position in the queue.</summary>
    /// <param name="maybePosted">This attempt or an earlier one may have posted it.</param>
    /// <param name="pauseDestination">The platform requested the pause: it applies to all messages to the destination.</param>
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

    /// <summary>
    /// Holds the message until quiet hours end; urgent messages after it are not held. The claim does not count as an attempt.
    /// </summary>
    public Task HoldForQuietHoursAsync(OutboxMessage message, DateTimeOffset quietUntil) =>
        database.WriteAsync(session => session.ExecuteAsync(
            "UPDATE message SET state = @state, attempts = attempts - 1, held_until = @until, leased_until = 0, lease_token = NULL "
                + "WHERE id = @id AND lease_token = @token",
            [("state", message.MaybePosted ? "unclear" : "ready"), ("until", quietUntil.ToUnixTimeMilliseconds()),
                ("id", message.Id.Value), ("token", message.Lease.Token)],
            CancellationToken.None), CancellationToken.None);

    /// <summary>Ends the message with the reason why it is not sent.</summary>
    public Task MarkRefusedAsync(OutboxMessage message, string reason) =>
        database.WriteAsync(session => session.ExecuteAsync(
            "UPDATE message SET state = 'refused', reason = @reason, leased_until = 0, lease_token = NULL WHERE id = @id AND "
                + "lease_token = @token",
            [("reason", reason), ("id", message.Id.Value), ("token", message.Lease.Token)],
            CancellationToken.None), CancellationToken.None);

    /// <summary>Switches off a destination that accepts no messages, and ends its queued messages.</summary>
    public Task DisableDestinationAsync(OutboxMessage message, string reason, DateTimeOffset now) =>
        database.WriteAsync(
            session => DestinationStore.DisableAsync(session, message.Destination, reason, now, CancellationToken.None),
            CancellationToken.None);

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
                  WHERE ma.message_id = m.id), d.options, m.created_at, m.kind, m.quiet, m.urgent,
              (SELECT parent.platform_id FROM message parent WHERE parent.id = m.parent_id)
            FROM message m JOIN destination d ON d.id = m.destination_id WHERE m.lease_token = @token ORDER BY m.id
            """,
            [("token", lease.Token)],
            row => new OutboxMessage(
                new MessageId(row.GetInt64(0)),
                new DestinationId(row.GetInt64(1)),
                new DestinationAddress(row.GetString(2), row.GetString(3)),
                Nonce: row.GetString(4),
                BriefJson.Deserialize(row.GetString(5)),
                Attempts: (int)row.GetInt64(6),
                MaybePosted: row.GetFlag(7),
                LastReason: row.GetStringOrNull(8),
                ExpiresAt: row.GetInstant(9),
                FirstSeen: row.GetInstantOrNull(10),
                Ping: row.GetStringOrNull(11),
                Story: row.GetInt64OrNull(12) is { } story ? new StoryId(story) : null,
                lease)
            {
                CreatedAt = row.GetInstant(14),
                Kind = MessageKinds.Parse(row.GetString(15)),
                Quiet = row.GetFlag(17) ? null : FindQuietTime(DestinationOptions.FromJson(row.GetString(13)), row.GetStringOrNull(16)),
                ThreadRootId = row.GetStringOrNull(18),
            },
            cancellationToken);

    /// <summary>Quiet hours that were set in chat, also after the message was queued, else those of its subscription.</summary>
    private static QuietTime? FindQuietTime(DestinationOptions channel, string? stored)
    {
        var subscription = QuietTime.FromJson(stored);
        return channel.Quiet is { } quiet ? new QuietTime(quiet, channel.TimeZone ?? subscription?.TimeZone) : subscription;
    }
}
