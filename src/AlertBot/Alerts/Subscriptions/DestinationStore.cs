using AlertBot.Storage;

namespace AlertBot.Alerts.Subscriptions;

/// <summary>The rows of destinations and of the subscriptions that the settings file gives them.</summary>
internal sealed class DestinationStore(Database database)
{
    /// <summary>Makes the subscriptions of the settings file the ones of workspace 0; others of that origin end.</summary>
    /// <param name="secretHashes">By destination: a mark that changes with the address's secret, so that a new address switches the
    /// destination on again.</param>
    public Task SyncSettingsAsync(
        IReadOnlyList<SubscriptionOptions> subscriptions,
        IReadOnlyDictionary<DestinationAddress, string> secretHashes,
        DateTimeOffset now,
        CancellationToken cancellationToken) =>
        database.WriteAsync(async session =>
        {
            var kept = new HashSet<long>();
            foreach (var subscription in subscriptions)
            {
                var destination = await UpsertDestinationAsync(session, subscription.Destination,
                    secretHashes.GetValueOrDefault(subscription.Destination, ""), cancellationToken);
                foreach (var topic in subscription.Topics)
                {
                    kept.Add(await SubscribeAsync(session, destination, topic, subscription, now, cancellationToken));
                }
            }

            await RemoveUnlistedAsync(session, kept, cancellationToken);
            await ClearUnusedSecretHashesAsync(session, cancellationToken);
            await ChangeSequences.AdvanceAsync(session, ChangeSequences.Subscriptions, cancellationToken);
        }, cancellationToken);

    /// <summary>
    /// Switches off those of the destinations that are on, for the platform says that they are gone, and ends what waits for them.
    /// </summary>
    /// <returns>The addresses switched off.</returns>
    public Task<List<string>> DisableAsync(string platform, IReadOnlyCollection<string> addresses, string reason, DateTimeOffset now,
        CancellationToken cancellationToken) =>
        database.WriteAsync(async session =>
        {
            var wanted = addresses.ToHashSet();
            var present = await ListDestinationsAsync(session,
                "SELECT id, external_id FROM destination WHERE platform = @platform AND disabled_at IS NULL", platform, cancellationToken);
            var gone = present.Where(destination => wanted.Contains(destination.Address)).ToList();
            foreach (var (id, _) in gone)
            {
                await session.ExecuteAsync(
                    "UPDATE destination SET disabled_at = @now, disabled_reason = @reason WHERE id = @id",
                    [("now", now.ToUnixTimeMilliseconds()), ("reason", reason), ("id", id)],
                    cancellationToken);
                await session.ExecuteAsync(
                    "UPDATE message SET state = 'refused', reason = @reason, leased_until = 0, lease_token = NULL WHERE destination_id "
                        + "= @id AND state IN ('ready', 'sending', 'unclear')",
                    [("reason", reason), ("id", id)],
                    cancellationToken);
            }

            return gone.ConvertAll(destination => destination.Address);
        }, cancellationToken);

    /// <summary>Switches on again those of the destinations that were switched off: the platform says that they are there.</summary>
    /// <returns>The addresses switched on.</returns>
    public Task<List<string>> EnableAsync(string platform, IReadOnlyCollection<string> addresses, CancellationToken cancellationToken) =>
        database.WriteAsync(async session =>
        {
            var wanted = addresses.ToHashSet();
            var off = await ListDestinationsAsync(session,
                "SELECT id, external_id FROM destination WHERE platform = @platform AND disabled_at IS NOT NULL", platform,
                cancellationToken);
            var back = off.Where(destination => wanted.Contains(destination.Address)).ToList();
            foreach (var (id, _) in back)
            {
                await session.ExecuteAsync("UPDATE destination SET disabled_at = NULL, disabled_reason = NULL WHERE id = @id",
                    [("id", id)], cancellationToken);
            }

            return back.ConvertAll(destination => destination.Address);
        }, cancellationToken);

    /// <summary>What waits for the destination need not wait longer: it takes messages again.</summary>
    public Task RetryNowAsync(string platform, string address, DateTimeOffset now, CancellationToken cancellationToken) =>
        database.WriteAsync(session => session.ExecuteAsync(
            """
            UPDATE message SET due_at = @now WHERE due_at > @now AND state IN ('ready', 'unclear')
              AND destination_id IN (SELECT id FROM destination WHERE platform = @platform AND external_id = @address)
            """,
            [("now", now.ToUnixTimeMilliseconds()), ("platform", platform), ("address", address)],
            cancellationToken), cancellationToken);

    /// <summary>Records that the preview of the first run was shown in the destination, which happens once.</summary>
    public Task MarkPreviewShownAsync(DestinationAddress address, DateTimeOffset now, CancellationToken cancellationToken) =>
        database.WriteAsync(session => session.ExecuteAsync(
            "UPDATE destination SET first_look_at = @now WHERE platform = @platform AND external_id = @address",
            [("now", now.ToUnixTimeMilliseconds()), ("platform", address.Platform), ("address", address.Address)],
            cancellationToken), cancellationToken);

