namespace AlertBot.Http;

/// <summary>Limits concurrent requests: over all hosts, and for each host (name and port).</summary>
internal sealed class HostConcurrencyLimiter(int overall, int perHost) : IDisposable
{
    private readonly SemaphoreSlim _overall = new(overall);
    private readonly Dictionary<(string, int), Host> _hosts = [];

    /// <summary>Waits for the host's slot first, so that requests to a slow host do not hold slots that other hosts need.</summary>
    public async Task<IDisposable> AcquireAsync(Uri address, CancellationToken cancellationToken)
    {
        var key = (address.IdnHost.ToUpperInvariant(), address.Port);
        var host = AddUser(key);
        try
        {
            await host.Semaphore.WaitAsync(cancellationToken);
        }
        catch (OperationCanceledException)
        {
            RemoveUser(key, host);
            throw;
        }

        try
        {
            await _overall.WaitAsync(cancellationToken);
        }
        catch (OperationCanceledException)
        {
            host.Semaphore.Release();
            RemoveUser(key, host);
            throw;
        }

        return new Permit(this, key, host);
    }

    public void Dispose() => _overall.Dispose();

    private Host AddUser((string, int) key)
    {
        lock (_hosts)
        {
            if (!_hosts.TryGetValue(key, out var host))
            {
                _hosts[key] = host = new Host(new SemaphoreSlim(perHost));
            }

            host.UserCount++;
            return host;
        }
    }

    private void RemoveUser((string, int) key, Host host)
    {
        lock (_hosts)
        {
            if (--host.UserCount == 0)
            {
                _hosts.Remove(key);
                host.Semaphore.Dispose();
            }
        }
    }

    private sealed class Host(SemaphoreSlim slots)
    {
        public SemaphoreSlim Semaphore { get; } = slots;

        public int UserCount { get; set; }
    }

    private sealed class Permit(HostConcurrencyLimiter slots, (string, int) key, Host host) : IDisposable
    {
        private bool _isReleased;

        public void Dispose()
        {
            if (!_isReleased)
            {
                _isReleased = true;
                slots._overall.Release();
                host.Semaphore.Release();
                slots.RemoveUser(key, host);
            }
        }
    }
}
