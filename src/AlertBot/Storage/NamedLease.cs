namespace AlertBot.Storage;

/// <summary>A lease on work that only one worker at a time may do, such as grouping.</summary>
internal sealed class NamedLease(string name)
{
    /// <summary>Short, because after a kill the other workers wait for it to expire. The holder renews it with every batch.</summary>
    public static readonly TimeSpan Duration = TimeSpan.FromSeconds(15);

    private readonly string _token = Guid.NewGuid().ToString("N");

    /// <summary>Releases all named leases, when no other worker is running.</summary>
    public static Task ReleaseAllAsync(Session session, CancellationToken cancellationToken) =>
        session.ExecuteAsync("DELETE FROM named_lease", [], cancellationToken);

    /// <summary>Acquires or renews the lease. Until the transaction ends, no other worker can acquire it.</summary>
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
