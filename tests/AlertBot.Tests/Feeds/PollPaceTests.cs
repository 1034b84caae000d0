using Microsoft.AspNetCore.Http;

namespace AlertBot.Tests.Feeds;

public class PollPaceTests : PollingTests
{
    [Fact]
    public async Task A_feed_that_falls_silent_is_polled_ever_more_rarely_over_restarts_and_as_usual_again_with_its_first_news()
    {
        Server.On("/feed", PollingTown.Rss([1]));
        await Town.FollowAsync("/feed");
        await Town.PollAsync();
        var waits = new List<TimeSpan>();
        for (var begun = Town.Now; Town.Now < begun.AddDays(6);)
        {
            waits.Add(await Town.PollNextAsync());
            if (waits.Count % 50 == 0)
            {
                await Town.RestartAsync();
            }
        }

        Server.On("/feed", PollingTown.Rss([1, 2]));
        waits.Add(await Town.PollNextAsync());

        AssertAbout(TimeSpan.FromMinutes(1), waits[0]);
        Assert.InRange(waits.Count(wait => wait < TimeSpan.FromMinutes(5.5)), 60, 150);
        AssertAbout(TimeSpan.FromHours(1), waits[^1]);
        AssertAbout(TimeSpan.FromMinutes(5), await Town.DueInAsync());
    }

    [Fact]
    public async Task A_feed_with_news_at_every_poll_comes_down_to_the_shortest_interval()
    {
        await Town.FollowAsync("/feed");
        for (var n = 1; n < 12; n++)
        {
            Server.On("/feed", PollingTown.Rss(Enumerable.Range(1, n)));
            await Town.PollNextAsync();
        }

        AssertAbout(TimeSpan.FromMinutes(1), await Town.DueInAsync());
    }

    [Fact]
    public async Task Feeds_that_begin_together_do_not_march_in_step()
    {
        var paths = Enumerable.Range(0, 30).Select(n => $"/{n}").ToArray();
        await Town.FollowAsync([.. paths]);
        foreach (var path in paths)
        {
            Server.On(path, PollingTown.Rss([1]));
        }

        await Town.PollAsync();

        Assert.InRange((await Town.NumberAsync("SELECT COUNT(DISTINCT due_at / 1000) FROM feed"))!.Value, 8, 30);
        Assert.InRange((await Town.NumberAsync("SELECT MAX(due_at) - MIN(due_at) FROM feed"))!.Value, 6_000, 12_000);
    }

    [Fact]
    public async Task What_was_claimed_and_not_polled_when_the_service_ends_is_polled_at_its_next_start_at_once()
    {
        Server.On("/one", PollingTown.Rss([1])).On("/two", PollingTown.Rss([1]));
        await Town.FollowAsync("/one", "/two");
        using var stopping = new CancellationTokenSource();
        var begun = Server.OnHang("/one");
        var claimed = Assert.Single(await Town.Poller.ClaimAsync(64, TestContext.Current.CancellationToken));
        var work = Town.Poller.WorkAsync(claimed, stopping.Token);
        await begun;

        await stopping.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => work);
        await Town.Poller.DisposeAsync();
        await Town.RestartAsync();
        Server.On("/one", PollingTown.Rss([1]));

        Assert.Equal(2, await Town.PollAsync());
    }

    [Fact]
    public async Task A_login_and_headers_of_the_settings_are_sent_at_every_poll_over_a_restart()
    {
        var address = new UriBuilder(Server.At("/feed")) { UserName = "ada", Password = "p%C3%A4ss" }.Uri;
        Server.On("/feed", context => context.Response.WriteAsync(PollingTown.Rss([Server.Requests.Count])));
        await Town.FollowAsync(new AlertBot.Feeds.FeedOptions(address) { Headers = new Dictionary<string, string> { ["X-Key"] = "k1", ["Accept"] = "text/xml" } });
        await Town.PollAsync();
        await Town.RestartAsync();

        await Town.PollNextAsync();

        Assert.Equal(2, Server.Requests.Count);
        Assert.All(Server.Requests, asked => Assert.Equal(("k1", "text/xml", "Basic YWRhOnDDpHNz"), (asked["X-Key"], asked["Accept"], asked["Authorization"])));
    }
}
