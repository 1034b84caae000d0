using System.Data.Common;
using AlertBot.Storage;
using AlertBot.Topics;

namespace AlertBot.Alerts.Subscriptions;

/// <summary>
/// Stores the subscriptions and channel options that are set in chat. Subscriptions of the settings file cannot be changed in chat.
/// </summary>
internal sealed class SubscriptionStore(Database database)
{
    /// <param name="topic">Name of a topic that the workspace sees.</param>
    /// <param name="mode">Null: a new subscription is instant, an existing one is not changed.</param>
    /// <param name="ping">Null: a new subscription mentions none, an existing one is not changed.</param>
    public Task<SubscriptionChangeResult> SubscribeAsync(
        WorkspaceId workspace, DestinationAddress address, string topic, SubscriptionMode? mode, string? ping, DateTimeOffset now,
        CancellationToken cancellationToken) =>
        database.WriteAsync<SubscriptionChangeResult>(async session =>
        {
            if (await WorkspaceTopicStore.FindAsync(session, workspace, topic, cancellationToken) is not { } found)
            {
                return new SubscriptionChangeResult.UnknownTopic();
            }

            var destination = await WorkspaceStore.FindOrAddDestinationAsync(session, workspace, address, cancellationToken);
            await EnableAsync(session, destination, cancellationToken);
            var before = await FindAsync(session, destination, found.Id, cancellationToken);
            if (before is not null && (ping is null || ping == before.Ping) && (mode is null || mode == before.Options.Mode))
            {
                return new SubscriptionChangeResult.Unchanged(before);
            }

            if (before is { IsFromSettings: true })
            {
                return new SubscriptionChangeResult.FromSettings(before);
            }

            var options = before?.Options ?? new RoutingOptions();
            options = options with { Mode = mode ?? options.Mode };
            var after = new Subscription(found.Name, ping ?? before?.Ping, options, IsFromSettings: false);
            await session.ExecuteAsync(
                """
                INSERT INTO subscription (destination_id, topic_id, origin, ping, options, created_at)
                    VALUES (@destination, @topic, 'chat', @ping, @options, @now)
                ON CONFLICT (destination_id, topic_id) DO UPDATE SET ping = excluded.ping, options = excluded.options
                """,
                [("destination", destination.Value), ("topic", found.Id.Value), ("ping", after.Ping), ("options", options.ToJson()),
                    ("now", now.ToUnixTimeMilliseconds())],
                cancellationToken);
            await ChangeSequences.AdvanceAsync(session, ChangeSequences.Subscriptions, cancellationToken);
            return new SubscriptionChangeResult.Done(after, before);
        }, cancellationToken);

    public Task<SubscriptionChangeResult> UnsubscribeAsync(WorkspaceId workspace, DestinationAddress address, string topic,
        CancellationToken cancellationToken) =>
        database.WriteAsync<SubscriptionChangeResult>(async session =>
        {
            if (await WorkspaceTopicStore.FindAsync(session, workspace, topic, cancellationToken) is not { } found)
            {
                return new SubscriptionChangeResult.UnknownTopic();
            }

            if (await FindDestinationIdAsync(session, address, cancellationToken) is not { } destination
                || await FindAsync(session, destination, found.Id, cancellationToken) is not { } before)
            {
                return new SubscriptionChangeResult.NotSubscribed(found.Name);
            }

            if (before.IsFromSettings)
            {
                return new SubscriptionChangeResult.FromSettings(before);
            }

            await session.ExecuteAsync(
                "DELETE FROM subscription WHERE destination_id = @destination AND topic_id = @topic AND origin = 'chat'",
                [("destination", destination.Value), ("topic", found.Id.Value)],
                cancellationToken);
            await ChangeSequences.AdvanceAsync(session, ChangeSequences.Subscriptions, cancellationToken);
            return new SubscriptionChangeResult.Done(before, before);
        }, cancellationToken);

    /// <summary>Removes a topic of the workspace with all its subscriptions: a new topic of the same name starts without any.</summary>
    /// <returns>Also how many subscriptions the topic had.</returns>
    public Task<(TopicChangeResult Result, int Subscriptions)> RemoveTopicAsync(WorkspaceId workspace, string name, DateTimeOffset now,
        CancellationToken cancellationToken) =>
        database.WriteAsync(async session =>
        {
            var result = await WorkspaceTopicStore.RemoveAsync(session, workspace, name, now, cancellationToken);
            var removed = result is TopicChangeResult.Done done
                ? await session.ExecuteAsync("DELETE FROM subscription WHERE topic_id = @id", [("id", done.Topic.Id.Value)],
                    cancellationToken)
                : 0;
            return (result, removed);
        }, cancellationToken);

    /// <summary>The subscriptions of the channel, in the order they were made.</summary>
    public Task<List<Subscription>> ListAsync(DestinationAddress address, CancellationToken cancellationToken) =>
        database.ReadAsync(session => session.QueryAsync(
            """
            SELECT t.name, s.ping, s.options, s.origin FROM subscription s JOIN destination d ON d.id = s.destination_id JOIN topic t
                ON t.id = s.topic_id
            WHERE d.platform = @platform AND d.external_id = @address AND t.removed_at IS NULL ORDER BY s.id
            """,
            [("platform", address.Platform), ("address", address.Address)],
            ReadSubscription,
            cancellationToken), cancellationToken);

    public Task<DestinationState> GetStateAsync(DestinationAddress address, DateTimeOffset now, CancellationToken cancellationToken) =>
        database.ReadAsync(session => GetStateAsync(session, address, now, cancellationToken), cancellationToken);

