using System.Net;
using AlertBot.Feeds.Discovery;
using AlertBot.Http;
using AlertBot.Testing;

namespace AlertBot.Tests.Feeds.Discovery;

/// <summary>Every host name resolves to one loopback server.</summary>
public sealed class FeedFinderTests : IAsyncLifetime
{
    private const string Rss = "<rss version='2.0'><channel><title>Lantern Daily</title><item><title>Ferry strike "
        + "ends</title><guid>1</guid></item></channel></rss>";
    private const string Empty = "<rss version='2.0'><channel><title>Nothing</title></channel></rss>";
    private const string Channel = "UCabcdefghijklmnopqrst_-";

    private LoopbackServer _server = null!;
    private Fetcher _fetcher = null!;

    public async ValueTask InitializeAsync()
    {
        _server = await LoopbackServer.StartAsync();
        _fetcher = new Fetcher(new NetworkOptions { AllowedRanges = [IPNetwork.Parse("127.0.0.0/8")] }, TimeProvider.System,
            (_, _) => Task.FromResult<IPAddress[]>([IPAddress.Loopback]));
    }

    public async ValueTask DisposeAsync()
    {
        _fetcher.Dispose();
        await _server.DisposeAsync();
    }

    [Theory]
    [InlineData("www.youtube.com/channel/" + Channel + "/videos", "/feeds/videos.xml?channel_id=" + Channel)]
    [InlineData("m.youtube.com/playlist?list=PLx1", "/feeds/videos.xml?playlist_id=PLx1")]
    [InlineData("youtube.com/watch?v=abc&list=PLx1", "/feeds/videos.xml?playlist_id=PLx1")]
    [InlineData("youtube.com/user/harbour", "/feeds/videos.xml?user=harbour")]
    [InlineData("www.reddit.com/r/ferries", "/r/ferries/.rss")]
    [InlineData("old.reddit.com/r/ferries/new/", "/r/ferries/new/.rss")]
    [InlineData("reddit.com/u/mara", "/user/mara/.rss")]
    [InlineData("github.com/harbour/tides", "/harbour/tides/releases.atom")]
    [InlineData("github.com/harbour/tides/tags", "/harbour/tides/tags.atom")]
    [InlineData("github.com/harbour/tides/commits/main/docs", "/harbour/tides/commits/main/docs.atom")]
    [InlineData("github.com/harbour/tides/tree/v2", "/harbour/tides/commits/v2.atom")]
    [InlineData("github.com/harbour", "/harbour.atom")]
    public async Task The_feed_of_a_well_known_service_is_derived_from_the_address(string page, string feed)
    {
        _server.On(feed.Split('?')[0], Rss);

        var found = await FindAsync(page);

        Assert.Equal(feed, found.Feed.Address.PathAndQuery);
        Assert.DoesNotContain(_server.Requests, request => request.Path == "/" + page.Split('/', 2)[1]);
    }

    [Theory]
    [InlineData("<script>var d = {\"externalId\":\"" + Channel + "\"}</script>")]
    [InlineData("<link rel=\"canonical\" href=\"https://www.youtube.com/channel/" + Channel + "\">")]
    [InlineData("<meta itemprop=\"identifier\" content=\"" + Channel + "\">")]
    public async Task The_page_of_a_YouTube_handle_leads_to_its_channel_feed(string html)
    {
        _server.On("/@harbour", $"<html><head></head><body><a href='/channel/UCshort'>x</a>{html}</body></html>", "text/html")
            .On("/feeds/videos.xml", Rss);

        Assert.Equal($"/feeds/videos.xml?channel_id={Channel}", (await FindAsync("www.youtube.com/@harbour")).Feed.Address.PathAndQuery);
    }

    [Theory]
    [InlineData("social.example/@mara", "/@mara.rss")]
    [InlineData("social.example/web/@mara", "/@mara.rss")]
    [InlineData("social.example/users/mara", "/@mara.rss")]
    [InlineData("social.example/tags/ferries", "/tags/ferries.rss")]
    public async Task A_Mastodon_account_on_any_server_is_found(string page, string feed)
    {
        _server.On("/" + page.Split('/', 2)[1], "<html></html>", "text/html").On(feed, Rss);

        Assert.Equal(feed, (await FindAsync(page)).Feed.Address.PathAndQuery);
        Assert.Equal(2, _server.Requests.Count);
    }

