using System.Globalization;
using AlertBot.Alerts.Subscriptions;

namespace AlertBot.Tests.Alerts.Subscriptions;

public class PostingScheduleTests
{
    private static readonly TimeZoneInfo Kyiv = TimeZoneInfo.FindSystemTimeZoneById("Europe/Kyiv");

    [Theory]
    [InlineData("2026-11-23T05:59:00+00:00", "2026-11-23T08:00:00+02:00")]
    [InlineData("2026-11-23T06:00:00+00:00", "2026-11-24T08:00:00+02:00")]

    // Clocks go forward on 29 March 2026 and back on 25 October 2026.
    [InlineData("2026-03-28T12:00:00+00:00", "2026-03-29T08:00:00+03:00")]
    [InlineData("2026-10-24T12:00:00+00:00", "2026-10-25T08:00:00+02:00")]
    public void A_digest_is_due_at_its_local_time(string now, string expected) =>
        Assert.Equal(At(expected), Digest(now, new TimeOnly(8, 0)));

    [Fact]
    public void A_digest_at_a_skipped_time_is_due_at_the_first_valid_one() =>
        Assert.Equal(At("2026-03-29T04:00:00+03:00"), Digest("2026-03-28T12:00:00+00:00", new TimeOnly(3, 30)));

    [Fact]
    public void A_digest_at_a_repeated_time_is_due_once()
    {
        var first = Digest("2026-10-24T12:00:00+00:00", new TimeOnly(3, 30));

        Assert.Equal(At("2026-10-25T03:30:00+03:00"), first);
        Assert.Equal(At("2026-10-26T03:30:00+02:00"), PostingSchedule.FindNextDigest(
            new RoutingOptions { DigestAt = new TimeOnly(3, 30) }, first, Kyiv));
    }

    [Fact]
    public void A_digest_is_due_on_its_days_only()
    {
        var options = new RoutingOptions { Days = [DayOfWeek.Monday, DayOfWeek.Thursday] };

        // 24 November 2026 is a Tuesday.
        Assert.Equal(At("2026-11-26T08:00:00+02:00"),
            PostingSchedule.FindNextDigest(options, At("2026-11-24T12:00:00+00:00"), Kyiv));
    }

    [Theory]
    [InlineData("2026-11-23T19:59:00+00:00", null)]
    [InlineData("2026-11-23T20:00:00+00:00", "2026-11-24T07:00:00+02:00")]
    [InlineData("2026-11-24T04:59:59+00:00", "2026-11-24T07:00:00+02:00")]
    [InlineData("2026-11-24T05:00:00+00:00", null)]
    [InlineData("2026-03-28T22:00:00+00:00", "2026-03-29T07:00:00+03:00")]
    [InlineData("2026-10-24T22:00:00+00:00", "2026-10-25T07:00:00+02:00")]
    public void Quiet_hours_hold_alerts_until_their_local_end(string now, string? expected) =>
        Assert.Equal(expected is null ? null : new Hold(At(expected), HoldReason.Quiet),
            Find(new RoutingOptions { Quiet = new QuietHours(new TimeOnly(22, 0), new TimeOnly(7, 0)) }, now));

    [Fact]
    public void On_a_day_without_alerts_they_wait_for_the_next_day_and_its_quiet_hours()
    {
        var options = new RoutingOptions
        {
            Days = [DayOfWeek.Monday, DayOfWeek.Tuesday],
            Quiet = new QuietHours(new TimeOnly(22, 0), new TimeOnly(7, 0)),
        };

        Assert.Equal(new Hold(At("2026-11-30T07:00:00+02:00"), HoldReason.Quiet),
            Find(options, "2026-11-25T12:00:00+00:00"));
        Assert.Null(Find(options, "2026-11-24T12:00:00+00:00"));
    }

    [Fact]
    public void A_digest_in_quiet_hours_waits_for_their_end()
    {
        var options = new RoutingOptions
        {
            Mode = SubscriptionMode.Digest,
            DigestAt = new TimeOnly(6, 0),
            Quiet = new QuietHours(new TimeOnly(22, 0), new TimeOnly(7, 0)),
        };

        Assert.Equal(new Hold(At("2026-11-24T07:00:00+02:00"), HoldReason.Digest),
            Find(options, "2026-11-23T12:00:00+00:00"));
    }

    [Fact]
    public void An_urgent_topic_is_never_held() =>
        Assert.Null(PostingSchedule.FindHold(new RoutingOptions { Mode = SubscriptionMode.Digest }, isUrgent: true,
            At("2026-11-23T12:00:00+00:00"), Kyiv));

    private static DateTimeOffset At(string time) => DateTimeOffset.Parse(time, CultureInfo.InvariantCulture);

    private static DateTimeOffset Digest(string now, TimeOnly time) =>
        PostingSchedule.FindNextDigest(new RoutingOptions { DigestAt = time }, At(now), Kyiv);

    private static Hold? Find(RoutingOptions options, string now) =>
        PostingSchedule.FindHold(options, isUrgent: false, At(now), Kyiv);
}
