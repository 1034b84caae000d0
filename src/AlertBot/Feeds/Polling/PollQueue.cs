namespace AlertBot.Feeds.Polling;

/// <summary>Feeds that are leased and wait for their poll: a host's one after the other, so that one claim serves many polls.</summary>
/// <param name="perHost">Polls of one host at once.</param>
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

    /// <summary>The next feeds, of each host no more than may be polled now.</summary>
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

    /// <summary>Takes out all that waits; none of it will be polled.</summary>
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

    /// <summary>A poll has ended: its host may be asked again.</summary>
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