    /// <param name="until">When the pause ends; <see cref="DestinationState.UntilResumed"/>: not before a user resumes it.</param>
    public Task PauseAsync(WorkspaceId workspace, DestinationAddress address, DateTimeOffset until, CancellationToken cancellationToken) =>
        database.WriteAsync(async session =>
        {
            var destination = await WorkspaceStore.FindOrAddDestinationAsync(session, workspace, address, cancellationToken);
            await session.ExecuteAsync(
                "UPDATE destination SET paused_until = @until WHERE id = @id",
                [("until", until.ToUnixTimeMilliseconds()), ("id", destination.Value)], cancellationToken);
        }, cancellationToken);

    /// <summary>Ends a pause, and switches the channel on again if it was switched off.</summary>
    /// <returns>The state before.</returns>
    public Task<DestinationState> ResumeAsync(WorkspaceId workspace, DestinationAddress address, DateTimeOffset now,
        CancellationToken cancellationToken) =>
        database.WriteAsync(async session =>
        {
            var before = await GetStateAsync(session, address, now, cancellationToken);
            var destination = await WorkspaceStore.FindOrAddDestinationAsync(session, workspace, address, cancellationToken);
            await session.ExecuteAsync("UPDATE destination SET paused_until = 0 WHERE id = @id", [("id", destination.Value)],
                cancellationToken);
            await EnableAsync(session, destination, cancellationToken);
            return before;
        }, cancellationToken);

    /// <returns>The options before the change.</returns>
    public Task<DestinationOptions> ChangeOptionsAsync(
        WorkspaceId workspace, DestinationAddress address, Func<DestinationOptions, DestinationOptions> change, DateTimeOffset now,
        CancellationToken cancellationToken) =>
        database.WriteAsync(async session =>
        {
            var destination = await WorkspaceStore.FindOrAddDestinationAsync(session, workspace, address, cancellationToken);
            var before = (await GetStateAsync(session, address, now, cancellationToken)).Options;
            var after = change(before);
            await session.ExecuteAsync(
                "UPDATE destination SET options = @options WHERE id = @id",
                [("options", after.ToJson()), ("id", destination.Value)], cancellationToken);
            if (after.Quiet != before.Quiet || after.TimeZone != before.TimeZone)
            {
                await ReleaseHeldAsync(session, destination, after.Quiet == QuietHours.None, now, cancellationToken);
            }

            return before;
        }, cancellationToken);

    /// <summary>The dispatcher holds messages again where the new quiet hours apply; held alerts are posted when there are none.</summary>
    private static async Task ReleaseHeldAsync(Session session, DestinationId destination, bool hasNoQuietHours, DateTimeOffset now,
        CancellationToken cancellationToken)
    {
        await session.ExecuteAsync("UPDATE message SET held_until = 0 WHERE destination_id = @id AND held_until > @now",
            [("id", destination.Value), ("now", now.ToUnixTimeMilliseconds())], cancellationToken);
        if (hasNoQuietHours)
        {
            await session.ExecuteAsync(
                "UPDATE held_alert SET due_at = @now WHERE destination_id = @id AND reason = 'quiet' AND due_at > @now",
                [("id", destination.Value), ("now", now.ToUnixTimeMilliseconds())], cancellationToken);
        }
    }

    private static Task EnableAsync(Session session, DestinationId destination, CancellationToken cancellationToken) =>
        session.ExecuteAsync(
            "UPDATE destination SET disabled_at = NULL, disabled_reason = NULL WHERE id = @id AND disabled_at IS NOT NULL",
            [("id", destination.Value)], cancellationToken);

    private static async Task<DestinationId?> FindDestinationIdAsync(Session session, DestinationAddress address,
        CancellationToken cancellationToken) =>
        await session.ExecuteScalarAsync(
            "SELECT id FROM destination WHERE platform = @platform AND external_id = @address",
            [("platform", address.Platform), ("address", address.Address)],
            cancellationToken) is { } id ? new DestinationId(id) : null;

    private static async Task<Subscription?> FindAsync(Session session, DestinationId destination, TopicId topic,
        CancellationToken cancellationToken) =>
        (await session.QueryAsync(
            "SELECT t.name, s.ping, s.options, s.origin FROM subscription s JOIN topic t ON t.id = s.topic_id WHERE s.destination_id = "
                + "@destination AND s.topic_id = @topic",
            [("destination", destination.Value), ("topic", topic.Value)],
            ReadSubscription,
            cancellationToken)).SingleOrDefault();

    private static Subscription ReadSubscription(DbDataReader row) =>
        new(row.GetString(0), row.GetStringOrNull(1), RoutingOptions.FromJson(row.GetString(2)),
            IsFromSettings: row.GetString(3) == "settings");

    private static async Task<DestinationState> GetStateAsync(Session session, DestinationAddress address, DateTimeOffset now,
        CancellationToken cancellationToken) =>
        (await session.QueryAsync(
            "SELECT options, paused_until, disabled_at, disabled_reason FROM destination WHERE platform = @platform AND external_id = "
                + "@address",
            [("platform", address.Platform), ("address", address.Address)],
            row => new DestinationState(
                DestinationOptions.FromJson(row.GetString(0)),
                PausedUntil: row.GetInstant(1) > now ? row.GetInstant(1) : null,
                DestinationState.ReadDisabledReason(row, disabledAt: 2, reason: 3)),
            cancellationToken)).SingleOrDefault() ?? DestinationState.Default;
}
