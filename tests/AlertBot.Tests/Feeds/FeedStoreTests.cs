using AlertBot.Feeds;
using AlertBot.Storage;
using AlertBot.Tests.Storage;

namespace AlertBot.Tests.Feeds;

public abstract class FeedStoreTests : StoreTests
{
    private FeedStore Store => new(Test.Database);

    [Fact]
    public async Task A_due_feed_is_claimed_once()
    {
        await SyncAsync("https://a.example/feed");

        Assert.Single(await ClaimAsync());
        Assert.Empty(await ClaimAsync());
    }

    [Fact]
    public async Task The_feed_of_a_killed_worker_comes_back_when_its_lease_runs_out()
    {
        await SyncAsync("https://a.example/feed");
        await ClaimAsync();

        Test.Time.Advance(Lease.Duration);

        Assert.Single(await ClaimAsync());
    }

    [Fact]
    public async Task Feeds_of_one_host_are_claimed_one_at_a_time_and_other_hosts_do_not_wait()
    {
        await SyncAsync("https://a.example/1", "https://a.example/2", "https://a.example:8443/3", "https://b.example/1");

        var claimed = await ClaimAsync();

        Assert.Equal(["a.example", "a.example:8443", "b.example"], claimed.Select(feed => feed.Host).Order(StringComparer.Ordinal));
        Assert.Empty(await ClaimAsync());
    }

    [Fact]
    public async Task A_host_that_asked_to_be_left_alone_is_left_alone_over_a_restart()
    {
        await SyncAsync("https://a.example/1", "https://a.example/2");
        var feed = Assert.Single(await ClaimAsync());
        await Store.FailAsync(feed, "a.example answers 429", Test.Now.AddMinutes(10), ("a.example", Test.Now.AddMinutes(10)), Test.Now, None);

        Assert.Empty(await ClaimAsync());
        Test.Time.Advance(TimeSpan.FromMinutes(10));
        Assert.Single(await ClaimAsync());
    }

    [Fact]
    public async Task A_worker_that_overslept_its_lease_cannot_end_the_poll()
    {
        await SyncAsync("https://a.example/feed");
        var slow = Assert.Single(await ClaimAsync());
        Test.Time.Advance(Lease.Duration);
        await ClaimAsync();

        Assert.False(await Test.Database.WriteAsync(session => FeedStore.HoldAsync(session, slow, Test.Now, None), None));
    }

    [Fact]
    public async Task A_feed_that_leaves_the_settings_is_polled_no_more_and_what_it_listed_meanwhile_is_no_news_when_it_comes_back()
    {
        await SyncAsync("https://a.example/feed");
        await EndPollAsync(Assert.Single(await ClaimAsync()));
        await SyncAsync();
        Test.Time.Advance(TimeSpan.FromDays(1));
        Assert.Empty(await ClaimAsync());

        await SyncAsync("https://a.example/feed");

        var feed = Assert.Single(await ClaimAsync());
        Assert.True(feed.IsNew);
        Assert.Equal("\"v1\"", feed.ETag);
    }

    [Fact]
    public async Task A_feed_that_stays_in_the_settings_over_a_restart_is_not_new()
    {
        await SyncAsync("https://a.example/feed");
        await EndPollAsync(Assert.Single(await ClaimAsync()));
        Test.Time.Advance(TimeSpan.FromHours(5));

        await SyncAsync("https://a.example/feed");

        Assert.False(Assert.Single(await ClaimAsync()).IsNew);
    }

    private Task EndPollAsync(DueFeed feed) => Test.Database.WriteAsync(
        session => FeedStore.EndAsync(session, feed, new PollEnd("\"v1\"", null, "A", "en"), TimeSpan.FromMinutes(5), Test.Now, None), None);

    private Task SyncAsync(params string[] urls) => Store.SyncAsync([.. urls.Select(AFeed.At)], Test.Now, None);

    private Task<List<DueFeed>> ClaimAsync() => Store.ClaimAsync(100, 1, Test.Now, None);
}

public sealed class FeedStoreOnSqliteTests : FeedStoreTests
{
    private protected override Task<TestDatabase> OpenAsync() => TestDatabase.OnSqliteAsync();
}
