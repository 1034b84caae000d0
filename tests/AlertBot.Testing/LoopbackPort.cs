using System.Net;
using System.Net.Sockets;

namespace AlertBot.Testing;

/// <summary>
/// Allocates free ports, to listen on later or to test that nothing listens. They lie below the system's range of ephemeral ports, so that
/// no connection and no other test gets them in the meantime.
/// </summary>
internal static class LoopbackPort
{
    private const int FirstPort = 20_000;
    private const int PortCount = 12_000;

    private static int _next = Random.Shared.Next(PortCount);

    public static int Allocate()
    {
        while (true)
        {
            var port = FirstPort + (int)((uint)Interlocked.Increment(ref _next) % PortCount);
            using var listener = new TcpListener(IPAddress.Loopback, port);
            try
            {
                listener.Start();
                return port;
            }
            catch (SocketException e) when (e.SocketErrorCode == SocketError.AddressAlreadyInUse)
            {
                // Another program listens there; try the next port.
            }
        }
    }
}
