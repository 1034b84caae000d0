using AlertBot.Alerts.Delivery;
using AlertBot.Storage;

namespace AlertBot.Alerts.Subscriptions;

/// <summary>Stores workspaces, and the channels in which commands are used.</summary>
internal sealed class WorkspaceStore(Database database)
{
    /// <param name="platform">As in <see cref="IChatSender.Platform"/>.</param>
    /// <param name="externalId">The id that the platform gave the guild or team; empty for the console.</param>
    public async Task<WorkspaceId> FindOrAddAsync(string platform, string externalId, CancellationToken cancellationToken) =>
        // Reads first, so that a command does not queue for a write when the workspace exists.
        await database.ReadAsync(session => FindAsync(session, platform, externalId, cancellationToken), cancellationToken)
        ?? await database.WriteAsync(session => FindOrAddAsync(session, platform, externalId, cancellationToken), cancellationToken);

    /// <returns>The id, and whether the workspace is new.</returns>
    public Task<(WorkspaceId Id, bool IsNew)> RegisterAsync(string platform, string externalId, CancellationToken cancellationToken) =>
        database.WriteAsync(session => RegisterAsync(session, platform, externalId, cancellationToken), cancellationToken);

    /// <returns>
    /// The destinations of the platform: the external id of the workspace (empty when not assigned yet), the address, and why it is
    /// switched off (null while it is on).
    /// </returns>
    public Task<List<(string Workspace, string Address, string? Reason)>> ListAddressesAsync(string platform,
        CancellationToken cancellationToken) =>
        database.ReadAsync(session => session.QueryAsync(
            "SELECT w.external_id, d.external_id, d.disabled_reason FROM destination d JOIN workspace w ON w.id = d.workspace_id WHERE "
                + "d.platform = @platform",
            [("platform", platform)],
            row => (row.GetString(0), row.GetString(1), row.GetStringOrNull(2)),
            cancellationToken), cancellationToken);

    public static async Task<WorkspaceId> FindOrAddAsync(Session session, string platform, string externalId,
        CancellationToken cancellationToken) =>
        (await RegisterAsync(session, platform, externalId, cancellationToken)).Id;

    private static async Task<(WorkspaceId Id, bool IsNew)> RegisterAsync(Session session, string platform, string externalId,
        CancellationToken cancellationToken)
    {
        var added = await session.ExecuteAsync(
            "INSERT INTO workspace (platform, external_id) VALUES (@platform, @id) ON CONFLICT (platform, external_id) DO NOTHING",
            [("platform", platform), ("id", externalId)],
            cancellationToken);
        return ((await FindAsync(session, platform, externalId, cancellationToken))!.Value, added == 1);
    }

    private static async Task<WorkspaceId?> FindAsync(Session session, string platform, string externalId,
        CancellationToken cancellationToken) =>
        await session.ExecuteScalarAsync(
            "SELECT id FROM workspace WHERE platform = @platform AND external_id = @id",
            [("platform", platform), ("id", externalId)],
            cancellationToken) is { } id ? new WorkspaceId(id) : null;

    /// <summary>
    /// Assigns channels to their workspace, so that channels of the settings file also get news of feeds that the workspace added.
    /// </summary>
    /// <param name="addresses">As in <see cref="DestinationAddress.Address"/>.</param>
    public Task AssignDestinationsAsync(WorkspaceId workspace, string platform, IReadOnlyCollection<string> addresses,
        CancellationToken cancellationToken) =>
        database.WriteAsync(async session =>
        {
            var unassigned = await session.QueryAsync(
                "SELECT external_id FROM destination WHERE platform = @platform AND workspace_id <> @workspace",
                [("platform", platform), ("workspace", workspace.Value)],
                row => row.GetString(0),
                cancellationToken);
            foreach (var address in unassigned.Where(addresses.Contains))
            {
                await FindOrAddDestinationAsync(session, workspace, new DestinationAddress(platform, address), cancellationToken);
            }
        }, cancellationToken);

    /// <summary>Finds or adds a channel, and assigns it to the workspace.</summary>
    public static async Task<DestinationId> FindOrAddDestinationAsync(Session session, WorkspaceId workspace, DestinationAddress address,
        CancellationToken cancellationToken)
    {
        var ids = await session.QueryAsync(
            """
            INSERT INTO destination (workspace_id, platform, external_id) VALUES (@workspace, @platform, @address)
            ON CONFLICT (platform, external_id) DO UPDATE SET workspace_id = excluded.workspace_id RETURNING id
            """,
            [("workspace", workspace.Value), ("platform", address.Platform), ("address", address.Address)],
            row => new DestinationId(row.GetInt64(0)),
            cancellationToken);
        return ids[0];
    }
}
