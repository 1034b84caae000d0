using AlertBot.Alerts.Delivery;
using AlertBot.Chat.Discord.Api;
using AlertBot.Chat.Platforms;

namespace AlertBot.Tests.Chat.Platforms;

public class PlatformResultTests
{
    private static readonly PlatformResult.Limited Limited = new(TimeSpan.FromSeconds(7), "rate limit");
    private static readonly PlatformResult.NotSent NotSent = new("Discord: no connection");
    private static readonly PlatformResult.Unclear Unclear = new("Discord: reset");

    [Fact]
    public void Success_has_no_failure_and_every_other_result_has_its_reason()
    {
        Assert.Null(new PlatformResult.Succeeded(default, TimeSpan.Zero).Failure);
        Assert.Equal(new PlatformFailure("rate limit", TimeSpan.FromSeconds(7)), Limited.Failure);
        Assert.Equal(new PlatformFailure("Missing Access", TimeSpan.Zero), new DiscordRefusal(403, 50001, "Missing Access").Failure);
        Assert.Equal(new PlatformFailure("Discord: no connection", TimeSpan.Zero), NotSent.Failure);
        Assert.Equal(new PlatformFailure("Discord: reset", TimeSpan.Zero), Unclear.Failure);
    }

    [Fact]
    public void An_unclear_send_stays_unclear_and_is_never_reported_as_failed()
    {
        Assert.Equal(new SendOutcome.RetryAfter(TimeSpan.FromSeconds(7), "rate limit"), Limited.ToSendOutcome());
        Assert.Equal(new SendOutcome.Failed("Discord: no connection"), NotSent.ToSendOutcome());
        Assert.Equal(new SendOutcome.Unclear("Discord: reset"), Unclear.ToSendOutcome());
    }

    [Fact]
    public void An_unclear_lookup_posted_nothing()
    {
        Assert.Equal(new SendOutcome.RetryAfter(TimeSpan.FromSeconds(7), "rate limit"), Limited.ToPreparationOutcome());
        Assert.Equal(new SendOutcome.Failed("Discord: reset"), Unclear.ToPreparationOutcome());
    }

    [Fact]
    public void Only_the_platform_decides_what_a_refusal_means_for_the_message()
    {
        Assert.Throws<InvalidOperationException>(() => new DiscordRefusal(403, 0, "no").ToSendOutcome());
    }

    [Fact]
    public void A_probe_line_does_not_repeat_the_name_of_the_platform()
    {
        Assert.Null(ProbeResult.DescribeProblem(new PlatformResult.Succeeded(default, TimeSpan.Zero), "Discord"));
        Assert.Equal("no connection", ProbeResult.DescribeProblem(NotSent, "Discord"));
        Assert.Equal("rate limit", ProbeResult.DescribeProblem(Limited, "Discord"));
    }
}
