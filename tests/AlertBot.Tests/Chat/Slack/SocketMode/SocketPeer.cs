using System.Net;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json;
using System.Threading.Channels;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace AlertBot.Tests.Chat.Slack.SocketMode;

/// <summary>The server's end of one Socket Mode connection, on which tests send anything.</summary>
internal sealed class SocketPeer(HttpContext context, WebSocket socket, int number)
{
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(15);

    private readonly Channel<JsonElement> _received = Channel.CreateUnbounded<JsonElement>();
    private readonly TaskCompletionSource<WebSocketCloseStatus?> _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public int Number => number;

    /// <summary>The client's close code; null: it disconnected without a close frame.</summary>
    public Task<WebSocketCloseStatus?> Ended => _ended.Task.WaitAsync(Timeout);

    public bool HasEnded => _ended.Task.IsCompleted;

    public Task SayHelloAsync() =>
        SendAsync("""{"type":"hello","num_connections":1,"debug_info":{"host":"a"},"connection_info":{"app_id":"A1"}}""");

    public Task SendAsync(string text) => SendAsync(Encoding.UTF8.GetBytes(text), end: true);

    public Task SendAsync(byte[] bytes, bool end) => socket.SendAsync(bytes, WebSocketMessageType.Text, end, CancellationToken.None);

    /// <summary>The next message from the client.</summary>
    public async Task<JsonElement> NextAsync() => await _received.Reader.ReadAsync().AsTask().WaitAsync(Timeout);

    public void Drop() => context.Abort();

    /// <summary>Reads until the connection ends. Pings are answered only while this runs.</summary>
    public async Task ReadAsync()
    {
        WebSocketCloseStatus? code = null;
        try
        {
            var buffer = new byte[1 << 16];
            while (true)
            {
                var frame = await socket.ReceiveAsync(buffer, CancellationToken.None);
                if (frame.MessageType == WebSocketMessageType.Close)
                {
                    code = frame.CloseStatus;
                    await socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, CancellationToken.None);
                    return;
                }

                using var document = JsonDocument.Parse(buffer.AsMemory(0, frame.Count));
                _received.Writer.TryWrite(document.RootElement.Clone());
            }
        }
        catch (Exception e) when (e is WebSocketException or IOException or OperationCanceledException)
        {
            // The client has disconnected.
        }
        finally
        {
            _ended.TrySetResult(code);
        }
    }
}

/// <summary>Accepts WebSocket connections on a free loopback port; the tests send the messages.</summary>
internal sealed class SocketServer : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly Channel<SocketPeer> _peers = Channel.CreateUnbounded<SocketPeer>();
    private readonly TaskCompletionSource _stopped = new();
    private int _count;

    private SocketServer(WebApplication app) => _app = app;

    /// <summary>Whether the server sends hello on a connection, by its number.</summary>
    public Func<int, bool> SaysHello { get; set; } = _ => true;

    /// <summary>Whether the server reads on a connection, and so answers pings, by its number.</summary>
    public Func<int, bool> Reads { get; set; } = _ => true;

    public int Count => _count;

    public Uri Address(string ticket) =>
        new(_app.Urls.First().Replace("http", "ws", StringComparison.Ordinal) + $"/link/?ticket={ticket}&app_id=A1");

    public static async Task<SocketServer> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        var server = new SocketServer(app);
        app.UseWebSockets();
        app.Run(server.AcceptAsync);
        await app.StartAsync();
        return server;
    }

    /// <summary>Waits for the next connection.</summary>
    public async Task<SocketPeer> NextAsync() => await _peers.Reader.ReadAsync().AsTask().WaitAsync(TimeSpan.FromSeconds(15));

    public async ValueTask DisposeAsync()
    {
        _stopped.TrySetResult();
        using var immediately = new CancellationTokenSource(TimeSpan.Zero);
        await _app.StopAsync(immediately.Token);
        await _app.DisposeAsync();
    }

    private async Task AcceptAsync(HttpContext context)
    {
        if (!context.WebSockets.IsWebSocketRequest)
        {
            context.Response.StatusCode = (int)HttpStatusCode.BadRequest;
            return;
        }

        using var socket =
            await context.WebSockets.AcceptWebSocketAsync(new WebSocketAcceptContext { KeepAliveInterval = Timeout.InfiniteTimeSpan });
        var number = Interlocked.Increment(ref _count);
        var peer = new SocketPeer(context, socket, number);
        if (SaysHello(number))
        {
            await peer.SayHelloAsync();
        }

        _peers.Writer.TryWrite(peer);
        await (Reads(number) ? Task.WhenAny(peer.ReadAsync(), _stopped.Task) : _stopped.Task);
    }
}
