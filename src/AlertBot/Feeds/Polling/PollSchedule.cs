namespace AlertBot.Feeds.Polling;

/// <summary>When a feed is polled next.</summary>
internal sealed class PollSchedule(PollingOptions polling, Random random)
{
    /// <summary>No server can silence a feed for longer with one Retry-After.</summary>
    private static readonly TimeSpan MaxRetryAfter = TimeSpan.FromDays(1);

    private const int SilenceDivisor = 100;

    /// <summary>A gap shows that what the document says of its pace does not hold: so long it does not count.</summary>
    private static readonly TimeSpan HintDistrustPeriod = TimeSpan.FromDays(1);

    /// <summary>
    /// After a poll that answered: half the time when there was news, half as long again when there was none, from the shortest up to the
    /// usual interval; beyond it, up to the longest, where the feed has long been silent. A feed whose interval is set keeps it. A tenth
    /// earlier or later, so that feeds do not march in step.
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
    /// So that the first news after a silence comes late by a small part of it: a night changes nothing, four days make an hour.
    /// </summary>
    private TimeSpan MaxIntervalAfterSilence(DueFeed feed, TimeSpan usual, DateTimeOffset now)
    {
        var wait = (now - feed.LastNewEntryAt) / SilenceDivisor ?? usual;
        return wait < usual ? usual : wait < polling.Max ? wait : Max(usual, polling.Max);
    }

    /// <summary>After a poll that found a gap: the shortest interval, but that an operator set stays.</summary>
    public TimeSpan IntervalAfterGap(FeedOptions? options) => AddJitter(options?.Interval is null ? polling.Min : UsualInterval(options));

    /// <summary>
    /// The interval with what the server and the document ask for, up to the longest interval. Later by up to a tenth where they ask for
    /// more, never earlier. An interval that the operator set for a feed outranks the document, not the server's word on its answer.
    /// </summary>
    public TimeSpan ApplyMinimum(TimeSpan interval, MinimumInterval floor, FeedOptions? options, DateTimeOffset? gapAt, DateTimeOffset now)
    {
        var wished = floor.Extend(interval, now, UsesHints(options, gapAt, now), MaxInterval(options));
        return wished > interval ? wished * (1 + (0.1 * random.NextDouble())) : interval;
    }

    /// <summary>
    /// After a failure: twice the time at each one in a row, up to the longest interval, and never before the server allows.
    /// </summary>
    public DateTimeOffset NextAttemptAfterFailure(FeedOptions? feed, int failures, TimeSpan? retryAfter, DateTimeOffset now)
    {
        var backoff =
            TimeSpan.FromTicks((long)Math.Min(MaxInterval(feed).Ticks, polling.Min.Ticks * Math.Pow(2, Math.Min(failures - 1, 30))));
        var asked = CapRetryAfter(retryAfter ?? TimeSpan.Zero);
        return now + (asked > backoff ? asked : AddJitter(backoff));
    }

    public static TimeSpan CapRetryAfter(TimeSpan asked) => asked < MaxRetryAfter ? asked : MaxRetryAfter;

    /// <summary>Whether an entry without a date can only have appeared since the last poll.</summary>
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
