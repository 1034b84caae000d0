using System.Security.Cryptography;
using AlertBot.Storage;

namespace AlertBot.Feeds.WebSub;

/// <summary>Stores subscriptions at hubs: which are needed, and which request is due next.</summary>
internal sealed class HubSubscriptionStore(Database database)
{
    private const string MissingSubscriptions =
        """
        FROM feed_hub h JOIN feed f ON f.id = h.feed_id
        WHERE f.retired_at IS NULL AND f.gone_at IS NULL AND f.credentials_hash = '' AND f.taken_in_at IS NOT NULL
          AND NOT EXISTS (SELECT 1 FROM websub w WHERE w.feed_id = h.feed_id AND w.hub = h.hub AND w.topic = h.topic
          AND w.state <> 'leaving')
        """;

    private const string ObsoleteSubscriptions =
        """
        FROM websub WHERE state <> 'leaving' AND NOT EXISTS (
          SELECT 1 FROM feed_hub h JOIN feed f ON f.id = h.feed_id
          WHERE h.feed_id = websub.feed_id AND h.hub = websub.hub AND h.topic = websub.topic AND f.retired_at IS NULL AND f.gone_at IS NULL)
        """;

    private const string FeedsWithoutPush =
        "FROM feed WHERE push_floor_ms > 0 AND NOT EXISTS (SELECT 1 FROM websub w WHERE w.feed_id = feed.id AND w.state = 'active' AND "
        + "w.expires_at > @now)";

    /// <summary>
    /// At start: removes subscriptions whose callback is below another public address. Without a public address all are removed.
    /// </summary>
    public static Task ResetOnStartAsync(Database database, string? callbackBase, DateTimeOffset now,
        CancellationToken cancellationToken) =>
        database.WriteAsync(
            async session =>
            {
                await session.ExecuteAsync("DELETE FROM websub WHERE @base IS NULL OR callback <> @base || id", [("base", callbackBase)],
                    cancellationToken);
                await EndFallbackIntervalAsync(session, now, cancellationToken);
            },
            cancellationToken);

    /// <summary>
    /// Creates a subscription for each feed with a hub, releases those that no feed needs, and restores usual polling where no hub pushes.
    /// </summary>
    public async Task ReconcileAsync(string callbackBase, DateTimeOffset now, CancellationToken cancellationToken)
    {
        // Most of the time nothing changes. A read does not block writers.
        var isAmiss = await database.ReadAsync(
            session => session.ExecuteScalarAsync(
                $"SELECT 1 WHERE EXISTS (SELECT "
                    + $"1 {MissingSubscriptions}) OR EXISTS (SELECT 1 {ObsoleteSubscriptions}) OR EXISTS (SELECT 1 {FeedsWithoutPush})",
                [("now", now.ToUnixTimeMilliseconds())],
                cancellationToken),
            cancellationToken);
        if (isAmiss is null)
        {
            return;
        }

        await database.WriteAsync(
            async session =>
            {
                await session.ExecuteAsync(
                    $"UPDATE websub SET state = 'leaving', pending = 0, failures = 0, due_at = @now WHERE id IN (SELECT "
                        + $"id {ObsoleteSubscriptions})", [("now", now.ToUnixTimeMilliseconds())], cancellationToken);
                var wanted = await session.QueryAsync($"SELECT h.feed_id, h.hub, h.topic {MissingSubscriptions}", [],
                    row => (Feed: row.GetInt64(0), Hub: row.GetString(1), Topic: row.GetString(2)), cancellationToken);
                foreach (var (feed, hub, topic) in wanted)
                {
                    await AddAsync(session, feed, hub, topic, callbackBase, now, cancellationToken);
                }

                await EndFallbackIntervalAsync(session, now, cancellationToken);
            },
            cancellationToken);
    }

    public async Task<List<HubRequest>> ClaimAsync(int max, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var isDue = await database.ReadAsync(
            session => session.ExecuteScalarAsync("SELECT 1 FROM websub WHERE due_at <= @now AND leased_until <= @now LIMIT 1",
                [("now", now.ToUnixTimeMilliseconds())], cancellationToken), cancellationToken);
        return isDue is null ? []
            : await database.WriteAsync(session => ClaimAsync(session, max, now, cancellationToken), cancellationToken);
    }

