using System.Text.Json;
using AlertBot.Alerts.Subscriptions;
using AlertBot.Chat.Platforms;
using AlertBot.Chat.Slack.Api;
using AlertBot.Chat.Slack.Interactions;
using AlertBot.Storage;

namespace AlertBot.Chat.Slack.Events;

/// <summary>
/// Carries into the database whose the channels are and which of them are gone: from Slack's events, and because those may be missed, by
/// looking
/// now and then at what is switched off.
/// </summary>
internal sealed partial class SlackChannelSync(
    ISlackApi api,
    SlackBotIdentity self,
    WorkspaceStore workspaces,
    DestinationStore destinations,
    SlackGreeting greeting,
    TimeProvider time,
    ILogger<SlackChannelSync> logger) : BackgroundService, ISlackEventHandler
{
    /// <summary>A token that Slack refused is tried again so often, and a channel that the settings file added is taken up.</summary>
    public static readonly TimeSpan SyncInterval = SlackAuthState.RetryInterval + TimeSpan.FromSeconds(1);

    /// <summary>Between two looks at the channels that are switched off.</summary>
    public static readonly TimeSpan DisabledCheckInterval = TimeSpan.FromMinutes(5);

    private const string Platform = "slack";
    private const string RemovedReason = $"AlertBot was removed from the channel: {SlackErrorCodes.InviteInstruction}";
    private const string ArchivedReason = "the channel is archived: unarchive it, or subscribe another";
    private const string DeletedReason = "the channel was deleted: subscribe another";

    private WorkspaceId? _workspaceId;
    private long? _lastCheckAt;
    private string _lastCheckedChannel = "";

    public async Task HandleEventAsync(JsonElement callback, CancellationToken cancellationToken)
    {
        if (callback.Field("event") is not { } happened || happened.Text("type") is not { } type
            || !await IsOwnTeamAsync(callback, cancellationToken))
        {
            return;
        }

        if (type is "app_uninstalled" || (type is "tokens_revoked" && happened.Field("tokens")?.Items("bot").Any() == true))
        {
            LogUninstalled();
        }
        else if (happened.Text("channel") is { } channel && SlackIds.IsChannelId(channel))
        {
            await HandleChannelEventAsync(type, channel, happened, cancellationToken);
        }
    }

    /// <summary>One turn of the loop.</summary>
    public async Task SyncAsync(CancellationToken cancellationToken)
    {
        if (api.Problem is not null)
        {
            await api.SendAsync(SlackMethods.AuthTest, cancellationToken);
        }

        if ((await self.GetAsync(cancellationToken)).Bot is not { } bot)
        {
            return;
        }

        _workspaceId ??= (await workspaces.RegisterAsync(Platform, bot.TeamId, cancellationToken)).Id;
        var known = await workspaces.ListAddressesAsync(Platform, cancellationToken);
        if (known.Where(destination => destination.Workspace.Length == 0).Select(destination => destination.Address)
            .ToList() is { Count: > 0 } unclaimed)
        {
            await workspaces.AssignDestinationsAsync(_workspaceId.Value, Platform, unclaimed, cancellationToken);
        }

        if (_lastCheckAt is not { } looked || time.GetElapsedTime(looked) >= DisabledCheckInterval)
        {
            _lastCheckAt = time.GetTimestamp();
            await CheckDisabledAsync(
                [.. known.Where(destination => destination.Reason is not null)
                    .Select(destination => new DisabledChannel(destination.Address, destination.Reason!))], cancellationToken);
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

    /// <summary>A channel that is shared with another workspace has events of that one, too.</summary>
    private async Task<bool> IsOwnTeamAsync(JsonElement callback, CancellationToken cancellationToken) =>
        callback.Text("team_id") is { } team && (await self.GetAsync(cancellationToken)).Bot?.TeamId == team;

    private async Task HandleChannelEventAsync(string type, string channel, JsonElement happened, CancellationToken cancellationToken)
    {
        var isBot = happened.Text("user") == self.Bot?.UserId;
        switch (type)
        {
            case "member_left_channel" when isBot:
            case "channel_left" or "group_left":
                await DisableAsync(channel, RemovedReason, cancellationToken);
                break;
            case "channel_archive" or "group_archive":
                await DisableAsync(channel, ArchivedReason, cancellationToken);
                break;
            case "channel_deleted" or "group_deleted":
                await DisableAsync(channel, DeletedReason, cancellationToken);
                break;
            case "channel_unarchive" or "group_unarchive":
                await HandleUnarchivedAsync(channel, cancellationToken);
                break;
            case "member_joined_channel" when isBot:
                await EnableAsync(channel, cancellationToken);
                await destinations.RetryNowAsync(Platform, channel, time.GetUtcNow(), cancellationToken);
                await GreetAsync(channel, happened.Text("inviter"), cancellationToken);
                break;
        }
    }

    private async Task HandleUnarchivedAsync(string channel, CancellationToken cancellationToken)
    {
        var known = await workspaces.ListAddressesAsync(Platform, cancellationToken);
        if (known.Exists(
            destination => destination.Address == channel && new DisabledChannel(channel, destination.Reason ?? "").WasArchived))
        {
            // Slack takes apps out of a channel that is archived. Where that fails, the first post says what there is to do.
            await api.SendAsync(SlackMethods.JoinChannel(channel), cancellationToken);
        }

        await EnableAsync(channel, cancellationToken);
    }

    /// <summary>Where the bot joined by itself nobody invited it, and nobody needs to be told how to start.</summary>
    private async Task GreetAsync(string channel, string? inviter, CancellationToken cancellationToken)
    {
        if (inviter is not null && !await destinations.IsSubscribedAsync(new DestinationAddress(Platform, channel), cancellationToken))
        {
            await greeting.PostAsync(channel, inviter, cancellationToken);
        }
    }

    /// <summary>Each look goes on behind where the one before ended: Slack's limit may let it see a part only.</summary>
    private async Task CheckDisabledAsync(IReadOnlyList<DisabledChannel> off, CancellationToken cancellationToken)
    {
        var inTurn = off.Where(one => SlackIds.IsChannelId(one.Channel))
            .OrderBy(one => string.CompareOrdinal(one.Channel, _lastCheckedChannel) <= 0)
            .ThenBy(one => one.Channel, StringComparer.Ordinal);
        foreach (var one in inTurn.ToList())
        {
            var answer = await api.SendAsync(SlackMethods.ChannelInfo(one.Channel), cancellationToken);
            if (answer is SlackApiResult.Limited or SlackApiResult.NotSent or SlackApiResult.Unclear
                || (answer is SlackApiResult.Refused refused && SlackErrorCodes.IsFixable(refused.Error)))
            {
                // The same would come of the others: the next look takes them.
                return;
            }

            _lastCheckedChannel = one.Channel;
            if (answer is SlackApiResult.Succeeded done && SlackChannel.Read(done.Body) is { IsArchived: false } channel
                && (channel.IsMember || await TryRejoinAsync(one, channel, cancellationToken)))
            {
                await EnableAsync(one.Channel, cancellationToken);
            }
        }
    }

    /// <summary>Out of a channel that was archived nobody removed the bot; out of any other a person did.</summary>
    private async Task<bool> TryRejoinAsync(DisabledChannel off, SlackChannel channel, CancellationToken cancellationToken) =>
        off.WasArchived && !channel.IsPrivate
            && await api.SendAsync(SlackMethods.JoinChannel(off.Channel), cancellationToken) is SlackApiResult.Succeeded;

    private async Task DisableAsync(string channel, string reason, CancellationToken cancellationToken)
    {
        foreach (var off in await destinations.DisableAsync(Platform, [channel], reason, time.GetUtcNow(), cancellationToken))
        {
            LogOff(off, reason);
        }
    }

    private async Task EnableAsync(string channel, CancellationToken cancellationToken)
    {
        foreach (var back in await destinations.EnableAsync(Platform, [channel], cancellationToken))
        {
            LogBack(back);
        }
    }

    [LoggerMessage(Level = LogLevel.Error,
        Message = "AlertBot was removed from the Slack workspace, or its token was revoked: install the app again (OAuth & "
        + "Permissions); with a new token under slack.botToken start AlertBot again. Nothing is lost")]
    private partial void LogUninstalled();

    [LoggerMessage(Level = LogLevel.Information, Message = "slack:{Channel} is switched on again: it is back")]
    private partial void LogBack(string channel);

    [LoggerMessage(Level = LogLevel.Error, Message = "slack:{Channel} is switched off: {Reason}")]
    private partial void LogOff(string channel, string reason);

    [LoggerMessage(Level = LogLevel.Error, Message = "Slack's channels could not be looked at; it is tried again")]
    private partial void LogFailed(Exception exception);

    /// <summary>A channel that is switched off.</summary>
    private sealed record DisabledChannel(string Channel, string Reason)
    {
        public bool WasArchived => Reason.Contains("archived", StringComparison.Ordinal);
    }
}
