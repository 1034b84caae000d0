using AlertBot.Feeds;
using AlertBot.Storage;

namespace AlertBot.Tests.Feeds;

public class MovedFeedTests : PollingTests
{
    [Theory]
    [InlineData(301)]
    [InlineData(308)]
    public async Task A_feed_that_moved_for_good_is_asked_for_there_over_a_restart(int status)
    {
        Server.On("/old", PollingTown.Rss([1]));
        await FollowAndPollAsync("/old");
        Server.OnRedirect("/old", Other.At("/new"), status);
        Other.On("/new", PollingTown.Rss([1, 2]));
        await Town.PollNextAsync();

        await Town.RestartAsync();
        await Town.PollNextAsync();
        await Town.PollNextAsync();

        Assert.Equal(["/old", "/old"], Server.Requests.Select(asked => asked.Path));
        Assert.Equal(["/new", "/new", "/new"], Other.Requests.Select(asked => asked.Path));
        Assert.Equal(2, await Town.NumberAsync("SELECT COUNT(*) FROM entry"));
        Assert.Equal(1, await Town.NumberAsync("SELECT COUNT(*) FROM entry WHERE backlog = 0 AND title = 'Tide 2'"));
        Assert.Equal(Other.Address.Authority, await Town.TextAsync("SELECT host FROM feed"));
        Assert.Single(Town.Log.Lines, line => line.Contains($"moved for good to {Other.Address.Authority}", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_304_or_the_same_body_from_the_new_address_moves_it_too()
    {
        Server.On("/a", context => WithTagAsync(context, PollingTown.Rss([1]))).On("/b", PollingTown.Rss([2]));
        await FollowAndPollAsync("/a", "/b");
        Server.OnRedirect("/a", Other.At("/a"), 301).OnRedirect("/b", Other.At("/b"), 301);
        Other.On("/a", 304).On("/b", PollingTown.Rss([2]));

        await Town.PollNextAsync();
        await Town.PollNextAsync();

        Assert.Equal("/a", new Uri((await Town.TextAsync("SELECT moved_to FROM feed WHERE url LIKE '%/a'"))!).AbsolutePath);

        // The address is part of what the body hash stands for: the document is read, and found to list what is known.
        Assert.Equal("/b", new Uri((await Town.TextAsync("SELECT moved_to FROM feed WHERE url LIKE '%/b'"))!).AbsolutePath);
    }

    [Theory]
    [InlineData(301, 302)]
    [InlineData(307, 308)]
    public async Task One_step_that_is_only_for_now_moves_nothing(int first, int second)
    {
        Server.OnRedirect("/old", Server.At("/step"), first).OnRedirect("/step", Other.At("/new"), second);
        Other.On("/new", PollingTown.Rss([1]));
        await FollowAndPollAsync("/old");

        await Town.PollNextAsync();

        Assert.Equal(2, Server.Requests.Count(asked => asked.Path == "/old"));
        Assert.Null(await Town.TextAsync("SELECT moved_to FROM feed"));
    }

    [Fact]
    public async Task A_page_that_takes_the_place_of_everything_moves_nothing()
    {
        Server.On("/old", PollingTown.Rss([1]));
        await FollowAndPollAsync("/old");
        Server.OnRedirect("/old", Other.At("/login"), 301);
        Other.On("/login", "<html><body>Welcome to the harbour hotel</body></html>", "text/html");
        for (var i = 0; i < 5; i++)
        {
            await Town.PollNextAsync();
        }

        Server.On("/old", PollingTown.Rss([1, 2]));
        await Town.PollNextAsync();

        Assert.Equal(2, await Town.NumberAsync("SELECT COUNT(*) FROM entry"));
    }

    [Fact]
    public async Task A_feed_of_other_entries_is_believed_after_three_answers_in_a_row()
    {
        Server.On("/old", PollingTown.Rss([1]));
        await FollowAndPollAsync("/old");
        Server.OnRedirect("/old", Other.At("/new"), 301);
        for (var n = 100; n < 106; n++)
        {
            // Every list is new as a whole.
            Other.On("/new", PollingTown.Rss([n]));
            await Town.PollNextAsync();
        }

        Assert.Equal(1 + 3, Server.Requests.Count);
        Assert.Equal(6, Other.Requests.Count);
    }

    [Fact]
    public async Task A_feed_that_fails_where_it_moved_is_looked_for_where_it_was()
    {
        Server.On("/old", PollingTown.Rss([1]));
        await FollowAndPollAsync("/old");
        Server.OnRedirect("/old", Other.At("/new"), 301);
        Other.On("/new", PollingTown.Rss([1]));
        await Town.PollNextAsync();
        Server.On("/old", PollingTown.Rss([1, 2]));
        Other.On("/new", 404);

        for (var i = 0; i < 4; i++)
        {
            await Town.PollNextAsync();
        }

        Assert.Equal(2, await Town.NumberAsync("SELECT COUNT(*) FROM entry"));
        Assert.Equal(0, await Town.NumberAsync("SELECT failures FROM feed WHERE moved_to IS NULL"));
    }

    [Fact]
    public async Task A_login_and_headers_are_not_carried_to_the_host_it_moved_to()
    {
        var address = new UriBuilder(Server.At("/old")) { UserName = "ada", Password = "hush" }.Uri;
        var feed = new FeedOptions(address) { Headers = new Dictionary<string, string> { ["X-Key"] = "k1" } };
        Server.OnRedirect("/old", Server.At("/here"), 301).On("/here", PollingTown.Rss([1]));
        await Town.FollowAsync(feed);
        await Town.PollAsync();
        await Town.PollNextAsync();
        Server.OnRedirect("/here", Other.At("/new"), 301);
        Other.On("/new", PollingTown.Rss([1, 2]));
        await Town.PollNextAsync();

        await Town.RestartAsync();
        await Town.PollNextAsync();

        Assert.Equal(["/old", "/here", "/here", "/here"], Server.Requests.Select(asked => asked.Path));
        Assert.All(Server.Requests, asked => Assert.Equal(("k1", "Basic YWRhOmh1c2g="), (asked["X-Key"], asked["Authorization"])));
        Assert.Equal(2, Other.Requests.Count);
        Assert.All(Other.Requests, asked => Assert.Equal((null, null), (asked["X-Key"], asked["Authorization"])));
    }

    [Fact]
    public async Task A_feed_that_moved_to_where_another_is_polled_becomes_that_one_over_a_restart()
    {
        Server.On("/old", PollingTown.Rss([1])).On("/new", PollingTown.Rss([1]));
        await FollowAndPollAsync("/old", "/new");
        Server.OnRedirect("/old", Server.At("/new"), 301);
        for (var i = 0; i < 6; i++)
        {
            await Town.PollNextAsync();
        }

        await Town.RestartAsync();
        Server.On("/new", PollingTown.Rss([1, 2]));
        var askedForOld = Server.Requests.Count(asked => asked.Path == "/old");
        for (var i = 0; i < 6; i++)
        {
            await Town.PollNextAsync();
        }

        Assert.Equal(askedForOld, Server.Requests.Count(asked => asked.Path == "/old"));
        Assert.Equal(1, await Town.NumberAsync("SELECT COUNT(*) FROM feed WHERE retired_at IS NULL"));
        Assert.Equal(1, await Town.NumberAsync("SELECT COUNT(*) FROM entry WHERE title = 'Tide 2'"));
        Assert.Equal(1, await Town.NumberAsync("SELECT COUNT(*) FROM workspace_feed w JOIN feed f ON f.id = w.feed_id WHERE w.workspace_id = 0 AND f.url LIKE '%/new'"));
    }

    [Fact]
    public async Task Whoever_adds_the_new_address_of_a_feed_that_moved_gets_the_same_feed()
    {
        Server.On("/old", PollingTown.Rss([1]));
        await FollowAndPollAsync("/old");
        Server.OnRedirect("/old", Other.At("/new"), 301);
        Other.On("/new", PollingTown.Rss([1]));
        await Town.PollNextAsync();
        await Town.Test.ExecuteAsync("INSERT INTO workspace (id, platform, external_id) VALUES (7, 'discord', '7')");

        await new WorkspaceFeedStore(Town.Database).AddAsync(new WorkspaceId(7), Other.At("/new"), "Harbour Post", Town.Now, CancellationToken.None);

        Assert.Equal(1, await Town.NumberAsync("SELECT COUNT(*) FROM feed"));
        Assert.Equal(2, await Town.NumberAsync("SELECT COUNT(*) FROM workspace_feed"));
    }

    private static Task WithTagAsync(Microsoft.AspNetCore.Http.HttpContext context, string body)
    {
        context.Response.Headers.ETag = "\"1\"";
        return Microsoft.AspNetCore.Http.HttpResponseWritingExtensions.WriteAsync(context.Response, body);
    }

    private async Task FollowAndPollAsync(params string[] paths)
    {
        await Town.FollowAsync(paths);
        await Town.PollAsync();
    }
}
