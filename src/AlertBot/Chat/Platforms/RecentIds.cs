namespace AlertBot.Chat.Platforms;

/// <summary>Remembers the ids of the last events: the platforms tell some again.</summary>
internal sealed class RecentIds(int max = 4_096)
{
    private readonly Lock _lock = new();
    private readonly HashSet<string> _ids = [];
    private readonly Queue<string> _order = new();

    /// <returns>False for one that came before.</returns>
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
