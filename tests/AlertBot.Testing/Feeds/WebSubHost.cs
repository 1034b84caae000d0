using System.Diagnostics.Metrics;
using System.Net;
using AlertBot.Feeds;
using AlertBot.Feeds.Polling;
using AlertBot.Feeds.WebSub;
using AlertBot.Hosting;
using AlertBot.Http;
using AlertBot.Testing.Fixtures;
using AlertBot.Web;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace AlertBot.Testing.Feeds;

/// <summary>
/// A news server, a hub and the real callback endpoint over one database, with a fake clock. Polls and hub requests are made on demand.
/// </summary>
internal sealed class WebSubHost : IAsyncDisposable
{
    private readonly int _port = LoopbackPort.Allocate();
    private readonly NetworkOptions _network = new() { AllowedRanges = [IPNetwork.Parse("127.0.0.0/8")], MaxBodyBytes = 2_000_000 };
    private Fetcher _fetcher = null!;
    private FormSender _sender = null!;
    private WebApplication _app = null!;
    private FeedPoller _poller = null!;

    public TestDatabase Test { get; private set; } = null!;

    public LoopbackServer News { get; private set; } = null!;

    public LoopbackHub Hub { get; private set; } = null!;

    public WakeSignals Signals { get; private set; } = null!;

    public HubSubscriber Subscriber { get; private set; } = null!;

    public PollingOptions Polling { get; } = new();

    public string PublicUrl => $"http://127.0.0.1:{_port}/bot";

    public string Topic => News.UrlOf("/feed").AbsoluteUri;

    public static async Task<WebSubHost> OpenAsync()
    {
        var host = new WebSubHost
        {
            Test = await TestDatabase.OnSqliteAsync(),
            News = await LoopbackServer.StartAsync(),
            Hub = await LoopbackHub.StartAsync(),
        };
        host.Publish();
        await new FeedStore(host.Test.Database).SyncWithSettingsAsync(
            [new FeedOptions(host.News.UrlOf("/feed"))], host.Test.Now, CancellationToken.None);
        await host.StartAsync();
        return host;
    }

    /// <summary>Serves a feed with these entries, without pushing it.</summary>
    public void Publish(params string[] titles) => News.On("/feed", Rss(Hub.Address.AbsoluteUri, titles));

    /// <summary>An RSS document. Its items have no dates, so they are news only while the feed is polled without gaps.</summary>
    public string Rss(string hub, params string[] titles) =>
        $"""
        <rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom"><channel><title>Harbour Post</title><atom:link rel="hub" href="{hub}"/><atom:link rel="self" href="{Topic}"/>
        {string.Concat(titles.Select(title => $"<item><title>{title}</title><guid isPermaLink='false'>{title}</guid></item>"))}</channel></rss>
        """;

    /// <summary>Polls the due feeds.</summary>
    /// <returns>The number of polls.</returns>
    public async Task<int> PollAsync()
    {
        var due = await _poller.ClaimAsync(10, CancellationToken.None);
        foreach (var feed in due)
        {
            await _poller.ProcessAsync(feed, CancellationToken.None);
        }

        await _poller.FlushAsync();
        return due.Count;
    }

    /// <summary>Sends the due requests to the hub and waits for its verifications.</summary>
    /// <returns>The number of requests.</returns>
    public async Task<int> SendHubRequestsAsync()
    {
        Test.Time.Advance(TimeSpan.FromSeconds(1));
        var due = await Subscriber.ClaimAsync(10, CancellationToken.None);
        foreach (var request in due)
        {
            await Subscriber.ProcessAsync(request, CancellationToken.None);
        }

        await Hub.WaitForVerificationsAsync();
        return due.Count;
    }

    /// <summary>Polls the feed, subscribes to it, and waits for the verification.</summary>
    public async Task<LoopbackHub.Subscription> SubscribeAsync()
    {
        await PollAsync();
        await SendHubRequestsAsync();
        return Hub.Subscriptions.Values.Single();
    }

    /// <summary>The time until the next poll. Negative: overdue.</summary>
    public async Task<TimeSpan> TimeUntilPollAsync() =>
        DateTimeOffset.FromUnixTimeMilliseconds((await Test.NumberAsync("SELECT due_at FROM feed"))!.Value) - Test.Now;

    public Task<List<string?>> NewsAsync() =>
        Test.TextsAsync("SELECT title FROM entry WHERE backlog = 0 AND news_at IS NOT NULL ORDER BY id");

    public async Task<string> StateAsync() => (await Test.TextsAsync("SELECT state FROM websub")).Single()!;

    /// <summary>Starts again on the same database, as a new process would.</summary>
    public async Task RestartAsync()
    {
        await StopAsync();
        await StartAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        await Hub.DisposeAsync();
        await News.DisposeAsync();
        await Test.DisposeAsync();
    }

    private async Task StartAsync()
    {
        var options = new WebSubOptions(new Uri(PublicUrl), _network.MaxBodyBytes, Polling.Max);
        var feeds = new ConfiguredFeeds([]);
        var schedule = new PollSchedule(Polling, new Random(1));
        Signals = new WakeSignals();
        _fetcher = new Fetcher(_network, TimeProvider.System);
        _sender = new FormSender(_network, TimeProvider.System);
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.Services
            .AddSingleton<TimeProvider>(Test.Time)
            .AddSingleton(Test.Database)
            .AddSingleton(Signals)
            .AddSingleton(feeds)
            .AddSingleton(schedule)
            .AddSingleton(options)
            .AddSingleton<FeedMetrics>()
            .AddSingleton<HubCallbackStore>()
            .AddSingleton<PushReceiver>();
        WebServer.Configure(builder, new WebOptions { Listen = new Uri($"http://127.0.0.1:{_port}") });
        _app = builder.Build();
        _app.UsePathBase("/bot");
        _app.UseRouting();
        _app.MapAlertBot();
        await HubSubscriptionStore.ResetOnStartAsync(Test.Database, options.CallbackBase, Test.Now, CancellationToken.None);
        await _app.StartAsync();
        var metrics = new FeedMetrics(_app.Services.GetRequiredService<IMeterFactory>());
        _poller = new FeedPoller(
            Test.Database, new FeedStore(Test.Database), feeds, _fetcher, schedule, _network, Signals, metrics, Test.Time,
            NullLogger<FeedPoller>.Instance);
        Subscriber = new HubSubscriber(new HubSubscriptionStore(Test.Database), _sender, options, Test.Time, new Random(1),
            NullLogger<HubSubscriber>.Instance);
    }

    private async Task StopAsync()
    {
        await _app.DisposeAsync();
        _fetcher.Dispose();
        _sender.Dispose();
    }
}
