using AlertBot.Feeds;
using AlertBot.Testing.Feeds;

namespace AlertBot.Tests.Feeds.Polling;

public class FeedGapDetectorTests : PollingTests
{
    [Fact]
    public async Task A_document_whose_oldest_entry_is_newer_than_the_last_seen_one_has_a_gap_that_is_reported_and_polled_faster()
    {
        await SettleAsync(PollingHost.Rss(Enumerable.Range(1, 10)));
        await Host.RestartAsync();

        Server.On("/feed", PollingHost.Rss(Enumerable.Range(20, 10)));
        AssertAbout(TimeSpan.FromMinutes(5), await Host.PollNextAsync());

        AssertAbout(TimeSpan.FromMinutes(1), await Host.TimeUntilDueAsync());
        Assert.Equal(Host.Now.ToUnixTimeMilliseconds(), await Host.NumberAsync("SELECT gap_at FROM feed"));
        Assert.Contains("entries were probably missed", Assert.Single(Host.Logger.Lines), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_document_overlapping_the_last_by_one_entry_has_no_gap()
    {
        await SettleAsync(PollingHost.Rss(Enumerable.Range(1, 10)));

        Server.On("/feed", PollingHost.Rss(Enumerable.Range(10, 10)));
        await Host.PollNextAsync();

        Assert.Null(await Host.NumberAsync("SELECT gap_at FROM feed"));
        Assert.Empty(Host.Logger.Lines);
    }

    [Fact]
    public async Task A_document_with_new_ids_and_links_but_old_dates_has_no_gap()
    {
        await SettleAsync(PollingHost.Rss(Enumerable.Range(1, 10)));

        Server.On("/feed",
            PollingHost.Rss(Enumerable.Range(1, 11)).Replace(">t", ">other-", StringComparison.Ordinal)
                .Replace("Tide", "Ebb", StringComparison.Ordinal));
        await Host.PollNextAsync();

        Assert.Null(await Host.NumberAsync("SELECT gap_at FROM feed"));
    }

    [Fact]
    public async Task Transient_entries_are_not_a_gap()
    {
        await SettleAsync(PollingHost.Rss(Enumerable.Range(1, 10)));

        Server.On("/feed", PollingHost.Rss([]));
        await Host.PollNextAsync();
        Server.On("/feed", PollingHost.Rss([30]));
        await Host.PollNextAsync();

        Assert.Null(await Host.NumberAsync("SELECT gap_at FROM feed"));
    }

    [Fact]
    public async Task The_first_document_of_a_feed_has_no_gap()
    {
        Server.On("/feed", PollingHost.Rss(Enumerable.Range(1, 10)));
        await Host.SyncFeedsAsync("/feed");

        await Host.PollAsync();

        Assert.Null(await Host.NumberAsync("SELECT gap_at FROM feed"));
    }

    [Fact]
    public async Task After_a_gap_the_documents_interval_is_ignored_for_a_day_and_the_servers_is_not()
    {
        Server.On("/feed", PollingHost.Rss(Enumerable.Range(1, 10), "<ttl>50</ttl>"));
        await Host.SyncFeedsAsync("/feed");
        await Host.PollAsync();
        Server.On("/feed", PollingHost.Rss(Enumerable.Range(20, 10), "<ttl>50</ttl>"));

        AssertNotBefore(TimeSpan.FromMinutes(50), await Host.PollNextAsync());
        AssertAbout(TimeSpan.FromMinutes(1), await Host.PollNextAsync());

        Host.Test.Time.Advance(TimeSpan.FromDays(1));
        await Host.PollAsync();
        AssertNotBefore(TimeSpan.FromMinutes(50), await Host.TimeUntilDueAsync());
    }

    [Fact]
    public async Task A_configured_interval_is_kept_and_the_gap_is_reported()
    {
        Server.On("/feed", PollingHost.Rss(Enumerable.Range(1, 10)));
        await Host.SyncFeedsAsync(new FeedOptions(Server.UrlOf("/feed")) { Interval = TimeSpan.FromMinutes(30) });
        await Host.PollAsync();

        Server.On("/feed", PollingHost.Rss(Enumerable.Range(20, 10)));
        await Host.PollNextAsync();

        AssertAbout(TimeSpan.FromMinutes(30), await Host.TimeUntilDueAsync());
        Assert.Single(Host.Logger.Lines);
    }

    /// <summary>Polls until the interval has grown to its usual length.</summary>
    private async Task SettleAsync(string document)
    {
        Server.On("/feed", document);
        await Host.SyncFeedsAsync("/feed");
        await Host.PollAsync();
        for (var i = 0; i < 8; i++)
        {
            await Host.PollNextAsync();
        }
    }
}