    /// <summary>Called before the request is sent, because the hub may verify before it responds.</summary>
    /// <returns>False when the lease is lost or the row is gone.</returns>
    public Task<bool> MarkRequestedAsync(HubRequest request, DateTimeOffset now, CancellationToken cancellationToken) =>
        UpdateAsync("UPDATE websub SET pending = 1, asked_at = @now WHERE id = @id AND lease_token = @token", request,
            [("now", now.ToUnixTimeMilliseconds())], cancellationToken);

    /// <summary>The hub accepted the request and will verify it; if it does not, the request is repeated.</summary>
    public Task RecordAcceptedAsync(HubRequest request, DateTimeOffset again, CancellationToken cancellationToken) =>
        UpdateAsync(
            """
            UPDATE websub SET leased_until = 0, lease_token = NULL,
              due_at = CASE WHEN pending = 1 THEN @again ELSE due_at END, failures = CASE WHEN pending = 1 THEN failures + 1
                  ELSE failures END,
              last_error = CASE WHEN pending = 1 THEN 'the hub took the request, but has not asked back' ELSE last_error END
            WHERE id = @id AND lease_token = @token
            """,
            request,
            [("again", again.ToUnixTimeMilliseconds())],
            cancellationToken);

    public Task RecordFailureAsync(HubRequest request, string reason, DateTimeOffset again, CancellationToken cancellationToken) =>
        UpdateAsync(
            "UPDATE websub SET leased_until = 0, lease_token = NULL, due_at = @again, failures = failures + 1, last_error = @reason "
                + "WHERE id = @id AND lease_token = @token",
            request,
            [("again", again.ToUnixTimeMilliseconds()), ("reason", reason)],
            cancellationToken);

    public Task DeleteAsync(HubRequest request, CancellationToken cancellationToken) =>
        UpdateAsync("DELETE FROM websub WHERE id = @id AND lease_token = @token", request, [], cancellationToken);

    private Task<bool> UpdateAsync(string sql, HubRequest request, IReadOnlyList<(string Name, object? Value)> values,
        CancellationToken cancellationToken) =>
        database.WriteAsync(
            async session =>
                await session.ExecuteAsync(sql, [("id", request.Id), ("token", request.Lease.Token), .. values], cancellationToken) == 1,
            cancellationToken);

    private static Task<List<HubRequest>> ClaimAsync(Session session, int max, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var lease = Lease.StartingAt(now);
        return session.QueryAsync(
            """
            UPDATE websub SET leased_until = @until, lease_token = @token WHERE id IN (
              SELECT id FROM websub WHERE due_at <= @now AND leased_until <= @now ORDER BY due_at, id LIMIT @max)
            RETURNING id, feed_id, hub, topic, callback, secret, state, asked_at, failures, expires_at
            """,
            [("until", lease.Until.ToUnixTimeMilliseconds()), ("token", lease.Token), ("now", now.ToUnixTimeMilliseconds()), ("max", max)],
            row => new HubRequest(
                row.GetString(0), new FeedId(row.GetInt64(1)), new Uri(row.GetString(2)), row.GetString(3), row.GetString(4),
                row.GetString(5),
                row.GetString(6) == "leaving", row.GetInstantOrNull(7), (int)row.GetInt64(8), row.GetInstantOrNull(9), lease),
            cancellationToken);
    }

    private static Task AddAsync(Session session, long feed, string hub, string topic, string callbackBase, DateTimeOffset now,
        CancellationToken cancellationToken)
    {
        var id = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(24));
        return session.ExecuteAsync(
            "INSERT INTO websub (id, feed_id, hub, topic, callback, secret, state, due_at) VALUES (@id, @feed, @hub, @topic, "
                + "@callback, @secret, 'wanted', @now)",
            [("id", id), ("feed", feed), ("hub", hub), ("topic", topic), ("callback", callbackBase + id),
             ("secret", Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(32))), ("now", now.ToUnixTimeMilliseconds())],
            cancellationToken);
    }

    /// <summary>Such a feed may not have been polled for long, so it is due now.</summary>
    private static Task EndFallbackIntervalAsync(Session session, DateTimeOffset now, CancellationToken cancellationToken) =>
        session.ExecuteAsync(
            $"UPDATE feed SET push_floor_ms = 0, due_at = CASE WHEN failures = 0 AND due_at > @now THEN @now ELSE due_at END WHERE id "
                + $"IN (SELECT id {FeedsWithoutPush})",
            [("now", now.ToUnixTimeMilliseconds())],
            cancellationToken);
}