    /// <returns>The addresses of the platform that were subscribed in chat.</returns>
    public Task<List<string>> ListSubscribedInChatAsync(string platform, CancellationToken cancellationToken) =>
        database.ReadAsync(session => session.QueryAsync(
            "SELECT d.external_id FROM destination d WHERE d.platform = @platform AND EXISTS (SELECT 1 FROM subscription s WHERE "
                + "s.destination_id = d.id AND s.origin <> 'settings') ORDER BY d.id",
            [("platform", platform)],
            row => row.GetString(0),
            cancellationToken), cancellationToken);

    /// <returns>Whether anything was ever posted there: where it was, somebody had let the bot in.</returns>
    public async Task<bool> HasSentMessagesAsync(DestinationAddress address, CancellationToken cancellationToken) =>
        await CountAsync(
            "SELECT COUNT(*) FROM destination d WHERE d.platform = @platform AND d.external_id = @address AND EXISTS (SELECT 1 FROM "
                + "message m WHERE m.destination_id = d.id AND m.sent_at IS NOT NULL)", address, cancellationToken) > 0;

    /// <returns>Whether it has a subscription, of whatever origin.</returns>
    public async Task<bool> IsSubscribedAsync(DestinationAddress address, CancellationToken cancellationToken) =>
        await CountAsync(
            "SELECT COUNT(*) FROM destination d WHERE d.platform = @platform AND d.external_id = @address AND EXISTS (SELECT 1 FROM "
                + "subscription s WHERE s.destination_id = d.id)", address, cancellationToken) > 0;

    private Task<long?> CountAsync(string sql, DestinationAddress address, CancellationToken cancellationToken) =>
        database.ReadAsync(
            session => session.ExecuteScalarAsync(sql, [("platform", address.Platform), ("address", address.Address)], cancellationToken),
            cancellationToken);

    private static Task<List<(long Id, string Address)>> ListDestinationsAsync(Session session, string sql, string platform,
        CancellationToken cancellationToken) =>
        session.QueryAsync(sql, [("platform", platform)], row => (row.GetInt64(0), row.GetString(1)), cancellationToken);

    private static async Task<long> UpsertDestinationAsync(Session session, DestinationAddress address, string secretHash,
        CancellationToken cancellationToken)
    {
        var ids = await session.QueryAsync(
            """
            INSERT INTO destination (workspace_id, platform, external_id, secret_hash) VALUES (0, @platform, @address, @hash)
            ON CONFLICT (platform, external_id) DO UPDATE SET
              disabled_at = CASE WHEN destination.secret_hash = excluded.secret_hash THEN destination.disabled_at END,
              disabled_reason = CASE WHEN destination.secret_hash = excluded.secret_hash THEN destination.disabled_reason END,
              not_before = CASE WHEN destination.secret_hash = excluded.secret_hash THEN destination.not_before ELSE 0 END,
              secret_hash = excluded.secret_hash
            RETURNING id
            """,
            [("platform", address.Platform), ("address", address.Address), ("hash", secretHash)],
            row => row.GetInt64(0),
            cancellationToken);
        return ids[0];
    }

    // A subscription that stays keeps its date: what came before it is no news for it.
    private static async Task<long> SubscribeAsync(Session session, long destination, string topic, SubscriptionOptions options,
        DateTimeOffset now, CancellationToken cancellationToken)
    {
        var ids = await session.QueryAsync(
            """
            INSERT INTO subscription (destination_id, topic_id, origin, ping, edits, created_at)
            SELECT @destination, id, 'settings', @ping, @edits, @now FROM topic WHERE workspace_id = 0 AND name = @topic
            ON CONFLICT (destination_id, topic_id) DO UPDATE SET origin = excluded.origin, ping = excluded.ping, edits = excluded.edits
            RETURNING id
            """,
            [("destination", destination), ("topic", topic), ("ping", options.Ping),
                ("edits", options.Updates == AlertUpdates.Edit ? 1L : 0L), ("now", now.ToUnixTimeMilliseconds())],
            row => row.GetInt64(0),
            cancellationToken);
        return ids[0];
    }

    // A destination that leaves the settings is switched on again when it comes back, with whatever address.
    private static Task ClearUnusedSecretHashesAsync(Session session, CancellationToken cancellationToken) => session.ExecuteAsync(
        "UPDATE destination SET secret_hash = '' WHERE secret_hash <> '' AND NOT EXISTS (SELECT 1 FROM subscription s WHERE "
            + "s.destination_id = destination.id)",
        [],
        cancellationToken);

    private static async Task RemoveUnlistedAsync(Session session, HashSet<long> kept, CancellationToken cancellationToken)
    {
        var present = await session.QueryAsync("SELECT id FROM subscription WHERE origin = 'settings'", [], row => row.GetInt64(0),
            cancellationToken);
        foreach (var id in present.Where(id => !kept.Contains(id)))
        {
            await session.ExecuteAsync("DELETE FROM subscription WHERE id = @id", [("id", id)], cancellationToken);
        }
    }
}
