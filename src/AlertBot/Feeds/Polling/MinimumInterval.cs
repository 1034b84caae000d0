using AlertBot.Feeds.Parsing;

namespace AlertBot.Feeds.Polling;

/// <summary>How long a feed wishes to be left alone after a poll that answered.</summary>
/// <param name="FreshnessLifetime">By the server: the answer stays as it is so long.</param>
/// <param name="Hints">By the document.</param>
internal readonly record struct MinimumInterval(TimeSpan? FreshnessLifetime, FeedHints Hints)
{
    /// <summary>The interval, lengthened as wished, but not beyond the cap: an alert feed is still polled.</summary>
    /// <param name="countsHints">Whether the document's word counts; the server's does always.</param>
    public TimeSpan Extend(TimeSpan interval, DateTimeOffset now, bool countsHints, TimeSpan cap)
    {
        var wish = Max(interval, FreshnessLifetime ?? TimeSpan.Zero);
        if (countsHints)
        {
            wish = ExtendPastSkippedHours(now, Max(wish, Hints.UpdateInterval ?? TimeSpan.Zero), cap);
        }

        return wish < cap ? wish : Max(interval, cap);
    }

    /// <summary>To the end of the hours and days in which nothing appears; looked for no further than the cap.</summary>
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
