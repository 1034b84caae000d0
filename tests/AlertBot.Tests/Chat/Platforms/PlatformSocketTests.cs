using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;
using AlertBot.Chat.Platforms;

namespace AlertBot.Tests.Chat.Platforms;

/// <summary>Against a server that writes to the bare socket, so that what counts is what was taken off the wire.</summary>
public class PlatformSocketTests
{
    private const int Megabyte = 1 << 20;

    /// <summary>What the two sides of a loopback connection hold in their own buffers.</summary>
    private const int Buffers = 16;

    [Fact]
    public async Task An_endless_message_is_read_only_up_to_the_limit()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var serving = PourAsync(listener);
        var socket = new PlatformSocket(new PlatformSocketOptions("Slack", "test", 4 * Megabyte), TimeProvider.System);
        Assert.Null(
            await socket.ConnectAsync(new Uri($"ws://{listener.LocalEndpoint}/"), TimeSpan.FromSeconds(10), CancellationToken.None));

        var read = await socket.ReceiveAsync();
        socket.Dispose();

        Assert.Equal("Slack sent a message of more than 4 MB", Assert.IsType<SocketReceiveResult.Broken>(read).Reason);
        Assert.InRange(await serving, 4 * Megabyte, (4 + Buffers) * Megabyte);
    }

    /// <returns>How many bytes of the message went off before the other side had gone.</returns>
    private static async Task<long> PourAsync(TcpListener listener)
    {
        using var client = await listener.AcceptTcpClientAsync();
        await using var stream = client.GetStream();
        await ShakeHandsAsync(stream);
        var head = new byte[10];
        (head[0], head[1]) = (1, 127);
        BinaryPrimitives.WriteInt64BigEndian(head.AsSpan(2), Megabyte);
        var (piece, sent) = (new byte[Megabyte], 0L);
        try
        {
            for (var frame = 0; frame < 1_000; frame++)
            {
                await stream.WriteAsync(head);
                await stream.WriteAsync(piece);
                sent += Megabyte;

                // A continuation, and never the last.
                head[0] = 0;
            }
        }
        catch (IOException)
        {
            // It went.
        }

        return sent;
    }

    /// <summary>https://www.rfc-editor.org/rfc/rfc6455#section-4.2.2</summary>
    private static async Task ShakeHandsAsync(NetworkStream stream)
    {
        using var reader = new StreamReader(stream, Encoding.ASCII, leaveOpen: true);
        var key = "";
        while (await reader.ReadLineAsync() is { Length: > 0 } line)
        {
            key = line.StartsWith("Sec-WebSocket-Key:", StringComparison.OrdinalIgnoreCase) ? line[18..].Trim() : key;
        }

#pragma warning disable CA5350 // The protocol's own hash; nothing is secured by it.
        var accept = Convert.ToBase64String(SHA1.HashData(Encoding.ASCII.GetBytes(key + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11")));
#pragma warning restore CA5350
        await stream.WriteAsync(
            Encoding.ASCII.GetBytes(
                $"HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: "
                    + $"Upgrade\r\nSec-WebSocket-Accept: {accept}\r\n\r\n"));
    }
}
