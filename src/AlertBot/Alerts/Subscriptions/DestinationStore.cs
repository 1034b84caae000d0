using AlertBot.Storage;

namespace AlertBot.Alerts.Subscriptions;

/// <summary>Stores destinations, and the subscriptions of the settings file.</summary>
internal sealed class DestinationStore(Database database)
{
    /// <summary>Brings the stored subscriptions of the settings file up to date. Those that are no longer listed are removed.</summary>
    /// <param name="secretHashes">By destination: a hash of the secret part of its URL. A changed hash switches the destination on
    /// again.</param>
    public Task SyncSettingsAsync(
        IReadOnlyList<SubscriptionOptions> subscriptions,
        IReadOnlyDictionary<DestinationAddress, string> secretHashes,
        DateTimeOffset now,
        CancellationToken cancellationToken) =>
        database.WriteAsync(async session =>
        {
            var listed = new HashSet<long>();
            foreach (var subscription in subscriptions)
            {
                var destination = await UpsertDestinationAsync(session, subscription.Destination,
                    secretHashes.GetValueOrDefault(subscription.Destination, ""), cancellationToken);
                foreach (var topic in subscription.Topics)
                {
                    listed.Add(await SubscribeAsync(session, destination, topic, subscription, now, cancellationToken));
                }
            }

            await RemoveUnlistedAsync(session, listed, cancellationToken);
            await ClearUnusedSecretHashesAsync(session, cancellationToken);
            await ChangeSequences.AdvanceAsync(session, ChangeSequences.Subscriptions, cancellationToken);
        }, cancellationToken);

    /// <summary>
    /// Switches off destinations that the platform reports as gone, and ends their queued messages. Ignores those that are off already.
    /// </summary>
    /// <returns>The addresses that were switched off.</returns>
    public Task<List<string>> DisableAsync(string platform, IReadOnlyCollection<string> addresses, string reason, DateTimeOffset now,
        CancellationToken cancellationToken) =>
        database.WriteAsync(async session =>
        {
            var reported = addresses.ToHashSet();
            var enabled = await ListDestinationsAsync(session,
                "SELECT id, external_id FROM destination WHERE platform = @platform AND disabled_at IS NULL", platform, cancellationToken);
            var gone = enabled.Where(destination => reported.Contains(destination.Address)).ToList();
            foreach (var (id, _) in gone)
            {
                await DisableAsync(session, id, reason, now, cancellationToken);
            }

            return gone.ConvertAll(destination => destination.Address);
        }, cancellationToken);

    /// <summary>Switches off one destination, and ends its queued messages.</summary>
    public static async Task DisableAsync(Session session, DestinationId destination, string reason, DateTimeOffset now,
        CancellationToken cancellationToken)
    {
        await session.ExecuteAsync(
            "UPDATE destination SET disabled_at = @now, disabled_reason = @reason WHERE id = @id",
            [("now", now.ToUnixTimeMilliseconds()), ("reason", reason), ("id", destination.Value)],
            cancellationToken);
        await session.ExecuteAsync(
            """
            UPDATE message SET state = 'refused', reason = @reason, leased_until = 0, lease_token = NULL
            WHERE destination_id = @id AND state IN ('ready', 'sending', 'unclear')
            """,
            [("reason", reason), ("id", destination.Value)],
            cancellationToken);
    }

    /// <summary>Switches destinations on again that the platform reports as present. Ignores those that are on already.</summary>
    /// <returns>The addresses that were switched on.</returns>
    public Task<List<string>> EnableAsync(string platform, IReadOnlyCollection<string> addresses, CancellationToken cancellationToken) =>
        database.WriteAsync(async session =>
        {
            var reported = addresses.ToHashSet();
            var disabled = await ListDestinationsAsync(session,
                "SELECT id, external_id FROM destination WHERE platform = @platform AND disabled_at IS NOT NULL", platform,
                cancellationToken);
            var back = disabled.Where(destination => reported.Contains(destination.Address)).ToList();
            foreach (var (id, _) in back)
            {
                await session.ExecuteAsync("UPDATE destination SET disabled_at = NULL, disabled_reason = NULL WHERE id = @id",
                    [("id", id.Value)], cancellationToken);
            }

            return back.ConvertAll(destination => destination.Address);
        }, cancellationToken);

