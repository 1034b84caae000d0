using System.Net;
using System.Net.Sockets;

namespace AlertBot.Tests.Http;

/// <summary>Real listeners on private addresses, all on one port. A connection stays in the accept queue, where the test finds it.</summary>
internal sealed class PrivateListeners : IDisposable
{
    private readonly List<TcpListener> _listeners = [];

    private PrivateListeners(int port) => Port = port;

    public int Port { get; }

    /// <summary>Whether a connection was made, even if it was closed again.</summary>
    public bool WasContacted => _listeners.Any(listener => listener.Pending());

    public static PrivateListeners ListenOn(params string[] addresses)
    {
        // The port is free at the first address; another process may use it at one of the others.
        for (var attempt = 0; ; attempt++)
        {
            var first = new TcpListener(IPAddress.Parse(addresses[0]), 0);
            first.Start();
            var trap = new PrivateListeners(((IPEndPoint)first.LocalEndpoint).Port);
            trap._listeners.Add(first);
            try
            {
                foreach (var address in addresses[1..])
                {
                    var next = new TcpListener(IPAddress.Parse(address), trap.Port);
                    trap._listeners.Add(next);
                    next.Start();
                }

                return trap;
            }
            catch (SocketException) when (attempt < 5)
            {
                trap.Dispose();
            }
        }
    }

    public void Dispose() => _listeners.ForEach(listener => listener.Dispose());
}
