using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;
using AlertBot.Chat.Platforms;

namespace AlertBot.Tests.Chat.Platforms;

/// <summary>Uses a server that writes to a plain TCP socket, so that the test counts the bytes that were really received.</summary>
public class PlatformSocketTests
{
    private const int Megabyte = 1 << 20;

    /// <summary>How many megabytes the operating system may buffer on a loopback connection.</summary>
    private const int BufferedMegabytes = 16;

    [Fact]
    public async Task An_endless_message_is_read_only_up_to_the_limit()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var serving = SendEndlessMessageAsync(listener);
        var socket = new PlatformSocket(new PlatformSocketOptions("Slack", "test", 4 * Megabyte), TimeProvider.System);
        Assert.Null(
            await socket.ConnectAsync(new Uri($"ws://{listener.LocalEndpoint}/"), TimeSpan.FromSeconds(10), CancellationToken.None));

        var received = await socket.ReceiveAsync();
        socket.Dispose();

        Assert.Equal("Slack sent a message of more than 4 MB", Assert.IsType<SocketReceiveResult.Broken>(received).Reason);
        Assert.InRange(await serving, 4 * Megabyte, (4 + BufferedMegabytes) * Megabyte);
    }

    /// <returns>The number of bytes of the message that were sent until the client disconnected.</returns>
    private static async Task<long> SendEndlessMessageAsync(TcpListener listener)
    {
        using var client = await listener.AcceptTcpClientAsync();
        await using var stream = client.GetStream();
        await UpgradeAsync(stream);
        // https://www.rfc-editor.org/rfc/rfc6455#section-5.2: a text frame that is not the last, with a length of 64 bits.
        var head = new byte[10];
        head[0] = 1;
        head[1] = 127;
        BinaryPrimitives.WriteInt64BigEndian(head.AsSpan(2), Megabyte);
        var payload = new byte[Megabyte];
        var sent = 0L;
        try
        {
            for (var frame = 0; frame < 1_000; frame++)
            {
                await stream.WriteAsync(head);
                await stream.WriteAsync(payload);
                sent += Megabyte;

                // A continuation frame that is not the last.
                head[0] = 0;
            }
        }
        catch (IOException)
        {
            // The client disconnected.
        }

        return sent;
    }

    /// <summary>https://www.rfc-editor.org/rfc/rfc6455#section-4.2.2</summary>
    private static async Task UpgradeAsync(NetworkStream stream)
    {
        using var reader = new StreamReader(stream, Encoding.ASCII, leaveOpen: true);
        var key = "";
        while (await reader.ReadLineAsync() is { Length: > 0 } line)
        {
            key = line.StartsWith("Sec-WebSocket-Key:", StringComparison.OrdinalIgnoreCase) ? line[18..].Trim() : key;
        }

#pragma warning disable CA5350 // The protocol demands SHA-1, not as a protection.
        var accept = Convert.ToBase64String(SHA1.HashData(Encoding.ASCII.GetBytes(key + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11")));
#pragma warning restore CA5350
        await stream.WriteAsync(
            Encoding.ASCII.GetBytes(
                "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                + $"Sec-WebSocket-Accept: {accept}\r\n\r\n"));
    }
}
