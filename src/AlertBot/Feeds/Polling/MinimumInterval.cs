using AlertBot.Feeds.Parsing;

namespace AlertBot.Feeds.Polling;

/// <summary>Minimum interval requested by the server and the document.</summary>
/// <param name="FreshnessLifetime">How long the response stays fresh, from the cache headers.</param>
/// <param name="Hints">Requests of the document: <c>ttl</c>, <c>skipHours</c>, <c>skipDays</c>, syndication module.</param>
internal readonly record struct MinimumInterval(TimeSpan? FreshnessLifetime, FeedHints Hints)
{
    /// <summary>Lengthens the interval as requested, but not beyond the cap, so that every feed is still polled.</summary>
    /// <param name="countsHints">Whether the document's hints are respected; cache headers always are.</param>
    public TimeSpan Extend(TimeSpan interval, DateTimeOffset now, bool countsHints, TimeSpan cap)
    {
        var wish = Max(interval, FreshnessLifetime ?? TimeSpan.Zero);
        if (countsHints)
        {
            wish = ExtendPastSkippedHours(now, Max(wish, Hints.UpdateInterval ?? TimeSpan.Zero), cap);
        }

        return wish < cap ? wish : Max(interval, cap);
    }

    /// <summary>Time until the end of the skipped hours and days, at most the cap.</summary>
    private TimeSpan ExtendPastSkippedHours(DateTimeOffset now, TimeSpan wish, TimeSpan cap)
    {
        while (wish < cap && IsSkipped((now + wish).UtcDateTime))
        {
            wish += TimeSpan.FromTicks(TimeSpan.TicksPerHour - ((now + wish).UtcTicks % TimeSpan.TicksPerHour));
        }

        return wish;
    }

    private bool IsSkipped(DateTime at) => ((Hints.SkipHours >> at.Hour) & 1) == 1 || ((Hints.SkipDays >> (int)at.DayOfWeek) & 1) == 1;

    private static TimeSpan Max(TimeSpan one, TimeSpan other) => one > other ? one : other;
}
