namespace AlertBot.Storage;

/// <summary>A lease on a piece of work of which there is one, such as grouping: whoever holds it is alone.</summary>
internal sealed class NamedLease(string name)
{
    /// <summary>Short, because whoever waits for a killed holder waits this long; renewed with every pass.</summary>
    public static readonly TimeSpan Duration = TimeSpan.FromSeconds(15);

    private readonly string _token = Guid.NewGuid().ToString("N");

    /// <summary>Releases the leases of all workers: they are dead.</summary>
    public static Task ReleaseAllAsync(Session session, CancellationToken cancellationToken) =>
        session.ExecuteAsync("DELETE FROM named_lease", [], cancellationToken);

    /// <summary>Takes or renews the lease within the transaction. Whatever the transaction then does is done alone.</summary>
    /// <returns>False when another worker holds it.</returns>
    public async Task<bool> TryAcquireAsync(Session session, DateTimeOffset now, CancellationToken cancellationToken) =>
        await session.ExecuteAsync(
            """
            INSERT INTO named_lease (name, token, leased_until) VALUES (@name, @token, @until)
            ON CONFLICT (name) DO UPDATE SET token = excluded.token, leased_until = excluded.leased_until
            WHERE named_lease.token = excluded.token OR named_lease.leased_until <= @now
            """,
            [("name", name), ("token", _token), ("until", (now + Duration).ToUnixTimeMilliseconds()),
                ("now", now.ToUnixTimeMilliseconds())],
            cancellationToken) == 1;
}
