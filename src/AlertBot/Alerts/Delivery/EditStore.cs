using AlertBot.Alerts.Queries;
using AlertBot.Alerts.Subscriptions;
using AlertBot.Briefs;
using AlertBot.Feeds;
using AlertBot.Storage;
using AlertBot.Stories;
using AlertBot.Topics;

namespace AlertBot.Alerts.Delivery;

/// <summary>Stores which posted messages are to be edited, and the outcome of the edits.</summary>
internal sealed class EditStore(Database database)
{
    /// <summary>Leases messages whose edit is due, in destinations that are not paused or disabled.</summary>
    public Task<List<OutboxEdit>> ClaimAsync(int max, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var lease = Lease.StartingAt(now);
        return database.WriteAsync(async session =>
        {
            var claimed = await session.ExecuteAsync(
                """
                UPDATE message SET edit_attempts = edit_attempts + 1, leased_until = @until, lease_token = @token
                WHERE id IN (
                  SELECT m.id FROM message m JOIN destination d ON d.id = m.destination_id
                  WHERE m.edit_due_at <= @now AND m.state = 'sent' AND m.platform_id IS NOT NULL AND m.leased_until <= @now
                    AND d.not_before <= @now AND d.paused_until <= @now AND d.disabled_at IS NULL
                  ORDER BY m.edit_due_at LIMIT @max)
                """,
                [("until", lease.Until.ToUnixTimeMilliseconds()), ("token", lease.Token), ("now", now.ToUnixTimeMilliseconds()),
                    ("max", max)],
                cancellationToken);
            return claimed == 0 ? [] : await ReadClaimedAsync(session, lease, cancellationToken);
        }, cancellationToken);
    }

    /// <summary>
    /// Composes the brief of the story as the destination may see it now. Headline and summary stay those of the article that opened the
    /// alert.
    /// </summary>
    /// <returns>Null when the destination may not see any of its articles.</returns>
    public Task<Brief?> ComposeBriefAsync(OutboxEdit edit, CancellationToken cancellationToken) =>
        database.ReadAsync(
            session => ComposeBriefAsync(session, edit.Alert, edit.Story, edit.Destination, edit.Workspace, cancellationToken),
            cancellationToken);

    /// <summary>Updates the message of an alert that has certainly not been posted yet, so that no edit is needed.</summary>
    /// <returns>False when it may have been posted; then it is not changed.</returns>
    public static async Task<bool> RewriteUnsentAsync(Session session, long alert, StoryId story, DestinationId destination,
        WorkspaceId workspace, CancellationToken cancellationToken)
    {
        var unsent = await session.ExecuteScalarAsync(
            "SELECT m.id FROM message m JOIN message_alert ma ON ma.message_id = m.id WHERE ma.alert_id = @alert AND m.kind = 'alert' "
                + "AND m.state = 'ready'",
            [("alert", alert)],
            cancellationToken);
        return unsent is { } message
            && await ComposeBriefAsync(session, alert, story, destination, workspace, cancellationToken) is { } brief
            && await session.ExecuteAsync(
                "UPDATE message SET payload = @payload WHERE id = @id AND state = 'ready'",
                [("payload", BriefJson.Serialize(brief)), ("id", message)],
                cancellationToken) == 1;
    }

    /// <summary>Records that the message shows the brief. If the story has grown meanwhile, another edit is due.</summary>
    public Task CompleteAsync(OutboxEdit edit, Brief shown, DateTimeOffset now) =>
        database.WriteAsync(async session =>
        {
            // Not canceled by shutdown: the edit has been made.
            var recorded = await session.ExecuteAsync(
                """
                UPDATE message SET payload = @payload, edit_attempts = 0, leased_until = 0, lease_token = NULL,
                  edit_due_at = CASE WHEN (SELECT wanted_revision FROM alert WHERE id = @alert
                      AND muted_at IS NULL) > @revision THEN @again END
                WHERE id = @id AND lease_token = @token
                """,
                [
                    ("payload", BriefJson.Serialize(shown)), ("alert", edit.Alert), ("revision", edit.Revision),
                    ("again", (now + EditStage.MergeWindow).ToUnixTimeMilliseconds()), ("id", edit.Id.Value),
                    ("token", edit.Lease.Token),
                ],
                CancellationToken.None);
            if (recorded == 1)
            {
                await session.ExecuteAsync(
                    "UPDATE alert SET told_revision = @revision WHERE id = @alert",
                    [("revision", edit.Revision), ("alert", edit.Alert)],
                    CancellationToken.None);
            }
        }, CancellationToken.None);

