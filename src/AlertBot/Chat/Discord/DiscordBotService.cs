using System.Text.Json;
using System.Threading.Channels;
using AlertBot.Chat.Discord.Gateway;
using AlertBot.Chat.Discord.Guilds;
using AlertBot.Chat.Discord.Interactions;
using AlertBot.Chat.Platforms;

namespace AlertBot.Chat.Discord;

/// <summary>
/// Runs the bot on Discord. It applies the gateway's events at once and does the work that they cause in order, apart from the connection.
/// </summary>
internal sealed partial class DiscordBotService(
    DiscordGatewayClient gateway,
    GuildCache guilds,
    DiscordBotIdentity identity,
    DiscordChannelSync channelSync,
    IDiscordCommandEvents commandEvents,
    ILogger<DiscordBotService> logger) : BackgroundService, IGatewayEventHandler
{
    /// <summary>
    /// Limits the memory. A job is one changed guild or channel; Discord demands a second connection at 2,500 guilds, long before the queue
    /// is full.
    /// </summary>
    private const int MaxQueuedJobs = 10_000;

    private readonly Channel<Func<CancellationToken, Task>> _jobs = Channel.CreateBounded<Func<CancellationToken, Task>>(MaxQueuedJobs);

    // Registering commands waits for Discord and must not hold up the other jobs. Only the newest session counts.
    private readonly Channel<Func<CancellationToken, Task>> _readyJobs =
        Channel.CreateBounded<Func<CancellationToken, Task>>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropOldest });
    private HashSet<string> _announcedGuilds = [];

    /// <summary>Why the bot receives no events from Discord and how to fix it; null: it does.</summary>
    public string? Problem => gateway.Problem;

    public void Handle(string eventName, JsonElement data)
    {
        switch (eventName)
        {
            case "INTERACTION_CREATE":
                commandEvents.OnInteraction(data);
                return;
            case "READY":
                guilds.Apply(eventName, data);
                HandleReady(data);
                return;
            case "CHANNEL_DELETE" or "THREAD_DELETE" when data.Text("id") is { } channel:
                var deleted = guilds.ChannelAndThreadIds(channel);
                guilds.Apply(eventName, data);
                Enqueue(stopping => channelSync.OnChannelsDeletedAsync(deleted, stopping));
                return;
            case "GUILD_DELETE" when data.Text("id") is { } guild && !data.Flag("unavailable"):
                var name = guilds.FindGuildName(guild);
                var channels = ChannelIds(guild);
                guilds.Apply(eventName, data);
                Enqueue(stopping => channelSync.OnGuildRemovedAsync(guild, name, channels, stopping));
                return;
            default:
                guilds.Apply(eventName, data);
                HandleAddition(eventName, data);
                return;
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var jobs = Task.WhenAll(RunJobsAsync(_jobs.Reader, stoppingToken), RunJobsAsync(_readyJobs.Reader, stoppingToken));
        await gateway.RunAsync(this, stoppingToken);

        // Where Discord refuses the bot permanently, the work for earlier events is still done.
        _jobs.Writer.TryComplete();
        _readyJobs.Writer.TryComplete();
        await jobs;
    }

    private void HandleReady(JsonElement data)
    {
        _announcedGuilds = [.. data.Items("guilds").Select(guild => guild.Text("id")).OfType<string>()];
        var announced = _announcedGuilds;
        identity.Update(data.Field("application")?.Text("id"), data.Field("user")?.Text("id"));
        Enqueue(stopping => channelSync.OnReadyAsync(announced, stopping));
        if (identity.ApplicationId is { } application)
        {
            _readyJobs.Writer.TryWrite(stopping => commandEvents.OnReadyAsync(application, stopping));
        }
    }

    private void HandleAddition(string eventName, JsonElement data)
    {
        if (eventName == "GUILD_CREATE" && data.Text("id") is { } guild && !data.Flag("unavailable"))
        {
            var channels = ChannelIds(guild);
            var isInvited = !_announcedGuilds.Contains(guild);
            Enqueue(stopping => channelSync.OnGuildAvailableAsync(guild, channels, isInvited, stopping));
        }
        else if (eventName is "CHANNEL_CREATE" or "THREAD_CREATE"
            && data.Text("guild_id") is { } parent
            && data.Text("id") is { } channel)
        {
            Enqueue(stopping => channelSync.OnChannelCreatedAsync(parent, channel, stopping));
        }
    }

    private List<string> ChannelIds(string guild) => [.. guilds.PostableChannels(guild).Select(channel => channel.Id)];

    private void Enqueue(Func<CancellationToken, Task> job)
    {
        if (!_jobs.Writer.TryWrite(job))
        {
            LogQueueFull();
        }
    }

    private async Task RunJobsAsync(ChannelReader<Func<CancellationToken, Task>> jobs, CancellationToken stopping)
    {
        try
        {
            await foreach (var job in jobs.ReadAllAsync(stopping))
            {
                await RunJobAsync(job, stopping);
            }
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            // The service stops. The next session names all guilds again.
        }
    }

    private async Task RunJobAsync(Func<CancellationToken, Task> job, CancellationToken stopping)
    {
        try
        {
            await job(stopping);
        }
        catch (Exception e) when (!stopping.IsCancellationRequested)
        {
            LogJobFailed(e);
        }
    }

    [LoggerMessage(Level = LogLevel.Error,
        Message = "Could not process a change on Discord. It will be processed again when the next session starts")]
    private partial void LogJobFailed(Exception exception);

    [LoggerMessage(Level = LogLevel.Warning,
        Message = "Too many changes on Discord are waiting for the database. Some will be skipped until the next session starts")]
    private partial void LogQueueFull();
}
