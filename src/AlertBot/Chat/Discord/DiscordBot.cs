using System.Text.Json;
using System.Threading.Channels;

namespace AlertBot.Chat.Discord;

/// <summary>The bot on Discord: takes the gateway's events at once, and does what they ask for in order, away from the connection.</summary>
internal sealed partial class DiscordBot(
    DiscordGateway gateway,
    DiscordGuilds guilds,
    DiscordSelf self,
    GuildRegister register,
    IDiscordWork work,
    ILogger<DiscordBot> logger) : BackgroundService, IDiscordEvents
{
    /// <summary>A guild or channel each; Discord asks for a second connection before a bot has that many guilds.</summary>
    private const int MostWaiting = 10_000;

    private readonly Channel<Func<CancellationToken, Task>> _jobs = Channel.CreateBounded<Func<CancellationToken, Task>>(MostWaiting);

    // Apart: what they do at Discord must not hold up whose the channels are. Only the newest session counts.
    private readonly Channel<Func<CancellationToken, Task>> _readies = Channel.CreateBounded<Func<CancellationToken, Task>>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropOldest });
    private HashSet<string> _named = [];

    /// <summary>Why the bot does not hear from Discord now, with the mend; null: it does.</summary>
    public string? Problem => gateway.Problem;

    public void Take(string name, JsonElement data)
    {
        switch (name)
        {
            case "INTERACTION_CREATE":
                work.OnInteraction(data);
                return;
            case "READY":
                guilds.Take(name, data);
                TakeReady(data);
                return;
            case "CHANNEL_DELETE" or "THREAD_DELETE" when data.Text("id") is { } channel:
                var gone = guilds.WithThreads(channel);
                guilds.Take(name, data);
                Enqueue(stopping => register.DeletedAsync(gone, stopping));
                return;
            case "GUILD_DELETE" when data.Text("id") is { } guild && !data.Flag("unavailable"):
                var (title, channels) = (guilds.GuildName(guild), Ids(guild));
                guilds.Take(name, data);
                Enqueue(stopping => register.RemovedAsync(guild, title, channels, stopping));
                return;
            default:
                guilds.Take(name, data);
                TakeNews(name, data);
                return;
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var jobs = Task.WhenAll(RunAsync(_jobs.Reader, stoppingToken), RunAsync(_readies.Reader, stoppingToken));
        await gateway.RunAsync(this, stoppingToken);

        // Where Discord refused the bot for good, what it told before is still carried out.
        _jobs.Writer.TryComplete();
        _readies.Writer.TryComplete();
        await jobs;
    }

    private void TakeReady(JsonElement data)
    {
        _named = [.. data.Items("guilds").Select(guild => guild.Text("id")).OfType<string>()];
        var named = _named;
        self.Remember(data.Field("application")?.Text("id"), data.Field("user")?.Text("id"));
        Enqueue(stopping => register.ReadyAsync(named, stopping));
        if (self.ApplicationId is { } application)
        {
            _readies.Writer.TryWrite(stopping => work.OnReadyAsync(application, stopping));
        }
    }

    private void TakeNews(string name, JsonElement data)
    {
        if (name == "GUILD_CREATE" && data.Text("id") is { } guild && !data.Flag("unavailable"))
        {
            var (channels, isInvited) = (Ids(guild), !_named.Contains(guild));
            Enqueue(stopping => register.GuildAsync(guild, channels, isInvited, stopping));
        }
        else if (name is "CHANNEL_CREATE" or "THREAD_CREATE" && data.Text("guild_id") is { } owner && data.Text("id") is { } channel)
        {
            Enqueue(stopping => register.ChannelAsync(owner, channel, stopping));
        }
    }

    private List<string> Ids(string guild) => [.. guilds.Channels(guild).Select(channel => channel.Id)];

    private void Enqueue(Func<CancellationToken, Task> job)
    {
        if (!_jobs.Writer.TryWrite(job))
        {
            LogTooMuch();
        }
    }

    private async Task RunAsync(ChannelReader<Func<CancellationToken, Task>> waiting, CancellationToken stopping)
    {
        try
        {
            await foreach (var job in waiting.ReadAllAsync(stopping))
            {
                await TryAsync(job, stopping);
            }
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            // The next session tells everything again.
        }
    }

    private async Task TryAsync(Func<CancellationToken, Task> job, CancellationToken stopping)
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

    [LoggerMessage(Level = LogLevel.Error, Message = "What Discord told could not be taken up; it is tried again when the next session begins")]
    private partial void LogJobFailed(Exception exception);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Discord tells of changes faster than they can be carried into the database; some wait for the next session")]
    private partial void LogTooMuch();
}
