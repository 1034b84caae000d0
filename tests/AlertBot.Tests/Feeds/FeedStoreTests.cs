using AlertBot.Feeds;
using AlertBot.Feeds.Polling;
using AlertBot.Storage;
using AlertBot.Testing.Fixtures;
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
    public async Task The_feed_of_a_killed_worker_is_claimable_when_its_lease_expires()
    {
        await SyncAsync("https://a.example/feed");
        await ClaimAsync();

        Test.Time.Advance(Lease.Duration);

        Assert.Single(await ClaimAsync());
    }

    [Fact]
    public async Task Feeds_of_one_host_are_claimed_one_at_a_time_without_delaying_other_hosts()
    {
        await SyncAsync("https://a.example/1", "https://a.example/2", "https://a.example:8443/3", "https://b.example/1");

        var claimed = await ClaimAsync();

        Assert.Equal(["a.example", "a.example:8443", "b.example"], claimed.Select(feed => feed.Host).Order(StringComparer.Ordinal));
        Assert.Empty(await ClaimAsync());
    }

    [Fact]
    public async Task A_pause_requested_by_a_host_survives_a_restart()
    {
        await SyncAsync("https://a.example/1", "https://a.example/2");
        var feed = Assert.Single(await ClaimAsync());
        await Store.RecordFailureAsync(feed, "a.example answers 429", Test.Now.AddMinutes(10), ("a.example", Test.Now.AddMinutes(10)),
            Test.Now, None);

        Assert.Empty(await ClaimAsync());
        Test.Time.Advance(TimeSpan.FromMinutes(10));
        Assert.Single(await ClaimAsync());
    }

    [Fact]
    public async Task A_worker_whose_lease_expired_cannot_complete_the_poll()
    {
        await SyncAsync("https://a.example/feed");
        var slow = Assert.Single(await ClaimAsync());
        Test.Time.Advance(Lease.Duration);
        await ClaimAsync();

        Assert.False(await Test.Database.WriteAsync(session => FeedStore.RenewLeaseAsync(session, slow, Test.Now, None), None));
    }

    [Fact]
    public async Task A_removed_feed_is_not_polled_and_entries_published_meanwhile_are_backlog_on_its_return()
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
        session => FeedStore.RecordSuccessAsync(session, feed, new FeedUpdate("\"v1\"", null, "A", "en"), TimeSpan.FromMinutes(5),
            Test.Now, None), None);

    private Task SyncAsync(params string[] urls) => Store.SyncWithSettingsAsync([.. urls.Select(AFeed.At)], Test.Now, None);

    private Task<List<DueFeed>> ClaimAsync() => Store.ClaimAsync(100, 1, Test.Now, None);
}

public sealed class FeedStoreOnSqliteTests : FeedStoreTests
{
    private protected override Task<TestDatabase> OpenAsync() => TestDatabase.OnSqliteAsync();
}
