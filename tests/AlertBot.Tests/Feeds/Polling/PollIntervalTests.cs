using AlertBot.Feeds;
using AlertBot.Testing.Feeds;
using Microsoft.AspNetCore.Http;

namespace AlertBot.Tests.Feeds.Polling;

public class PollIntervalTests : PollingTests
{
    [Fact]
    public async Task A_quiet_feed_is_polled_less_often_across_restarts_and_as_usual_after_its_next_entry()
    {
        Server.On("/feed", PollingHost.Rss([1]));
        await Host.SyncFeedsAsync("/feed");
        await Host.PollAsync();
        var waits = new List<TimeSpan>();
        for (var begun = Host.Now; Host.Now < begun.AddDays(6);)
        {
            waits.Add(await Host.PollNextAsync());
            if (waits.Count % 50 == 0)
            {
                await Host.RestartAsync();
            }
        }

        Server.On("/feed", PollingHost.Rss([1, 2]));
        waits.Add(await Host.PollNextAsync());

        AssertAbout(TimeSpan.FromMinutes(1), waits[0]);
        Assert.InRange(waits.Count(wait => wait < TimeSpan.FromMinutes(5.5)), 60, 150);
        AssertAbout(TimeSpan.FromHours(1), waits[^1]);
        AssertAbout(TimeSpan.FromMinutes(5), await Host.TimeUntilDueAsync());
    }

    [Fact]
    public async Task A_feed_with_new_entries_at_every_poll_reaches_the_minimum_interval()
    {
        await Host.SyncFeedsAsync("/feed");
        for (var n = 1; n < 12; n++)
        {
            Server.On("/feed", PollingHost.Rss(Enumerable.Range(1, n)));
            await Host.PollNextAsync();
        }

        AssertAbout(TimeSpan.FromMinutes(1), await Host.TimeUntilDueAsync());
    }

    [Fact]
    public async Task Feeds_added_together_are_polled_at_different_times()
    {
        var paths = Enumerable.Range(0, 30).Select(n => $"/{n}").ToArray();
        await Host.SyncFeedsAsync([.. paths]);
        foreach (var path in paths)
        {
            Server.On(path, PollingHost.Rss([1]));
        }

        await Host.PollAsync();

        Assert.InRange((await Host.NumberAsync("SELECT COUNT(DISTINCT due_at / 1000) FROM feed"))!.Value, 8, 30);
        Assert.InRange((await Host.NumberAsync("SELECT MAX(due_at) - MIN(due_at) FROM feed"))!.Value, 6_000, 12_000);
    }

    [Fact]
    public async Task Feeds_claimed_but_not_polled_at_shutdown_are_polled_at_once_after_a_restart()
    {
        Server.On("/one", PollingHost.Rss([1])).On("/two", PollingHost.Rss([1]));
        await Host.SyncFeedsAsync("/one", "/two");
        using var stopping = new CancellationTokenSource();
        var begun = Server.OnHang("/one");
        var claimed = Assert.Single(await Host.Poller.ClaimAsync(64, TestContext.Current.CancellationToken));
        var work = Host.Poller.ProcessAsync(claimed, stopping.Token);
        await begun;

        await stopping.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => work);
        await Host.Poller.DisposeAsync();
        await Host.RestartAsync();
        Server.On("/one", PollingHost.Rss([1]));

        Assert.Equal(2, await Host.PollAsync());
    }

    [Fact]
    public async Task Configured_credentials_and_headers_are_sent_at_every_poll_across_restarts()
    {
        var address = new UriBuilder(Server.UrlOf("/feed")) { UserName = "ada", Password = "p%C3%A4ss" }.Uri;
        Server.On("/feed", context => context.Response.WriteAsync(PollingHost.Rss([Server.Requests.Count])));
        await Host.SyncFeedsAsync(
            new FeedOptions(address) { Headers = new Dictionary<string, string> { ["X-Key"] = "k1", ["Accept"] = "text/xml" } });
        await Host.PollAsync();
        await Host.RestartAsync();

        await Host.PollNextAsync();

        Assert.Equal(2, Server.Requests.Count);
        Assert.All(Server.Requests,
            asked => Assert.Equal(("k1", "text/xml", "Basic YWRhOnDDpHNz"), (asked["X-Key"], asked["Accept"], asked["Authorization"])));
    }
}
