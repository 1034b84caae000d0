using AlertBot.Feeds;
using AlertBot.Feeds.Polling;
using AlertBot.Storage;

namespace AlertBot.Tests.Feeds.Polling;

public class PollScheduleTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 23, 12, 0, 0, TimeSpan.Zero);
    private readonly PollSchedule _schedule = new(new PollingOptions(), new Random(1));

    [Fact]
    public void A_new_feed_starts_at_the_minimum_interval_and_slows_to_the_default_while_unchanged()
    {
        var interval = _schedule.NextInterval(Feed(null, isNew: true), null, hasNews: true, Now);
        AssertAbout(TimeSpan.FromMinutes(1), interval);

        for (var polls = 0; polls < 8; polls++)
        {
            interval = _schedule.NextInterval(Feed(interval), null, hasNews: false, Now);
        }

        AssertAbout(TimeSpan.FromMinutes(5), interval);
    }

    [Fact]
    public void New_entries_halve_the_interval_down_to_the_minimum()
    {
        AssertAbout(TimeSpan.FromMinutes(2), _schedule.NextInterval(Feed(TimeSpan.FromMinutes(4)), null, hasNews: true, Now));
        AssertAbout(TimeSpan.FromMinutes(1), _schedule.NextInterval(Feed(TimeSpan.FromMinutes(1)), null, hasNews: true, Now));
    }

    [Theory]
    [InlineData(8, 5)]
    [InlineData(25, 15)]
    [InlineData(50, 30)]
    [InlineData(1000, 60)]
    public void Silence_extends_the_interval_beyond_the_default_up_to_the_maximum(int hours, int minutes) =>
        AssertAbout(TimeSpan.FromMinutes(minutes),
            _schedule.NextInterval(Feed(TimeSpan.FromHours(1)) with { LastNewEntryAt = Now.AddHours(-hours) }, null, hasNews: false, Now));

    [Fact]
    public void New_entries_after_silence_restore_the_default_interval_at_once() =>
        AssertAbout(TimeSpan.FromMinutes(5),
            _schedule.NextInterval(Feed(TimeSpan.FromHours(1)) with { LastNewEntryAt = Now.AddDays(-30) }, null, hasNews: true, Now));

    [Fact]
    public void A_configured_interval_is_kept()
    {
        var options = AFeed.At("https://a.example/feed") with { Interval = TimeSpan.FromMinutes(30) };

        AssertAbout(TimeSpan.FromMinutes(30), _schedule.NextInterval(Feed(TimeSpan.FromMinutes(30)), options, hasNews: true, Now));
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(3, 4)]
    [InlineData(60, 60)]
    public void Each_consecutive_failure_doubles_the_delay_up_to_the_maximum(int failures, int minutes) =>
        AssertAbout(TimeSpan.FromMinutes(minutes), _schedule.NextAttemptAfterFailure(null, failures, null, Now) - Now);

    [Fact]
    public void A_delay_requested_by_the_server_is_respected_up_to_a_day()
    {
        Assert.Equal(Now.AddHours(3), _schedule.NextAttemptAfterFailure(null, 1, TimeSpan.FromHours(3), Now));
        Assert.Equal(Now.AddDays(1), _schedule.NextAttemptAfterFailure(null, 1, TimeSpan.FromDays(400), Now));
    }

    private static void AssertAbout(TimeSpan expected, TimeSpan actual) => Assert.InRange(actual, expected * 0.89, expected * 1.11);

    private static DueFeed Feed(TimeSpan? interval, bool isNew = false) =>
        new(new FeedId(1), "https://a.example/feed", "", "a.example", isNew, null, null, null, interval, 0, Lease.StartingAt(Now));
}
