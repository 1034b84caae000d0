using AlertBot.Alerts.Subscriptions;
using AlertBot.Storage;

namespace AlertBot.Alerts.Queries;

/// <summary>Queries the state of the feeds and channels of a workspace, for the status command.</summary>
internal static class HealthQueries
{
    /// <summary>Bounds each count, in rows: larger counts are shown as “more than”.</summary>
    public const int MaxCounted = 10_000;

    /// <summary>
    /// The destination <c>d</c> is a channel of the workspace, or the channel of the command, which may not belong to the workspace yet.
    /// </summary>
    private const string OwnDestination =
        "(d.workspace_id = @workspace AND d.workspace_id <> 0 OR d.platform = @platform AND d.external_id = @address)";

    /// <summary>The active feeds that the workspace sees, those with the most failures first.</summary>
    public static Task<List<FeedHealth>> ListFeedsAsync(Session session, WorkspaceId workspace, CancellationToken cancellationToken) =>
        session.QueryAsync(
            """
            SELECT COALESCE(
              (SELECT own.name FROM workspace_feed own WHERE own.feed_id = f.id AND own.workspace_id IN (0, @workspace)
                  AND own.name IS NOT NULL ORDER BY own.workspace_id DESC LIMIT 1),
              f.title, f.host), f.last_polled_at, f.last_ok_at, f.failures, f.last_error, f.taken_in_at, f.gone_at, f.failing_since,
                  f.gap_at
            FROM feed f
            WHERE f.retired_at IS NULL AND f.id IN (SELECT seen.feed_id FROM workspace_feed seen WHERE seen.workspace_id IN (0, @workspace))
            ORDER BY f.failures DESC, f.id
            """,
            [("workspace", workspace.Value)],
            row => new FeedHealth(row.GetString(0), row.GetInstantOrNull(1), row.GetInstantOrNull(2), (int)row.GetInt64(3),
                row.GetStringOrNull(4), row.GetInstantOrNull(5))
            {
                GoneAt = row.GetInstantOrNull(6),
                FailingSince = row.GetInstantOrNull(7),
                GapAt = row.GetInstantOrNull(8),
            },
            cancellationToken);

    /// <summary>The delays of the messages that were posted in the channels of the workspace.</summary>
    public static Task<List<PostDelay>> ListDelaysAsync(Session session, WorkspaceId workspace, DestinationAddress channel,
        DateTimeOffset since, CancellationToken cancellationToken) =>
        session.QueryAsync(
            $"""
            SELECT m.sent_at, e.published_at, e.first_seen_at
            FROM destination d JOIN message m ON m.destination_id = d.id AND m.sent_at >= @since JOIN message_alert ma
                ON ma.message_id = m.id
              JOIN decision c ON c.alert_id = ma.alert_id AND c.verdict = 'told' JOIN entry e ON e.id = c.entry_id
            WHERE {OwnDestination}
            """,
            [("workspace", workspace.Value), ("platform", channel.Platform), ("address", channel.Address),
                ("since", since.ToUnixTimeMilliseconds())],
            row => new PostDelay(row.GetInstant(0), row.GetInstantOrNull(1), row.GetInstant(2)),
            cancellationToken);

    /// <summary>Counts the entries and messages in process for the workspace.</summary>
    public static async Task<PendingWork> CountPendingAsync(Session session, WorkspaceId workspace, DestinationAddress channel,
        CancellationToken cancellationToken)
    {
        var messages = await session.QueryAsync(
            $"""
            SELECT m.reason, d.platform, d.external_id FROM destination d JOIN message m ON m.destination_id = d.id
                AND m.state IN ('ready', 'sending', 'unclear')
            WHERE {OwnDestination} ORDER BY m.id DESC LIMIT {MaxCounted}
            """,
            [("workspace", workspace.Value), ("platform", channel.Platform), ("address", channel.Address)],
            row => (Reason: row.GetStringOrNull(0), Channel: new DestinationAddress(row.GetString(1), row.GetString(2))),
            cancellationToken);
        var failing = messages.FirstOrDefault(message => message.Reason is not null);
        return new PendingWork(
            await CountEntriesAsync(session, workspace, "new", cancellationToken),
            await CountEntriesAsync(session, workspace, "matched", cancellationToken),
            messages.Count,
            failing.Reason,
            failing.Channel);
    }

    private static async Task<int> CountEntriesAsync(Session session, WorkspaceId workspace, string state,
        CancellationToken cancellationToken) =>
        (int)(await session.ExecuteScalarAsync(
            $"SELECT COUNT(*) FROM (SELECT 1 FROM entry e WHERE e.state = @state "
                + $"AND {WorkspaceVisibility.EntryCondition} LIMIT {MaxCounted}) waiting",
            [("state", state), ("workspace", workspace.Value)],
            cancellationToken) ?? 0);
}

/// <summary>The state of a feed.</summary>
/// <param name="Failures">The number of failed polls since the last successful one.</param>
/// <param name="FirstReadAt">When a document was first read; null until then.</param>
internal sealed record FeedHealth(string Name, DateTimeOffset? LastPolled, DateTimeOffset? LastOk, int Failures, string? LastError,
    DateTimeOffset? FirstReadAt)
{
    /// <summary>When the server reported it as permanently gone; since then it is not polled.</summary>
    public DateTimeOffset? GoneAt { get; init; }

    /// <summary>When the first of the <see cref="Failures"/> occurred.</summary>
    public DateTimeOffset? FailingSince { get; init; }

    /// <summary>When a document last listed only unknown entries, so that earlier ones may have been missed.</summary>
    public DateTimeOffset? GapAt { get; init; }
}

/// <summary>When an article was published, first seen and posted.</summary>
/// <param name="Published">Null when the entry has no date.</param>
internal sealed record PostDelay(DateTimeOffset Sent, DateTimeOffset? Published, DateTimeOffset FirstSeen);

/// <summary>The numbers of entries and messages in process, each at most <see cref="HealthQueries.MaxCounted"/>.</summary>
/// <param name="LastReason">Why the newest failing message has not been delivered; null when none is failing.</param>
/// <param name="HeldUpDestination">The channel of that message.</param>
internal sealed record PendingWork(int Unread, int Ungrouped, int Undelivered, string? LastReason, DestinationAddress? HeldUpDestination);
