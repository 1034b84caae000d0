using AlertBot.Feeds;
using AlertBot.Feeds.Polling;
using AlertBot.Testing.Fixtures;
using AlertBot.Tests.Storage;

namespace AlertBot.Tests.Feeds;

public abstract class EntryStoreTests : StoreTests
{
    [Fact]
    public async Task An_entry_is_stored_once_however_often_it_is_listed()
    {
        var feed = await FeedAsync();

        Assert.Equal(1, await TakeInAsync(feed, AFeed.Entry("g1"), AFeed.Entry("g1")));
        Assert.Equal(0, await TakeInAsync(feed, AFeed.Entry("g1")));
    }

    [Fact]
    public async Task An_entry_reissued_under_a_new_guid_with_the_same_link_is_the_same_entry()
    {
        var feed = await FeedAsync();
        await TakeInAsync(feed, AFeed.Entry("g1", "https://a.example/truce"));

        Assert.Equal(0, await TakeInAsync(feed, AFeed.Entry("g1#1", "https://a.example/truce", "Truce holds: new title")));
        Assert.Equal(0, await TakeInAsync(feed, AFeed.Entry("g1#1", "https://a.example/moved")));
    }

    [Fact]
    public async Task A_redated_entry_is_the_same_entry()
    {
        var feed = await FeedAsync();
        await TakeInAsync(feed, AFeed.Entry("g1", published: Test.Now.AddHours(-5)));

        Assert.Equal(0, await TakeInAsync(feed, AFeed.Entry("g1", published: Test.Now)));
    }

    [Fact]
    public async Task An_entry_known_in_one_feed_is_new_in_another()
    {
        var (a, b) = (await FeedAsync("https://a.example/feed"), await FeedAsync("https://b.example/feed"));
        await TakeInAsync(a, AFeed.Entry("g1", "https://a.example/truce"));

        Assert.Equal(1, await TakeInAsync(b, AFeed.Entry("g1", "https://a.example/truce")));
    }

    [Fact]
    public async Task The_image_address_is_stored_with_the_entry()
    {
        var feed = await FeedAsync();

        await TakeInAsync(feed, AFeed.Entry("g1") with { Image = "https://cdn.example/a.jpg" });

        Assert.Equal(["https://cdn.example/a.jpg"], await Test.TextsAsync("SELECT image FROM entry"));
    }

    [Fact]
    public async Task The_oldest_entry_of_a_document_is_numbered_first()
    {
        var feed = await FeedAsync();

        await TakeInAsync(feed, AFeed.Entry("new", title: "Second"), AFeed.Entry("old", title: "First"));

        Assert.Equal(["First", "Second"], await Test.TextsAsync("SELECT title FROM entry ORDER BY id"));
    }

    [Theory]
    [InlineData(-5.0, true, -5.0)]
    [InlineData(-5.0, false, -5.0)]
    [InlineData(3.0, true, 0.0)]
    [InlineData(null, true, 0.0)]
    [InlineData(null, false, null)]
    public void An_entrys_age_counts_from_its_date_capped_at_now_and_an_undated_entry_is_new_only_in_a_reliably_polled_feed(double? hours,
        bool polledWell, double? expected)
    {
        var now = new DateTimeOffset(2026, 11, 23, 12, 0, 0, TimeSpan.Zero);
        var entry = AFeed.Entry("g1", published: hours is { } h ? now.AddHours(h) : null);

        Assert.Equal(expected is { } e ? now.AddHours(e) : null,
            new NewEntryContext(now, false, polledWell).GetEffectivePublishedAt(entry));
    }

    private async Task<DueFeed> FeedAsync(string url = "https://a.example/feed")
    {
        var store = new FeedStore(Test.Database);
        await store.SyncWithSettingsAsync([AFeed.At(url)], Test.Now, None);
        return Assert.Single(await store.ClaimAsync(10, 1, Test.Now, None));
    }

    private Task<int> TakeInAsync(DueFeed feed, params Entry[] entries) =>
        Test.Database.WriteAsync(
            session => EntryStore.RecordAsync(session, feed, entries, new NewEntryContext(Test.Now, false, true), None), None);
}

public sealed class EntryStoreOnSqliteTests : EntryStoreTests
{
    private protected override Task<TestDatabase> OpenAsync() => TestDatabase.OnSqliteAsync();
}
