using AlertBot.Chat.Platforms;

namespace AlertBot.Chat.Discord.Api;

/// <summary>
/// One of Discord's limits, for one channel, guild or webhook, as its headers told. Times are those of the pace's own clock.
/// </summary>
internal sealed class DiscordRateLimitBucket
{
    private int _limit;
    private int _remaining;
    private TimeSpan _resetAt;
    private TimeSpan _blockedUntil;
    private bool _isKnown;
    private bool _isUnlimited;

    /// <summary>Requests that went out and have no answer yet.</summary>
    public int InFlight { get; private set; }

    public TimeSpan LastUsed { get; private set; }

    /// <returns>How long the next request waits; zero: not at all; null: for an answer.</returns>
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

        // Until its first answer nobody knows how much the limit takes.
        if (!_isKnown)
        {
            return InFlight == 0 ? TimeSpan.Zero : null;
        }

        // What is on its way may be counted in the window before or in the new one.
        var left = now >= _resetAt ? _limit - InFlight : _remaining;
        return left > 0 ? TimeSpan.Zero : now >= _resetAt ? null : _resetAt - now;
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

    /// <summary>The request came to an end, with these headers or, after a failure, with none.</summary>
    /// <param name="isLimited">It was a 429.</param>
    public void Release(RateLimitHeaders? limits, bool isLimited, TimeSpan now)
    {
        InFlight--;
        LastUsed = now;
        if (limits is { Limit: { } limit, Remaining: { } remaining, ResetAfter: { } resetAfter })
        {
            // With others on their way the answers may come in another order than they were counted.
            var alone = InFlight == 0 || !_isKnown;
            _remaining = alone ? remaining : Math.Min(_remaining, remaining);
            _resetAt = alone || now + resetAfter > _resetAt ? now + resetAfter : _resetAt;
            _limit = Math.Max(limit, 1);
            (_isKnown, _isUnlimited) = (true, false);
        }
        else if (limits is not null && !isLimited && !_isKnown)
        {
            _isUnlimited = true;
        }
    }

    /// <summary>Discord refused a request for now.</summary>
    public void BlockUntil(TimeSpan until) => _blockedUntil = until > _blockedUntil ? until : _blockedUntil;

    /// <summary>Requests that were counted under another name before Discord gave this one.</summary>
    public void AbsorbInFlight(DiscordRateLimitBucket other) => (InFlight, other.InFlight) = (InFlight + other.InFlight, 0);

    /// <summary>Holds nothing that a new one would not find out.</summary>
    public bool IsIdle(TimeSpan now, TimeSpan since) => InFlight == 0 && now >= _resetAt && now >= _blockedUntil && now - LastUsed >= since;
}