    [Fact]
    public async Task A_repository_without_releases_leads_to_its_commits_and_lists_the_others()
    {
        _server.On("/harbour/tides/releases.atom", Empty).On("/harbour/tides/commits.atom", Rss).On("/harbour/tides/tags.atom", Empty);

        var found = await FindAsync("github.com/harbour/tides");

        Assert.Equal("/harbour/tides/commits.atom", found.Feed.Address.PathAndQuery);
        Assert.Equal(["/harbour/tides/releases.atom", "/harbour/tides/tags.atom"],
            found.Others.Select(other => other.Address.AbsolutePath));
    }

    [Fact]
    public async Task A_feed_address_on_a_well_known_service_is_used_as_given()
    {
        _server.On("/harbour/tides/releases.atom", Rss);

        Assert.Equal("/harbour/tides/releases.atom", (await FindAsync("github.com/harbour/tides/releases.atom")).Feed.Address.PathAndQuery);
        Assert.Single(_server.Requests);
    }

    [Theory]
    [InlineData("<link rel='alternate' type='application/atom+xml' href='b.atom'>", "/news/b.atom")]
    [InlineData("<base href='/feeds/'><link rel='alternate' type='application/feed+json' href='c.json'>", "/feeds/c.json")]
    [InlineData("<link rel='alternate' type='text/xml' href='/d/rss'>", "/d/rss")]
    [InlineData("<link rel='alternate' type='application/rss+xml' href='/news/comments/feed'><link rel='alternate' "
        + "type='application/rss+xml' href='/news/feed'>", "/news/feed")]
    [InlineData("<link rel='alternate' type='application/json' href='/wp-json/pages/1'><link rel='alternate' "
        + "type='application/rss+xml' href='/f'>", "/f")]
    public async Task Feeds_linked_from_a_page_are_found(string head, string feed)
    {
        _server.On("/news/", $"<html><head>{head}</head></html>", "text/html").On(feed, Rss)
            .On("/wp-json/pages/1", "{}", "application/json");
        if (head.Contains("comments", StringComparison.Ordinal))
        {
            _server.On("/news/comments/feed", Rss);
        }

        Assert.Equal(feed, (await FindAsync("lantern.example/news/")).Feed.Address.PathAndQuery);
        Assert.DoesNotContain(_server.Requests, request => request.Path.StartsWith("/wp-json", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("/world/feed", 2)]
    [InlineData("/feed", 3)]
    [InlineData("/feed.json", 9)]
    public async Task Common_paths_are_tried_in_order_until_the_first_feed(string feed, int requests)
    {
        _server.On("/world", "<html></html>", "text/html").On(feed, Rss);

        Assert.Equal(feed, (await FindAsync("lantern.example/world")).Feed.Address.PathAndQuery);
        Assert.Equal(requests, _server.Requests.Count);
    }

    [Fact]
    public async Task Discovery_stops_when_a_site_refuses_its_linked_feed()
    {
        _server.On("/", "<link rel=alternate type=application/rss+xml href=/a><link rel=alternate type=application/rss+xml href=/b>",
            "text/html").On("/a", 429);

        Assert.IsType<FeedSearchResult.NotFound>(
            await new FeedFinder(_fetcher, TimeProvider.System).FindAsync(At("lantern.example/"), TestContext.Current.CancellationToken));
        Assert.Equal(2, _server.Requests.Count);
    }

    [Fact]
    public async Task Discovery_stops_at_once_when_a_service_refuses()
    {
        _server.On("/harbour/tides/releases.atom", 429);

        var none = Assert.IsType<FeedSearchResult.NotFound>(
            await new FeedFinder(_fetcher, TimeProvider.System).FindAsync(At("github.com/harbour/tides"),
                TestContext.Current.CancellationToken));

        Assert.Contains("has requested a pause", none.Reason);
        Assert.Single(_server.Requests);
    }

    [Theory]
    [InlineData("github.com.evil.example/harbour/tides")]
    [InlineData("notreddit.com/r/ferries")]
    [InlineData("social.example/@mara@other.example")]
    public async Task A_site_that_only_resembles_a_well_known_service_is_searched_like_any_site(string page)
    {
        Assert.IsType<FeedSearchResult.NotFound>(
            await new FeedFinder(_fetcher, TimeProvider.System).FindAsync(At(page), TestContext.Current.CancellationToken));

        Assert.Single(_server.Requests);
    }

    private Uri At(string page) => new($"http://{page.Split('/', 2)[0]}:{_server.Address.Port}/{page.Split('/', 2)[1]}");

    private async Task<FeedSearchResult.Found> FindAsync(string page) =>
        Assert.IsType<FeedSearchResult.Found>(
            await new FeedFinder(_fetcher, TimeProvider.System).FindAsync(At(page), TestContext.Current.CancellationToken));
}
