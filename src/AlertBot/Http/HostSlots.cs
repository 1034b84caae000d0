namespace AlertBot.Http;

/// <summary>Limits requests at once, over all hosts and to each host (name and port).</summary>
internal sealed class HostSlots(int overall, int perHost) : IDisposable
{
    private readonly SemaphoreSlim _overall = new(overall);
    private readonly Dictionary<(string, int), Host> _hosts = [];

    /// <summary>Waits for the host first: who waits for a slow host must not hold a slot that others could use.</summary>
    public async Task<IDisposable> EnterAsync(Uri address, CancellationToken cancellationToken)
    {
        var key = (address.IdnHost.ToUpperInvariant(), address.Port);
        var host = Join(key);
        try
        {
            await host.Slots.WaitAsync(cancellationToken);
        }
        catch (OperationCanceledException)
        {
            Leave(key, host);
            throw;
        }

        try
        {
            await _overall.WaitAsync(cancellationToken);
        }
        catch (OperationCanceledException)
        {
            host.Slots.Release();
            Leave(key, host);
            throw;
        }

        return new Slot(this, key, host);
    }

    public void Dispose() => _overall.Dispose();

    private Host Join((string, int) key)
    {
        lock (_hosts)
        {
            if (!_hosts.TryGetValue(key, out var host))
            {
                _hosts[key] = host = new Host(new SemaphoreSlim(perHost));
            }

            host.Users++;
            return host;
        }
    }

    private void Leave((string, int) key, Host host)
    {
        lock (_hosts)
        {
            if (--host.Users == 0)
            {
                _hosts.Remove(key);
                host.Slots.Dispose();
            }
        }
    }

    private sealed class Host(SemaphoreSlim slots)
    {
        public SemaphoreSlim Slots { get; } = slots;

        public int Users { get; set; }
    }

    private sealed class Slot(HostSlots slots, (string, int) key, Host host) : IDisposable
    {
        private bool _isLeft;

        public void Dispose()
        {
            if (!_isLeft)
            {
                _isLeft = true;
                slots._overall.Release();
                host.Slots.Release();
                slots.Leave(key, host);
            }
        }
    }
}
