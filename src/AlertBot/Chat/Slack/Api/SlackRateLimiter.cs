using AlertBot.Chat.Platforms;

namespace AlertBot.Chat.Slack.Api;

/// <summary>
/// Says when a call may go out: so many of a method in a minute, one message a second for a channel, pauses that Slack asked for.
/// </summary>
internal sealed class SlackRateLimiter : IDisposable
{
    /// <summary>How many channels and addresses are remembered before idle ones are forgotten.</summary>
    private const int PruneThreshold = 2_000;

    private readonly RateLimitQueue<SlackRateLimitWindow[]> _queue;
    private readonly Dictionary<string, SlackRateLimitWindow> _windows = new(StringComparer.Ordinal);

    public SlackRateLimiter(TimeProvider time) =>
        _queue = new RateLimitQueue<SlackRateLimitWindow[]>(time, LongestWait, AcquireAll, SlackRateLimitTiers.MinPostInterval);

    /// <summary>By its own clock, which only goes forward.</summary>
    public TimeSpan Now => _queue.Now;

    /// <returns>Null: it may go out now, and <see cref="Release"/> must follow. Else how long it would have to wait at least, longer than
    /// its patience.</returns>
    public Task<TimeSpan?> AcquireAsync(SlackCall call, TimeSpan patience, CancellationToken cancellationToken)
    {
        lock (_queue.Lock)
        {
            return _queue.AcquireAsync(WindowsFor(call), patience, cancellationToken);
        }
    }

    /// <summary>The call came to an end.</summary>
    /// <param name="limit">Slack asked for it: no call of the method until it is over.</param>
    public void Release(SlackCall call, TimeSpan? limit)
    {
        lock (_queue.Lock)
        {
            var now = Now;
            var windows = WindowsFor(call);
            foreach (var window in windows)
            {
                window.Release(now);
            }

            if (limit is { } delay)
            {
                windows[0].BlockUntil(now + delay);
            }

            _queue.GrantReady();
        }
    }

    /// <returns>How long the call's channel takes no message; zero for calls that post none.</returns>
    public TimeSpan NextPostDelay(SlackCall call)
    {
        lock (_queue.Lock)
        {
            return IsPost(call) ? WindowsFor(call)[^1].GetWait(Now) ?? SlackRateLimitTiers.MinPostInterval : TimeSpan.Zero;
        }
    }

    public void Dispose() => _queue.Dispose();

    private static bool IsPost(SlackCall call) => call is { Method: SlackRateLimitTiers.PostMessage, Channel: not null };

    /// <returns>The method's first, which a 429 is about.</returns>
    private SlackRateLimitWindow[] WindowsFor(SlackCall call)
    {
        if (_windows.Count >= PruneThreshold)
        {
            PruneIdle(Now);
        }

        // Slack says nothing of how many answers a response_url takes in a second: only its 429 holds, each address for itself.
        if (call.Method == SlackResponseUrl.MethodName)
        {
            return [GetOrAddWindow($"{call.Method} {call.Channel}", int.MaxValue, TimeSpan.Zero)];
        }

        var method = GetOrAddWindow($"{call.Method} {call.UsesAppToken}", SlackRateLimitTiers.CallsPerMinute(call.Method),
            SlackRateLimitTiers.WindowLength);
        return IsPost(call) ? [method, GetOrAddWindow($"to {call.Channel}", 1, SlackRateLimitTiers.MinPostInterval)] : [method];
    }

    private SlackRateLimitWindow GetOrAddWindow(string name, int most, TimeSpan length)
    {
        if (!_windows.TryGetValue(name, out var window))
        {
            _windows[name] = window = new SlackRateLimitWindow(most, length);
        }

        return window;
    }

    private void PruneIdle(TimeSpan now)
    {
        var used = _queue.WaitingRequests.SelectMany(windows => windows).ToHashSet();
        foreach (var (name, _) in _windows.Where(pair => pair.Value.IsIdle(now) && !used.Contains(pair.Value)).ToList())
        {
            _windows.Remove(name);
        }
    }

    /// <returns>The longest of the windows; null: one waits for an answer, and none for longer than that may take.</returns>
    private static TimeSpan? LongestWait(SlackRateLimitWindow[] windows, TimeSpan now)
    {
        TimeSpan? longest = TimeSpan.Zero;
        foreach (var window in windows)
        {
            var wait = window.GetWait(now);
            longest = wait is null || longest is null ? null : wait > longest ? wait : longest;
        }

        return longest;
    }

    private static void AcquireAll(SlackRateLimitWindow[] windows, TimeSpan now)
    {
        foreach (var window in windows)
        {
            window.Acquire(now);
        }
    }
}
