using System.Text.Json;
using AlertBot.Alerts.Subscriptions;
using AlertBot.Chat.Platforms;
using AlertBot.Chat.Slack.Api;
using AlertBot.Storage;

namespace AlertBot.Chat.Slack.Events;

/// <summary>
/// Keeps the channels in the database in step with Slack: to which workspace they belong, and which ones are disabled. It follows Slack's
/// events and, because events can be missed, checks the disabled channels periodically.
/// </summary>
internal sealed partial class SlackChannelSync(
    ISlackApi api,
    SlackBotIdentity identity,
    WorkspaceStore workspaces,
    DestinationStore destinations,
    SlackGreeting greeting,
    TimeProvider time,
    ILogger<SlackChannelSync> logger) : BackgroundService, ISlackEventHandler
{
    /// <summary>
    /// The time between two runs. A run retries a refused token and assigns channels of the settings file to the workspace. It is just
    /// longer than <see cref="SlackAuthState.RetryInterval"/>, so that the token may be tried again.
    /// </summary>
    public static readonly TimeSpan SyncInterval = SlackAuthState.RetryInterval + TimeSpan.FromSeconds(1);

    /// <summary>The time between two checks of the disabled channels.</summary>
    public static readonly TimeSpan DisabledCheckInterval = TimeSpan.FromMinutes(5);

    private const string Platform = SlackTraits.Id;
    private const string RemovedReason = $"AlertBot was removed from the channel: {SlackErrorCodes.InviteInstruction}";
    private const string ArchivedReason = "the channel is archived: unarchive it, or subscribe another channel";
    private const string DeletedReason = "the channel was deleted: subscribe another channel";

    private readonly ChannelAvailability _availability = new(Platform, workspaces, destinations, time, logger);
    private WorkspaceId? _workspaceId;
    private long? _lastCheckAt;
    private string _lastCheckedChannel = "";

    public async Task HandleEventAsync(JsonElement callback, CancellationToken cancellationToken)
    {
        if (callback.Field("event") is not { } slackEvent || slackEvent.Text("type") is not { } type
            || !await IsOwnTeamAsync(callback, cancellationToken))
        {
            return;
        }

        if (type is "app_uninstalled" || (type is "tokens_revoked" && slackEvent.Field("tokens")?.Items("bot").Any() == true))
        {
            LogUninstalled();
        }
        else if (slackEvent.Text("channel") is { } channel && SlackIds.IsChannelId(channel))
        {
            await HandleChannelEventAsync(type, channel, slackEvent, cancellationToken);
        }
    }

    /// <summary>One run: retries a refused token, assigns new channels to the workspace, checks the disabled channels.</summary>
    public async Task SyncAsync(CancellationToken cancellationToken)
    {
        if (api.Problem is not null)
        {
            await api.SendAsync(SlackMethods.AuthTest, cancellationToken);
        }

        if ((await identity.GetAsync(cancellationToken)).Bot is not { } bot)
        {
            return;
        }

        _workspaceId ??= (await workspaces.RegisterAsync(Platform, bot.TeamId, cancellationToken)).Id;
        var known = await workspaces.ListAddressesAsync(Platform, cancellationToken);
        var unassigned = known.Where(destination => destination.Workspace.Length == 0).Select(destination => destination.Address).ToList();
        if (unassigned.Count > 0)
        {
            await workspaces.AssignDestinationsAsync(_workspaceId.Value, Platform, unassigned, cancellationToken);
        }

        if (_lastCheckAt is not { } lastCheckAt || time.GetElapsedTime(lastCheckAt) >= DisabledCheckInterval)
        {
            _lastCheckAt = time.GetTimestamp();
            var disabled = known.Where(destination => destination.Reason is not null)
                .Select(destination => new DisabledChannel(destination.Address, destination.Reason!));
            await CheckDisabledAsync([.. disabled], cancellationToken);
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(SyncInterval, time);
        do
        {
            try
            {
                await SyncAsync(stoppingToken);
            }
            catch (Exception e) when (!stoppingToken.IsCancellationRequested)
            {
                LogFailed(e);
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    /// <summary>In a channel that is shared with another workspace, Slack also sends the events of that workspace.</summary>
    private async Task<bool> IsOwnTeamAsync(JsonElement callback, CancellationToken cancellationToken) =>
        callback.Text("team_id") is { } team && (await identity.GetAsync(cancellationToken)).Bot?.TeamId == team;

    private async Task HandleChannelEventAsync(string type, string channel, JsonElement slackEvent, CancellationToken cancellationToken)
    {
        var isBot = slackEvent.Text("user") == identity.Bot?.UserId;
        switch (type)
        {
            case "member_left_channel" when isBot:
            case "channel_left" or "group_left":
                await _availability.DisableAsync([channel], RemovedReason, cancellationToken);
                break;
            case "channel_archive" or "group_archive":
                await _availability.DisableAsync([channel], ArchivedReason, cancellationToken);
                break;
            case "channel_deleted" or "group_deleted":
                await _availability.DisableAsync([channel], DeletedReason, cancellationToken);
                break;
            case "channel_unarchive" or "group_unarchive":
                await HandleUnarchivedAsync(channel, cancellationToken);
                break;
            case "member_joined_channel" when isBot:
                await _availability.EnableAsync([channel], cancellationToken);
                await destinations.RetryNowAsync(Platform, channel, time.GetUtcNow(), cancellationToken);
                await GreetAsync(channel, slackEvent.Text("inviter"), cancellationToken);
                break;
        }
    }

    private async Task HandleUnarchivedAsync(string channel, CancellationToken cancellationToken)
    {
        var known = await workspaces.ListAddressesAsync(Platform, cancellationToken);
        if (known.Exists(destination =>
            destination.Address == channel && new DisabledChannel(channel, destination.Reason ?? "").WasArchived))
        {
            // Slack removes apps from a channel when it is archived. If joining fails, the next post reports the reason.
            await api.SendAsync(SlackMethods.JoinChannel(channel), cancellationToken);
        }

        await _availability.EnableAsync([channel], cancellationToken);
    }

    /// <summary>Greets only where a person invited the bot: one that joined a channel on subscription needs no introduction.</summary>
    private async Task GreetAsync(string channel, string? inviter, CancellationToken cancellationToken)
    {
        if (inviter is not null && !await destinations.IsSubscribedAsync(new DestinationAddress(Platform, channel), cancellationToken))
        {
            await greeting.PostAsync(channel, inviter, cancellationToken);
        }
    }

    /// <summary>Each check starts after the channel where the previous one stopped, because a rate limit may end it early.</summary>
    private async Task CheckDisabledAsync(IReadOnlyList<DisabledChannel> disabledChannels, CancellationToken cancellationToken)
    {
        var ordered = disabledChannels.Where(disabled => SlackIds.IsChannelId(disabled.Channel))
            .OrderBy(disabled => string.CompareOrdinal(disabled.Channel, _lastCheckedChannel) <= 0)
            .ThenBy(disabled => disabled.Channel, StringComparer.Ordinal);
        foreach (var disabled in ordered.ToList())
        {
            var result = await api.SendAsync(SlackMethods.ChannelInfo(disabled.Channel), cancellationToken);
            if (result is PlatformResult.Limited or PlatformResult.NotSent or PlatformResult.Unclear
                || (result is SlackRefusal refused && SlackErrorCodes.IsFixable(refused.Error)))
            {
                // The other channels would fail the same way: the next check continues with them.
                return;
            }

            _lastCheckedChannel = disabled.Channel;
            if (result is PlatformResult.Succeeded succeeded
                && SlackChannelInfo.Read(succeeded.Body) is { IsArchived: false } channel
                && (channel.IsMember || await TryRejoinAsync(disabled, channel, cancellationToken)))
            {
                await _availability.EnableAsync([disabled.Channel], cancellationToken);
            }
        }
    }

    /// <summary>Rejoins only a channel that was archived; from any other channel, a person removed the bot.</summary>
    private async Task<bool> TryRejoinAsync(DisabledChannel disabled, SlackChannelInfo channel, CancellationToken cancellationToken) =>
        disabled.WasArchived
        && !channel.IsPrivate
        && await api.SendAsync(SlackMethods.JoinChannel(disabled.Channel), cancellationToken) is PlatformResult.Succeeded;

    [LoggerMessage(Level = LogLevel.Error,
        Message = "AlertBot was removed from the Slack workspace, or its token was revoked: install the app again (OAuth & Permissions). "
        + "If it gets a new token, set slack.botToken and restart AlertBot. Messages stay queued.")]
    private partial void LogUninstalled();

    [LoggerMessage(Level = LogLevel.Error, Message = "Checking the Slack channels failed; retrying.")]
    private partial void LogFailed(Exception exception);

    /// <summary>A disabled channel and the reason stored with it.</summary>
    private sealed record DisabledChannel(string Channel, string Reason)
    {
        public bool WasArchived => Reason.Contains("archived", StringComparison.Ordinal);
    }
}
