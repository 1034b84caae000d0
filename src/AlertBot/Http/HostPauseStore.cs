using AlertBot.Storage;

namespace AlertBot.Http;

/// <summary>
/// Pauses that hosts requested with <c>Retry-After</c>, stored so that they survive a restart. Owns the table <c>host</c>.
/// </summary>
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

    /// <returns>How long the pause still lasts; null when the host may be contacted now.</returns>
    public static async Task<TimeSpan?> GetRemainingAsync(Session session, string host, DateTimeOffset now,
        CancellationToken cancellationToken) =>
        await GetEndAsync(session, host, now, cancellationToken) - now;

    /// <returns>The end of the pause; null when the host may be contacted now.</returns>
    public static async Task<DateTimeOffset?> GetEndAsync(Session session, string host, DateTimeOffset now,
        CancellationToken cancellationToken) =>
        await session.ExecuteScalarAsync(
            "SELECT not_before FROM host WHERE name = @name AND not_before > @now",
            [("name", host), ("now", now.ToUnixTimeMilliseconds())],
            cancellationToken) is { } until
            ? DateTimeOffset.FromUnixTimeMilliseconds(until)
            : null;
}
