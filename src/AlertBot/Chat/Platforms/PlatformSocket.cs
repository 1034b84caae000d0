using System.Net.WebSockets;

namespace AlertBot.Chat.Platforms;

/// <summary>
/// One WebSocket to a chat platform. It receives and sends whole messages, each within a limit of time and size. It never throws for a
/// failure of the platform or the network.
/// </summary>
internal sealed class PlatformSocket : IDisposable
{
    /// <summary>The size of the receive buffer, which grows for larger messages. Most have a few thousand bytes.</summary>
    private const int InitialBufferBytes = 16 * 1024;

    /// <summary>A larger buffer is dropped after the message.</summary>
    private const int MaxKeptBufferBytes = 16 * InitialBufferBytes;

    /// <summary>Limits the time from a message's first fragment to its last: an endless one would block the connection.</summary>
    private static readonly TimeSpan MessageTimeout = TimeSpan.FromSeconds(20);

    /// <summary>Limits sending one message, the wait for earlier ones included.</summary>
    private static readonly TimeSpan SendTimeout = TimeSpan.FromSeconds(10);

    private readonly ClientWebSocket _socket = new();
    private readonly SemaphoreSlim _sendLock = new(1);
    private readonly PlatformSocketOptions _options;
    private readonly TimeProvider _time;
    private byte[] _buffer = new byte[InitialBufferBytes];

    public PlatformSocket(PlatformSocketOptions options, TimeProvider time)
    {
        _options = options;
        _time = time;
        _socket.Options.KeepAliveInterval = options.KeepAlive ?? Timeout.InfiniteTimeSpan;
        _socket.Options.KeepAliveTimeout = options.KeepAlive ?? Timeout.InfiniteTimeSpan;
        _socket.Options.SetRequestHeader("User-Agent", options.UserAgent);
    }

    /// <param name="url">May hold a ticket: a secret.</param>
    /// <returns>Null when connected, else why not.</returns>
    public async Task<string?> ConnectAsync(Uri url, TimeSpan timeout, CancellationToken cancellationToken)
    {
        using var timer = new CancellationTokenSource(timeout, _time);
        using var linked = CancellationTokenSource.CreateLinkedTokenSource(timer.Token, cancellationToken);
        try
        {
            await _socket.ConnectAsync(url, linked.Token);
            return null;
        }
        catch (OperationCanceledException) when (timer.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            return $"{url.Host} does not respond within {timeout.TotalSeconds:0} s";
        }
        catch (Exception e) when (e is WebSocketException or HttpRequestException)
        {
            return $"{url.Host} cannot be reached ({e.InnerException?.Message ?? e.Message})";
        }
    }

    /// <summary>Receives all fragments of one message. Call it from one place at a time.</summary>
    public async Task<SocketReceiveResult> ReceiveAsync()
    {
        CancellationTokenSource? timer = null;
        try
        {
            for (var length = 0; ;)
            {
                if (length == _buffer.Length)
                {
                    Array.Resize(ref _buffer, length * 2);
                }

                var frame = await _socket.ReceiveAsync(_buffer.AsMemory(length), timer?.Token ?? CancellationToken.None);
                if (frame.MessageType == WebSocketMessageType.Close)
                {
                    return new SocketReceiveResult.Closed((int?)_socket.CloseStatus);
                }

                length += frame.Count;
                if (length > _options.MaxMessageBytes)
                {
                    return new SocketReceiveResult.Broken(
                        $"{_options.Platform} sent a message of more than {_options.MaxMessageBytes / 1024 / 1024} MB");
                }

                if (frame.EndOfMessage)
                {
                    return new SocketReceiveResult.Message(TakeMessage(length));
                }

                timer ??= new CancellationTokenSource(MessageTimeout, _time);
            }
        }
        catch (OperationCanceledException) when (timer is { IsCancellationRequested: true })
        {
            return new SocketReceiveResult.Broken($"{_options.Platform} did not finish a message within {MessageTimeout.TotalSeconds:0} s");
        }
        catch (Exception e) when (IsDisconnect(e))
        {
            return new SocketReceiveResult.Broken("the connection broke");
        }
        finally
        {
            timer?.Dispose();
        }
    }

    /// <summary>Sends one message at a time, in the order of the calls. A timeout ends the connection.</summary>
    /// <returns>Whether the message was sent.</returns>
    public async Task<bool> SendAsync(ReadOnlyMemory<byte> message, CancellationToken cancellationToken)
    {
        using var timer = new CancellationTokenSource(SendTimeout, _time);
        using var linked = CancellationTokenSource.CreateLinkedTokenSource(timer.Token, cancellationToken);
        try
        {
            await _sendLock.WaitAsync(linked.Token);
            try
            {
                await _socket.SendAsync(message, WebSocketMessageType.Text, endOfMessage: true, linked.Token);
                return true;
            }
            finally
            {
                _sendLock.Release();
            }
        }
        catch (Exception e) when (IsDisconnect(e))
        {
            return false;
        }
    }

    /// <summary>
    /// Sends a close frame after the messages that are still being sent. The platform's close frame is received by
    /// <see cref="ReceiveAsync"/>, if at all.
    /// </summary>
    /// <param name="code">https://www.rfc-editor.org/rfc/rfc6455#section-7.4</param>
    public async Task CloseAsync(int code, TimeSpan timeout)
    {
        using var timer = new CancellationTokenSource(timeout, _time);
        try
        {
            await _sendLock.WaitAsync(timer.Token);
            try
            {
                if (_socket.State is WebSocketState.Open or WebSocketState.CloseReceived)
                {
                    await _socket.CloseOutputAsync((WebSocketCloseStatus)code, null, timer.Token);
                }
            }
            finally
            {
                _sendLock.Release();
            }
        }
        catch (Exception e) when (IsDisconnect(e))
        {
            // The connection is closed already.
        }
    }

    // The semaphore needs no disposal, and a send may still be waiting for it.
    public void Dispose() => _socket.Dispose();

    private static bool IsDisconnect(Exception e) =>
        e is WebSocketException or OperationCanceledException or ObjectDisposedException or InvalidOperationException or IOException;

    // Large messages are rare: their buffer is not kept.
    private ReadOnlyMemory<byte> TakeMessage(int length)
    {
        var message = _buffer.AsMemory(0, length);
        if (_buffer.Length > MaxKeptBufferBytes)
        {
            _buffer = new byte[InitialBufferBytes];
        }

        return message;
    }
}

/// <summary>The settings of a platform's WebSocket.</summary>
/// <param name="Platform">For people: <c>Slack</c>.</param>
/// <param name="MaxMessageBytes">Limits a received message. A longer one ends the connection.</param>
internal sealed record PlatformSocketOptions(string Platform, string UserAgent, int MaxMessageBytes)
{
    /// <summary>
    /// After this time without a frame a ping is sent; the pong has to arrive within the same time. By the system clock. Null: no pings,
    /// because the protocol has heartbeats of its own.
    /// </summary>
    public TimeSpan? KeepAlive { get; init; }
}

/// <summary>What was received from a WebSocket.</summary>
internal abstract record SocketReceiveResult
{
    private SocketReceiveResult()
    {
    }

    /// <param name="Json">Valid until the next message is received.</param>
    internal sealed record Message(ReadOnlyMemory<byte> Json) : SocketReceiveResult;

    /// <summary>The platform closed the connection.</summary>
    /// <param name="Code">Null: without a code.</param>
    internal sealed record Closed(int? Code) : SocketReceiveResult;

    /// <summary>The connection is unusable.</summary>
    internal sealed record Broken(string Reason) : SocketReceiveResult;
}
