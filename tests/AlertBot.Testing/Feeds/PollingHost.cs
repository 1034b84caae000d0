using System.Globalization;
using System.Net;
using AlertBot.Feeds;
using AlertBot.Feeds.Polling;
using AlertBot.Hosting;
using AlertBot.Http;
using AlertBot.Storage;
using AlertBot.Testing.Fixtures;
using Microsoft.Extensions.DependencyInjection;

namespace AlertBot.Testing.Feeds;

/// <summary>
/// The poll stage with loopback servers and a fake clock. It can be restarted on the same database file.
/// </summary>
internal sealed class PollingHost : IAsyncDisposable
{
    private static readonly NetworkOptions Loopback = new() { AllowedRanges = [IPNetwork.Parse("127.0.0.0/8")], MaxBodyBytes = 1_000_000 };

    private readonly ServiceProvider _meters = new ServiceCollection().AddMetrics().BuildServiceProvider();
    private Fetcher _fetcher = null!;
    private FeedPoller _poller = null!;
    private IReadOnlyList<FeedOptions> _feeds = [];

    private PollingHost(TestDatabase test, LoopbackServer server, LoopbackServer other) =>
        (Test, Server, OtherServer, Database) = (test, server, other, test.Database);

    public TestDatabase Test { get; }

    public LoopbackServer Server { get; }

    /// <summary>A second server, which is another host for the poller.</summary>
    public LoopbackServer OtherServer { get; }

    public Database Database { get; private set; }

    public PollingOptions Polling { get; init; } = new();

    public NetworkOptions Network { get; init; } = Loopback;

    /// <summary>Resolves host names. Null: with DNS.</summary>
    public Func<string, CancellationToken, Task<IPAddress[]>>? Resolve { get; init; }

    public FeedPoller Poller => _poller;

    public CapturingLogger<FeedPoller> Logger { get; } = new();

    public DateTimeOffset Now => Test.Now;

    private static CancellationToken Stop => CancellationToken.None;

    public static async Task<PollingHost> StartAsync(PollingOptions? polling = null,
        Func<string, CancellationToken, Task<IPAddress[]>>? resolve = null, int concurrency = 64) =>
        new(await TestDatabase.OnSqliteAsync(), await LoopbackServer.StartAsync(), await LoopbackServer.StartAsync())
        {
            Polling = polling ?? new PollingOptions(),
            Resolve = resolve,
            Network = Loopback with { Concurrency = concurrency },
        };

    public Task SyncFeedsAsync(params string[] paths) => SyncFeedsAsync([.. paths.Select(path => new FeedOptions(Server.UrlOf(path)))]);

    /// <summary>Starts the stage with these feeds, as a settings file would give them.</summary>
    public async Task SyncFeedsAsync(params FeedOptions[] feeds)
    {
        _feeds = feeds;
        _fetcher?.Dispose();
        _fetcher = Resolve is null ? new Fetcher(Network, Test.Time) : new Fetcher(Network, Test.Time, Resolve);
        _poller = new FeedPoller(
            Database, new FeedStore(Database), new ConfiguredFeeds(feeds), _fetcher, new PollSchedule(Polling, new Random(1)), Network,
            new WakeSignals(),
            new FeedMetrics(_meters.GetRequiredService<System.Diagnostics.Metrics.IMeterFactory>()), Test.Time, Logger);
        await new FeedStore(Database).SyncWithSettingsAsync(feeds, Now, Stop);
    }

    /// <summary>Starts the stage again, with nothing but the database file.</summary>
    public async Task RestartAsync()
    {
        if (Database != Test.Database)
        {
            await Database.DisposeAsync();
        }

        Database = Database.Open(Test.Options);
        await SyncFeedsAsync([.. _feeds]);
    }

    /// <summary>Polls the due feeds, and those that become due at the same instant because of it.</summary>
    /// <returns>The number of polls.</returns>
    public async Task<int> PollAsync()
    {
        var polls = 0;
        while (await _poller.ClaimAsync(64, Stop) is { Count: > 0 } feeds)
        {
            polls += feeds.Count;
            await Task.WhenAll(feeds.Select(feed => _poller.ProcessAsync(feed, Stop)));
            await _poller.FlushAsync();
        }

        return polls;
    }

    /// <summary>Advances the clock until the next feed is due, and polls it.</summary>
    /// <returns>How far the clock was advanced.</returns>
    public async Task<TimeSpan> PollNextAsync()
    {
        var wait = await TimeUntilDueAsync();
        Test.Time.Advance(wait > TimeSpan.Zero ? wait : TimeSpan.Zero);
        if (await PollAsync() == 0)
        {
            throw new InvalidOperationException("No feed was due.");
        }

        return wait;
    }

    /// <summary>The time until the next poll of any feed.</summary>
    public async Task<TimeSpan> TimeUntilDueAsync() => DateTimeOffset.FromUnixTimeMilliseconds(
        await NumberAsync("SELECT MIN(due_at) FROM feed WHERE retired_at IS NULL AND gone_at IS NULL")
            ?? throw new InvalidOperationException("No feed is polled.")) - Now;

    public Task<long?> NumberAsync(string sql) => Database.ReadAsync(session => session.ExecuteScalarAsync(sql, [], Stop), Stop);

    public async Task<string?> TextAsync(string sql) =>
        (await Database.ReadAsync(session => session.QueryAsync(sql, [], row => row.GetStringOrNull(0), Stop), Stop)).Single();

    /// <summary>An RSS document with numbered entries, the newest first. The number is the minute of publication.</summary>
    /// <param name="more">More elements of the channel.</param>
    public static string Rss(IEnumerable<int> entries, string more = "")
    {
        var start = new DateTimeOffset(2026, 11, 20, 0, 0, 0, TimeSpan.Zero);
        var items = entries.OrderDescending().Select(n => string.Create(
            CultureInfo.InvariantCulture,
            $"<item><title>Tide {n}</title><guid isPermaLink='false'>t{n}</guid><pubDate>{start.AddMinutes(n):r}</pubDate></item>"));
        return "<rss version='2.0' xmlns:sy='http://purl.org/rss/1.0/modules/syndication/'>"
            + $"<channel><title>Harbour Post</title>{more}{string.Concat(items)}</channel></rss>";
    }

    public async ValueTask DisposeAsync()
    {
        _fetcher?.Dispose();
        await Server.DisposeAsync();
        await OtherServer.DisposeAsync();
        if (Database != Test.Database)
        {
            await Database.DisposeAsync();
        }

        await Test.DisposeAsync();
        await _meters.DisposeAsync();
    }
}
