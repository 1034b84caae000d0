namespace AlertBot.Feeds.Polling;

/// <summary>
/// Leased feeds that wait to be polled. Feeds of one host are handed out one after the other, so that one claim serves many polls.
/// </summary>
/// <param name="perHost">Concurrent polls of one host.</param>
internal sealed class PollQueue(int perHost)
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, HostQueue> _hosts = new(StringComparer.OrdinalIgnoreCase);
    private readonly Queue<HostQueue> _ready = new();

    public int WaitingCount { get; private set; }

    public int RunningCount { get; private set; }

    public void Add(IEnumerable<DueFeed> feeds)
    {
        lock (_lock)
        {
            foreach (var feed in feeds)
            {
                if (!_hosts.TryGetValue(feed.Host, out var host))
                {
                    _hosts[feed.Host] = host = new HostQueue(feed.Host);
                }

                host.Feeds.Enqueue(feed);
                WaitingCount++;
                EnqueueIfReady(host);
            }
        }
    }

    /// <summary>The next feeds; of each host no more than may be polled now.</summary>
    public List<DueFeed> Dequeue(int max)
    {
        var taken = new List<DueFeed>();
        lock (_lock)
        {
            while (taken.Count < max && _ready.TryDequeue(out var host))
            {
                host.IsReady = false;
                host.RunningCount++;
                taken.Add(host.Feeds.Dequeue());
                EnqueueIfReady(host);
            }

            WaitingCount -= taken.Count;
            RunningCount += taken.Count;
        }

        return taken;
    }

    /// <summary>Removes and returns all waiting feeds.</summary>
    public List<DueFeed> Drain()
    {
        lock (_lock)
        {
            var waiting = _hosts.Values.SelectMany(host => host.Feeds).ToList();
            _hosts.Clear();
            _ready.Clear();
            WaitingCount = 0;
            return waiting;
        }
    }

    /// <summary>A poll has finished: its host may be polled again.</summary>
    public void Complete(DueFeed feed)
    {
        lock (_lock)
        {
            if (!_hosts.TryGetValue(feed.Host, out var host) || host.RunningCount == 0)
            {
                return;
            }

            RunningCount--;
            host.RunningCount--;
            EnqueueIfReady(host);
            if (host.RunningCount == 0 && host.Feeds.Count == 0)
            {
                _hosts.Remove(host.Name);
            }
        }
    }

    private void EnqueueIfReady(HostQueue host)
    {
        if (!host.IsReady && host.RunningCount < perHost && host.Feeds.Count > 0)
        {
            host.IsReady = true;
            _ready.Enqueue(host);
        }
    }

    private sealed class HostQueue(string name)
    {
        public string Name { get; } = name;

        public Queue<DueFeed> Feeds { get; } = new();

        public int RunningCount { get; set; }

        public bool IsReady { get; set; }
    }
}
