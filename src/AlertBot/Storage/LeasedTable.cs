namespace AlertBot.Storage;

/// <summary>
/// A table whose rows are leased (<c>leased_until</c>, <c>lease_token</c>). The folder that owns the table registers it, so that
/// <see cref="WorkerLock"/> can release leases of dead workers.
/// </summary>
internal sealed record LeasedTable(string Name)
{
    public Task ReleaseAllAsync(Session session, CancellationToken cancellationToken) =>
        session.ExecuteAsync(
            $"UPDATE {Name} SET leased_until = 0, lease_token = NULL WHERE lease_token IS NOT NULL", [], cancellationToken);
}
