namespace AlertBot.Testing.Slack.WebApi;

/// <summary>Slack's rate limits: https://docs.slack.dev/apis/web-api/rate-limits</summary>
internal sealed class LoopbackSlackRateLimits(LoopbackSlack slack)
{
    /// <summary>Tolerated early calls: the client's timers may fire slightly early.</summary>
    private static readonly TimeSpan Tolerance = TimeSpan.FromMilliseconds(10);

    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    private readonly Lock _lock = new();
    private readonly Dictionary<string, Queue<long>> _minutes = [];
    private readonly Dictionary<string, (double Remaining, long At)> _channels = [];
    private readonly Dictionary<string, long> _retryAt = [];

    /// <summary>False: only injected faults cause a 429.</summary>
    public bool IsEnforced { get; set; } = true;

    /// <summary>
    /// The number of messages that one channel accepts at once, before the limit of one per second: “generally allows posting one message
    /// per second per channel”, “short bursts &gt;1 allowed”. 1: no burst, to test that the client keeps the limit.
    /// </summary>
    public double ChannelBurst { get; set; } = 3;

    /// <summary>“Several hundred messages per minute” in a workspace: https://docs.slack.dev/apis/web-api/rate-limits#messages</summary>
    public int WorkspaceMessagesPerMinute { get; set; } = 300;

    /// <summary>
    /// Calls per minute by tier. Slack documents 1+, 20+, 50+ and 100+ and tolerates bursts, here of a tenth. Tier 1 has ten, because two
    /// connections are opened at startup and again after a fault. Tier 0 is for special limits, “hundreds”.
    /// </summary>
    public int[] CallsPerMinuteByTier { get; } = [300, 10, 22, 55, 110];

    /// <summary>The number of responses with 429, including injected ones.</summary>
    public int LimitedCount { get; private set; }

    /// <summary>Counts a call. Returns the time that it has to wait; null: it is allowed.</summary>
    public TimeSpan? Consume(LoopbackSlackMethod method, string? channel)
    {
        lock (_lock)
        {
            var now = slack.Time.GetTimestamp();
            if (RecordEarlyCall(method.Name, now) is { } remaining)
            {
                LimitedCount++;
                return remaining;
            }

            var wait = IsEnforced ? TimeUntilAllowed(method, channel, now) : null;
            if (wait is { } time)
            {
                RecordRetryAfter(method.Name, time, now);
            }

            return wait;
        }
    }

    /// <summary>Records a violation if a call comes too early, without counting it.</summary>
    public void CheckEarlyCall(string method)
    {
        lock (_lock)
        {
            RecordEarlyCall(method, slack.Time.GetTimestamp());
        }
    }

    /// <summary>Records an injected 429, and a violation if this call came too early as well.</summary>
    public void RecordRetryAfter(string method, TimeSpan wait)
    {
        lock (_lock)
        {
            var now = slack.Time.GetTimestamp();
            RecordEarlyCall(method, now);
            RecordRetryAfter(method, wait, now);
        }
    }

    /// <summary>Retry-After is in whole seconds: https://docs.slack.dev/apis/web-api/rate-limits#responding</summary>
    public static TimeSpan RoundUpToSeconds(TimeSpan wait) => TimeSpan.FromSeconds(Math.Max(1, Math.Ceiling(wait.TotalSeconds)));

    private void RecordRetryAfter(string method, TimeSpan wait, long now)
    {
        LimitedCount++;
        _retryAt[method] = now + (long)(RoundUpToSeconds(wait).TotalSeconds * slack.Time.TimestampFrequency);
    }

    /// <returns>The remaining wait of the method; null: none.</returns>
    private TimeSpan? RecordEarlyCall(string method, long now)
    {
        var remaining = TimeSpan.FromSeconds((double)(_retryAt.GetValueOrDefault(method, now) - now) / slack.Time.TimestampFrequency);
        if (remaining <= Tolerance)
        {
            return null;
        }

        slack.AddViolation($"{method}: called {remaining.TotalSeconds:0.000} s before Retry-After was over");
        return remaining;
    }

    private TimeSpan? TimeUntilAllowed(LoopbackSlackMethod method, string? channel, long now)
    {
        var isMessage = method.Name == "chat.postMessage";
        var maxCalls = isMessage ? WorkspaceMessagesPerMinute : CallsPerMinuteByTier[method.Tier];
        var calls = RecentCalls(method.Name, now);
        if (calls.Count >= maxCalls)
        {
            return Minute - slack.Time.GetElapsedTime(calls.Peek(), now);
        }

        if (isMessage && channel is not null && ConsumeChannel(channel, now) is { } wait)
        {
            return wait;
        }

        calls.Enqueue(now);
        return null;
    }

    private Queue<long> RecentCalls(string method, long now)
    {
        if (!_minutes.TryGetValue(method, out var calls))
        {
            _minutes[method] = calls = new Queue<long>();
        }

        while (calls.TryPeek(out var first) && slack.Time.GetElapsedTime(first, now) >= Minute - Tolerance)
        {
            calls.Dequeue();
        }

        return calls;
    }

    /// <summary>A leaky bucket that drains one message per second.</summary>
    private TimeSpan? ConsumeChannel(string channel, long now)
    {
        var remaining = _channels.TryGetValue(channel, out var last)
            ? Math.Min(ChannelBurst, last.Remaining + slack.Time.GetElapsedTime(last.At, now).TotalSeconds)
            : ChannelBurst;
        var isAllowed = remaining >= 1 - Tolerance.TotalSeconds;
        _channels[channel] = (isAllowed ? remaining - 1 : remaining, now);
        return isAllowed ? null : TimeSpan.FromSeconds(1 - remaining);
    }
}
