using AlertBot.Feeds;
using AlertBot.Storage;
using AlertBot.Testing.Feeds;

namespace AlertBot.Tests.Feeds.Polling;

public class FailingFeedTests : PollingTests
{
    [Fact]
    public async Task Each_failure_doubles_the_delay_up_to_the_maximum_and_polling_never_stops()
    {
        Server.On("/feed", 503);
        await Host.SyncFeedsAsync("/feed");
        await Host.PollAsync();

        int[] minutes = [1, 2, 4, 8, 16, 32, 60, 60, 60];
        foreach (var expected in minutes)
        {
            AssertAbout(TimeSpan.FromMinutes(expected), await Host.PollNextAsync());
        }

        for (var i = 0; i < 200; i++)
        {
            Assert.InRange(await Host.PollNextAsync(), TimeSpan.FromMinutes(50), TimeSpan.FromMinutes(67));
        }

        Assert.Equal(210, Server.Requests.Count);
    }

    [Fact]
    public async Task A_recovered_feed_returns_to_its_usual_interval_and_the_recovery_is_logged()
    {
        Server.On("/feed", 500);
        await Host.SyncFeedsAsync("/feed");
        await Host.PollAsync();
        while (Server.Requests.Count < 12)
        {
            await Host.PollNextAsync();
        }

        Server.On("/feed", PollingHost.Rss([1]));
        await Host.PollNextAsync();

        Assert.InRange(await Host.TimeUntilDueAsync(), TimeSpan.FromSeconds(50), TimeSpan.FromMinutes(6));
        Assert.Equal(1,
            await Host.NumberAsync("SELECT COUNT(*) FROM feed WHERE failures = 0 AND last_error IS NULL AND failing_since IS NULL"));
        Assert.EndsWith("recovered.", Host.Logger.Lines[^1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_failure_is_reported_at_its_start_and_again_after_a_day_across_restarts()
    {
        Server.On("/feed", 404);
        await Host.SyncFeedsAsync("/feed");
        await Host.PollAsync();
        for (var i = 0; i < 100; i++)
        {
            await Host.PollNextAsync();
            if (i % 20 == 0)
            {
                await Host.RestartAsync();
            }
        }

        Assert.Collection(
            Host.Logger.Lines,
            line => Assert.Contains("answered 404 Not Found: check the address. Next attempt", line, StringComparison.Ordinal),
            line => Assert.Contains("has been failing since 2026-11-23 12:00:00Z", line, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_410_ends_the_feed_across_restarts_and_is_reported()
    {
        Server.On("/feed", PollingHost.Rss([1]));
        await Host.SyncFeedsAsync("/feed");
        await Host.PollAsync();
        Server.On("/feed", 410);

        await Host.PollNextAsync();
        await Host.RestartAsync();
        for (var i = 0; i < 40; i++)
        {
            Host.Test.Time.Advance(TimeSpan.FromHours(6));
            Assert.Equal(0, await Host.PollAsync());
        }

        Assert.Equal(2, Server.Requests.Count);
        Assert.Contains("is gone", Host.Logger.Lines[^1], StringComparison.Ordinal);
        Assert.Contains("answered 410 Gone: it is permanently gone",
            await Host.TextAsync("SELECT last_error FROM feed WHERE gone_at IS NOT NULL"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_410_behind_a_temporary_redirect_does_not_end_the_feed()
    {
        Server.OnRedirect("/feed", OtherServer.UrlOf("/gone"), 302);
        OtherServer.On("/gone", 410);
        await Host.SyncFeedsAsync("/feed");
        await Host.PollAsync();

        await Host.PollNextAsync();

        Assert.Equal(2, OtherServer.Requests.Count);
    }

    [Fact]
    public async Task A_410_at_the_new_address_of_a_moved_feed_restores_the_old_address()
    {
        Server.OnRedirect("/feed", OtherServer.UrlOf("/new"), 301);
        OtherServer.On("/new", PollingHost.Rss([1]));
        await Host.SyncFeedsAsync("/feed");
        await Host.PollAsync();
        Server.On("/feed", PollingHost.Rss([1, 2]));
        OtherServer.On("/new", 410);

        await Host.PollNextAsync();
        await Host.PollNextAsync();

        Assert.Equal(2, await Host.NumberAsync("SELECT COUNT(*) FROM entry"));
        Assert.Equal(1, await Host.NumberAsync("SELECT COUNT(*) FROM feed WHERE moved_to IS NULL AND gone_at IS NULL AND failures = 0"));
    }

    [Fact]
    public async Task An_ended_feed_resumes_when_its_configured_address_changes_or_it_is_configured_again()
    {
        Server.On("/feed", 410).On("/new", PollingHost.Rss([1]));
        await Host.SyncFeedsAsync("/feed");
        await Host.PollAsync();

        await Host.SyncFeedsAsync("/new");
        Assert.Equal(1, await Host.PollAsync());

        Server.On("/feed", PollingHost.Rss([1]));
        await Host.SyncFeedsAsync("/feed");
        Assert.Equal(1, await Host.PollAsync());
        Assert.Equal(["/feed", "/new", "/feed"], Server.Requests.Select(asked => asked.Path));
    }

    [Fact]
    public async Task An_ended_feed_resumes_when_added_again_and_its_current_entries_are_backlog()
    {
        Server.On("/feed", 410);
        await Host.SyncFeedsAsync("/feed");
        await Host.PollAsync();
        Server.On("/feed", PollingHost.Rss([1, 2]));
        await Host.Test.ExecuteAsync("INSERT INTO workspace (id, platform, external_id) VALUES (7, 'discord', '7')");

        var feeds = new WorkspaceFeedStore(Host.Database);
        var before = Assert.Single(await feeds.ListAsync(new WorkspaceId(7), CancellationToken.None));
        var change = await feeds.AddAsync(new WorkspaceId(7), Server.UrlOf("/feed"), "Harbour Post", Host.Now, CancellationToken.None);

        Assert.NotNull(before.GoneAt);
        Assert.IsType<FeedChangeResult.Done>(change);
        Assert.Equal(1, await Host.PollAsync());
        Assert.Equal(2, await Host.NumberAsync("SELECT COUNT(*) FROM entry WHERE backlog = 1"));
    }
}
