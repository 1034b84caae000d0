using System.Text.Json;
using System.Threading.Channels;
using AlertBot.Chat.Discord.Gateway;
using AlertBot.Chat.Discord.Guilds;
using AlertBot.Chat.Discord.Interactions;
using AlertBot.Chat.Platforms;

namespace AlertBot.Chat.Discord;

/// <summary>
/// The bot on Discord: takes the gateway's events at once, and does what they ask for in order, away from the connection.
/// </summary>
internal sealed partial class DiscordBotService(
    DiscordGatewayClient gateway,
    GuildCache guilds,
    DiscordBotIdentity self,
    DiscordChannelSync register,
    IDiscordCommandEvents work,
    ILogger<DiscordBotService> logger) : BackgroundService, IGatewayEventHandler
{
    /// <summary>A guild or channel each; Discord asks for a second connection before a bot has that many guilds.</summary>
    private const int MaxQueuedJobs = 10_000;

    private readonly Channel<Func<CancellationToken, Task>> _jobs = Channel.CreateBounded<Func<CancellationToken, Task>>(MaxQueuedJobs);

    // Apart: what they do at Discord must not hold up whose the channels are. Only the newest session counts.
    private readonly Channel<Func<CancellationToken, Task>> _readyJobs =
        Channel.CreateBounded<Func<CancellationToken, Task>>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropOldest });
    private HashSet<string> _announcedGuilds = [];

    /// <summary>Why the bot does not hear from Discord now, with the mend; null: it does.</summary>
    public string? Problem => gateway.Problem;

    public void Handle(string name, JsonElement data)
    {
        switch (name)
        {
            case "INTERACTION_CREATE":
                work.OnInteraction(data);
                return;
            case "READY":
                guilds.Apply(name, data);
                HandleReady(data);
                return;
            case "CHANNEL_DELETE" or "THREAD_DELETE" when data.Text("id") is { } channel:
                var gone = guilds.ChannelAndThreadIds(channel);
                guilds.Apply(name, data);
                Enqueue(stopping => register.OnChannelsDeletedAsync(gone, stopping));
                return;
            case "GUILD_DELETE" when data.Text("id") is { } guild && !data.Flag("unavailable"):
                var (title, channels) = (guilds.FindGuildName(guild), ChannelIds(guild));
                guilds.Apply(name, data);
                Enqueue(stopping => register.OnGuildRemovedAsync(guild, title, channels, stopping));
                return;
            default:
                guilds.Apply(name, data);
                HandleAddition(name, data);
                return;
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var jobs = Task.WhenAll(RunJobsAsync(_jobs.Reader, stoppingToken), RunJobsAsync(_readyJobs.Reader, stoppingToken));
        await gateway.RunAsync(this, stoppingToken);

        // Where Discord refused the bot for good, what it told before is still carried out.
        _jobs.Writer.TryComplete();
        _readyJobs.Writer.TryComplete();
        await jobs;
    }

    private void HandleReady(JsonElement data)
    {
        _announcedGuilds = [.. data.Items("guilds").Select(guild => guild.Text("id")).OfType<string>()];
        var named = _announcedGuilds;
        self.Update(data.Field("application")?.Text("id"), data.Field("user")?.Text("id"));
        Enqueue(stopping => register.OnReadyAsync(named, stopping));
        if (self.ApplicationId is { } application)
        {
            _readyJobs.Writer.TryWrite(stopping => work.OnReadyAsync(application, stopping));
        }
    }

    private void HandleAddition(string name, JsonElement data)
    {
        if (name == "GUILD_CREATE" && data.Text("id") is { } guild && !data.Flag("unavailable"))
        {
            var (channels, isInvited) = (ChannelIds(guild), !_announcedGuilds.Contains(guild));
            Enqueue(stopping => register.OnGuildAvailableAsync(guild, channels, isInvited, stopping));
        }
        else if (name is "CHANNEL_CREATE" or "THREAD_CREATE" && data.Text("guild_id") is { } owner && data.Text("id") is { } channel)
        {
            Enqueue(stopping => register.OnChannelCreatedAsync(owner, channel, stopping));
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

    private async Task RunJobsAsync(ChannelReader<Func<CancellationToken, Task>> waiting, CancellationToken stopping)
    {
        try
        {
            await foreach (var job in waiting.ReadAllAsync(stopping))
            {
                await RunJobAsync(job, stopping);
            }
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            // The next session tells everything again.
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
        Message = "What Discord told could not be taken up; it is tried again when the next session begins")]
    private partial void LogJobFailed(Exception exception);

    [LoggerMessage(Level = LogLevel.Warning,
        Message = "Discord tells of changes faster than they can be carried into the database; some wait for the next session")]
    private partial void LogQueueFull();
}
