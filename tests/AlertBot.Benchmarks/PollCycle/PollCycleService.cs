using System.Diagnostics.Metrics;
using System.Net;
using AlertBot.Feeds;
using AlertBot.Feeds.Polling;
using AlertBot.Hosting;
using AlertBot.Http;
using AlertBot.Storage;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace AlertBot.Benchmarks.PollCycle;

/// <summary>The service's poll stage with its loop and its database, without the later stages.</summary>
internal static class PollCycleService
{
    public static async Task RunAsync(PollCycleOptions options, CancellationToken cancellationToken)
    {
        var folder = Directory.CreateTempSubdirectory("alertbot-cycle-");
        await using (var meters = new ServiceCollection().AddMetrics().BuildServiceProvider())
        await using (var database =
            Database.Open(new StorageOptions { Connection = $"Data Source={Path.Combine(folder.FullName, "alertbot.db")}" }))
        {
            await CyclesAsync(options, database, new FeedMetrics(meters.GetRequiredService<IMeterFactory>()), cancellationToken);
        }

        folder.Delete(recursive: true);
    }

    private static async Task CyclesAsync(PollCycleOptions options, Database database, FeedMetrics metrics,
        CancellationToken cancellationToken)
    {
        await Migrator.MigrateAsync(database, TimeProvider.System, cancellationToken);
        var feeds = Enumerable.Range(0, options.Feeds).Select(n => new FeedOptions(options.Feed(n))).ToList();
        var store = new FeedStore(database);
        await store.SyncWithSettingsAsync(feeds, TimeProvider.System.GetUtcNow(), cancellationToken);

        // Intervals are longer than the measurement, so that a feed is due only when SetDueAsync makes it due.
        var network = new NetworkOptions { AllowedRanges = [IPNetwork.Parse("127.0.0.0/8")] };
        var polling = new PollingOptions { Interval = TimeSpan.FromHours(6), Min = TimeSpan.FromHours(6), Max = TimeSpan.FromHours(12) };
        var signals = new WakeSignals();
        using var fetcher = new Fetcher(network, TimeProvider.System);
        await using var poller = new FeedPoller(
            database, store, new ConfiguredFeeds(feeds), fetcher, new PollSchedule(polling, Random.Shared), network, signals, metrics,
            TimeProvider.System, NullLogger<FeedPoller>.Instance);
        using var polls = new PollCount();
        using var http = new HttpClient();
        await PollCycleRun.MeasureAsync(options, PrepareAsync, CycleAsync);
        if (polls.Failed > 0)
        {
            throw new InvalidOperationException($"{polls.Failed} polls failed.");
        }

        async Task PrepareAsync()
        {
            if (options.Changed)
            {
                await http.GetStringAsync(options.ChangeUrl, cancellationToken);
            }

            await SetDueAsync(database, 0, cancellationToken);
        }

        async Task CycleAsync()
        {
            using var loop = new StageLoop<DueFeed>(poller, signals.Poll, TimeProvider.System, NullLogger<StageLoop<DueFeed>>.Instance);
            var done = polls.WaitForAsync(options.Feeds);
            await loop.StartAsync(cancellationToken);
            await done.WaitAsync(cancellationToken);
            await loop.StopAsync(cancellationToken);
            await poller.FlushAsync();
        }
    }

    private static Task SetDueAsync(Database database, long due, CancellationToken cancellationToken) =>
        database.WriteAsync(session => session.ExecuteAsync("UPDATE feed SET due_at = @due", [("due", due)], cancellationToken),
            cancellationToken);

    /// <summary>Counts finished polls with the service's metric.</summary>
    private sealed class PollCount : IDisposable
    {
        private readonly MeterListener _listener = new();
        private TaskCompletionSource _done = new();
        private int _remaining;
        private int _failed;

        public PollCount()
        {
            _listener.InstrumentPublished = (instrument, listener) =>
            {
                if (instrument.Name == "alertbot_polls_total")
                {
                    listener.EnableMeasurementEvents(instrument);
                }
            };
            _listener.SetMeasurementEventCallback<long>((_, _, tags, _) => Count(tags));
            _listener.Start();
        }

        public int Failed => Volatile.Read(ref _failed);

        public Task WaitForAsync(int polls)
        {
            _done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            Volatile.Write(ref _remaining, polls);
            return _done.Task;
        }

        public void Dispose() => _listener.Dispose();

        private void Count(ReadOnlySpan<KeyValuePair<string, object?>> tags)
        {
            if (tags[0].Value is "failed")
            {
                Interlocked.Increment(ref _failed);
            }

            if (Interlocked.Decrement(ref _remaining) == 0)
            {
                _done.SetResult();
            }
        }
    }
}
