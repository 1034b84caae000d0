namespace AlertBot.Chat.Slack;

/// <summary>
/// Says when a call may go out: so many of a method in a minute, one message a second for a channel, pauses that Slack asked for.
/// Waiting is fair: of the calls that may go, the one that came first goes.
/// </summary>
internal sealed class SlackPace : IDisposable
{
    /// <summary>How many channels and addresses are remembered before idle ones are forgotten.</summary>
    private const int Many = 2_000;

    private readonly Lock _lock = new();
    private readonly TimeProvider _time;
    private readonly long _start;
    private readonly ITimer _timer;
    private readonly LinkedList<Waiter> _waiting = new();
    private readonly Dictionary<string, SlackWindow> _windows = new(StringComparer.Ordinal);

    public SlackPace(TimeProvider time)
    {
        _time = time;
        _start = time.GetTimestamp();
        _timer = time.CreateTimer(_ => OnTimer(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>By its own clock, which only goes forward.</summary>
    public TimeSpan Now => _time.GetElapsedTime(_start);

    /// <returns>Null: it may go out now, and <see cref="Return"/> must follow. Else how long it would have to wait at least, longer than its patience.</returns>
    public Task<TimeSpan?> TakeAsync(SlackCall call, TimeSpan patience, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            var now = Now;
            var waiter = new Waiter(WindowsOf(call), now + patience);
            waiter.Node = _waiting.AddLast(waiter);
            if (cancellationToken.CanBeCanceled)
            {
                waiter.Cancellation = cancellationToken.UnsafeRegister(_ => Cancel(waiter, cancellationToken), null);
            }

            Grant(now);
            return waiter.Turn.Task;
        }
    }

    /// <summary>The call came to an end.</summary>
    /// <param name="limit">Slack asked for it: no call of the method until it is over.</param>
    public void Return(SlackCall call, TimeSpan? limit)
    {
        lock (_lock)
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

            Grant(now);
        }
    }

    /// <returns>How long the call's channel takes no message; zero for calls that post none.</returns>
    public TimeSpan Pause(SlackCall call)
    {
        lock (_lock)
        {
            return IsPost(call) ? WindowsOf(call)[^1].Wait(Now) ?? SlackTiers.BetweenPosts : TimeSpan.Zero;
        }
    }

    public void Dispose() => _timer.Dispose();

    private void Grant(TimeSpan now)
    {
        TimeSpan? next = null;
        for (var node = _waiting.First; node is not null;)
        {
            var (waiter, following) = (node.Value, node.Next);
            var wait = waiter.Wait(now);
            if (wait == TimeSpan.Zero)
            {
                waiter.Take(now);
                End(waiter, null);
            }
            else if (now >= waiter.Deadline || (wait is { } known && now + known > waiter.Deadline))
            {
                End(waiter, wait ?? SlackTiers.BetweenPosts);
            }
            else
            {
                var wake = wait ?? (waiter.Deadline - now);
                next = next is null || wake < next ? wake : next;
            }

            node = following;
        }

        // A timer counts whole milliseconds and must not come before its time.
        _timer.Change(next is { } soon ? soon + TimeSpan.FromMilliseconds(1) : Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    private void OnTimer()
    {
        lock (_lock)
        {
            Grant(Now);
        }
    }

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
        var used = _waiting.SelectMany(waiter => waiter.Windows).ToHashSet();
        foreach (var (name, _) in _windows.Where(pair => pair.Value.IsIdle(now) && !used.Contains(pair.Value)).ToList())
        {
            _windows.Remove(name);
        }
    }

    private void End(Waiter waiter, TimeSpan? tooLong)
    {
        _waiting.Remove(waiter.Node!);
        waiter.Node = null;
        waiter.Cancellation.Unregister();
        waiter.Turn.TrySetResult(tooLong);
    }

    private void Cancel(Waiter waiter, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            if (waiter.Node is not null)
            {
                _waiting.Remove(waiter.Node);
                waiter.Node = null;
                waiter.Turn.TrySetCanceled(cancellationToken);
            }
        }
    }

    /// <summary>A call that waits for its turn.</summary>
    private sealed class Waiter(SlackWindow[] windows, TimeSpan deadline)
    {
        public SlackWindow[] Windows { get; } = windows;

        public TimeSpan Deadline { get; } = deadline;

        public TaskCompletionSource<TimeSpan?> Turn { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        /// <summary>Null once it has its answer.</summary>
        public LinkedListNode<Waiter>? Node { get; set; }

        public CancellationTokenRegistration Cancellation { get; set; }

        /// <returns>The longest of its windows; null: one waits for an answer, and none for longer than that may take.</returns>
        public TimeSpan? Wait(TimeSpan now)
        {
            TimeSpan? longest = TimeSpan.Zero;
            foreach (var window in Windows)
            {
                var wait = window.Wait(now);
                longest = wait is null || longest is null ? null : wait > longest ? wait : longest;
            }

            return longest;
        }

        public void Take(TimeSpan now)
        {
            foreach (var window in Windows)
            {
                window.Take(now);
            }
        }
    }
}
