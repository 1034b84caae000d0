using AlertBot.Alerts.Subscriptions;
using AlertBot.Storage;

namespace AlertBot.Chat.Discord.Guilds;

/// <summary>Carries into the database whose the channels are and which of them are gone.</summary>
internal sealed partial class DiscordChannelSync(WorkspaceStore workspaces, DestinationStore destinations, DiscordGreeting greeting,
    TimeProvider time, ILogger<DiscordChannelSync> logger)
{
    private const string Platform = "discord";
    private const string RemovedReasonPrefix = "AlertBot was removed from ";

    /// <summary>A session began: guilds that it does not name were left while the bot was away.</summary>
    public async Task OnReadyAsync(IReadOnlySet<string> guilds, CancellationToken cancellationToken)
    {
        var known = await workspaces.ListAddressesAsync(Platform, cancellationToken);

        // Workspace 0 has no external id: whose those channels are, no guild has told yet.
        var left = known.Where(destination => destination.Workspace.Length > 0 && !guilds.Contains(destination.Workspace))
            .Select(destination => destination.Address);
        await DisableAsync([.. left], RemovedReason("the server"), cancellationToken);
    }

    /// <param name="isInvited">The guild came after the session began, not with it.</param>
    public async Task OnGuildAvailableAsync(string guild, IReadOnlyCollection<string> channels, bool isInvited,
        CancellationToken cancellationToken)
    {
        var (workspace, isNew) = await workspaces.RegisterAsync(Platform, guild, cancellationToken);

        // Archived threads are not told with a guild: those that went off with it come back with it.
        var known = await workspaces.ListAddressesAsync(Platform, cancellationToken);
        var archived = known.Where(
            destination =>
                destination.Workspace == guild && destination.Reason?.StartsWith(RemovedReasonPrefix, StringComparison.Ordinal) == true)
                .Select(destination => destination.Address);
        await ClaimAndEnableAsync(workspace, [.. channels, .. archived], cancellationToken);
        if (isNew && isInvited)
        {
            LogGuildAdded(guild);
            await greeting.PostAsync(guild, cancellationToken);
        }
    }

    public async Task OnChannelCreatedAsync(string guild, string channel, CancellationToken cancellationToken) =>
        await ClaimAndEnableAsync(await workspaces.FindOrAddAsync(Platform, guild, cancellationToken), [channel], cancellationToken);

    /// <summary>The bot was removed from the guild.</summary>
    /// <param name="name">Null: not known.</param>
    public async Task OnGuildRemovedAsync(string guild, string? name, IReadOnlyCollection<string> channels,
        CancellationToken cancellationToken)
    {
        var known = await workspaces.ListAddressesAsync(Platform, cancellationToken);
        var theirs = known.Where(destination => destination.Workspace == guild).Select(destination => destination.Address);
        await DisableAsync([.. theirs, .. channels], RemovedReason(name is null ? "the server" : $"the server {name}"), cancellationToken);
    }

    public Task OnChannelsDeletedAsync(IReadOnlyCollection<string> channels, CancellationToken cancellationToken) =>
        DisableAsync(channels, "the channel was deleted: subscribe another", cancellationToken);

    private static string RemovedReason(string server) =>
        $"{RemovedReasonPrefix}{server}: invite it again (alertbot check prints the link)";

    private async Task ClaimAndEnableAsync(WorkspaceId workspace, IReadOnlyCollection<string> channels, CancellationToken cancellationToken)
    {
        await workspaces.AssignDestinationsAsync(workspace, Platform, channels, cancellationToken);
        foreach (var channel in await destinations.EnableAsync(Platform, channels, cancellationToken))
        {
            LogReenabled(channel);
        }
    }

    private async Task DisableAsync(IReadOnlyCollection<string> channels, string reason, CancellationToken cancellationToken)
    {
        foreach (var channel in await destinations.DisableAsync(Platform, channels, reason, time.GetUtcNow(), cancellationToken))
        {
            LogDisabled(channel, reason);
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "AlertBot was added to Discord server {Guild}")]
    private partial void LogGuildAdded(string guild);

    [LoggerMessage(Level = LogLevel.Information, Message = "discord:{Channel} is switched on again: it is back")]
    private partial void LogReenabled(string channel);

    [LoggerMessage(Level = LogLevel.Error, Message = "discord:{Channel} is switched off: {Reason}")]
    private partial void LogDisabled(string channel, string reason);
}
