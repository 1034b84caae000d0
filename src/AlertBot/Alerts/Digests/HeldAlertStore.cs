using AlertBot.Alerts.Subscriptions;
using AlertBot.Storage;

namespace AlertBot.Alerts.Digests;

/// <summary>Stores alerts that wait for a digest.</summary>
internal static class HeldAlertStore
{
    public static Task AddAsync(Session session, long alert, DestinationId destination, Hold hold, string? ping,
        CancellationToken cancellationToken) =>
        session.ExecuteAsync(
            "INSERT INTO held_alert (alert_id, destination_id, due_at, reason, ping) VALUES (@alert, @destination, @due, @reason, @ping)",
            [("alert", alert), ("destination", destination.Value), ("due", hold.Until.ToUnixTimeMilliseconds()),
                ("reason", ToName(hold.Reason)), ("ping", ping)],
            cancellationToken);

    /// <returns>When the digest of alerts beyond the hourly limit is due; null when there is none.</returns>
    public static async Task<DateTimeOffset?> FindLimitDigestAsync(Session session, DestinationId destination,
        CancellationToken cancellationToken) =>
        await session.ExecuteScalarAsync(
            "SELECT MIN(due_at) FROM held_alert WHERE destination_id = @destination AND reason = 'limit'",
            [("destination", destination.Value)],
            cancellationToken) is { } due ? DateTimeOffset.FromUnixTimeMilliseconds(due) : null;

    /// <summary>The destinations with a due digest that are neither paused nor switched off.</summary>
    public static Task<List<DueDigest>> ListDueAsync(Session session, int max, DateTimeOffset now, CancellationToken cancellationToken) =>
        session.QueryAsync(
            """
            SELECT d.id, d.workspace_id FROM destination d
            WHERE d.id IN (SELECT h.destination_id FROM held_alert h WHERE h.due_at <= @now)
              AND d.paused_until <= @now AND d.disabled_at IS NULL
            ORDER BY d.id LIMIT @max
            """,
            [("now", now.ToUnixTimeMilliseconds()), ("max", max)],
            row => new DueDigest(new DestinationId(row.GetInt64(0)), new WorkspaceId(row.GetInt64(1))),
            cancellationToken);

    /// <summary>Takes the due alerts of a destination, in the transaction that queues their digest.</summary>
    /// <returns>In the order in which they were opened.</returns>
    public static async Task<List<HeldAlert>> TakeDueAsync(Session session, DestinationId destination, DateTimeOffset now,
        CancellationToken cancellationToken)
    {
        var taken = await session.QueryAsync(
            "DELETE FROM held_alert WHERE destination_id = @destination AND due_at <= @now RETURNING alert_id, reason, ping",
            [("destination", destination.Value), ("now", now.ToUnixTimeMilliseconds())],
            row => new HeldAlert(row.GetInt64(0), ParseReason(row.GetString(1)), row.GetStringOrNull(2)),
            cancellationToken);
        return [.. taken.OrderBy(alert => alert.Alert)];
    }

    private static string ToName(HoldReason reason) => reason switch
    {
        HoldReason.Digest => "digest",
        HoldReason.Quiet => "quiet",
        _ => "limit",
    };

    private static HoldReason ParseReason(string name) => name switch
    {
        "digest" => HoldReason.Digest,
        "quiet" => HoldReason.Quiet,
        _ => HoldReason.Limit,
    };
}

/// <summary>A destination whose digest is due.</summary>
internal sealed record DueDigest(DestinationId Destination, WorkspaceId Workspace);

/// <summary>An alert that waited for a digest.</summary>
/// <param name="Ping">Id of the role or user group to mention; null for none.</param>
internal sealed record HeldAlert(long Alert, HoldReason Reason, string? Ping);
