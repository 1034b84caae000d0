using AlertBot.Feeds;

namespace AlertBot.Tests.Feeds;

public class FeedGapTests : PollingTests
{
    [Fact]
    public async Task A_list_whose_oldest_entry_is_newer_than_the_last_one_seen_has_a_gap_which_is_said_and_polled_faster()
    {
        await SettleAsync(PollingTown.Rss(Enumerable.Range(1, 10)));
        await Town.RestartAsync();

        Server.On("/feed", PollingTown.Rss(Enumerable.Range(20, 10)));
        AssertAbout(TimeSpan.FromMinutes(5), await Town.PollNextAsync());

        AssertAbout(TimeSpan.FromMinutes(1), await Town.DueInAsync());
        Assert.Equal(Town.Now.ToUnixTimeMilliseconds(), await Town.NumberAsync("SELECT gap_at FROM feed"));
        Assert.Contains("entries were missed", Assert.Single(Town.Log.Lines), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_list_that_joins_the_last_one_by_one_entry_has_none()
    {
        await SettleAsync(PollingTown.Rss(Enumerable.Range(1, 10)));

        Server.On("/feed", PollingTown.Rss(Enumerable.Range(10, 10)));
        await Town.PollNextAsync();

        Assert.Null(await Town.NumberAsync("SELECT gap_at FROM feed"));
        Assert.Empty(Town.Log.Lines);
    }

    [Fact]
    public async Task A_list_whose_entries_got_new_ids_and_links_but_not_new_dates_has_none()
    {
        await SettleAsync(PollingTown.Rss(Enumerable.Range(1, 10)));

        Server.On("/feed", PollingTown.Rss(Enumerable.Range(1, 11)).Replace(">t", ">other-", StringComparison.Ordinal).Replace("Tide", "Ebb", StringComparison.Ordinal));
        await Town.PollNextAsync();

        Assert.Null(await Town.NumberAsync("SELECT gap_at FROM feed"));
    }

    [Fact]
    public async Task Warnings_that_come_and_go_in_a_list_are_no_gap()
    {
        await SettleAsync(PollingTown.Rss(Enumerable.Range(1, 10)));

        Server.On("/feed", PollingTown.Rss([]));
        await Town.PollNextAsync();
        Server.On("/feed", PollingTown.Rss([30]));
        await Town.PollNextAsync();

        Assert.Null(await Town.NumberAsync("SELECT gap_at FROM feed"));
    }

    [Fact]
    public async Task The_first_document_of_a_feed_has_none()
    {
        Server.On("/feed", PollingTown.Rss(Enumerable.Range(1, 10)));
        await Town.FollowAsync("/feed");

        await Town.PollAsync();

        Assert.Null(await Town.NumberAsync("SELECT gap_at FROM feed"));
    }

    [Fact]
    public async Task After_a_gap_the_documents_own_word_on_its_pace_counts_no_more_for_a_day_but_the_servers_does()
    {
        Server.On("/feed", PollingTown.Rss(Enumerable.Range(1, 10), "<ttl>50</ttl>"));
        await Town.FollowAsync("/feed");
        await Town.PollAsync();
        Server.On("/feed", PollingTown.Rss(Enumerable.Range(20, 10), "<ttl>50</ttl>"));

        AssertNotBefore(TimeSpan.FromMinutes(50), await Town.PollNextAsync());
        AssertAbout(TimeSpan.FromMinutes(1), await Town.PollNextAsync());

        Town.Test.Time.Advance(TimeSpan.FromDays(1));
        await Town.PollAsync();
        AssertNotBefore(TimeSpan.FromMinutes(50), await Town.DueInAsync());
    }

    [Fact]
    public async Task An_interval_of_the_settings_stays_and_the_gap_is_said()
    {
        Server.On("/feed", PollingTown.Rss(Enumerable.Range(1, 10)));
        await Town.FollowAsync(new FeedOptions(Server.At("/feed")) { Interval = TimeSpan.FromMinutes(30) });
        await Town.PollAsync();

        Server.On("/feed", PollingTown.Rss(Enumerable.Range(20, 10)));
        await Town.PollNextAsync();

        AssertAbout(TimeSpan.FromMinutes(30), await Town.DueInAsync());
        Assert.Single(Town.Log.Lines);
    }

    /// <summary>Polled until it has slowed down to its usual pace.</summary>
    private async Task SettleAsync(string document)
    {
        Server.On("/feed", document);
        await Town.FollowAsync("/feed");
        await Town.PollAsync();
        for (var i = 0; i < 8; i++)
        {
            await Town.PollNextAsync();
        }
    }
}
