namespace AlertBot.Chat.Platforms;

/// <summary>
/// Requests that wait until a platform's limits let them go. Waiting is fair: of the requests that may go, the one that came first goes.
/// What says how long one waits is guarded by <see cref="Lock"/>.
/// </summary>
/// <typeparam name="T">What the limits are counted for.</typeparam>
internal sealed class RateLimitQueue<T> : IDisposable
{
    private readonly TimeProvider _time;
    private readonly Func<T, TimeSpan, TimeSpan?> _waitTime;
    private readonly Action<T, TimeSpan> _onGranted;
    private readonly TimeSpan _unknownWait;
    private readonly long _start;
    private readonly ITimer _timer;
    private readonly LinkedList<Waiter> _waiters = new();

    /// <param name="wait">How long a request waits from now at least; zero: not at all; null: for the answer to another.</param>
    /// <param name="take">It goes out now.</param>
    /// <param name="unknown">What is said of a wait for an answer that outlasts its patience.</param>
    public RateLimitQueue(TimeProvider time, Func<T, TimeSpan, TimeSpan?> wait, Action<T, TimeSpan> take, TimeSpan unknown)
    {
        (_time, _waitTime, _onGranted, _unknownWait, _start) = (time, wait, take, unknown, time.GetTimestamp());
        _timer = time.CreateTimer(_ => OnTimer(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    public Lock Lock { get; } = new();

    /// <summary>By its own clock, which only goes forward.</summary>
    public TimeSpan Now => _time.GetElapsedTime(_start);

    /// <summary>Under the lock.</summary>
    public IEnumerable<T> WaitingRequests => _waiters.Select(waiter => waiter.Request);

    /// <returns>Null: it may go out now. Else how long it would have to wait, longer than its patience.</returns>
    public Task<TimeSpan?> AcquireAsync(T request, TimeSpan patience, CancellationToken cancellationToken)
    {
        lock (Lock)
        {
            var waiter = new Waiter(request, Now + patience);
            waiter.Node = _waiters.AddLast(waiter);
            if (cancellationToken.CanBeCanceled)
            {
                waiter.Cancellation = cancellationToken.UnsafeRegister(_ => Cancel(waiter, cancellationToken), null);
            }

            GrantReady();
            return waiter.Granted.Task;
        }
    }

    /// <summary>Under the lock, after anything that may let a request go.</summary>
    public void GrantReady()
    {
        var now = Now;
        TimeSpan? next = null;
        for (var node = _waiters.First; node is not null;)
        {
            var (waiter, following) = (node.Value, node.Next);
            var wait = _waitTime(waiter.Request, now);
            if (wait == TimeSpan.Zero)
            {
                _onGranted(waiter.Request, now);
                Complete(waiter, null);
            }
            else if (now >= waiter.Deadline || (wait is { } known && now + known > waiter.Deadline))
            {
                Complete(waiter, wait ?? _unknownWait);
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

    public void Dispose() => _timer.Dispose();

    private void OnTimer()
    {
        lock (Lock)
        {
            GrantReady();
        }
    }

    private void Complete(Waiter waiter, TimeSpan? tooLong)
    {
        _waiters.Remove(waiter.Node!);
        waiter.Node = null;
        waiter.Cancellation.Unregister();
        waiter.Granted.TrySetResult(tooLong);
    }

    private void Cancel(Waiter waiter, CancellationToken cancellationToken)
    {
        lock (Lock)
        {
            if (waiter.Node is not null)
            {
                _waiters.Remove(waiter.Node);
                waiter.Node = null;
                waiter.Granted.TrySetCanceled(cancellationToken);
            }
        }
    }

    private sealed class Waiter(T request, TimeSpan deadline)
    {
        public T Request { get; } = request;

        public TimeSpan Deadline { get; } = deadline;

        public TaskCompletionSource<TimeSpan?> Granted { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        /// <summary>Null once it has its answer.</summary>
        public LinkedListNode<Waiter>? Node { get; set; }

        public CancellationTokenRegistration Cancellation { get; set; }
    }
}
