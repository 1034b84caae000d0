namespace AlertBot.Feeds.Polling;

/// <summary>Decides when a feed is polled next.</summary>
internal sealed class PollSchedule(PollingOptions polling, Random random)
{
    /// <summary>Longest pause accepted from one Retry-After header.</summary>
    private static readonly TimeSpan MaxRetryAfter = TimeSpan.FromDays(1);

    private const int SilenceDivisor = 100;

    /// <summary>How long the hints of a document are ignored after a gap, which shows that they are wrong.</summary>
    private static readonly TimeSpan HintDistrustPeriod = TimeSpan.FromDays(1);

    /// <summary>
    /// The interval after a successful poll: half the previous one when there were new entries, otherwise 1.5 times as long, between
    /// <c>polling.min</c> and <c>polling.interval</c>; up to <c>polling.max</c> when the feed has been silent for long. A configured
    /// interval is kept. Jitter of ±10 % spreads the polls.
    /// </summary>
    public TimeSpan NextInterval(DueFeed feed, FeedOptions? options, bool hasNews, DateTimeOffset now)
    {
        var usual = UsualInterval(options);
        if (options?.Interval is not null)
        {
            return AddJitter(usual);
        }

        var last = feed.IsNew ? polling.Min : feed.Interval ?? usual;
        var next = feed.IsNew ? last : last * (hasNews ? 0.5 : 1.5);
        var most = hasNews ? usual : MaxIntervalAfterSilence(feed, usual, now);
        return AddJitter(next < polling.Min ? polling.Min : next > most ? most : next);
    }

    /// <summary>
    /// The interval grows with the silence, so that the first new entry is late by a small part of it: nothing after a night, an hour
    /// after four days.
    /// </summary>
    private TimeSpan MaxIntervalAfterSilence(DueFeed feed, TimeSpan usual, DateTimeOffset now)
    {
        var wait = (now - feed.LastNewEntryAt) / SilenceDivisor ?? usual;
        return wait < usual ? usual : wait < polling.Max ? wait : Max(usual, polling.Max);
    }

    /// <summary>The interval after a gap: <c>polling.min</c>, unless the operator configured one.</summary>
    public TimeSpan IntervalAfterGap(FeedOptions? options) => AddJitter(options?.Interval is null ? polling.Min : UsualInterval(options));

    /// <summary>
    /// The interval, lengthened to what the server and the document request, at most <c>polling.max</c>. Jitter adds up to 10 % to a
    /// requested interval and never shortens it. An interval configured for a feed takes precedence over the document's hints, not over
    /// the server's cache headers.
    /// </summary>
    public TimeSpan ApplyMinimum(TimeSpan interval, MinimumInterval floor, FeedOptions? options, DateTimeOffset? gapAt, DateTimeOffset now)
    {
        var wished = floor.Extend(interval, now, UsesHints(options, gapAt, now), MaxInterval(options));
        return wished > interval ? wished * (1 + (0.1 * random.NextDouble())) : interval;
    }

    /// <summary>
    /// The delay after a failure: doubled at each consecutive one, at most <c>polling.max</c>, and never shorter than Retry-After.
    /// </summary>
    public DateTimeOffset NextAttemptAfterFailure(FeedOptions? feed, int failures, TimeSpan? retryAfter, DateTimeOffset now)
    {
        var backoff =
            TimeSpan.FromTicks((long)Math.Min(MaxInterval(feed).Ticks, polling.Min.Ticks * Math.Pow(2, Math.Min(failures - 1, 30))));
        var asked = CapRetryAfter(retryAfter ?? TimeSpan.Zero);
        return now + (asked > backoff ? asked : AddJitter(backoff));
    }

    public static TimeSpan CapRetryAfter(TimeSpan asked) => asked < MaxRetryAfter ? asked : MaxRetryAfter;

    /// <summary>Whether an entry without a date must have appeared since the last poll.</summary>
    public bool WasPolledReliably(DueFeed feed, FeedOptions? options, DateTimeOffset now) =>
        feed.LastOkAt is { } last
        && (now - last <= 1.5 * feed.FallbackInterval
            || now - last <= 3 * feed.MinimumInterval.Extend(Max(UsualInterval(options), feed.Interval ?? TimeSpan.Zero), last,
                UsesHints(options, feed.LastGapAt, last), MaxInterval(options)) + TimeSpan.FromMinutes(1));

    private static bool UsesHints(FeedOptions? options, DateTimeOffset? gapAt, DateTimeOffset now) =>
        options?.Interval is null && !(now - gapAt < HintDistrustPeriod);

    private TimeSpan UsualInterval(FeedOptions? feed)
    {
        var wanted = feed?.Interval ?? polling.Interval;
        return wanted < polling.Min ? polling.Min : wanted > polling.Max ? polling.Max : wanted;
    }

    private TimeSpan MaxInterval(FeedOptions? feed) => Max(UsualInterval(feed), polling.Max);

    private static TimeSpan Max(TimeSpan one, TimeSpan other) => one > other ? one : other;

    private TimeSpan AddJitter(TimeSpan span) => span * (0.9 + (0.2 * random.NextDouble()));
}
