namespace AlertBot.Chat.Slack;

/// <summary>
/// Says when a call may go out: so many of a method in a minute, one message a second for a channel, pauses that Slack asked for.
/// </summary>
internal sealed class SlackPace : IDisposable
{
    /// <summary>How many channels and addresses are remembered before idle ones are forgotten.</summary>
    private const int Many = 2_000;

    private readonly TurnQueue<SlackWindow[]> _turns;
    private readonly Dictionary<string, SlackWindow> _windows = new(StringComparer.Ordinal);

    public SlackPace(TimeProvider time) => _turns = new TurnQueue<SlackWindow[]>(time, Wait, Take, SlackTiers.BetweenPosts);

    /// <summary>By its own clock, which only goes forward.</summary>
    public TimeSpan Now => _turns.Now;

    /// <returns>Null: it may go out now, and <see cref="Return"/> must follow. Else how long it would have to wait at least, longer than its patience.</returns>
    public Task<TimeSpan?> TakeAsync(SlackCall call, TimeSpan patience, CancellationToken cancellationToken)
    {
        lock (_turns.Lock)
        {
            return _turns.TakeAsync(WindowsOf(call), patience, cancellationToken);
        }
    }

    /// <summary>The call came to an end.</summary>
    /// <param name="limit">Slack asked for it: no call of the method until it is over.</param>
    public void Return(SlackCall call, TimeSpan? limit)
    {
        lock (_turns.Lock)
        {
            var now = Now;
            var windows = WindowsOf(call);
            foreach (var window in windows)
            {
                window.Return(now);
            }

            if (limit is { } delay)
            {
                windows[0].Block(now + delay);
            }

            _turns.Grant();
        }
    }

    /// <returns>How long the call's channel takes no message; zero for calls that post none.</returns>
    public TimeSpan Pause(SlackCall call)
    {
        lock (_turns.Lock)
        {
            return IsPost(call) ? WindowsOf(call)[^1].Wait(Now) ?? SlackTiers.BetweenPosts : TimeSpan.Zero;
        }
    }

    public void Dispose() => _turns.Dispose();

    private static bool IsPost(SlackCall call) => call is { Method: SlackTiers.Post, Channel: not null };

    /// <returns>The method's first, which a 429 is about.</returns>
    private SlackWindow[] WindowsOf(SlackCall call)
    {
        if (_windows.Count >= Many)
        {
            Forget(Now);
        }

        // Slack says nothing of how many answers a response_url takes in a second: only its 429 holds, each address for itself.
        if (call.Method == SlackResponse.Method)
        {
            return [Window($"{call.Method} {call.Channel}", int.MaxValue, TimeSpan.Zero)];
        }

        var method = Window($"{call.Method} {call.IsOfApp}", SlackTiers.Of(call.Method), SlackTiers.Length);
        return IsPost(call) ? [method, Window($"to {call.Channel}", 1, SlackTiers.BetweenPosts)] : [method];
    }

    private SlackWindow Window(string name, int most, TimeSpan length)
    {
        if (!_windows.TryGetValue(name, out var window))
        {
            _windows[name] = window = new SlackWindow(most, length);
        }

        return window;
    }

    private void Forget(TimeSpan now)
    {
        var used = _turns.Waiting.SelectMany(windows => windows).ToHashSet();
        foreach (var (name, _) in _windows.Where(pair => pair.Value.IsIdle(now) && !used.Contains(pair.Value)).ToList())
        {
            _windows.Remove(name);
        }
    }

    /// <returns>The longest of the windows; null: one waits for an answer, and none for longer than that may take.</returns>
    private static TimeSpan? Wait(SlackWindow[] windows, TimeSpan now)
    {
        TimeSpan? longest = TimeSpan.Zero;
        foreach (var window in windows)
        {
            var wait = window.Wait(now);
            longest = wait is null || longest is null ? null : wait > longest ? wait : longest;
        }

        return longest;
    }

    private static void Take(SlackWindow[] windows, TimeSpan now)
    {
        foreach (var window in windows)
        {
            window.Take(now);
        }
    }
}