    /// <summary>Releases the message for another attempt, unless it expires before.</summary>
    public Task PostponeAsync(OutboxEdit edit, DateTimeOffset dueAt) =>
        database.WriteAsync(session => session.ExecuteAsync(
            "UPDATE message SET leased_until = 0, lease_token = NULL, edit_due_at = CASE WHEN expires_at > @due THEN @due END WHERE id "
                + "= @id AND lease_token = @token",
            [("due", dueAt.ToUnixTimeMilliseconds()), ("id", edit.Id.Value), ("token", edit.Lease.Token)],
            CancellationToken.None), CancellationToken.None);

    /// <summary>Ends an alert whose message cannot be edited, for example because a user deleted it.</summary>
    public Task EndAlertAsync(OutboxEdit edit, DateTimeOffset now) =>
        database.WriteAsync(async session =>
        {
            await session.ExecuteAsync(
                "UPDATE message SET leased_until = 0, lease_token = NULL, edit_due_at = NULL WHERE id = @id AND lease_token = @token",
                [("id", edit.Id.Value), ("token", edit.Lease.Token)],
                CancellationToken.None);
            await session.ExecuteAsync(
                "UPDATE alert SET ended_at = @now WHERE id = @alert",
                [("now", now.ToUnixTimeMilliseconds()), ("alert", edit.Alert)],
                CancellationToken.None);
        }, CancellationToken.None);

    /// <summary>Composes the brief of an alert as the destination may see it now.</summary>
    /// <returns>Null when the destination may not see any of its articles.</returns>
    public static async Task<Brief?> ComposeBriefAsync(Session session, long alert, StoryId story, DestinationId destination,
        WorkspaceId workspace, CancellationToken cancellationToken)
    {
        var lead = await session.ExecuteScalarAsync(
            "SELECT entry_id FROM decision WHERE alert_id = @alert AND verdict = 'told' ORDER BY at, entry_id LIMIT 1",
            [("alert", alert)],
            cancellationToken);
        var topics = await session.QueryAsync(
            "SELECT topic_id FROM subscription WHERE destination_id = @destination",
            [("destination", destination.Value)],
            row => new TopicId(row.GetInt64(0)),
            cancellationToken);
        var brief = await StoryBriefComposer.ComposeAsync(session, story, workspace, topics, cancellationToken,
            lead is { } entry ? new EntryId(entry) : null);
        return brief is null ? null
            : brief with { Earlier = await EarlierStoryQueries.FindAsync(session, story, destination, cancellationToken) };
    }

    private static Task<List<OutboxEdit>> ReadClaimedAsync(Session session, Lease lease, CancellationToken cancellationToken) =>
        session.QueryAsync(
            """
            SELECT m.id, a.id, a.story_id, d.id, d.workspace_id, d.platform, d.external_id, m.platform_id, m.nonce, m.ping,
                a.wanted_revision, m.payload, m.edit_attempts
            FROM message m JOIN destination d ON d.id = m.destination_id JOIN message_alert ma ON ma.message_id = m.id JOIN alert a
                ON a.id = ma.alert_id
            WHERE m.lease_token = @token AND m.kind = 'alert' ORDER BY m.id
            """,
            [("token", lease.Token)],
            row => new OutboxEdit(
                new MessageId(row.GetInt64(0)),
                Alert: row.GetInt64(1),
                new StoryId(row.GetInt64(2)),
                new DestinationId(row.GetInt64(3)),
                new WorkspaceId(row.GetInt64(4)),
                new DestinationAddress(row.GetString(5), row.GetString(6)),
                PlatformId: row.GetString(7),
                Nonce: row.GetString(8),
                Ping: row.GetStringOrNull(9),
                Revision: row.GetInt64(10),
                PostedBrief: BriefJson.Deserialize(row.GetString(11)),
                Attempts: (int)row.GetInt64(12),
                lease),
            cancellationToken);
}
