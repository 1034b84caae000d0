using AlertBot.Storage;

namespace AlertBot.Chat.Platforms;

/// <summary>Remembers the ids of received events, over restarts and for all workers, so that a repeated event is recognized.</summary>
internal sealed class ReceivedEventStore(Database database)
{
    /// <param name="platform">The platform that gave the id, e.g. <c>slack</c>.</param>
    /// <returns>False for an id that is known.</returns>
    public Task<bool> TryAddAsync(string platform, string id, DateTimeOffset now, CancellationToken cancellationToken) =>
        database.WriteAsync(async session => await session.ExecuteAsync(
            "INSERT INTO inbound (platform, event_id, at) VALUES (@platform, @id, @at) ON CONFLICT (platform, event_id) DO NOTHING",
            [("platform", platform), ("id", id), ("at", now.ToUnixTimeMilliseconds())], cancellationToken) == 1, cancellationToken);

    /// <returns>The number of ids deleted.</returns>
    public Task<int> PruneAsync(DateTimeOffset before, CancellationToken cancellationToken) =>
        database.WriteAsync(session => session.ExecuteAsync(
            "DELETE FROM inbound WHERE at < @before",
            [("before", before.ToUnixTimeMilliseconds())],
            cancellationToken), cancellationToken);
}
