namespace AlertBot.Chat.Platforms;

/// <summary>Remembers the ids of the last events, because platforms send some events twice. Thread-safe.</summary>
/// <param name="max">Limits the ids that are remembered. Repetitions follow within minutes.</param>
internal sealed class RecentIds(int max = 4_096)
{
    private readonly Lock _lock = new();
    private readonly HashSet<string> _ids = [];
    private readonly Queue<string> _order = new();

    /// <returns>False for an id that is known.</returns>
    public bool TryAdd(string id)
    {
        lock (_lock)
        {
            if (!_ids.Add(id))
            {
                return false;
            }

            _order.Enqueue(id);
            if (_order.Count > max)
            {
                _ids.Remove(_order.Dequeue());
            }

            return true;
        }
    }
}
