using System.Net;
using System.Net.Sockets;

namespace AlertBot.Testing;

/// <summary>
/// Ports to listen on later, or that nobody listens on: none that the system gives to connections by itself, so that no other test gets it
/// meanwhile.
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
                // Another program's: the next one.
            }
        }
    }
}
