using AlertBot.Testing;

namespace AlertBot.Tests.Testing;

public class AcceleratedTimeProviderTests
{
    [Fact]
    public async Task A_delay_of_an_hour_ends_and_lasts_an_hour_by_its_own_clock()
    {
        var time = new AcceleratedTimeProvider(36_000);
        var start = time.GetTimestamp();

        await Task.Delay(TimeSpan.FromHours(1), time, TestContext.Current.CancellationToken);

        // Timers have a resolution of a few real milliseconds, each of which is 36 s here.
        Assert.True(time.GetElapsedTime(start) > TimeSpan.FromMinutes(50), $"{time.GetElapsedTime(start)}");
    }

    [Fact]
    public void The_clock_and_the_timestamp_advance_alike()
    {
        var time = new AcceleratedTimeProvider(1_000_000);
        var (clock, timestamp) = (time.GetUtcNow(), time.GetTimestamp());

        SpinWait.SpinUntil(() => time.GetUtcNow() - clock > TimeSpan.FromHours(1));

        Assert.True(time.GetElapsedTime(timestamp) > TimeSpan.FromMinutes(50));
    }
}
