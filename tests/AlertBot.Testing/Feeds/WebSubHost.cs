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
/// A news server, a hub and the real callbacks over one database; polls and errands are done when told, on a clock that stands still.
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

    public HubSubscriber Pass { get; private set; } = null!;

    public PollingOptions Polling { get; } = new();

    public string PublicUrl => $"http://127.0.0.1:{_port}/bot";

    public string Topic => News.UrlOf("/feed").AbsoluteUri;

    public static async Task<WebSubHost> OpenAsync()
    {
        var town = new WebSubHost { Test = await TestDatabase.OnSqliteAsync(), News = await LoopbackServer.StartAsync(),
            Hub = await LoopbackHub.StartAsync() };
        town.Publish();
        await new FeedStore(town.Test.Database).SyncWithSettingsAsync([new FeedOptions(town.News.UrlOf("/feed"))], town.Test.Now,
            CancellationToken.None);
        await town.StartAsync();
        return town;
    }

    /// <summary>Serves the feed at its address, without pushing it.</summary>
    public void Publish(params string[] titles) => News.On("/feed", Rss(Hub.Address.AbsoluteUri, titles));

    /// <summary>The items are undated: they count as news only where the feed was followed well until now.</summary>
    public string Rss(string hub, params string[] titles) =>
        $"""
        <rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom"><channel><title>Harbour Post</title><atom:link rel="hub" href="{hub}"/><atom:link rel="self" href="{Topic}"/>
        {string.Concat(titles.Select(title => $"<item><title>{title}</title><guid isPermaLink='false'>{title}</guid></item>"))}</channel></rss>
        """;

    /// <summary>Polls what is due.</summary>
    /// <returns>How many feeds were.</returns>
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

    /// <summary>Does what is due at hubs, and waits for their questions.</summary>
    public async Task<int> SendHubRequestsAsync()
    {
        Test.Time.Advance(TimeSpan.FromSeconds(1));
        var due = await Pass.ClaimAsync(10, CancellationToken.None);
        foreach (var errand in due)
        {
            await Pass.ProcessAsync(errand, CancellationToken.None);
        }

        await Hub.WaitForVerificationsAsync();
        return due.Count;
    }

    /// <summary>Polled, subscribed, verified.</summary>
    public async Task<LoopbackHub.Subscription> SubscribeAsync()
    {
        await PollAsync();
        await SendHubRequestsAsync();
        return Hub.Subscriptions.Values.Single();
    }

    /// <summary>Until the next poll; negative: overdue.</summary>
    public async Task<TimeSpan> TimeUntilPollAsync() =>
        DateTimeOffset.FromUnixTimeMilliseconds((await Test.NumberAsync("SELECT due_at FROM feed"))!.Value) - Test.Now;

    public Task<List<string?>> NewsAsync() =>
        Test.TextsAsync("SELECT title FROM entry WHERE backlog = 0 AND news_at IS NOT NULL ORDER BY id");

    public async Task<string> StateAsync() => (await Test.TextsAsync("SELECT state FROM websub")).Single()!;

    /// <summary>A new process on the same database.</summary>
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
        (Signals, _fetcher, _sender) =
            (new WakeSignals(), new Fetcher(_network, TimeProvider.System), new FormSender(_network, TimeProvider.System));
        var (catalog, schedule) = (new ConfiguredFeeds([]), new PollSchedule(Polling, new Random(1)));
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.Services.AddSingleton<TimeProvider>(Test.Time).AddSingleton(Test.Database).AddSingleton(Signals).AddSingleton(catalog)
            .AddSingleton(schedule)
            .AddSingleton(options).AddSingleton<FeedMetrics>().AddSingleton<HubCallbackStore>().AddSingleton<PushReceiver>();
        WebServer.Configure(builder, new WebOptions { Listen = new Uri($"http://127.0.0.1:{_port}") });
        _app = builder.Build();
        _app.UsePathBase("/bot");
        _app.UseRouting();
        _app.MapAlertBot();
        await HubSubscriptionStore.ResetOnStartAsync(Test.Database, options.CallbackBase, Test.Now, CancellationToken.None);
        await _app.StartAsync();
        var metrics = new FeedMetrics(_app.Services.GetRequiredService<IMeterFactory>());
        _poller = new FeedPoller(
            Test.Database, new FeedStore(Test.Database), catalog, _fetcher, schedule, _network, Signals, metrics, Test.Time,
            NullLogger<FeedPoller>.Instance);
        Pass = new HubSubscriber(new HubSubscriptionStore(Test.Database), _sender, options, Test.Time, new Random(1),
            NullLogger<HubSubscriber>.Instance);
    }

    private async Task StopAsync()
    {
        await _app.DisposeAsync();
        _fetcher.Dispose();
        _sender.Dispose();
    }
}
