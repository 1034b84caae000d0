namespace AlertBot.Storage;

/// <summary>Numbers that go up with every change of rows that are held in memory: how one worker learns what another changed.</summary>
internal static class ChangeSequences
{
    public const string Topics = "topics";
    public const string Feeds = "feeds";
    public const string Subscriptions = "subscriptions";

    /// <summary>Within the transaction of the change.</summary>
    public static Task AdvanceAsync(Session session, string name, CancellationToken cancellationToken) =>
        session.ExecuteAsync(
            "INSERT INTO change (name, sequence) VALUES (@name, 1) ON CONFLICT (name) DO UPDATE SET sequence = change.sequence + 1",
            [("name", name)],
            cancellationToken);

    public static async Task<long> GetAsync(Session session, string name, CancellationToken cancellationToken) =>
        await session.ExecuteScalarAsync("SELECT sequence FROM change WHERE name = @name", [("name", name)], cancellationToken) ?? 0;

    /// <returns>A number that moves when anything named here changed.</returns>
    public static async Task<long> GetAsync(Session session, CancellationToken cancellationToken) =>
        await session.ExecuteScalarAsync("SELECT SUM(sequence) FROM change", [], cancellationToken) ?? 0;
}
