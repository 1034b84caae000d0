using System.Diagnostics;
using AlertBot.Alerts;
using AlertBot.Alerts.Delivery;
using AlertBot.Benchmarks.Harness;
using AlertBot.Briefs;
using AlertBot.Hosting;
using AlertBot.Reading;
using AlertBot.Storage;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace AlertBot.Benchmarks.Scenarios;

/// <summary>Sends many alerts to many channels at once, through the real outbox, dispatcher and sender of a platform.</summary>
/// <param name="platform">See <see cref="IChatSender.Platform"/>.</param>
/// <param name="channel">Returns the address of the n-th channel.</param>
/// <param name="addSender">Registers the sender and what it needs.</param>
internal sealed class AlertBurst(string platform, Func<int, string> channel, Action<IServiceCollection> addSender) : IDisposable
{
    /// <summary>
    /// The number of alerts that are sent before the measurement, so that it does not include JIT compilation. Each goes to a channel of
    /// its own, after the measured channels.
    /// </summary>
    public const int WarmUpAlerts = 50;

    /// <summary>A pause after the warm-up, longer than the windows of the platforms' rate limits.</summary>
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(6);

    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(5);

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("alertbot-burst-");
    private readonly TaskCompletionSource _warmUpDone = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _allDone = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _postedCount;
    private int _alerts;

    private string DatabasePath => Path.Combine(_folder.FullName, "burst.db");

    /// <summary>The number of messages that the database records as sent.</summary>
    public long SentCount => new ServiceDatabase(DatabasePath).Number("SELECT COUNT(*) FROM message WHERE state = 'sent'");

    /// <summary>Called by the loopback platform for each message that it has accepted.</summary>
    public void OnPosted()
    {
        var done = Interlocked.Increment(ref _postedCount);
        (done == WarmUpAlerts ? _warmUpDone : done == WarmUpAlerts + _alerts ? _allDone : null)?.SetResult();
    }

    /// <returns>The time from when the alerts are in the outbox of the running service until the last message is posted.</returns>
    public async Task<TimeSpan> RunAsync(int alerts, int channels, CancellationToken cancellationToken)
    {
        _alerts = alerts;
        using var host = BuildHost();
        var database = host.Services.GetRequiredService<Database>();
        await Migrator.MigrateAsync(database, TimeProvider.System, cancellationToken);
        await AddAlertsAsync(database, WarmUpAlerts, channels, WarmUpAlerts, cancellationToken);
        await host.StartAsync(cancellationToken);
        await _warmUpDone.Task.WaitAsync(Limit, TimeProvider.System, cancellationToken);
        await Task.Delay(Pause, TimeProvider.System, cancellationToken);
        await AddAlertsAsync(database, alerts, 0, channels, cancellationToken);
        var watch = Stopwatch.StartNew();
        host.Services.GetRequiredService<WakeSignals>().Deliver.Wake();
        try
        {
            await _allDone.Task.WaitAsync(Limit, TimeProvider.System, cancellationToken);
        }
        catch (TimeoutException)
        {
            // The report shows how many are missing.
        }

        var took = watch.Elapsed;
        await host.StopAsync(cancellationToken);
        return took;
    }

    public void Dispose() => _folder.Delete(recursive: true);

    /// <param name="firstChannel">The number of the first channel.</param>
    private Task AddAlertsAsync(Database database, int alerts, int firstChannel, int channels, CancellationToken cancellationToken)
    {
        var now = TimeProvider.System.GetUtcNow();
        return database.WriteAsync(async session =>
        {
            for (var i = 0; i < channels; i++)
            {
                await session.ExecuteAsync(
                    "INSERT INTO destination (id, workspace_id, platform, external_id) VALUES (@id, 0, @platform, @channel)",
                    [("id", firstChannel + i + 1), ("platform", platform), ("channel", channel(firstChannel + i))],
                    cancellationToken);
            }

            for (var i = 0; i < alerts; i++)
            {
                var payload = BriefJson.Serialize(CreateBrief(i, now));
                await session.ExecuteAsync(
                    """
                    INSERT INTO message (destination_id, kind, dedupe_key, nonce, payload, state, created_at, expires_at, due_at)
                    VALUES (@destination, 'alert', @key, @key, @payload, 'ready', @now, @expires, @now)
                    """,
                    [("destination", firstChannel + (i % channels) + 1), ("key", $"burst-{firstChannel + i}"), ("payload", payload),
                        ("now", now.ToUnixTimeMilliseconds()), ("expires", now.AddDays(1).ToUnixTimeMilliseconds())],
                    cancellationToken);
            }

            return true;
        }, cancellationToken);
    }

    private static Brief CreateBrief(int n, DateTimeOffset now) => new(
        $"Truce number {n} holds in the harbour of Norvia",
        $"https://news.example/truce/{n}",
        ["ceasefire"],
        ["truce"],
        ["Both sides kept to the truce through the night, the harbour master said.", "Ferries sail again from Sunday."],
        [new BriefQuote(["We count the hours, and every hour counts."], "Mara Lindqvist", "harbour master", null)],
        [new BriefSource("Harbour Post", $"https://news.example/truce/{n}", now)],
        now);

    private IHost BuildHost()
    {
        var builder = Microsoft.Extensions.Hosting.Host.CreateEmptyApplicationBuilder(null);
        builder.Services.AddMetrics()
            .AddSingleton(TimeProvider.System)
            .AddHosting()
            .AddStorage(new StorageOptions { Connection = $"Data Source={DatabasePath}" })
            .AddSingleton<AlertMetrics>()
            .AddSingleton<OutboxStore>()
            .AddSingleton(new Backoff(Random.Shared))
            .AddSingleton(new NewsOptions())
            .AddStage<OutboxDispatcher, OutboxMessage>(signals => signals.Deliver);
        addSender(builder.Services);
        return builder.Build();
    }
}
