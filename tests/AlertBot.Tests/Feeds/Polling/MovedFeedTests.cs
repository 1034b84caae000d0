using AlertBot.Feeds;
using AlertBot.Storage;
using AlertBot.Testing.Feeds;

namespace AlertBot.Tests.Feeds.Polling;

public class MovedFeedTests : PollingTests
{
    [Theory]
    [InlineData(301)]
    [InlineData(308)]
    public async Task A_permanently_moved_feed_is_polled_at_its_new_address_across_restarts(int status)
    {
        Server.On("/old", PollingHost.Rss([1]));
        await FollowAndPollAsync("/old");
        Server.OnRedirect("/old", OtherServer.UrlOf("/new"), status);
        OtherServer.On("/new", PollingHost.Rss([1, 2]));
        await Host.PollNextAsync();

        await Host.RestartAsync();
        await Host.PollNextAsync();
        await Host.PollNextAsync();

        Assert.Equal(["/old", "/old"], Server.Requests.Select(asked => asked.Path));
        Assert.Equal(["/new", "/new", "/new"], OtherServer.Requests.Select(asked => asked.Path));
        Assert.Equal(2, await Host.NumberAsync("SELECT COUNT(*) FROM entry"));
        Assert.Equal(1, await Host.NumberAsync("SELECT COUNT(*) FROM entry WHERE backlog = 0 AND title = 'Tide 2'"));
        Assert.Equal(OtherServer.Address.Authority, await Host.TextAsync("SELECT host FROM feed"));
        Assert.Single(Host.Logger.Lines,
            line => line.Contains($"moved permanently to {OtherServer.Address.Authority}", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_304_or_an_unchanged_body_from_the_new_address_also_moves_the_feed()
    {
        Server.On("/a", context => WithTagAsync(context, PollingHost.Rss([1]))).On("/b", PollingHost.Rss([2]));
        await FollowAndPollAsync("/a", "/b");
        Server.OnRedirect("/a", OtherServer.UrlOf("/a"), 301).OnRedirect("/b", OtherServer.UrlOf("/b"), 301);
        OtherServer.On("/a", 304).On("/b", PollingHost.Rss([2]));

        await Host.PollNextAsync();
        await Host.PollNextAsync();

        Assert.Equal("/a", new Uri((await Host.TextAsync("SELECT moved_to FROM feed WHERE url LIKE '%/a'"))!).AbsolutePath);

        // The hash covers the address, so the document is parsed, and its entries are known.
        Assert.Equal("/b", new Uri((await Host.TextAsync("SELECT moved_to FROM feed WHERE url LIKE '%/b'"))!).AbsolutePath);
    }

    [Theory]
    [InlineData(301, 302)]
    [InlineData(307, 308)]
    public async Task A_temporary_step_in_the_redirects_does_not_move_the_feed(int first, int second)
    {
        Server.OnRedirect("/old", Server.UrlOf("/step"), first).OnRedirect("/step", OtherServer.UrlOf("/new"), second);
        OtherServer.On("/new", PollingHost.Rss([1]));
        await FollowAndPollAsync("/old");

        await Host.PollNextAsync();

        Assert.Equal(2, Server.Requests.Count(asked => asked.Path == "/old"));
        Assert.Null(await Host.TextAsync("SELECT moved_to FROM feed"));
    }

    [Fact]
    public async Task A_redirect_to_a_catch_all_page_does_not_move_the_feed()
    {
        Server.On("/old", PollingHost.Rss([1]));
        await FollowAndPollAsync("/old");
        Server.OnRedirect("/old", OtherServer.UrlOf("/login"), 301);
        OtherServer.On("/login", "<html><body>Welcome to the harbour hotel</body></html>", "text/html");
        for (var i = 0; i < 5; i++)
        {
            await Host.PollNextAsync();
        }

        Server.On("/old", PollingHost.Rss([1, 2]));
        await Host.PollNextAsync();

        Assert.Equal(2, await Host.NumberAsync("SELECT COUNT(*) FROM entry"));
    }

    [Fact]
    public async Task A_feed_with_different_entries_is_accepted_after_three_consecutive_responses()
    {
        Server.On("/old", PollingHost.Rss([1]));
        await FollowAndPollAsync("/old");
        Server.OnRedirect("/old", OtherServer.UrlOf("/new"), 301);
        for (var n = 100; n < 106; n++)
        {
            // Every entry of each list is new.
            OtherServer.On("/new", PollingHost.Rss([n]));
            await Host.PollNextAsync();
        }

        Assert.Equal(1 + 3, Server.Requests.Count);
        Assert.Equal(6, OtherServer.Requests.Count);
    }

    [Fact]
    public async Task A_moved_feed_that_fails_is_tried_at_its_old_address()
    {
        Server.On("/old", PollingHost.Rss([1]));
        await FollowAndPollAsync("/old");
        Server.OnRedirect("/old", OtherServer.UrlOf("/new"), 301);
        OtherServer.On("/new", PollingHost.Rss([1]));
        await Host.PollNextAsync();
        Server.On("/old", PollingHost.Rss([1, 2]));
        OtherServer.On("/new", 404);

        for (var i = 0; i < 4; i++)
        {
            await Host.PollNextAsync();
        }

        Assert.Equal(2, await Host.NumberAsync("SELECT COUNT(*) FROM entry"));
        Assert.Equal(0, await Host.NumberAsync("SELECT failures FROM feed WHERE moved_to IS NULL"));
    }

    [Fact]
    public async Task Credentials_and_headers_are_not_sent_to_the_new_host()
    {
        var address = new UriBuilder(Server.UrlOf("/old")) { UserName = "ada", Password = "hush" }.Uri;
        var feed = new FeedOptions(address) { Headers = new Dictionary<string, string> { ["X-Key"] = "k1" } };
        Server.OnRedirect("/old", Server.UrlOf("/here"), 301).On("/here", PollingHost.Rss([1]));
        await Host.SyncFeedsAsync(feed);
        await Host.PollAsync();
        await Host.PollNextAsync();
        Server.OnRedirect("/here", OtherServer.UrlOf("/new"), 301);
        OtherServer.On("/new", PollingHost.Rss([1, 2]));
        await Host.PollNextAsync();

        await Host.RestartAsync();
        await Host.PollNextAsync();

        Assert.Equal(["/old", "/here", "/here", "/here"], Server.Requests.Select(asked => asked.Path));
        Assert.All(Server.Requests, asked => Assert.Equal(("k1", "Basic YWRhOmh1c2g="), (asked["X-Key"], asked["Authorization"])));
        Assert.Equal(2, OtherServer.Requests.Count);
        Assert.All(OtherServer.Requests, asked => Assert.Equal((null, null), (asked["X-Key"], asked["Authorization"])));
    }

    [Fact]
    public async Task A_feed_that_moved_to_an_existing_feed_is_merged_into_it_across_restarts()
    {
        Server.On("/old", PollingHost.Rss([1])).On("/new", PollingHost.Rss([1]));
        await FollowAndPollAsync("/old", "/new");
        Server.OnRedirect("/old", Server.UrlOf("/new"), 301);
        for (var i = 0; i < 6; i++)
        {
            await Host.PollNextAsync();
        }

        await Host.RestartAsync();
        Server.On("/new", PollingHost.Rss([1, 2]));
        var askedForOld = Server.Requests.Count(asked => asked.Path == "/old");
        for (var i = 0; i < 6; i++)
        {
            await Host.PollNextAsync();
        }

        Assert.Equal(askedForOld, Server.Requests.Count(asked => asked.Path == "/old"));
        Assert.Equal(1, await Host.NumberAsync("SELECT COUNT(*) FROM feed WHERE retired_at IS NULL"));
        Assert.Equal(1, await Host.NumberAsync("SELECT COUNT(*) FROM entry WHERE title = 'Tide 2'"));
        Assert.Equal(1,
            await Host.NumberAsync(
                "SELECT COUNT(*) FROM workspace_feed w JOIN feed f ON f.id = w.feed_id WHERE w.workspace_id = 0 AND f.url LIKE '%/new'"));
    }

    [Fact]
    public async Task Adding_the_new_address_of_a_moved_feed_gives_the_same_feed()
    {
        Server.On("/old", PollingHost.Rss([1]));
        await FollowAndPollAsync("/old");
        Server.OnRedirect("/old", OtherServer.UrlOf("/new"), 301);
        OtherServer.On("/new", PollingHost.Rss([1]));
        await Host.PollNextAsync();
        await Host.Test.ExecuteAsync("INSERT INTO workspace (id, platform, external_id) VALUES (7, 'discord', '7')");

        await new WorkspaceFeedStore(Host.Database).AddAsync(new WorkspaceId(7), OtherServer.UrlOf("/new"), "Harbour Post", Host.Now,
            CancellationToken.None);

        Assert.Equal(1, await Host.NumberAsync("SELECT COUNT(*) FROM feed"));
        Assert.Equal(2, await Host.NumberAsync("SELECT COUNT(*) FROM workspace_feed"));
    }

    private static Task WithTagAsync(Microsoft.AspNetCore.Http.HttpContext context, string body)
    {
        context.Response.Headers.ETag = "\"1\"";
        return Microsoft.AspNetCore.Http.HttpResponseWritingExtensions.WriteAsync(context.Response, body);
    }

    private async Task FollowAndPollAsync(params string[] paths)
    {
        await Host.SyncFeedsAsync(paths);
        await Host.PollAsync();
    }
}
