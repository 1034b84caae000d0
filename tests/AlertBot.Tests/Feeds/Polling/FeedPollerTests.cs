using System.Net;
using AlertBot.Feeds;
using AlertBot.Feeds.Polling;
using AlertBot.Hosting;
using AlertBot.Http;
using AlertBot.Testing;
using AlertBot.Testing.Fixtures;
using AlertBot.Tests.Storage;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace AlertBot.Tests.Feeds.Polling;

public abstract class FeedPollerTests : StoreTests
{
    [Fact]
    public async Task A_document_of_very_many_entries_is_stored_completely_without_blocking_other_writers()
    {
        const int Entries = 5_000;
        await using var news = await LoopbackServer.StartAsync();
        news.On("/feed",
            $"<rss version='2.0'><channel><title>Harbour "
                + $"Post</"
                + $"title>{string.Concat(Enumerable.Range(0, Entries).Select(n => $"<item><title>Tide {n}</title><guid isPermaLink='false'>{n}</guid></item>"))}</channel></rss>");
        var feed = new FeedOptions(news.UrlOf("/feed"));
        using var fetcher = new Fetcher(new NetworkOptions { AllowedRanges = [IPNetwork.Parse("127.0.0.0/8")] }, TimeProvider.System);
        var poller = Poller(feed, fetcher);
        await new FeedStore(Test.Database).SyncWithSettingsAsync([feed], Test.Now, None);

        var poll = poller.ProcessAsync(Assert.Single(await poller.ClaimAsync(1, None)), None);
        long meanwhile = 0;
        while (meanwhile == 0)
        {
            meanwhile = await Test.Database.WriteAsync(
                async session => await session.ExecuteScalarAsync("SELECT COUNT(*) FROM entry", [], None) ?? 0, None);
        }

        Assert.InRange(meanwhile, 1, Entries - 1);
        await poll;
        Assert.Equal(Entries, await Test.NumberAsync("SELECT COUNT(*) FROM entry WHERE backlog = 1"));
        Assert.Equal(["Tide 4999", "Tide 0"],
            await Test.TextsAsync(
                "SELECT title FROM entry WHERE id IN ((SELECT MIN(id) FROM entry), (SELECT MAX(id) FROM entry)) ORDER BY id"));
        Assert.Equal(1,
            await Test.NumberAsync("SELECT COUNT(*) FROM feed WHERE lease_token IS NULL AND leased_until = 0 AND taken_in_at IS NOT NULL"));
    }

    private FeedPoller Poller(FeedOptions feed, Fetcher fetcher)
    {
        var meters =
            new ServiceCollection().AddMetrics().BuildServiceProvider().GetRequiredService<System.Diagnostics.Metrics.IMeterFactory>();
        return new FeedPoller(
            Test.Database, new FeedStore(Test.Database), new ConfiguredFeeds([feed]), fetcher,
            new PollSchedule(new PollingOptions(), new Random(1)),
            new NetworkOptions(), new WakeSignals(), new FeedMetrics(meters), Test.Time, NullLogger<FeedPoller>.Instance);
    }
}

public sealed class FeedPollerOnSqliteTests : FeedPollerTests
{
    private protected override Task<TestDatabase> OpenAsync() => TestDatabase.OnSqliteAsync();
}
