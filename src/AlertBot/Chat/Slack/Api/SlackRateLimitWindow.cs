namespace AlertBot.Chat.Slack.Api;

/// <summary>A sliding window: one rate limit of Slack's. All times are those of <see cref="SlackRateLimiter.Now"/>.</summary>
/// <param name="maxCalls">Limits the calls within <paramref name="length"/>.</param>
internal sealed class SlackRateLimitWindow(int maxCalls, TimeSpan length)
{
    private readonly Queue<TimeSpan> _completed = new();
    private TimeSpan _blockedUntil;
    private TimeSpan _lastUsed;
    private int _inFlight;

    /// <returns>The minimum wait of the next call; zero: none; null: until a call in flight has ended.</returns>
    public TimeSpan? GetWait(TimeSpan now)
    {
        if (_blockedUntil > now)
        {
            return _blockedUntil - now;
        }

        while (_completed.TryPeek(out var first) && now - first >= length)
        {
            _completed.Dequeue();
        }

        return _inFlight + _completed.Count < maxCalls ? TimeSpan.Zero
            : _completed.TryPeek(out var oldest) ? oldest + length - now
            : null;
    }

    public void Acquire(TimeSpan now)
    {
        _inFlight++;
        _lastUsed = now;
    }

    /// <summary>
    /// The call has ended. It counts from now, so that a slow request cannot put more calls than allowed into a window of Slack's clock.
    /// </summary>
    public void Release(TimeSpan now)
    {
        _inFlight--;
        _lastUsed = now;
        if (length > TimeSpan.Zero)
        {
            _completed.Enqueue(now);
        }
    }

    /// <summary>Allows no call before the given time, after a 429.</summary>
    public void BlockUntil(TimeSpan until) => _blockedUntil = until > _blockedUntil ? until : _blockedUntil;

    /// <summary>True: the window holds no information that a new one would lack, so it can be dropped.</summary>
    public bool IsIdle(TimeSpan now) => _inFlight == 0 && now >= _blockedUntil && now - _lastUsed >= length;
}
