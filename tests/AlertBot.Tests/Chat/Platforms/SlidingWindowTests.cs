using AlertBot.Chat.Platforms;

namespace AlertBot.Tests.Chat.Platforms;

public class SlidingWindowTests
{
    private readonly SlidingWindow _window = new(2, TimeSpan.FromSeconds(10));

    [Fact]
    public void Requests_count_from_sending_until_a_period_after_the_response()
    {
        _window.Acquire(Seconds(0));
        _window.Acquire(Seconds(0));
        Assert.Null(_window.GetWait(Seconds(5)));

        _window.Release(Seconds(6));

        Assert.Equal(Seconds(9), _window.GetWait(Seconds(7)));
        Assert.Equal(TimeSpan.Zero, _window.GetWait(Seconds(16)));
    }

    [Fact]
    public void A_429_blocks_the_window_until_its_time_and_is_never_shortened()
    {
        _window.BlockUntil(Seconds(30));
        _window.BlockUntil(Seconds(20));

        Assert.Equal(Seconds(5), _window.GetWait(Seconds(25)));
        Assert.Equal(TimeSpan.Zero, _window.GetWait(Seconds(30)));
    }

    [Fact]
    public void A_window_is_idle_once_nothing_counts()
    {
        _window.Acquire(Seconds(1));
        Assert.False(_window.IsIdle(Seconds(100)));

        _window.Release(Seconds(2));

        Assert.False(_window.IsIdle(Seconds(11)));
        Assert.True(_window.IsIdle(Seconds(12)));
    }

    [Fact]
    public void Recent_events_expire_one_by_one()
    {
        var events = new RecentEvents(TimeSpan.FromSeconds(10));
        Assert.Null(events.TimeToNextExpiry(Seconds(0)));

        events.Add(Seconds(0));
        events.Add(Seconds(4));

        Assert.Equal(2, events.Count(Seconds(9)));
        Assert.Equal(1, events.Count(Seconds(10)));
        Assert.Equal(Seconds(3), events.TimeToNextExpiry(Seconds(11)));
    }

    private static TimeSpan Seconds(double seconds) => TimeSpan.FromSeconds(seconds);
}
