using System.Net;
using AlertBot.Feeds;
using AlertBot.Http;
using AlertBot.Reading;
using AlertBot.Storage;
using AlertBot.Testing;
using AlertBot.Testing.Fixtures;
using AlertBot.Topics;
using AlertBot.Topics.Matching;
using AlertBot.Topics.Queries;
using Microsoft.Extensions.Logging.Abstractions;

namespace AlertBot.Tests.Reading;

public class ArticleReaderTests
{
    [Theory]
    [InlineData(1, 1)]
    [InlineData(7, 0)]
    public async Task A_page_that_keeps_failing_loses_its_text_but_not_its_match(int attempts, int requests)
    {
        await using var test = await TestDatabase.OnSqliteAsync();
        await using var site = await LoopbackServer.StartAsync();
        site.On("/truce", 404);
        var article = await ReadAsync(test, site, "A truce.", attempts);

        Assert.Single(article.Matches);
        Assert.Equal(requests, site.Requests.Count);
    }

    [Theory]
    [InlineData("<html><head><title>Before you continue</title></head><body><h1>We value your privacy</h1><p>We and our 512 partners "
        + "use cookies and process personal data about the truce you made with us.</p></body></html>", "consent")]
    [InlineData("<html><body><article><h1>Truce in Norvia</h1><p>A truce in Norvia was announced on Monday by both sides after a night "
        + "of talks in the harbour town of Velin.</p><p>Subscribe to continue reading</p></article></body></html>", "subscribers")]
    public async Task A_paywall_does_not_replace_the_feeds_own_text(string html, string note)
    {
        await using var test = await TestDatabase.OnSqliteAsync();
        await using var site = await LoopbackServer.StartAsync();
        site.On("/truce", html, "text/html; charset=utf-8");
        var article = await ReadAsync(test, site, "A truce holds.", attempts: 1);

        Assert.Equal("A truce holds.", article.Text);
        Assert.Contains(note, article.Note, StringComparison.Ordinal);
    }

    private static async Task<Article> ReadAsync(TestDatabase test, LoopbackServer site, string summary, int attempts)
    {
        using var fetcher = new Fetcher(new NetworkOptions { AllowedRanges = [IPNetwork.Parse("127.0.0.0/8")] }, TimeProvider.System);
        var topics = new TopicStore(test.Database);
        var query = Assert.IsType<QueryParseResult.Parsed>(TopicQuery.Parse("truce")).Query;
        await topics.SyncFromSettingsAsync([new TopicOptions("ceasefire", query)], test.Now, CancellationToken.None);
        var index = new TopicIndex(topics, NullLogger<TopicIndex>.Instance);
        await index.CatchUpAsync(CancellationToken.None);
        var reader = new ArticleReader(index, new FullTextPolicy(new ConfiguredFeeds([]), new NewsOptions()),
            new PageFetcher(test.Database, fetcher, test.Time), test.Time);
        var entry = new UnreadEntry(
            new EntryId(1),
            IsBacklog: false,
            NewsAt: test.Now,
            Published: test.Now,
            Title: "Truce in Norvia",
            Link: site.UrlOf("/truce").AbsoluteUri,
            Host: site.Address.Authority,
            Author: null,
            summary,
            Content: null,
            Source: "Harbour Post",
            FeedLanguage: "en",
            FeedUrl: "https://a.example/feed",
            FeedCredentials: "",
            attempts,
            new HashSet<WorkspaceId> { WorkspaceId.Settings },
            Lease.StartingAt(test.Now));

        return Assert.IsType<ReadResult.Completed>(await reader.ReadAsync(entry, CancellationToken.None)).Article;
    }
}
