using System.Globalization;
using AlertBot.Alerts.Subscriptions;
using AlertBot.Testing.Fixtures;
using AlertBot.Tests.Storage;

namespace AlertBot.Tests.Alerts;

/// <summary>
/// A week of 300 feeds and 50 destinations with quiet hours, days and digests in several time zones: every alert is posted once, at an
/// allowed local time.
/// </summary>
public abstract class WeekTests : StoreTests
{
    private static readonly TimeSpan Step = TimeSpan.FromMinutes(10);

    private static readonly string[] Zones = ["Europe/Kyiv", "America/New_York", "Australia/Sydney", "Asia/Kathmandu", "UTC"];

    private readonly ScriptedSender _sender = new();

    /// <param name="start">Clocks go forward on 14 March 2027 (New York) and 28 March (Kyiv), and back on 4 April (Sydney) and
    /// 31 October (Kyiv).</param>
    [Theory]
    [InlineData("2027-03-11T00:00:00Z")]
    [InlineData("2027-03-25T00:00:00Z")]
    [InlineData("2027-04-01T00:00:00Z")]
    [InlineData("2027-10-28T00:00:00Z")]
    public async Task Every_alert_is_posted_once_at_an_allowed_local_time(string start)
    {
        var random = new Random(7);
        var fixture = new NewsroomFixture(Test);
        await fixture.OpenAsync();
        for (var feed = 2; feed <= 300; feed++)
        {
            await Test.ExecuteAsync(
                $"INSERT INTO feed (id, url, host, added_at, due_at) VALUES ({feed}, 'https://f{feed}.example/', 'f{feed}.example', 0, 0); "
                    + $"INSERT INTO workspace_feed (workspace_id, feed_id, added_at) VALUES (0, {feed}, 0)");
        }

        // The clock of the test only goes forward.
        Test.Time.SetUtcNow(DateTimeOffset.Parse(start, CultureInfo.InvariantCulture));
        var destinations = Enumerable.Range(0, 50).ToDictionary(i => $"d{i}", i => Options(i, random));
        await fixture.SubscribeAsync([.. destinations.Select(destination => new SubscriptionOptions(
            new DestinationAddress("webhook", destination.Key), ["ceasefire"]) { Routing = destination.Value })]);

        var posted = new List<(string Destination, DateTimeOffset At)>();
        var stories = 0;
        for (var end = Test.Now.AddDays(12); Test.Now < end; Test.Time.Advance(Step))
        {
            if (Test.Now < end.AddDays(-5) && random.Next(8) == 0)
            {
                await fixture.AddMatchedAsync($"Truce number {stories++}", feed: random.Next(1, 301));
                await fixture.GroupAsync();
            }

            await fixture.DigestAsync();
            await fixture.DeliverAsync(_sender);
            posted.AddRange(_sender.Messages.Skip(posted.Count).Select(message => (message.Address, Test.Now)));
        }

        Assert.All(posted, message => Assert.Null(FindMistake(destinations[message.Destination], message.At)));
        Assert.Equal(stories * 50, await Test.NumberAsync("SELECT COUNT(*) FROM message_alert ma JOIN message m ON m.id = ma.message_id "
            + "WHERE m.state = 'sent'"));
        Assert.Equal(stories * 50, await Test.NumberAsync("SELECT COUNT(DISTINCT alert_id) FROM message_alert"));
    }

    private static RoutingOptions Options(int i, Random random) => new()
    {
        TimeZone = Zones[i % Zones.Length],
        Mode = i % 3 == 0 ? SubscriptionMode.Digest : SubscriptionMode.Instant,
        DigestAt = new TimeOnly(random.Next(24), random.Next(6) * 10),
        Quiet = i % 2 == 0 ? new QuietHours(new TimeOnly(random.Next(18, 24), 0), new TimeOnly(random.Next(1, 9), 30)) : null,
        Days = i % 7 == 6 ? [DayOfWeek.Monday, DayOfWeek.Wednesday, DayOfWeek.Friday] : [],
        MaxPerHour = 1000,
    };

    /// <returns>Why a message may not have been posted at this time; null when it may.</returns>
    private static string? FindMistake(RoutingOptions options, DateTimeOffset at)
    {
        var local = TimeZoneInfo.ConvertTime(at, TimeZoneInfo.FindSystemTimeZoneById(options.TimeZone!));
        var time = TimeOnly.FromDateTime(local.DateTime);
        if (options.Quiet is { } quiet && time.IsBetween(quiet.Start, quiet.End))
        {
            return $"{local} is in the quiet hours {quiet}";
        }

        if (options.Days.Count > 0 && !options.Days.Contains(local.DayOfWeek))
        {
            return $"{local} is not on one of the days";
        }

        // A digest comes at its time, or at the end of quiet hours that contain it. Clocks that go forward skip up to an hour.
        var due = options.Quiet is { } hours && options.DigestAt!.Value.IsBetween(hours.Start, hours.End) ? hours.End : options.DigestAt!.Value;
        return options.Mode == SubscriptionMode.Digest && (time < due || time - due > Step) && !IsAfterSkippedHour(local, due)
            ? $"{local} is not the time of the digest, {due}"
            : null;
    }

    private static bool IsAfterSkippedHour(DateTimeOffset local, TimeOnly due)
    {
        var zone = Zones.Select(TimeZoneInfo.FindSystemTimeZoneById)
            .First(zone => zone.GetUtcOffset(local.UtcDateTime) == local.Offset);
        return zone.IsInvalidTime(local.Date + due.ToTimeSpan());
    }
}

public sealed class WeekOnSqliteTests : WeekTests
{
    private protected override Task<TestDatabase> OpenAsync() => TestDatabase.OnSqliteAsync();
}
