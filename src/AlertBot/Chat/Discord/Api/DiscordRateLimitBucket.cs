using AlertBot.Chat.Platforms;

namespace AlertBot.Chat.Discord.Api;

/// <summary>
/// One of Discord's rate limits for one channel, guild or webhook, as its headers describe it. Not thread-safe. Times are those of
/// <see cref="RateLimitQueue{T}.Now"/>.
/// </summary>
internal sealed class DiscordRateLimitBucket
{
    private int _limit;
    private int _remaining;
    private TimeSpan _resetAt;
    private TimeSpan _blockedUntil;
    private bool _isKnown;
    private bool _isUnlimited;

    /// <summary>Requests that were sent and have no response yet.</summary>
    public int InFlight { get; private set; }

    public TimeSpan LastUsed { get; private set; }

    /// <returns>How long the next request has to wait; zero: not at all; null: until a response arrives.</returns>
    public TimeSpan? GetWait(TimeSpan now)
    {
        if (_blockedUntil > now)
        {
            return _blockedUntil - now;
        }

        if (_isUnlimited)
        {
            return TimeSpan.Zero;
        }

        // The first response names the limit: until then one request at a time.
        if (!_isKnown)
        {
            return InFlight == 0 ? TimeSpan.Zero : null;
        }

        // Requests in flight count in this window or in the next: assume the worse.
        var isReset = now >= _resetAt;
        var left = isReset ? _limit - InFlight : _remaining;
        return left > 0 ? TimeSpan.Zero
            : isReset ? null
            : _resetAt - now;
    }

    public void Acquire(TimeSpan now)
    {
        if (_isKnown && now >= _resetAt)
        {
            _remaining = _limit - InFlight;
        }

        InFlight++;
        _remaining--;
        LastUsed = now;
    }

    /// <summary>A request ended.</summary>
    /// <param name="headers">Null: it failed, so that nothing new is known.</param>
    /// <param name="isLimited">The response was a 429.</param>
    public void Release(RateLimitHeaders? headers, bool isLimited, TimeSpan now)
    {
        InFlight--;
        LastUsed = now;
        if (headers is { Limit: { } limit, Remaining: { } remaining, ResetAfter: { } resetAfter })
        {
            // With other requests in flight, responses may arrive in another order than Discord counted the requests.
            var isLatest = InFlight == 0 || !_isKnown;
            _remaining = isLatest ? remaining : Math.Min(_remaining, remaining);
            _resetAt = isLatest || now + resetAfter > _resetAt ? now + resetAfter : _resetAt;
            _limit = Math.Max(limit, 1);
            _isKnown = true;
            _isUnlimited = false;
        }
        else if (headers is not null && !isLimited && !_isKnown)
        {
            _isUnlimited = true;
        }
    }

    /// <summary>Discord answered 429: no request before <paramref name="until"/>.</summary>
    public void BlockUntil(TimeSpan until) => _blockedUntil = until > _blockedUntil ? until : _blockedUntil;

    /// <summary>Takes over requests that were counted in another bucket before Discord named this one.</summary>
    public void AbsorbInFlight(DiscordRateLimitBucket other)
    {
        InFlight += other.InFlight;
        other.InFlight = 0;
    }

    /// <summary>A new bucket would answer the same: this one can be forgotten.</summary>
    public bool IsIdle(TimeSpan now, TimeSpan idleAfter) =>
        InFlight == 0 && now >= _resetAt && now >= _blockedUntil && now - LastUsed >= idleAfter;
}
