using System.Globalization;
using AlertBot.Alerts.Subscriptions;

namespace AlertBot.Tests.Alerts.Subscriptions;

public class QuietHoursTests
{
    private static readonly TimeZoneInfo Kyiv = TimeZoneInfo.FindSystemTimeZoneById("Europe/Kyiv");

    [Theory]
    [InlineData("22:00", "07:00", "2026-11-23T19:59:59Z", null)]
    [InlineData("22:00", "07:00", "2026-11-23T20:00:00Z", "2026-11-24T05:00:00Z")]
    [InlineData("22:00", "07:00", "2026-11-24T04:59:59Z", "2026-11-24T05:00:00Z")]
    [InlineData("22:00", "07:00", "2026-11-24T05:00:00Z", null)]
    [InlineData("12:00", "13:30", "2026-11-24T10:30:00Z", "2026-11-24T11:30:00Z")]
    [InlineData("12:00", "13:30", "2026-11-24T11:30:00Z", null)]
    public void Quiet_hours_follow_the_local_time_of_their_zone_and_may_span_midnight(string start, string end, string now,
        string? until) =>
        Assert.Equal(until, Until(start, end, now));

    [Theory]
    [InlineData("22:00", "07:00", "2027-03-27T23:00:00Z", "2027-03-28T04:00:00Z")]
    [InlineData("22:00", "03:30", "2027-03-28T00:30:00Z", "2027-03-28T01:00:00Z")]
    [InlineData("22:00", "07:00", "2026-10-24T22:00:00Z", "2026-10-25T05:00:00Z")]
    public void Quiet_hours_end_at_the_local_time_across_daylight_saving_changes(string start, string end, string now, string until) =>
        Assert.Equal(until, Until(start, end, now));

    private static string? Until(string start, string end, string now) =>
        new QuietHours(TimeOnly.Parse(start, CultureInfo.InvariantCulture), TimeOnly.Parse(end, CultureInfo.InvariantCulture))
            .FindCurrentEnd(DateTimeOffset.Parse(now, CultureInfo.InvariantCulture), Kyiv)?.ToString("yyyy-MM-ddTHH:mm:ssZ",
                CultureInfo.InvariantCulture);
}
