using AlertBot.Feeds;
using AlertBot.Storage;

namespace AlertBot.Tests.Feeds;

public class PollScheduleTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 23, 12, 0, 0, TimeSpan.Zero);
    private readonly PollSchedule _schedule = new(new PollingOptions(), new Random(1));

    [Fact]
    public void A_new_feed_is_polled_at_the_shortest_interval_and_slows_down_to_the_usual_one_while_nothing_is_new()
    {
        var interval = _schedule.Next(Feed(null, isNew: true), null, hasNews: true, Now);
        AssertAbout(TimeSpan.FromMinutes(1), interval);

        for (var polls = 0; polls < 8; polls++)
        {
            interval = _schedule.Next(Feed(interval), null, hasNews: false, Now);
        }

        AssertAbout(TimeSpan.FromMinutes(5), interval);
    }

    [Fact]
    public void News_halves_the_interval_down_to_the_shortest()
    {
        AssertAbout(TimeSpan.FromMinutes(2), _schedule.Next(Feed(TimeSpan.FromMinutes(4)), null, hasNews: true, Now));
        AssertAbout(TimeSpan.FromMinutes(1), _schedule.Next(Feed(TimeSpan.FromMinutes(1)), null, hasNews: true, Now));
    }

    [Theory]
    [InlineData(8, 5)]
    [InlineData(25, 15)]
    [InlineData(50, 30)]
    [InlineData(1000, 60)]
    public void Silence_slows_it_down_beyond_the_usual_interval_up_to_the_longest(int hours, int minutes) =>
        AssertAbout(TimeSpan.FromMinutes(minutes), _schedule.Next(Feed(TimeSpan.FromHours(1)) with { NewAt = Now.AddHours(-hours) }, null, hasNews: false, Now));

    [Fact]
    public void News_after_a_silence_brings_it_back_to_the_usual_interval_at_once() =>
        AssertAbout(TimeSpan.FromMinutes(5), _schedule.Next(Feed(TimeSpan.FromHours(1)) with { NewAt = Now.AddDays(-30) }, null, hasNews: true, Now));

    [Fact]
    public void A_feed_whose_interval_is_set_keeps_it()
    {
        var options = AFeed.At("https://a.example/feed") with { Interval = TimeSpan.FromMinutes(30) };

        AssertAbout(TimeSpan.FromMinutes(30), _schedule.Next(Feed(TimeSpan.FromMinutes(30)), options, hasNews: true, Now));
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(3, 4)]
    [InlineData(60, 60)]
    public void Each_failure_in_a_row_doubles_the_wait_up_to_the_longest(int failures, int minutes) =>
        AssertAbout(TimeSpan.FromMinutes(minutes), _schedule.AfterFailure(null, failures, null, Now) - Now);

    [Fact]
    public void A_server_that_asks_for_more_time_gets_it_but_no_more_than_a_day()
    {
        Assert.Equal(Now.AddHours(3), _schedule.AfterFailure(null, 1, TimeSpan.FromHours(3), Now));
        Assert.Equal(Now.AddDays(1), _schedule.AfterFailure(null, 1, TimeSpan.FromDays(400), Now));
    }

    private static void AssertAbout(TimeSpan expected, TimeSpan actual) => Assert.InRange(actual, expected * 0.89, expected * 1.11);

    private static DueFeed Feed(TimeSpan? interval, bool isNew = false) =>
        new(new FeedId(1), "https://a.example/feed", "", "a.example", isNew, null, null, null, interval, 0, Lease.From(Now));
}
