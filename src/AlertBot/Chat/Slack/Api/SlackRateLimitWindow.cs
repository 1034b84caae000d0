namespace AlertBot.Chat.Slack.Api;

/// <summary>One of Slack's limits: so many calls in so long. Times are those of the pace's own clock.</summary>
/// <param name="most">Calls within the length.</param>
internal sealed class SlackRateLimitWindow(int most, TimeSpan length)
{
    private readonly Queue<TimeSpan> _completed = new();
    private TimeSpan _blockedUntil;
    private TimeSpan _lastUsed;
    private int _inFlight;

    /// <returns>How long the next call waits at least; zero: not at all; null: for an answer.</returns>
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

        return _inFlight + _completed.Count < most ? TimeSpan.Zero
            : _completed.TryPeek(out var oldest) ? oldest + length - now
            : null;
    }

    public void Acquire(TimeSpan now) => (_inFlight, _lastUsed) = (_inFlight + 1, now);

    /// <summary>
    /// The call has its answer, or none will come. Counted from here, so that no window of Slack's clock holds more, however long the way
    /// was.
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

    /// <summary>Slack refused a call for now.</summary>
    public void BlockUntil(TimeSpan until) => _blockedUntil = until > _blockedUntil ? until : _blockedUntil;

    /// <summary>Holds nothing that a new one would not know.</summary>
    public bool IsIdle(TimeSpan now) => _inFlight == 0 && now >= _blockedUntil && now - _lastUsed >= length;
}
