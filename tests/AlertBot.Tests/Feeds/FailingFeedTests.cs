
namespace AlertBot.Tests.Feeds;

public class FailingFeedTests : PollingTests
{
    [Fact]
    public async Task Each_failure_doubles_the_wait_up_to_the_longest_interval_and_it_is_never_given_up()
    {
        Server.On("/feed", 503);
        await Town.FollowAsync("/feed");
        await Town.PollAsync();

        int[] minutes = [1, 2, 4, 8, 16, 32, 60, 60, 60];
        foreach (var expected in minutes)
        {
            AssertAbout(TimeSpan.FromMinutes(expected), await Town.PollNextAsync());
        }

        for (var i = 0; i < 200; i++)
        {
            Assert.InRange(await Town.PollNextAsync(), TimeSpan.FromMinutes(50), TimeSpan.FromMinutes(67));
        }

        Assert.Equal(210, Server.Requests.Count);
    }

    [Fact]
    public async Task It_comes_back_by_itself_at_its_usual_pace_and_that_is_said()
    {
        Server.On("/feed", 500);
        await Town.FollowAsync("/feed");
        await Town.PollAsync();
        while (Server.Requests.Count < 12)
        {
            await Town.PollNextAsync();
        }

        Server.On("/feed", PollingTown.Rss([1]));
        await Town.PollNextAsync();

        Assert.InRange(await Town.DueInAsync(), TimeSpan.FromSeconds(50), TimeSpan.FromMinutes(6));
        Assert.Equal(1, await Town.NumberAsync("SELECT COUNT(*) FROM feed WHERE failures = 0 AND last_error IS NULL AND failing_since IS NULL"));
        Assert.EndsWith("answers again", Town.Log.Lines[^1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_failure_is_said_at_its_begin_and_once_more_after_a_day_over_a_restart()
    {
        Server.On("/feed", 404);
        await Town.FollowAsync("/feed");
        await Town.PollAsync();
        for (var i = 0; i < 100; i++)
        {
            await Town.PollNextAsync();
            if (i % 20 == 0)
            {
                await Town.RestartAsync();
            }
        }

        Assert.Collection(
            Town.Log.Lines,
            line => Assert.Contains("answered 404 Not Found: check the address. The next try is at", line, StringComparison.Ordinal),
            line => Assert.Contains("has failed since 2026-11-23 12:00:00Z", line, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_410_ends_the_feed_over_a_restart_and_is_said()
    {
        Server.On("/feed", PollingTown.Rss([1]));
        await Town.FollowAsync("/feed");
        await Town.PollAsync();
        Server.On("/feed", 410);

        await Town.PollNextAsync();
        await Town.RestartAsync();
        for (var i = 0; i < 40; i++)
        {
            Town.Test.Time.Advance(TimeSpan.FromHours(6));
            Assert.Equal(0, await Town.PollAsync());
        }

        Assert.Equal(2, Server.Requests.Count);
        Assert.Contains("has ended", Town.Log.Lines[^1], StringComparison.Ordinal);
        Assert.Contains("answered 410 Gone: it is gone for good", await Town.TextAsync("SELECT last_error FROM feed WHERE gone_at IS NOT NULL"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_410_behind_a_redirect_that_is_only_for_now_ends_nothing()
    {
        Server.OnRedirect("/feed", Other.At("/gone"), 302);
        Other.On("/gone", 410);
        await Town.FollowAsync("/feed");
        await Town.PollAsync();

        await Town.PollNextAsync();

        Assert.Equal(2, Other.Requests.Count);
    }

    [Fact]
    public async Task A_410_where_it_moved_to_sends_it_back_to_where_it_was()
    {
        Server.OnRedirect("/feed", Other.At("/new"), 301);
        Other.On("/new", PollingTown.Rss([1]));
        await Town.FollowAsync("/feed");
        await Town.PollAsync();
        Server.On("/feed", PollingTown.Rss([1, 2]));
        Other.On("/new", 410);

        await Town.PollNextAsync();
        await Town.PollNextAsync();

        Assert.Equal(2, await Town.NumberAsync("SELECT COUNT(*) FROM entry"));
        Assert.Equal(1, await Town.NumberAsync("SELECT COUNT(*) FROM feed WHERE moved_to IS NULL AND gone_at IS NULL AND failures = 0"));
    }

    [Fact]
    public async Task A_feed_that_ended_comes_back_when_its_address_in_the_settings_changes_or_it_is_taken_out_and_put_in_again()
    {
        Server.On("/feed", 410).On("/new", PollingTown.Rss([1]));
        await Town.FollowAsync("/feed");
        await Town.PollAsync();

        await Town.FollowAsync("/new");
        Assert.Equal(1, await Town.PollAsync());

        Server.On("/feed", PollingTown.Rss([1]));
        await Town.FollowAsync("/feed");
        Assert.Equal(1, await Town.PollAsync());
        Assert.Equal(["/feed", "/new", "/feed"], Server.Requests.Select(asked => asked.Path));
    }

    [Fact]
    public async Task A_feed_that_ended_comes_back_when_somebody_adds_it_again_and_what_it_lists_then_is_no_news()
    {
        Server.On("/feed", 410);
        await Town.FollowAsync("/feed");
        await Town.PollAsync();
        Server.On("/feed", PollingTown.Rss([1, 2]));
        await Town.Test.ExecuteAsync("INSERT INTO workspace (id, platform, external_id) VALUES (7, 'discord', '7')");

        var feeds = new AlertBot.Feeds.WorkspaceFeedStore(Town.Database);
        var before = Assert.Single(await feeds.ListAsync(new AlertBot.Storage.WorkspaceId(7), CancellationToken.None));
        var change = await feeds.AddAsync(new AlertBot.Storage.WorkspaceId(7), Server.At("/feed"), "Harbour Post", Town.Now, CancellationToken.None);

        Assert.NotNull(before.GoneAt);
        Assert.IsType<AlertBot.Feeds.FeedChange.Done>(change);
        Assert.Equal(1, await Town.PollAsync());
        Assert.Equal(2, await Town.NumberAsync("SELECT COUNT(*) FROM entry WHERE backlog = 1"));
    }
}
