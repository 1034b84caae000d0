using AlertBot.Chat.Platforms;

namespace AlertBot.Tests.Chat.Platforms;

public class ReconnectBackoffTests
{
    private readonly ReconnectBackoff _backoff = new(new Random(1));

    [Fact]
    public void The_first_reconnect_is_immediate_and_later_ones_wait_up_to_a_minute()
    {
        Assert.Equal(TimeSpan.Zero, _backoff.NextDelay(TimeSpan.Zero));

        foreach (var full in new[] { 1, 2, 4, 8, 16, 32, 60, 60, 60, 60, 60, 60, 60 })
        {
            Assert.InRange(_backoff.NextDelay(TimeSpan.Zero), TimeSpan.FromSeconds(full / 2.0), TimeSpan.FromSeconds(full));
        }
    }

    [Fact]
    public void A_stable_connection_resets_the_delay_and_a_short_one_does_not()
    {
        _backoff.NextDelay(TimeSpan.Zero);
        _backoff.RecordLifetime(TimeSpan.FromSeconds(59));
        Assert.NotEqual(TimeSpan.Zero, _backoff.NextDelay(TimeSpan.Zero));

        _backoff.RecordLifetime(TimeSpan.FromSeconds(60));

        Assert.Equal(TimeSpan.Zero, _backoff.NextDelay(TimeSpan.Zero));
    }

    [Fact]
    public void The_delay_that_the_platform_asks_for_is_kept()
    {
        Assert.Equal(TimeSpan.FromMinutes(5), _backoff.NextDelay(TimeSpan.FromMinutes(5)));
    }

    [Fact]
    public void An_outage_is_logged_once_and_so_is_its_end()
    {
        var outage = new OutageLog();
        Assert.False(outage.End());

        Assert.True(outage.Start("connection lost"));
        Assert.False(outage.Start("name not found"));
        Assert.Equal("name not found", outage.Reason);
        Assert.True(outage.Start("token refused", logsNewReason: true));
        Assert.False(outage.Start("token refused", logsNewReason: true));

        Assert.True(outage.End());
        Assert.False(outage.End());
        Assert.Null(outage.Reason);
    }
}
