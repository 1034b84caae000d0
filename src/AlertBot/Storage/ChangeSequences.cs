namespace AlertBot.Storage;

/// <summary>
/// Sequence numbers that increase with every change of rows that are cached in memory. Workers compare them to notice changes that
/// other workers made.
/// </summary>
internal static class ChangeSequences
{
    public const string Topics = "topics";
    public const string Feeds = "feeds";
    public const string Subscriptions = "subscriptions";

    /// <summary>Advances a sequence, in the transaction that changes the rows.</summary>
    public static Task AdvanceAsync(Session session, string name, CancellationToken cancellationToken) =>
        session.ExecuteAsync(
            "INSERT INTO change (name, sequence) VALUES (@name, 1) ON CONFLICT (name) DO UPDATE SET sequence = change.sequence + 1",
            [("name", name)],
            cancellationToken);

    public static async Task<long> GetAsync(Session session, string name, CancellationToken cancellationToken) =>
        await session.ExecuteScalarAsync("SELECT sequence FROM change WHERE name = @name", [("name", name)], cancellationToken) ?? 0;

    /// <returns>A number that increases when any of the sequences does.</returns>
    public static async Task<long> GetAsync(Session session, CancellationToken cancellationToken) =>
        await session.ExecuteScalarAsync("SELECT SUM(sequence) FROM change", [], cancellationToken) ?? 0;
}
