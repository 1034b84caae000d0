using AlertBot.Alerts.Subscriptions;
using AlertBot.Chat.Platforms;

namespace AlertBot.Chat.Discord.Guilds;

/// <summary>Records in the database which guild each channel belongs to and which channels the bot can no longer reach.</summary>
internal sealed partial class DiscordChannelSync(WorkspaceStore workspaces, DestinationStore destinations, DiscordGreeting greeting,
    TimeProvider time, ILogger<DiscordChannelSync> logger)
{
    /// <summary>Recognizes, among disabled channels, those that were disabled with their guild. Stored with the channel.</summary>
    private const string RemovedReasonPrefix = "AlertBot was removed from ";

    private readonly ChannelAvailability _availability = new(DiscordTraits.Id, workspaces, destinations, time, logger);

    /// <summary>A session started. The bot was removed, while it was offline, from guilds that the session does not name.</summary>
    public async Task OnReadyAsync(IReadOnlySet<string> guilds, CancellationToken cancellationToken)
    {
        var known = await workspaces.ListAddressesAsync(DiscordTraits.Id, cancellationToken);

        // An empty workspace: no guild has listed the channel yet.
        var left = known.Where(destination => destination.Workspace.Length > 0 && !guilds.Contains(destination.Workspace))
            .Select(destination => destination.Address);
        await _availability.DisableAsync([.. left], RemovedReason("the server"), cancellationToken);
    }

    /// <param name="isInvited">The bot was added to the guild after the session started.</param>
    public async Task OnGuildAvailableAsync(string guild, IReadOnlyCollection<string> channels, bool isInvited,
        CancellationToken cancellationToken)
    {
        var (workspace, isNew) = await workspaces.RegisterAsync(DiscordTraits.Id, guild, cancellationToken);

        // A guild does not list its archived threads: those that were disabled with the guild are enabled with it.
        var known = await workspaces.ListAddressesAsync(DiscordTraits.Id, cancellationToken);
        var archived = known
            .Where(destination => destination.Workspace == guild
                && destination.Reason?.StartsWith(RemovedReasonPrefix, StringComparison.Ordinal) == true)
            .Select(destination => destination.Address);
        await _availability.AssignAndEnableAsync(workspace, [.. channels, .. archived], cancellationToken);
        if (isNew && isInvited)
        {
            LogGuildAdded(guild);
            await greeting.PostAsync(guild, cancellationToken);
        }
    }

    public async Task OnChannelCreatedAsync(string guild, string channel, CancellationToken cancellationToken)
    {
        var workspace = await workspaces.FindOrAddAsync(DiscordTraits.Id, guild, cancellationToken);
        await _availability.AssignAndEnableAsync(workspace, [channel], cancellationToken);
    }

    /// <summary>The bot was removed from the guild.</summary>
    /// <param name="name">Null: not known.</param>
    public async Task OnGuildRemovedAsync(string guild, string? name, IReadOnlyCollection<string> channels,
        CancellationToken cancellationToken)
    {
        var known = await workspaces.ListAddressesAsync(DiscordTraits.Id, cancellationToken);
        var assigned = known.Where(destination => destination.Workspace == guild).Select(destination => destination.Address);
        var reason = RemovedReason(name is null ? "the server" : $"the server {name}");
        await _availability.DisableAsync([.. assigned, .. channels], reason, cancellationToken);
    }

    public Task OnChannelsDeletedAsync(IReadOnlyCollection<string> channels, CancellationToken cancellationToken) =>
        _availability.DisableAsync(channels, "the channel was deleted: subscribe another", cancellationToken);

    private static string RemovedReason(string server) =>
        $"{RemovedReasonPrefix}{server}: invite it again (alertbot check prints the link)";

    [LoggerMessage(Level = LogLevel.Information, Message = "AlertBot was added to Discord server {Guild}")]
    private partial void LogGuildAdded(string guild);
}
