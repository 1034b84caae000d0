using AlertBot.Storage;

namespace AlertBot.Http;

/// <summary>Until when a host asked to be left alone (Retry-After): kept in the database, so a restart does not forget it.</summary>
internal static class HostPauseStore
{
    public static Task SetAsync(Session session, string host, DateTimeOffset notBefore, CancellationToken cancellationToken) =>
        session.ExecuteAsync(
            """
            INSERT INTO host (name, not_before) VALUES (@name, @not_before)
            ON CONFLICT (name) DO UPDATE SET not_before = excluded.not_before WHERE host.not_before < excluded.not_before
            """,
            [("name", host), ("not_before", notBefore.ToUnixTimeMilliseconds())],
            cancellationToken);

    /// <returns>How long the host is to be left alone yet; null when it may be asked now.</returns>
    public static async Task<TimeSpan?> GetRemainingAsync(Session session, string host, DateTimeOffset now,
        CancellationToken cancellationToken) =>
        await GetEndAsync(session, host, now, cancellationToken) - now;

    /// <returns>Null when the host may be asked now.</returns>
    public static async Task<DateTimeOffset?> GetEndAsync(Session session, string host, DateTimeOffset now,
        CancellationToken cancellationToken) =>
        await session.ExecuteScalarAsync(
            "SELECT not_before FROM host WHERE name = @name AND not_before > @now",
            [("name", host), ("now", now.ToUnixTimeMilliseconds())],
            cancellationToken) is { } until
            ? DateTimeOffset.FromUnixTimeMilliseconds(until)
            : null;
}
