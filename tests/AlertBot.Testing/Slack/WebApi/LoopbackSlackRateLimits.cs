namespace AlertBot.Testing.Slack.WebApi;

/// <summary>Slack's rate limits: https://docs.slack.dev/apis/web-api/rate-limits</summary>
internal sealed class LoopbackSlackRateLimits(LoopbackSlack slack)
{
    /// <summary>Timers of a client may fire a little early.</summary>
    private static readonly TimeSpan Tolerance = TimeSpan.FromMilliseconds(10);

    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    private readonly Lock _lock = new();
    private readonly Dictionary<string, Queue<long>> _minutes = [];
    private readonly Dictionary<string, (double Left, long At)> _channels = [];
    private readonly Dictionary<string, long> _retryAt = [];

    /// <summary>False: nothing runs into a limit but what a test wants.</summary>
    public bool IsEnforced { get; set; } = true;

    /// <summary>
    /// Messages for one channel at once before one a second holds: “generally allows posting one message per second per channel”, “short
    /// bursts &gt;1 allowed”. 1: none at all, for proving a client's pace.
    /// </summary>
    public double ChannelBurst { get; set; } = 3;

    /// <summary>“Several hundred messages per minute” in a workspace: https://docs.slack.dev/apis/web-api/rate-limits#messages</summary>
    public int WorkspaceMessagesPerMinute { get; set; } = 300;

    /// <summary>
    /// Calls a minute by tier. The documentation gives 1+, 20+, 50+ and 100+ and tolerates bursts: a tenth here; of tier 1, where two
    /// connections are opened at the start and again after a fault, ten. Tier 0: methods with a limit of their own, “hundreds”.
    /// </summary>
    public int[] CallsPerMinuteByTier { get; } = [300, 10, 22, 55, 110];

    /// <summary>Calls that were answered with 429, those that a test wanted included.</summary>
    public int LimitedCount { get; private set; }

    /// <summary>How long the method has to wait; null: it may go on now, and is counted.</summary>
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

    /// <summary>Of a call that is neither limited nor counted: whether it comes too early.</summary>
    public void CheckEarlyCall(string method)
    {
        lock (_lock)
        {
            RecordEarlyCall(method, slack.Time.GetTimestamp());
        }
    }

    /// <summary>Remembers that the client was told to wait, also where that is a breach again.</summary>
    public void RecordRetryAfter(string method, TimeSpan wait)
    {
        lock (_lock)
        {
            var now = slack.Time.GetTimestamp();
            RecordEarlyCall(method, now);
            RecordRetryAfter(method, wait, now);
        }
    }

    /// <summary>Only whole seconds are told: https://docs.slack.dev/apis/web-api/rate-limits#responding</summary>
    public static TimeSpan RoundUpToSeconds(TimeSpan wait) => TimeSpan.FromSeconds(Math.Max(1, Math.Ceiling(wait.TotalSeconds)));

    private void RecordRetryAfter(string method, TimeSpan wait, long now)
    {
        LimitedCount++;
        _retryAt[method] = now + (long)(RoundUpToSeconds(wait).TotalSeconds * slack.Time.TimestampFrequency);
    }

    /// <returns>How long the method has to wait still; null: it has not.</returns>
    private TimeSpan? RecordEarlyCall(string method, long now)
    {
        var remaining = TimeSpan.FromSeconds((double)(_retryAt.GetValueOrDefault(method, now) - now) / slack.Time.TimestampFrequency);
        if (remaining <= Tolerance)
        {
            return null;
        }

        slack.AddViolation($"{method}: called although Retry-After was not over for {remaining.TotalSeconds:0.000} s");
        return remaining;
    }

    private TimeSpan? TimeUntilAllowed(LoopbackSlackMethod method, string? channel, long now)
    {
        var isMessage = method.Name == "chat.postMessage";
        var most = isMessage ? WorkspaceMessagesPerMinute : CallsPerMinuteByTier[method.Tier];
        var calls = RecentCalls(method.Name, now);
        if (calls.Count >= most)
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

    /// <summary>A bucket that one message a second flows out of.</summary>
    private TimeSpan? ConsumeChannel(string channel, long now)
    {
        var left = _channels.TryGetValue(channel, out var last)
            ? Math.Min(ChannelBurst, last.Left + slack.Time.GetElapsedTime(last.At, now).TotalSeconds) : ChannelBurst;
        var isTaken = left >= 1 - Tolerance.TotalSeconds;
        _channels[channel] = (isTaken ? left - 1 : left, now);
        return isTaken ? null : TimeSpan.FromSeconds(1 - left);
    }
}