    /// <summary>Makes the queued messages of a destination due now: it accepts messages again.</summary>
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

    /// <returns>Whether the bot has ever posted there, so that it was allowed to.</returns>
    public async Task<bool> HasSentMessagesAsync(DestinationAddress address, CancellationToken cancellationToken) =>
        await CountAsync(
            "SELECT COUNT(*) FROM destination d WHERE d.platform = @platform AND d.external_id = @address AND EXISTS (SELECT 1 FROM "
                + "message m WHERE m.destination_id = d.id AND m.sent_at IS NOT NULL)", address, cancellationToken) > 0;

    /// <returns>Whether it has a subscription, from the settings file or from chat.</returns>
    public async Task<bool> IsSubscribedAsync(DestinationAddress address, CancellationToken cancellationToken) =>
        await CountAsync(
            "SELECT COUNT(*) FROM destination d WHERE d.platform = @platform AND d.external_id = @address AND EXISTS (SELECT 1 FROM "
                + "subscription s WHERE s.destination_id = d.id)", address, cancellationToken) > 0;

    private Task<long?> CountAsync(string sql, DestinationAddress address, CancellationToken cancellationToken) =>
        database.ReadAsync(
            session => session.ExecuteScalarAsync(sql, [("platform", address.Platform), ("address", address.Address)], cancellationToken),
            cancellationToken);

    private static Task<List<(DestinationId Id, string Address)>> ListDestinationsAsync(Session session, string sql, string platform,
        CancellationToken cancellationToken) =>
        session.QueryAsync(sql, [("platform", platform)], row => (new DestinationId(row.GetInt64(0)), row.GetString(1)), cancellationToken);

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

    // An existing subscription keeps its date: entries that were seen before it get no alert.
    private static async Task<long> SubscribeAsync(Session session, long destination, string topic, SubscriptionOptions options,
        DateTimeOffset now, CancellationToken cancellationToken)
    {
        var ids = await session.QueryAsync(
            """
            INSERT INTO subscription (destination_id, topic_id, origin, ping, options, created_at)
            SELECT @destination, id, 'settings', @ping, @options, @now FROM topic WHERE workspace_id = 0 AND name = @topic
            ON CONFLICT (destination_id, topic_id) DO UPDATE SET origin = excluded.origin, ping = excluded.ping,
                options = excluded.options
            RETURNING id
            """,
            [("destination", destination), ("topic", topic), ("ping", options.Ping),
                ("options", options.Routing.ToJson()), ("now", now.ToUnixTimeMilliseconds())],
            row => row.GetInt64(0),
            cancellationToken);
        return ids[0];
    }

    // A destination that is removed from the settings and added again later is switched on, even with the same URL.
    private static Task ClearUnusedSecretHashesAsync(Session session, CancellationToken cancellationToken) => session.ExecuteAsync(
        "UPDATE destination SET secret_hash = '' WHERE secret_hash <> '' AND NOT EXISTS (SELECT 1 FROM subscription s WHERE "
            + "s.destination_id = destination.id)",
        [],
        cancellationToken);

    private static async Task RemoveUnlistedAsync(Session session, HashSet<long> listed, CancellationToken cancellationToken)
    {
        var stored = await session.QueryAsync("SELECT id FROM subscription WHERE origin = 'settings'", [], row => row.GetInt64(0),
            cancellationToken);
        foreach (var id in stored.Where(id => !listed.Contains(id)))
        {
            await session.ExecuteAsync("DELETE FROM subscription WHERE id = @id", [("id", id)], cancellationToken);
        }
    }
}
