using AlertBot.Feeds;

namespace AlertBot.Tests.Feeds;

public class PollPauseTests : PollingTests
{
    [Theory]
    [InlineData(429, "1800")]
    [InlineData(503, "1800")]
    [InlineData(429, "Mon, 23 Nov 2026 12:30:00 GMT")]
    [InlineData(503, "Mon, 23 Nov 2026 12:30:00 GMT")]
    public async Task A_host_that_asks_to_be_left_alone_is_over_a_restart_with_all_its_feeds_and_other_hosts_are_not(int status, string retryAfter)
    {
        Server.On("/one", status, ("Retry-After", retryAfter)).On("/two", PollingTown.Rss([1]));
        Other.On("/three", PollingTown.Rss([1]));
        await Town.FollowAsync(new FeedOptions(Server.At("/one")) { Interval = TimeSpan.FromMinutes(1) }, new FeedOptions(Server.At("/two")), new FeedOptions(Other.At("/three")));
        await Town.PollAsync();
        var askedBefore = Server.Requests.Count;

        await Town.RestartAsync();
        while (Town.Now < new DateTimeOffset(2026, 11, 23, 12, 29, 0, TimeSpan.Zero))
        {
            Town.Test.Time.Advance(TimeSpan.FromSeconds(30));
            await Town.PollAsync();
        }

        Assert.Equal(askedBefore, Server.Requests.Count);
        Assert.InRange(Other.Requests.Count, 6, 30);
        Town.Test.Time.Advance(TimeSpan.FromMinutes(2));
        await Town.PollAsync();
        Assert.Equal(askedBefore + 2, Server.Requests.Count);
    }

    [Fact]
    public async Task The_host_that_asked_is_left_alone_and_not_the_one_that_redirects_to_it()
    {
        Server.OnRedirect("/one", Other.At("/full"), 302).On("/two", PollingTown.Rss([1]));
        Other.On("/full", 429, ("Retry-After", "1800")).On("/three", PollingTown.Rss([1]));
        await Town.FollowAsync(new FeedOptions(Server.At("/one")), new FeedOptions(Server.At("/two")));
        await Town.PollAsync();
        await Town.FollowAsync(new FeedOptions(Server.At("/one")), new FeedOptions(Server.At("/two")), new FeedOptions(Other.At("/three")));

        Town.Test.Time.Advance(TimeSpan.FromMinutes(10));
        await Town.PollAsync();

        Assert.Equal(["/full"], Other.Requests.Select(asked => asked.Path));
        Assert.Equal(2, Server.Requests.Count(asked => asked.Path == "/two"));
        Assert.Equal(1, Server.Requests.Count(asked => asked.Path == "/one"));
    }

    [Fact]
    public async Task A_feed_that_redirects_to_a_host_that_is_to_be_left_alone_waits_too_and_loses_nothing()
    {
        Other.On("/three", 429, ("Retry-After", "1800")).On("/full", PollingTown.Rss([1]));
        await Town.FollowAsync(new FeedOptions(Other.At("/three")));
        await Town.PollAsync();
        Server.OnRedirect("/one", Other.At("/full"), 302);
        await Town.FollowAsync(new FeedOptions(Other.At("/three")), new FeedOptions(Server.At("/one")));
        await Town.PollAsync();

        Assert.Equal(["/three"], Other.Requests.Select(asked => asked.Path));
        Assert.Contains("asked to be left alone", (await Town.Test.TextsAsync("SELECT last_error FROM feed WHERE url LIKE '%/one'"))[0], StringComparison.Ordinal);
        Other.On("/three", PollingTown.Rss([2]));
        Town.Test.Time.Advance(TimeSpan.FromMinutes(31));
        await Town.PollAsync();
        Assert.Contains("/full", Other.Requests.Select(asked => asked.Path));
        Assert.Equal(0, await Town.NumberAsync("SELECT failures FROM feed WHERE url LIKE '%/one'"));
        Assert.Equal(2, await Town.NumberAsync("SELECT COUNT(*) FROM entry"));
    }

    [Fact]
    public async Task A_host_is_asked_for_one_feed_at_a_time_however_many_it_has()
    {
        var (now, most) = (0, 0);
        var paths = Enumerable.Range(0, 30).Select(n => $"/{n}").ToArray();
        foreach (var path in paths)
        {
            Server.On(path, async context =>
            {
                most = Math.Max(most, Interlocked.Increment(ref now));
                await Task.Yield();
                Interlocked.Decrement(ref now);
                context.Response.StatusCode = 503;
            });
        }

        await Town.FollowAsync(paths);
        await Town.PollAsync();

        Assert.Equal((30, 1), (Server.Requests.Count, most));
    }
}
