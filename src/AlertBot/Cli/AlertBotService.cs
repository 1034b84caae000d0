using System.Globalization;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;
using AlertBot.Alerts;
using AlertBot.Alerts.Subscriptions;
using AlertBot.Chat;
using AlertBot.Chat.Console;
using AlertBot.Chat.Slack.Api;
using AlertBot.Chat.Slack.SocketMode;
using AlertBot.Feeds;
using AlertBot.Feeds.WebSub;
using AlertBot.Hosting;
using AlertBot.Reading;
using AlertBot.Settings;
using AlertBot.Storage;
using AlertBot.Stories;
using AlertBot.Summaries.LanguageModel;
using AlertBot.Topics;
using AlertBot.Topics.Matching;
using AlertBot.Web;
using Microsoft.Extensions.Logging.Console;

namespace AlertBot.Cli;

/// <summary>The service as a whole: composed from settings, its database brought up to them, then run.</summary>
internal sealed class AlertBotService : IAsyncDisposable
{
    /// <summary>A stop ends within it: what is being sent is finished, nothing new is taken up.</summary>
    public static readonly TimeSpan ShutdownTimeout = TimeSpan.FromSeconds(9);

    private readonly WebApplication _app;
    private readonly WorkerLock _workerLock;

    private AlertBotService(WebApplication app, WorkerLock presence) => (_app, _workerLock) = (app, presence);

    public IServiceProvider Services => _app.Services;

    /// <param name="input">Commands that are typed at the console. Null: none.</param>
    /// <param name="output">Where the console shows its alerts and answers.</param>
    /// <param name="showsNewest">At the first start of all, the console shows the newest story of each topic.</param>
    /// <exception cref="StorageException">The database cannot be used.</exception>
    public static async Task<AlertBotService> CreateAsync(AlertBotSettings settings, TextReader? input, TextWriter output,
        LogLevel logLevel, bool showsNewest, CancellationToken cancellationToken)
    {
        var app = BuildHost(settings, input, output, logLevel, showsNewest);
        var database = app.Services.GetRequiredService<Database>();
        var time = app.Services.GetRequiredService<TimeProvider>();
        await Migrator.MigrateAsync(database, time, cancellationToken);
        var presence = await WorkerLock.AcquireAsync(database, settings.Storage,
            app.Services.GetServices<LeasedTable>(), cancellationToken);
        await SyncSettingsAsync(app.Services, settings, time.GetUtcNow(), cancellationToken);
        return new AlertBotService(app, presence);
    }

    /// <summary>Listens and works until the process is told to stop.</summary>
    /// <exception cref="IOException">The address to listen on is taken.</exception>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        try
        {
            await _app.StartAsync(cancellationToken);
        }
        catch (Exception e) when (e is IOException or SocketException)
        {
            // What had started already ends in order, not in the middle of its work and with a stack trace.
            _app.Lifetime.StopApplication();
            await StopAsync();
            throw;
        }
    }

    public Task WaitForStopAsync(CancellationToken cancellationToken) => _app.WaitForShutdownAsync(cancellationToken);

    /// <summary>Takes up nothing new and finishes what is being sent; for a caller that ends the service itself.</summary>
    public Task StopAsync() => _app.StopAsync(CancellationToken.None);

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        _workerLock.Dispose();
    }

    private static WebApplication BuildHost(AlertBotSettings settings, TextReader? input, TextWriter output, LogLevel logLevel,
        bool showsNewest)
    {
        // No configuration of the framework's own: the settings file and its environment are the one place.
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { Args = [] });
        builder.Configuration.Sources.Clear();

        // Where the web host notes the address to listen on.
        builder.Configuration.AddInMemoryCollection();
        builder.Logging.ClearProviders().SetMinimumLevel(LogLevel.Warning).AddFilter("AlertBot", logLevel)

            // A start that fails is said in a sentence of ours.
            .AddFilter("Microsoft.Extensions.Hosting", LogLevel.Critical)
            .AddConsole(console => console.FormatterName = LogLineFormatter.FormatName);
        builder.Services.AddSingleton<ConsoleFormatter, LogLineFormatter>();

        // Alerts are what standard output is for.
        builder.Services.Configure<ConsoleLoggerOptions>(console => console.LogToStandardErrorThreshold = LogLevel.Trace);

        // At once, or the passes would go on one after the other while a message on its way is finished.
        builder.Services.Configure<HostOptions>(host => (host.ShutdownTimeout, host.ServicesStopConcurrently) = (ShutdownTimeout, true));
        WebServer.Configure(builder, settings.Web);
        builder.Services
            .AddSingleton(TimeProvider.System)
            .AddHosting()
            .AddStorage(settings.Storage)
            .AddFeeds(settings.Feeds, settings.Polling, settings.Network)
            .AddWebSub(settings.Web.PublicUrl, settings.Polling, settings.Network)
            .AddTopics()
            .AddLanguageModel(settings.Summaries)
            .AddReading(settings.News, settings.Summaries)
            .AddStories()
            .AddAlerts()
            .AddChat(settings.Webhooks, settings.Discord, settings.Slack, input, output)
            .AddSingleton<IReadinessCheck, DatabaseReadinessCheck>();
        if (settings.Discord.Token is not null)
        {
            builder.Services.AddSingleton<IReadinessCheck, DiscordReadinessCheck>();
        }

        if (settings.Slack.BotToken is not null)
        {
            builder.Services.AddSingleton<IReadinessCheck>(
                provider => new SlackReadinessCheck(provider.GetRequiredService<SlackApi>(), provider.GetService<SlackSocketModeClient>()));
        }

        if (showsNewest)
        {
            builder.Services.AddHostedService<FirstRunPreview>();
        }

        var app = builder.Build();
        app.MapAlertBot();
        return app;
    }

    /// <summary>Brings the database up to the settings: feeds, topics, subscriptions.</summary>
    private static async Task SyncSettingsAsync(IServiceProvider services, AlertBotSettings settings, DateTimeOffset now,
        CancellationToken cancellationToken)
    {
        await services.GetRequiredService<FeedStore>().SyncWithSettingsAsync(settings.Feeds, now, cancellationToken);
        await HubSubscriptionStore.ResetOnStartAsync(services.GetRequiredService<Database>(),
            services.GetService<WebSubOptions>()?.CallbackBase, now, cancellationToken);
        await services.GetRequiredService<TopicStore>().SyncFromSettingsAsync(settings.Topics, now, cancellationToken);
        await services.GetRequiredService<TopicIndex>().CatchUpAsync(cancellationToken);
        var postable = settings.Subscriptions.Where(subscription => settings.CanPostTo(subscription.Destination)).ToList();
        var secrets = settings.Webhooks.ToDictionary(
            webhook => new DestinationAddress("webhook", webhook.Name),
            webhook => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(webhook.Url.AbsoluteUri))));

        // A new start has a new standard output: if the last one was closed, this one is not.
        secrets[DestinationAddress.Console] = now.ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture);
        await services.GetRequiredService<DestinationStore>().SyncSettingsAsync(postable, secrets, now, cancellationToken);
    }
}
