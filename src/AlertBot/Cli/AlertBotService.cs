using System.Globalization;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;
using AlertBot.Alerts.Subscriptions;
using AlertBot.Feeds;
using AlertBot.Feeds.WebSub;
using AlertBot.Settings;
using AlertBot.Storage;
using AlertBot.Topics;
using AlertBot.Topics.Matching;

namespace AlertBot.Cli;

/// <summary>
/// The lifecycle of the service: builds the host, migrates the database, registers as a worker, applies the settings, starts and stops.
/// </summary>
internal sealed class AlertBotService : IAsyncDisposable
{
    /// <summary>
    /// Limit of a stop, in which messages that are being sent are finished. One second less than the 10 s that
    /// <see cref="CommandLine"/> grants, so that the host always ends on its own.
    /// </summary>
    public static readonly TimeSpan ShutdownTimeout = TimeSpan.FromSeconds(9);

    private readonly WebApplication _app;
    private readonly WorkerLock _workerLock;

    private AlertBotService(WebApplication app, WorkerLock workerLock) => (_app, _workerLock) = (app, workerLock);

    public IServiceProvider Services => _app.Services;

    /// <summary>Builds the host and prepares the database. Nothing is polled or sent yet.</summary>
    /// <exception cref="StorageException">The database cannot be used.</exception>
    public static async Task<AlertBotService> CreateAsync(HostFactory buildHost, AlertBotSettings settings, ServiceConsole console,
        CancellationToken cancellationToken)
    {
        var app = buildHost(settings, console);
        var database = app.Services.GetRequiredService<Database>();
        var time = app.Services.GetRequiredService<TimeProvider>();
        await Migrator.MigrateAsync(database, time, cancellationToken);
        var workerLock = await WorkerLock.AcquireAsync(
            database, settings.Storage, app.Services.GetServices<LeasedTable>(), cancellationToken);
        await ApplySettingsAsync(app.Services, settings, time.GetUtcNow(), cancellationToken);
        return new AlertBotService(app, workerLock);
    }

    /// <summary>Starts to listen and starts the stages.</summary>
    /// <exception cref="IOException">The address to listen on is in use.</exception>
    /// <exception cref="SocketException">The address to listen on does not belong to this machine, or its port is reserved.</exception>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        try
        {
            await _app.StartAsync(cancellationToken);
        }
        catch (Exception e) when (e is IOException or SocketException or OperationCanceledException)
        {
            // Stages that have started already are stopped in order.
            _app.Lifetime.StopApplication();
            await StopAsync();
            throw;
        }
    }

    /// <summary>Waits until SIGTERM or Ctrl+C has stopped the host.</summary>
    public Task WaitForStopAsync(CancellationToken cancellationToken) => _app.WaitForShutdownAsync(cancellationToken);

    /// <summary>Takes no new work and finishes what is being sent, within <see cref="ShutdownTimeout"/>.</summary>
    public Task StopAsync() => _app.StopAsync(CancellationToken.None);

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        _workerLock.Dispose();
    }

    /// <summary>Writes the feeds, topics and subscriptions of the settings file to the database.</summary>
    private static async Task ApplySettingsAsync(IServiceProvider services, AlertBotSettings settings, DateTimeOffset now,
        CancellationToken cancellationToken)
    {
        await services.GetRequiredService<FeedStore>().SyncWithSettingsAsync(settings.Feeds, now, cancellationToken);
        await HubSubscriptionStore.ResetOnStartAsync(services.GetRequiredService<Database>(),
            services.GetService<WebSubOptions>()?.CallbackBase, now, cancellationToken);
        await services.GetRequiredService<TopicStore>().SyncFromSettingsAsync(settings.Topics, now, cancellationToken);
        await services.GetRequiredService<TopicIndex>().CatchUpAsync(cancellationToken);
        var postable = settings.Subscriptions.Where(subscription => settings.CanPostTo(subscription.Destination)).ToList();
        var secretHashes = settings.Webhooks.ToDictionary(
            webhook => new DestinationAddress("webhook", webhook.Name),
            webhook => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(webhook.Url.AbsoluteUri))));

        // A disabled destination is enabled again when its hash changes: a webhook when it has another URL, the console at each start,
        // because standard output is a new one.
        secretHashes[DestinationAddress.Console] = now.ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture);
        await services.GetRequiredService<DestinationStore>().SyncSettingsAsync(postable, secretHashes, now, cancellationToken);
    }
}
