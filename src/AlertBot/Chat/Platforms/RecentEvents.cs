namespace AlertBot.Chat.Platforms;

/// <summary>Counts the events of a sliding period. Not thread-safe. Times are those of any clock that only goes forward.</summary>
/// <param name="period">How long an event counts.</param>
internal sealed class RecentEvents(TimeSpan period)
{
    private readonly Queue<TimeSpan> _times = new();

    public void Add(TimeSpan now) => _times.Enqueue(now);

    public int Count(TimeSpan now)
    {
        while (_times.TryPeek(out var oldest) && now - oldest >= period)
        {
            _times.Dequeue();
        }

        return _times.Count;
    }

    /// <returns>How long until the count falls; null where nothing counts.</returns>
    public TimeSpan? TimeToNextExpiry(TimeSpan now) => Count(now) == 0 ? null : _times.Peek() + period - now;
}
