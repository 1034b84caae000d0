namespace AlertBot.Chat.Platforms;

/// <summary>
/// Holds requests back until a platform's rate limits allow them. Of the requests that are allowed, the one that waits longest is granted
/// first. The functions that decide are called under <see cref="Lock"/>.
/// </summary>
/// <typeparam name="T">The request, or the limits that it counts against.</typeparam>
internal sealed class RateLimitQueue<T> : IDisposable
{
    private readonly TimeProvider _time;
    private readonly Func<T, TimeSpan, TimeSpan?> _getWait;
    private readonly Action<T, TimeSpan> _acquire;
    private readonly TimeSpan _unknownWait;
    private readonly long _start;
    private readonly ITimer _timer;
    private readonly LinkedList<Waiter> _waiters = new();

    /// <param name="getWait">How long a request has to wait at least; zero: not at all; null: until another request got its
    /// response.</param>
    /// <param name="acquire">Counts a request that is sent now.</param>
    /// <param name="unknownWait">The result for a request that waited for a response for too long.</param>
    public RateLimitQueue(TimeProvider time, Func<T, TimeSpan, TimeSpan?> getWait, Action<T, TimeSpan> acquire, TimeSpan unknownWait)
    {
        _time = time;
        _getWait = getWait;
        _acquire = acquire;
        _unknownWait = unknownWait;
        _start = time.GetTimestamp();
        _timer = time.CreateTimer(_ => OnTimer(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    public Lock Lock { get; } = new();

    /// <summary>The time since the queue was created, by a clock that only goes forward.</summary>
    public TimeSpan Now => _time.GetElapsedTime(_start);

    /// <summary>Call it under the lock.</summary>
    public IEnumerable<T> WaitingRequests => _waiters.Select(waiter => waiter.Request);

    /// <returns>Null: the request may be sent now. Else how long it would have to wait, which is longer than
    /// <paramref name="maxWait"/>.</returns>
    public Task<TimeSpan?> AcquireAsync(T request, TimeSpan maxWait, CancellationToken cancellationToken)
    {
        lock (Lock)
        {
            var waiter = new Waiter(request, Now + maxWait);
            waiter.Node = _waiters.AddLast(waiter);
            if (cancellationToken.CanBeCanceled)
            {
                waiter.Cancellation = cancellationToken.UnsafeRegister(_ => Cancel(waiter, cancellationToken), null);
            }

            GrantReady();
            return waiter.Result.Task;
        }
    }

    /// <summary>Grants the requests that are allowed now. Call it under the lock, after anything that may allow a request.</summary>
    public void GrantReady()
    {
        var now = Now;
        TimeSpan? next = null;
        for (var node = _waiters.First; node is not null;)
        {
            var waiter = node.Value;
            var following = node.Next;
            var wait = _getWait(waiter.Request, now);
            if (wait == TimeSpan.Zero)
            {
                _acquire(waiter.Request, now);
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

        // A timer counts whole milliseconds: one more, so that it never fires too early.
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

    private void Complete(Waiter waiter, TimeSpan? result)
    {
        _waiters.Remove(waiter.Node!);
        waiter.Node = null;
        waiter.Cancellation.Unregister();
        waiter.Result.TrySetResult(result);
    }

    private void Cancel(Waiter waiter, CancellationToken cancellationToken)
    {
        lock (Lock)
        {
            if (waiter.Node is not null)
            {
                _waiters.Remove(waiter.Node);
                waiter.Node = null;
                waiter.Result.TrySetCanceled(cancellationToken);
            }
        }
    }

    private sealed class Waiter(T request, TimeSpan deadline)
    {
        public T Request { get; } = request;

        public TimeSpan Deadline { get; } = deadline;

        public TaskCompletionSource<TimeSpan?> Result { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        /// <summary>Null once the request has its result.</summary>
        public LinkedListNode<Waiter>? Node { get; set; }

        public CancellationTokenRegistration Cancellation { get; set; }
    }
}
