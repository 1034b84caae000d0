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

/// <summary>Many alerts for many channels at once, through the real courier, outbox and database and a platform's sender.</summary>
/// <param name="platform">As in <see cref="IChatSender.Platform"/>.</param>
/// <param name="channel">The address of the n-th channel.</param>
/// <param name="addSender">Registers the sender and what it needs.</param>
internal sealed class AlertBurst(string platform, Func<int, string> channel, Action<IServiceCollection> addSender) : IDisposable
{
    /// <summary>
    /// Alerts of a service that has just begun would measure the compiler; each goes to a channel of its own, behind the measured ones.
    /// </summary>
    public const int WarmUp = 50;

    /// <summary>Until no window of the platform's remembers the warm-up.</summary>
    private static readonly TimeSpan Rest = TimeSpan.FromSeconds(6);

    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(5);

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("alertbot-burst-");
    private readonly TaskCompletionSource _warm = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _all = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _posted;
    private int _alerts;

    private string File => Path.Combine(_folder.FullName, "burst.db");

    /// <summary>Messages that the database holds as sent.</summary>
    public long Sent => new ServiceDatabase(File).Number("SELECT COUNT(*) FROM message WHERE state = 'sent'");

    /// <summary>The platform tells of each message it took.</summary>
    public void Posted()
    {
        var done = Interlocked.Increment(ref _posted);
        (done == WarmUp ? _warm : done == WarmUp + _alerts ? _all : null)?.SetResult();
    }

    /// <returns>From when the alerts stand in the outbox of a running service to the last message.</returns>
    public async Task<TimeSpan> RunAsync(int alerts, int channels, CancellationToken cancellationToken)
    {
        _alerts = alerts;
        using var host = Host();
        var database = host.Services.GetRequiredService<Database>();
        await Migrator.MigrateAsync(database, TimeProvider.System, cancellationToken);
        await FillAsync(database, WarmUp, channels, WarmUp, cancellationToken);
        await host.StartAsync(cancellationToken);
        await _warm.Task.WaitAsync(Limit, TimeProvider.System, cancellationToken);
        await Task.Delay(Rest, TimeProvider.System, cancellationToken);
        await FillAsync(database, alerts, 0, channels, cancellationToken);
        var watch = Stopwatch.StartNew();
        host.Services.GetRequiredService<WakeSignals>().Deliver.Wake();
        try
        {
            await _all.Task.WaitAsync(Limit, TimeProvider.System, cancellationToken);
        }
        catch (TimeoutException)
        {
            // The report says how many are missing.
        }

        var took = watch.Elapsed;
        await host.StopAsync(cancellationToken);
        return took;
    }

    public void Dispose() => _folder.Delete(recursive: true);

    /// <param name="first">Of the channels.</param>
    private Task FillAsync(Database database, int alerts, int first, int channels, CancellationToken cancellationToken)
    {
        var now = TimeProvider.System.GetUtcNow();
        return database.WriteAsync(async session =>
        {
            for (var i = 0; i < channels; i++)
            {
                await session.ExecuteAsync(
                    "INSERT INTO destination (id, workspace_id, platform, external_id) VALUES (@id, 0, @platform, @channel)",
                    [("id", first + i + 1), ("platform", platform), ("channel", channel(first + i))],
                    cancellationToken);
            }

            for (var i = 0; i < alerts; i++)
            {
                var payload = BriefJson.Serialize(Brief(i, now));
                await session.ExecuteAsync(
                    """
                    INSERT INTO message (destination_id, kind, dedupe_key, nonce, payload, state, created_at, expires_at, due_at)
                    VALUES (@destination, 'alert', @key, @key, @payload, 'ready', @now, @expires, @now)
                    """,
                    [("destination", first + (i % channels) + 1), ("key", $"burst-{first + i}"), ("payload", payload),
                        ("now", now.ToUnixTimeMilliseconds()), ("expires", now.AddDays(1).ToUnixTimeMilliseconds())],
                    cancellationToken);
            }

            return true;
        }, cancellationToken);
    }

    private static Brief Brief(int n, DateTimeOffset now) => new(
        $"Truce number {n} holds in the harbour of Norvia",
        $"https://news.example/truce/{n}",
        ["ceasefire"],
        ["truce"],
        ["Both sides kept to the truce through the night, the harbour master said.", "Ferries sail again from Sunday."],
        [new BriefQuote(["We count the hours, and every hour counts."], "Mara Lindqvist", "harbour master", null)],
        [new BriefSource("Harbour Post", $"https://news.example/truce/{n}", now)],
        now);

    private IHost Host()
    {
        var builder = Microsoft.Extensions.Hosting.Host.CreateEmptyApplicationBuilder(null);
        builder.Services.AddMetrics()
            .AddSingleton(TimeProvider.System)
            .AddHosting()
            .AddStorage(new StorageOptions { Connection = $"Data Source={File}" })
            .AddSingleton<AlertMetrics>()
            .AddSingleton<OutboxStore>()
            .AddSingleton(new Backoff(Random.Shared))
            .AddSingleton(new NewsOptions())
            .AddStage<OutboxDispatcher, OutboxMessage>(signals => signals.Deliver);
        addSender(builder.Services);
        return builder.Build();
    }
}
