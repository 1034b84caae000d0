using AlertBot.Chat.Platforms;

namespace AlertBot.Chat.Slack.Api;

/// <summary>
/// Delays calls so that they stay within Slack's limits: calls of a method per minute, one message a second in a channel, and the pauses
/// that a 429 asks for.
/// </summary>
internal sealed class SlackRateLimiter : IDisposable
{
    /// <summary>The number of windows from which idle ones are dropped; bounds the memory for channels and addresses.</summary>
    private const int PruneThreshold = 2_000;

    private readonly RateLimitQueue<SlidingWindow[]> _queue;
    private readonly Dictionary<string, SlidingWindow> _windows = new(StringComparer.Ordinal);

    public SlackRateLimiter(TimeProvider time) =>
        _queue = new RateLimitQueue<SlidingWindow[]>(time, LongestWait, AcquireAll, SlackRateLimitTiers.MinPostInterval);

    /// <summary>The limiter's monotonic clock.</summary>
    public TimeSpan Now => _queue.Now;

    /// <returns>
    /// Null: the call may be sent now, and <see cref="Release"/> must follow. Otherwise the minimum wait, which is longer than
    /// <paramref name="maxWait"/>.
    /// </returns>
    public Task<TimeSpan?> AcquireAsync(SlackCall call, TimeSpan maxWait, CancellationToken cancellationToken)
    {
        lock (_queue.Lock)
        {
            return _queue.AcquireAsync(WindowsFor(call), maxWait, cancellationToken);
        }
    }

    /// <summary>The call has ended.</summary>
    /// <param name="retryAfter">The delay of a 429, during which no call of the method is sent. Null: no 429.</param>
    public void Release(SlackCall call, TimeSpan? retryAfter)
    {
        lock (_queue.Lock)
        {
            var now = Now;
            var windows = WindowsFor(call);
            foreach (var window in windows)
            {
                window.Release(now);
            }

            if (retryAfter is { } delay)
            {
                windows[0].BlockUntil(now + delay);
            }

            _queue.GrantReady();
        }
    }

    /// <returns>The time until the call's channel accepts the next message; zero for calls that do not post.</returns>
    public TimeSpan NextRequestDelay(SlackCall call)
    {
        lock (_queue.Lock)
        {
            return IsPost(call) ? WindowsFor(call)[^1].GetWait(Now) ?? SlackRateLimitTiers.MinPostInterval : TimeSpan.Zero;
        }
    }

    public void Dispose() => _queue.Dispose();

    private static bool IsPost(SlackCall call) => call is { Method: SlackRateLimitTiers.PostMessage, Channel: not null };

    /// <returns>The window of the method first, to which a 429 applies.</returns>
    private SlidingWindow[] WindowsFor(SlackCall call)
    {
        if (_windows.Count >= PruneThreshold)
        {
            PruneIdle(Now);
        }

        // Slack documents no rate limit for a response_url: only a 429 limits it, each address on its own.
        if (call.IsResponse)
        {
            return [GetOrAddWindow($"{call.Method} {call.Channel}", int.MaxValue, TimeSpan.Zero)];
        }

        var method = GetOrAddWindow($"{call.Method} {call.UsesAppToken}", SlackRateLimitTiers.CallsPerMinute(call.Method),
            SlackRateLimitTiers.WindowLength);
        return IsPost(call) ? [method, GetOrAddWindow($"to {call.Channel}", 1, SlackRateLimitTiers.MinPostInterval)] : [method];
    }

    private SlidingWindow GetOrAddWindow(string name, int maxCalls, TimeSpan period)
    {
        if (!_windows.TryGetValue(name, out var window))
        {
            _windows[name] = window = new SlidingWindow(maxCalls, period);
        }

        return window;
    }

    private void PruneIdle(TimeSpan now)
    {
        var waitedFor = _queue.WaitingRequests.SelectMany(windows => windows).ToHashSet();
        foreach (var (name, _) in _windows.Where(pair => pair.Value.IsIdle(now) && !waitedFor.Contains(pair.Value)).ToList())
        {
            _windows.Remove(name);
        }
    }

    /// <returns>The longest wait of all windows; null: one of them waits for a call in flight to end.</returns>
    private static TimeSpan? LongestWait(SlidingWindow[] windows, TimeSpan now)
    {
        TimeSpan? longest = TimeSpan.Zero;
        foreach (var window in windows)
        {
            var wait = window.GetWait(now);
            longest = wait is null || longest is null ? null : wait > longest ? wait : longest;
        }

        return longest;
    }

    private static void AcquireAll(SlidingWindow[] windows, TimeSpan now)
    {
        foreach (var window in windows)
        {
            window.Acquire(now);
        }
    }
}
