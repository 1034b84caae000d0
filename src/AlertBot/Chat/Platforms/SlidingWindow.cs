namespace AlertBot.Chat.Platforms;

/// <summary>
/// A rate limit of a number of requests in a period. Not thread-safe. Times are those of any clock that only goes forward, such as
/// <see cref="RateLimitQueue{T}.Now"/>.
/// </summary>
/// <param name="maxRequests">Limits the requests of one period. A request counts from sending until one period after its response: when
/// in between the platform counts it is not known, so the limit holds by the platform's clock, too.</param>
internal sealed class SlidingWindow(int maxRequests, TimeSpan period)
{
    private readonly RecentEvents _completed = new(period);
    private TimeSpan _blockedUntil;
    private TimeSpan _lastUsed;
    private int _inFlight;

    /// <returns>How long the next request has to wait at least; zero: not at all; null: until a response arrives.</returns>
    public TimeSpan? GetWait(TimeSpan now) =>
        _blockedUntil > now ? _blockedUntil - now
        : _inFlight + _completed.Count(now) < maxRequests ? TimeSpan.Zero
        : _completed.TimeToNextExpiry(now);

    /// <summary>A request is sent.</summary>
    public void Acquire(TimeSpan now) => (_inFlight, _lastUsed) = (_inFlight + 1, now);

    /// <summary>A request got its response, or will get none.</summary>
    public void Release(TimeSpan now)
    {
        _inFlight--;
        _lastUsed = now;
        if (period > TimeSpan.Zero)
        {
            _completed.Add(now);
        }
    }

    /// <summary>The platform answered 429: no request before <paramref name="until"/>.</summary>
    public void BlockUntil(TimeSpan until) => _blockedUntil = until > _blockedUntil ? until : _blockedUntil;

    /// <summary>Whether the window holds no state any more, so that it can be dropped.</summary>
    public bool IsIdle(TimeSpan now) => _inFlight == 0 && now >= _blockedUntil && now - _lastUsed >= period;
}
