namespace AlertBot.Feeds;

/// <summary>Feeds that are leased and wait for their poll: a host's one after the other, so that one claim serves many polls.</summary>
/// <param name="perHost">Polls of one host at once.</param>
internal sealed class PollQueue(int perHost)
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, Host> _hosts = new(StringComparer.OrdinalIgnoreCase);
    private readonly Queue<Host> _ready = new();

    public int Waiting { get; private set; }

    public int Running { get; private set; }

    public void Add(IEnumerable<DueFeed> feeds)
    {
        lock (_lock)
        {
            foreach (var feed in feeds)
            {
                if (!_hosts.TryGetValue(feed.Host, out var host))
                {
                    _hosts[feed.Host] = host = new Host(feed.Host);
                }

                host.Feeds.Enqueue(feed);
                Waiting++;
                Ready(host);
            }
        }
    }

    /// <summary>The next feeds, of each host no more than may be polled now.</summary>
    public List<DueFeed> Take(int max)
    {
        var taken = new List<DueFeed>();
        lock (_lock)
        {
            while (taken.Count < max && _ready.TryDequeue(out var host))
            {
                host.IsReady = false;
                host.Running++;
                taken.Add(host.Feeds.Dequeue());
                Ready(host);
            }

            Waiting -= taken.Count;
            Running += taken.Count;
        }

        return taken;
    }

    /// <summary>Takes out all that waits; none of it will be polled.</summary>
    public List<DueFeed> TakeBack()
    {
        lock (_lock)
        {
            var waiting = _hosts.Values.SelectMany(host => host.Feeds).ToList();
            _hosts.Clear();
            _ready.Clear();
            Waiting = 0;
            return waiting;
        }
    }

    /// <summary>A poll has ended: its host may be asked again.</summary>
    public void Done(DueFeed feed)
    {
        lock (_lock)
        {
            if (!_hosts.TryGetValue(feed.Host, out var host) || host.Running == 0)
            {
                return;
            }

            Running--;
            host.Running--;
            Ready(host);
            if (host.Running == 0 && host.Feeds.Count == 0)
            {
                _hosts.Remove(host.Name);
            }
        }
    }

    private void Ready(Host host)
    {
        if (!host.IsReady && host.Running < perHost && host.Feeds.Count > 0)
        {
            host.IsReady = true;
            _ready.Enqueue(host);
        }
    }

    private sealed class Host(string name)
    {
        public string Name { get; } = name;

        public Queue<DueFeed> Feeds { get; } = new();

        public int Running { get; set; }

        public bool IsReady { get; set; }
    }
}
