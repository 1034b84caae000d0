using AlertBot.Benchmarks.Harness;

namespace AlertBot.Benchmarks.Snapshots;

/// <summary>Serves the current capture of each feed, and counts the responses.</summary>
internal sealed class SnapshotServer : IAsyncDisposable
{
    private readonly Dictionary<string, (byte[] Body, int Answers)> _served = new(StringComparer.Ordinal);
    private readonly Lock _lock = new();
    private FeedServer _server = null!;

    private SnapshotServer(IReadOnlyList<Capture> captures) =>
        Feeds = [.. captures.Select(capture => capture.Feed).Distinct()];

    public IReadOnlyList<string> Feeds { get; }

    public static async Task<SnapshotServer> StartAsync(IReadOnlyList<Capture> captures, CancellationToken cancellationToken)
    {
        var server = new SnapshotServer(captures);
        server._server = await FeedServer.StartAsync(ports: server.Feeds.Count, server.Find, cancellationToken);
        return server;
    }

    public string Address(string feed) => _server.Address(Feeds.ToList().IndexOf(feed), $"/{feed}.xml");

    public void Serve(string feed, byte[] body)
    {
        lock (_lock)
        {
            _served[feed] = (body, 0);
        }
    }

    /// <summary>
    /// Waits until each feed was requested twice since its change: at the second request, the first poll has been stored.
    /// </summary>
    public async Task WaitUntilPolledAsync(CancellationToken cancellationToken)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(50), TimeProvider.System);
        while (!IsPolled())
        {
            await timer.WaitForNextTickAsync(cancellationToken);
        }
    }

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    private bool IsPolled()
    {
        lock (_lock)
        {
            return Feeds.All(feed => !_served.TryGetValue(feed, out var served) || served.Answers >= 2);
        }
    }

    private ServedDocument? Find(string path)
    {
        lock (_lock)
        {
            var feed = path.Trim('/').Replace(".xml", "", StringComparison.Ordinal);
            if (!_served.TryGetValue(feed, out var served))
            {
                return null;
            }

            return new ServedDocument(served.Body, "application/rss+xml; charset=utf-8", () => CountResponse(feed, served.Body));
        }
    }

    private void CountResponse(string feed, byte[] body)
    {
        lock (_lock)
        {
            if (_served[feed] is var served && ReferenceEquals(served.Body, body))
            {
                _served[feed] = (body, served.Answers + 1);
            }
        }
    }
}
