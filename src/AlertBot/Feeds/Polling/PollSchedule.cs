namespace AlertBot.Feeds.Polling;

/// <summary>Decides when a feed is polled next.</summary>
internal sealed class PollSchedule(PollingOptions polling, Random random)
{
    /// <summary>Longest pause accepted from one Retry-After header.</summary>
    private static readonly TimeSpan MaxRetryAfter = TimeSpan.FromDays(1);

    /// <summary>
    /// The longest interval of a silent feed is its silence divided by this number, so the first new entry is late by at most 1 % of
    /// the silence: an interval of an hour is reached after 100 hours without a new entry.
    /// </summary>
    private const int SilenceDivisor = 100;

    /// <summary>How long the hints of a document are ignored after a gap, which shows that they are wrong.</summary>
    private static readonly TimeSpan HintDistrustPeriod = TimeSpan.FromDays(1);

    /// <summary>
    /// The interval after a successful poll. New entries halve the previous interval; without any it grows by half. It stays between
    /// <c>polling.min</c> and <c>polling.interval</c>, and may reach <c>polling.max</c> when the feed has been silent for long. An
    /// interval configured for the feed is kept. Jitter of ±10 % spreads the polls.
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

    /// <summary>The longest interval of a feed without new entries: see <see cref="SilenceDivisor"/>.</summary>
    private TimeSpan MaxIntervalAfterSilence(DueFeed feed, TimeSpan usual, DateTimeOffset now)
    {
        var wait = (now - feed.LastNewEntryAt) / SilenceDivisor ?? usual;
        return wait < usual ? usual : wait < polling.Max ? wait : Max(usual, polling.Max);
    }

    /// <summary>The interval after a gap: <c>polling.min</c>, unless the operator configured one.</summary>
    public TimeSpan IntervalAfterGap(FeedOptions? options) => AddJitter(options?.Interval is null ? polling.Min : UsualInterval(options));

    /// <summary>
    /// Lengthens the interval to the minimum that the server (cache headers) or the document (<c>ttl</c> and similar hints) requests, at
    /// most <c>polling.max</c>. Jitter adds up to 10 % to a requested interval and never shortens it. An interval configured for the feed
    /// overrides the hints of the document, but not the cache headers.
    /// </summary>
    public TimeSpan ApplyMinimum(TimeSpan interval, MinimumInterval floor, FeedOptions? options, DateTimeOffset? gapAt, DateTimeOffset now)
    {
        var wished = floor.Extend(interval, now, UsesHints(options, gapAt, now), MaxInterval(options));
        return wished > interval ? wished * (1 + (0.1 * random.NextDouble())) : interval;
    }

    /// <summary>
    /// The time of the next attempt after a failure. The delay doubles with each consecutive failure up to <c>polling.max</c>, and is
    /// never shorter than Retry-After.
    /// </summary>
    public DateTimeOffset NextAttemptAfterFailure(FeedOptions? feed, int failures, TimeSpan? retryAfter, DateTimeOffset now)
    {
        var backoff =
            TimeSpan.FromTicks((long)Math.Min(MaxInterval(feed).Ticks, polling.Min.Ticks * Math.Pow(2, Math.Min(failures - 1, 30))));
        var asked = CapRetryAfter(retryAfter ?? TimeSpan.Zero);
        return now + (asked > backoff ? asked : AddJitter(backoff));
    }

    public static TimeSpan CapRetryAfter(TimeSpan asked) => asked < MaxRetryAfter ? asked : MaxRetryAfter;

    /// <summary>
    /// Whether the last successful poll is so recent that an entry seen now for the first time must have been published since. It dates
    /// entries that have no date.
    /// </summary>
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
