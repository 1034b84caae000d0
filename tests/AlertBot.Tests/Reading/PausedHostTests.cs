using System.Diagnostics.Metrics;
using System.Net;
using AlertBot.Feeds;
using AlertBot.Hosting;
using AlertBot.Http;
using AlertBot.Reading;
using AlertBot.Testing;
using AlertBot.Testing.Fixtures;
using AlertBot.Topics;
using AlertBot.Topics.Matching;
using AlertBot.Topics.Queries;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace AlertBot.Tests.Reading;

public class PausedHostTests
{
    [Fact]
    public async Task An_entry_of_a_paused_host_waits_for_the_pause_and_is_then_read()
    {
        await using var test = await TestDatabase.OnSqliteAsync();
        await using var site = await LoopbackServer.StartAsync();
        site.On("/notes", 429, ("Retry-After", "7200"));
        using var fetcher = new Fetcher(new NetworkOptions { AllowedRanges = [IPNetwork.Parse("127.0.0.0/8")] }, TimeProvider.System);
        var stage = await CreateStageAsync(test, fetcher);
        await AddAsync(test, site.UrlOf("/notes"));

        // Only the first claim makes a request. The others, more than an entry has attempts, find the host paused.
        for (var i = 0; i < 20; i++)
        {
            await RunAsync(stage);
            test.Time.Advance(TimeSpan.FromMinutes(5));
        }

        Assert.Single(site.Requests);
        Assert.Equal(["new"], await test.TextsAsync("SELECT state FROM entry"));

        site.On("/notes",
            "<html><body><article><h1>Harbour notes</h1><p>A truce was agreed in Velin on Monday by both sides, after a night of talks "
                + "in the harbour that nobody had hoped for.</p></article></body></html>", "text/html");
        test.Time.Advance(TimeSpan.FromHours(1));
        await RunAsync(stage);

        Assert.Equal(2, site.Requests.Count);
        Assert.Equal(["matched"], await test.TextsAsync("SELECT state FROM entry"));
    }

    [Fact]
    public async Task A_host_that_just_failed_does_not_use_up_the_attempts_of_its_other_entries()
    {
        await using var test = await TestDatabase.OnSqliteAsync();
        await using var site = await LoopbackServer.StartAsync();
        site.On("/notes", 503);
        using var fetcher = new Fetcher(new NetworkOptions { AllowedRanges = [IPNetwork.Parse("127.0.0.0/8")] }, TimeProvider.System);
        var stage = await CreateStageAsync(test, fetcher);
        await AddAsync(test, site.UrlOf("/notes"));
        await AddAsync(test, site.UrlOf("/notes"));

        await RunAsync(stage);
        await RunAsync(stage);

        Assert.Single(site.Requests);
        Assert.Equal([1, 0],
            [await test.NumberAsync("SELECT attempts FROM entry WHERE id = 1"),
                await test.NumberAsync("SELECT attempts FROM entry WHERE id = 2")]);
    }

    private static async Task RunAsync(ReadStage stage)
    {
        foreach (var entry in await stage.ClaimAsync(16, CancellationToken.None))
        {
            await stage.ProcessAsync(entry, CancellationToken.None);
        }
    }

    private static async Task<ReadStage> CreateStageAsync(TestDatabase test, Fetcher fetcher)
    {
        var topics = new TopicStore(test.Database);
        await topics.SyncFromSettingsAsync(
            [new TopicOptions("ceasefire", Assert.IsType<QueryParseResult.Parsed>(TopicQuery.Parse("truce")).Query)], test.Now,
            CancellationToken.None);
        var index = new TopicIndex(topics, NullLogger<TopicIndex>.Instance);
        var reader = new ArticleReader(index, new FullTextPolicy(new ConfiguredFeeds([]), new NewsOptions()),
            new PageFetcher(test.Database, fetcher, test.Time), test.Time);
        var meters = new ServiceCollection().AddMetrics().BuildServiceProvider().GetRequiredService<IMeterFactory>();
        return new ReadStage(new ArticleStore(test.Database), reader, index, new WakeSignals(), new TopicMetrics(meters), test.Time,
            NullLogger<ReadStage>.Instance);
    }

    private static async Task AddAsync(TestDatabase test, Uri page)
    {
        await test.ExecuteAsync(
            "INSERT INTO feed (id, url, host, added_at, due_at) VALUES (1, 'https://a.example/feed', 'a.example', 0, 0) ON CONFLICT DO "
                + "NOTHING");
        await test.ExecuteAsync("INSERT INTO workspace_feed (workspace_id, feed_id, added_at) VALUES (0, 1, 0) ON CONFLICT DO NOTHING");
        var now = test.Now.ToUnixTimeMilliseconds();
        await test.ExecuteAsync(
            $"INSERT INTO entry (feed_id, state, backlog, first_seen_at, last_listed_at, news_at, title, link, host, summary, due_at) "
                + $"VALUES (1, 'new', 0, {now}, {now}, {now}, 'Harbour notes', '{page}', '{page.Authority}', 'What the harbour talks "
                + $"of.', 0)");
    }
}
