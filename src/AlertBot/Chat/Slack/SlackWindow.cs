namespace AlertBot.Chat.Slack;

/// <summary>One of Slack's limits: so many calls in so long. Times are those of the pace's own clock.</summary>
/// <param name="most">Calls within the length.</param>
internal sealed class SlackWindow(int most, TimeSpan length)
{
    private readonly Queue<TimeSpan> _answered = new();
    private TimeSpan _blockedUntil;
    private TimeSpan _lastUsed;
    private int _inFlight;

    /// <returns>How long the next call waits at least; zero: not at all; null: for an answer.</returns>
    public TimeSpan? Wait(TimeSpan now)
    {
        if (_blockedUntil > now)
        {
            return _blockedUntil - now;
        }

        while (_answered.TryPeek(out var first) && now - first >= length)
        {
            _answered.Dequeue();
        }

        return _inFlight + _answered.Count < most ? TimeSpan.Zero
            : _answered.TryPeek(out var oldest) ? oldest + length - now
            : null;
    }

    public void Take(TimeSpan now) => (_inFlight, _lastUsed) = (_inFlight + 1, now);

    /// <summary>The call has its answer, or none will come. Counted from here, so that no window of Slack's clock holds more, however long the way was.</summary>
    public void Return(TimeSpan now)
    {
        _inFlight--;
        _lastUsed = now;
        if (length > TimeSpan.Zero)
        {
            _answered.Enqueue(now);
        }
    }

    /// <summary>Slack refused a call for now.</summary>
    public void Block(TimeSpan until) => _blockedUntil = until > _blockedUntil ? until : _blockedUntil;

    /// <summary>Holds nothing that a new one would not know.</summary>
    public bool IsIdle(TimeSpan now) => _inFlight == 0 && now >= _blockedUntil && now - _lastUsed >= length;
}
