using AlertBot.Alerts.Subscriptions;
using AlertBot.Storage;

namespace AlertBot.Alerts.Digests;

/// <summary>Stores alerts that wait for a digest.</summary>
internal static class HeldAlertStore
{
    public static Task AddAsync(Session session, DestinationId destination, HeldAlert held, CancellationToken cancellationToken) =>
        session.ExecuteAsync(
            """
            INSERT INTO held_alert (alert_id, destination_id, due_at, reason, ping, quiet)
            VALUES (@alert, @destination, @due, @reason, @ping, @quiet)
            """,
            [("alert", held.Alert), ("destination", destination.Value), ("due", held.Hold.Until.ToUnixTimeMilliseconds()),
                ("reason", ToName(held.Hold.Reason)), ("ping", held.Ping), ("quiet", held.Quiet?.ToJson())],
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
            "DELETE FROM held_alert WHERE destination_id = @destination AND due_at <= @now RETURNING alert_id, due_at, reason, ping, quiet",
            [("destination", destination.Value), ("now", now.ToUnixTimeMilliseconds())],
            row => new HeldAlert(row.GetInt64(0), new Hold(row.GetInstant(1), ParseReason(row.GetString(2))))
            {
                Ping = row.GetStringOrNull(3),
                Quiet = QuietTime.FromJson(row.GetStringOrNull(4)),
            },
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
internal sealed record HeldAlert(long Alert, Hold Hold)
{
    /// <summary>Id of the role or user group to mention; null for none.</summary>
    public string? Ping { get; init; }

    /// <summary>When its digest must not be posted; null: at any hour.</summary>
    public QuietTime? Quiet { get; init; }
}
