using System.Text.Json;
using AlertBot.Alerts;
using AlertBot.Storage;

namespace AlertBot.Chat.Slack;

/// <summary>
/// Carries into the database whose the channels are and which of them are gone: from Slack's events, and because those may be missed, by looking
/// now and then at what is switched off.
/// </summary>
internal sealed partial class SlackRegister(
    ISlackApi api,
    SlackSelf self,
    WorkspaceStore workspaces,
    DestinationStore destinations,
    SlackGreeting greeting,
    TimeProvider time,
    ILogger<SlackRegister> logger) : BackgroundService, ISlackEvents
{
    /// <summary>A token that Slack refused is tried again so often, and a channel that the settings file added is taken up.</summary>
    public static readonly TimeSpan Turn = SlackStanding.Trial + TimeSpan.FromSeconds(1);

    /// <summary>Between two looks at the channels that are switched off.</summary>
    public static readonly TimeSpan Look = TimeSpan.FromMinutes(5);

    private const string Platform = "slack";
    private const string Removed = $"AlertBot was removed from the channel: {SlackErrors.Invite}";
    private const string Archived = "the channel is archived: unarchive it, or subscribe another";
    private const string Deleted = "the channel was deleted: subscribe another";

    private WorkspaceId? _workspace;
    private long? _lookedAt;
    private string _lookedLast = "";

    public async Task EventAsync(JsonElement callback, CancellationToken cancellationToken)
    {
        if (callback.Field("event") is not { } happened || happened.Text("type") is not { } type || !await IsOursAsync(callback, cancellationToken))
        {
            return;
        }

        if (type is "app_uninstalled" || (type is "tokens_revoked" && happened.Field("tokens")?.Items("bot").Any() == true))
        {
            LogUninstalled();
        }
        else if (happened.Text("channel") is { } channel && SlackIds.IsChannel(channel))
        {
            await ChannelAsync(type, channel, happened, cancellationToken);
        }
    }

    /// <summary>One turn of the loop.</summary>
    public async Task PassAsync(CancellationToken cancellationToken)
    {
        if (api.Problem is not null)
        {
            await api.SendAsync(SlackCalls.Self, cancellationToken);
        }

        if ((await self.AskAsync(cancellationToken)).Bot is not { } bot)
        {
            return;
        }

        _workspace ??= (await workspaces.TakeUpAsync(Platform, bot.Team, cancellationToken)).Id;
        var known = await workspaces.AddressesAsync(Platform, cancellationToken);
        if (known.Where(destination => destination.Workspace.Length == 0).Select(destination => destination.Address).ToList() is { Count: > 0 } unclaimed)
        {
            await workspaces.ClaimAsync(_workspace.Value, Platform, unclaimed, cancellationToken);
        }

        if (_lookedAt is not { } looked || time.GetElapsedTime(looked) >= Look)
        {
            _lookedAt = time.GetTimestamp();
            await LookAsync([.. known.Where(destination => destination.Reason is not null).Select(destination => new Off(destination.Address, destination.Reason!))], cancellationToken);
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Turn, time);
        do
        {
            try
            {
                await PassAsync(stoppingToken);
            }
            catch (Exception e) when (!stoppingToken.IsCancellationRequested)
            {
                LogFailed(e);
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    /// <summary>A channel that is shared with another workspace has events of that one, too.</summary>
    private async Task<bool> IsOursAsync(JsonElement callback, CancellationToken cancellationToken) =>
        callback.Text("team_id") is { } team && (await self.AskAsync(cancellationToken)).Bot?.Team == team;

    private async Task ChannelAsync(string type, string channel, JsonElement happened, CancellationToken cancellationToken)
    {
        var isBot = happened.Text("user") == self.Bot?.User;
        switch (type)
        {
            case "member_left_channel" when isBot:
            case "channel_left" or "group_left":
                await DisableAsync(channel, Removed, cancellationToken);
                break;
            case "channel_archive" or "group_archive":
                await DisableAsync(channel, Archived, cancellationToken);
                break;
            case "channel_deleted" or "group_deleted":
                await DisableAsync(channel, Deleted, cancellationToken);
                break;
            case "channel_unarchive" or "group_unarchive":
                await UnarchivedAsync(channel, cancellationToken);
                break;
            case "member_joined_channel" when isBot:
                await EnableAsync(channel, cancellationToken);
                await destinations.HurryAsync(Platform, channel, time.GetUtcNow(), cancellationToken);
                await GreetAsync(channel, happened.Text("inviter"), cancellationToken);
                break;
        }
    }

    private async Task UnarchivedAsync(string channel, CancellationToken cancellationToken)
    {
        var known = await workspaces.AddressesAsync(Platform, cancellationToken);
        if (known.Exists(destination => destination.Address == channel && new Off(channel, destination.Reason ?? "").IsArchived))
        {
            // Slack takes apps out of a channel that is archived. Where that fails, the first post says what there is to do.
            await api.SendAsync(SlackCalls.Join(channel), cancellationToken);
        }

        await EnableAsync(channel, cancellationToken);
    }

    /// <summary>Where the bot joined by itself nobody invited it, and nobody needs to be told how to start.</summary>
    private async Task GreetAsync(string channel, string? inviter, CancellationToken cancellationToken)
    {
        if (inviter is not null && !await destinations.IsSubscribedAsync(new DestinationAddress(Platform, channel), cancellationToken))
        {
            await greeting.SayAsync(channel, inviter, cancellationToken);
        }
    }

    /// <summary>Each look goes on behind where the one before ended: Slack's limit may let it see a part only.</summary>
    private async Task LookAsync(IReadOnlyList<Off> off, CancellationToken cancellationToken)
    {
        var inTurn = off.Where(one => SlackIds.IsChannel(one.Channel)).OrderBy(one => string.CompareOrdinal(one.Channel, _lookedLast) <= 0).ThenBy(one => one.Channel, StringComparer.Ordinal);
        foreach (var one in inTurn.ToList())
        {
            var answer = await api.SendAsync(SlackCalls.Channel(one.Channel), cancellationToken);
            if (answer is SlackAnswer.Limited or SlackAnswer.NotSent or SlackAnswer.Unclear || (answer is SlackAnswer.Refused refused && SlackErrors.IsMendable(refused.Error)))
            {
                // The same would come of the others: the next look takes them.
                return;
            }

            _lookedLast = one.Channel;
            if (answer is SlackAnswer.Done done && SlackChannel.Read(done.Body) is { IsArchived: false } channel && (channel.IsMember || await IsJoinedAsync(one, channel, cancellationToken)))
            {
                await EnableAsync(one.Channel, cancellationToken);
            }
        }
    }

    /// <summary>Out of a channel that was archived nobody removed the bot; out of any other a person did.</summary>
    private async Task<bool> IsJoinedAsync(Off off, SlackChannel channel, CancellationToken cancellationToken) =>
        off.IsArchived && !channel.IsPrivate && await api.SendAsync(SlackCalls.Join(off.Channel), cancellationToken) is SlackAnswer.Done;

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

    [LoggerMessage(Level = LogLevel.Error, Message = "AlertBot was removed from the Slack workspace, or its token was revoked: install the app again (OAuth & Permissions); with a new token under slack.botToken start AlertBot again. Nothing is lost")]
    private partial void LogUninstalled();

    [LoggerMessage(Level = LogLevel.Information, Message = "slack:{Channel} is switched on again: it is back")]
    private partial void LogBack(string channel);

    [LoggerMessage(Level = LogLevel.Error, Message = "slack:{Channel} is switched off: {Reason}")]
    private partial void LogOff(string channel, string reason);

    [LoggerMessage(Level = LogLevel.Error, Message = "Slack's channels could not be looked at; it is tried again")]
    private partial void LogFailed(Exception exception);

    /// <summary>A channel that is switched off.</summary>
    private sealed record Off(string Channel, string Reason)
    {
        public bool IsArchived => Reason.Contains("archived", StringComparison.Ordinal);
    }
}
