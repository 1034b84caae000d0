using AlertBot.Feeds;
using AlertBot.Testing.Feeds;

namespace AlertBot.Tests.Feeds.Polling;

public class HostPauseTests : PollingTests
{
    [Theory]
    [InlineData(429, "1800")]
    [InlineData(503, "1800")]
    [InlineData(429, "Mon, 23 Nov 2026 12:30:00 GMT")]
    [InlineData(503, "Mon, 23 Nov 2026 12:30:00 GMT")]
    public async Task A_pause_requested_by_a_host_covers_all_its_feeds_across_restarts_and_no_other_host(int status, string retryAfter)
    {
        Server.On("/one", status, ("Retry-After", retryAfter)).On("/two", PollingHost.Rss([1]));
        OtherServer.On("/three", PollingHost.Rss([1]));
        await Host.SyncFeedsAsync(new FeedOptions(Server.UrlOf("/one")) { Interval = TimeSpan.FromMinutes(1) },
            new FeedOptions(Server.UrlOf("/two")), new FeedOptions(OtherServer.UrlOf("/three")));
        await Host.PollAsync();
        var askedBefore = Server.Requests.Count;

        await Host.RestartAsync();
        while (Host.Now < new DateTimeOffset(2026, 11, 23, 12, 29, 0, TimeSpan.Zero))
        {
            Host.Test.Time.Advance(TimeSpan.FromSeconds(30));
            await Host.PollAsync();
        }

        Assert.Equal(askedBefore, Server.Requests.Count);
        Assert.InRange(OtherServer.Requests.Count, 6, 30);
        Host.Test.Time.Advance(TimeSpan.FromMinutes(2));
        await Host.PollAsync();
        Assert.Equal(askedBefore + 2, Server.Requests.Count);
    }

    [Fact]
    public async Task A_pause_applies_to_the_host_that_requested_it_and_not_to_the_redirecting_host()
    {
        Server.OnRedirect("/one", OtherServer.UrlOf("/full"), 302).On("/two", PollingHost.Rss([1]));
        OtherServer.On("/full", 429, ("Retry-After", "1800")).On("/three", PollingHost.Rss([1]));
        await Host.SyncFeedsAsync(new FeedOptions(Server.UrlOf("/one")), new FeedOptions(Server.UrlOf("/two")));
        await Host.PollAsync();
        await Host.SyncFeedsAsync(new FeedOptions(Server.UrlOf("/one")), new FeedOptions(Server.UrlOf("/two")),
            new FeedOptions(OtherServer.UrlOf("/three")));

        Host.Test.Time.Advance(TimeSpan.FromMinutes(10));
        await Host.PollAsync();

        Assert.Equal(["/full"], OtherServer.Requests.Select(asked => asked.Path));
        Assert.Equal(2, Server.Requests.Count(asked => asked.Path == "/two"));
        Assert.Equal(1, Server.Requests.Count(asked => asked.Path == "/one"));
    }

    [Fact]
    public async Task A_feed_redirecting_to_a_paused_host_waits_and_loses_nothing()
    {
        OtherServer.On("/three", 429, ("Retry-After", "1800")).On("/full", PollingHost.Rss([1]));
        await Host.SyncFeedsAsync(new FeedOptions(OtherServer.UrlOf("/three")));
        await Host.PollAsync();
        Server.OnRedirect("/one", OtherServer.UrlOf("/full"), 302);
        await Host.SyncFeedsAsync(new FeedOptions(OtherServer.UrlOf("/three")), new FeedOptions(Server.UrlOf("/one")));
        await Host.PollAsync();

        Assert.Equal(["/three"], OtherServer.Requests.Select(asked => asked.Path));
        Assert.Contains("asked for a pause", (await Host.Test.TextsAsync("SELECT last_error FROM feed WHERE url LIKE '%/one'"))[0],
            StringComparison.Ordinal);
        OtherServer.On("/three", PollingHost.Rss([2]));
        Host.Test.Time.Advance(TimeSpan.FromMinutes(31));
        await Host.PollAsync();
        Assert.Contains("/full", OtherServer.Requests.Select(asked => asked.Path));
        Assert.Equal(0, await Host.NumberAsync("SELECT failures FROM feed WHERE url LIKE '%/one'"));
        Assert.Equal(2, await Host.NumberAsync("SELECT COUNT(*) FROM entry"));
    }

    [Fact]
    public async Task A_host_gets_one_request_at_a_time_for_all_its_feeds()
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

        await Host.SyncFeedsAsync(paths);
        await Host.PollAsync();

        Assert.Equal((30, 1), (Server.Requests.Count, most));
    }
}
