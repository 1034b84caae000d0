using AlertBot.Storage;

namespace AlertBot.Chat.Platforms;

/// <summary>Remembers what platforms told, over restarts and for all workers, so that what is told again is known.</summary>
internal sealed class ReceivedEventStore(Database database)
{
    /// <param name="platform">Whose ids they are.</param>
    /// <returns>False for one that is known.</returns>
    public Task<bool> TryAddAsync(string platform, string id, DateTimeOffset now, CancellationToken cancellationToken) =>
        database.WriteAsync(async session => await session.ExecuteAsync(
            "INSERT INTO inbound (platform, event_id, at) VALUES (@platform, @id, @at) ON CONFLICT (platform, event_id) DO NOTHING",
            [("platform", platform), ("id", id), ("at", now.ToUnixTimeMilliseconds())],
            cancellationToken) == 1, cancellationToken);

    /// <returns>How many were forgotten.</returns>
    public Task<int> PruneAsync(DateTimeOffset before, CancellationToken cancellationToken) =>
        database.WriteAsync(session => session.ExecuteAsync(
            "DELETE FROM inbound WHERE at < @before",
            [("before", before.ToUnixTimeMilliseconds())],
            cancellationToken), cancellationToken);
}
