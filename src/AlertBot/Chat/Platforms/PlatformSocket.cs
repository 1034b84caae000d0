using System.Net.WebSockets;

namespace AlertBot.Chat.Platforms;

/// <summary>
/// One WebSocket to a chat platform: whole messages in, whole messages out, each within a limit of time and size. Never throws for what the
/// other side does.
/// </summary>
internal sealed class PlatformSocket : IDisposable
{
    private const int InitialBufferBytes = 16 * 1024;

    /// <summary>From a message's first fragment to its last: one that never ends must not keep the connection from its use.</summary>
    private static readonly TimeSpan MessageTimeout = TimeSpan.FromSeconds(20);

    private static readonly TimeSpan SendTimeout = TimeSpan.FromSeconds(10);

    private readonly ClientWebSocket _socket = new();
    private readonly SemaphoreSlim _sendLock = new(1);
    private readonly PlatformSocketOptions _options;
    private readonly TimeProvider _time;
    private byte[] _buffer = new byte[InitialBufferBytes];

    public PlatformSocket(PlatformSocketOptions options, TimeProvider time)
    {
        (_options, _time) = (options, time);
        _socket.Options.KeepAliveInterval = options.KeepAlive ?? Timeout.InfiniteTimeSpan;
        _socket.Options.KeepAliveTimeout = options.KeepAlive ?? Timeout.InfiniteTimeSpan;
        _socket.Options.SetRequestHeader("User-Agent", options.UserAgent);
    }

    /// <param name="address">May hold a ticket: a secret.</param>
    /// <returns>Null when connected, else why not.</returns>
    public async Task<string?> ConnectAsync(Uri address, TimeSpan limit, CancellationToken cancellationToken)
    {
        using var late = new CancellationTokenSource(limit, _time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(late.Token, cancellationToken);
        try
        {
            await _socket.ConnectAsync(address, either.Token);
            return null;
        }
        catch (OperationCanceledException) when (late.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            return $"{address.Host} does not answer within {limit.TotalSeconds:0} s";
        }
        catch (Exception e) when (e is WebSocketException or HttpRequestException)
        {
            return $"{address.Host} cannot be reached ({e.InnerException?.Message ?? e.Message})";
        }
    }

    /// <summary>Puts a message together from its fragments.</summary>
    public async Task<SocketReceiveResult> ReceiveAsync()
    {
        CancellationTokenSource? late = null;
        try
        {
            for (var length = 0; ;)
            {
                if (length == _buffer.Length)
                {
                    Array.Resize(ref _buffer, length * 2);
                }

                var frame = await _socket.ReceiveAsync(_buffer.AsMemory(length), late?.Token ?? CancellationToken.None);
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

                late ??= new CancellationTokenSource(MessageTimeout, _time);
            }
        }
        catch (OperationCanceledException) when (late is { IsCancellationRequested: true })
        {
            return new SocketReceiveResult.Broken($"{_options.Platform} began a message and did not end it");
        }
        catch (Exception e) when (IsDisconnect(e))
        {
            return new SocketReceiveResult.Broken("the connection broke off");
        }
        finally
        {
            late?.Dispose();
        }
    }

    /// <summary>One message after the other, in the order of the calls. One that takes too long ends the connection.</summary>
    /// <returns>Whether it went out.</returns>
    public async Task<bool> SendAsync(ReadOnlyMemory<byte> message, CancellationToken cancellationToken)
    {
        using var late = new CancellationTokenSource(SendTimeout, _time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(late.Token, cancellationToken);
        try
        {
            await _sendLock.WaitAsync(either.Token);
            try
            {
                await _socket.SendAsync(message, WebSocketMessageType.Text, endOfMessage: true, either.Token);
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
    /// Says goodbye after what is still being sent, if the other side still listens; its answer is read, if at all, by
    /// <see cref="ReceiveAsync"/>.
    /// </summary>
    /// <param name="code">https://www.rfc-editor.org/rfc/rfc6455#section-7.4</param>
    public async Task CloseAsync(int code, TimeSpan limit)
    {
        using var late = new CancellationTokenSource(limit, _time);
        try
        {
            await _sendLock.WaitAsync(late.Token);
            try
            {
                if (_socket.State is WebSocketState.Open or WebSocketState.CloseReceived)
                {
                    await _socket.CloseOutputAsync((WebSocketCloseStatus)code, null, late.Token);
                }
            }
            finally
            {
                _sendLock.Release();
            }
        }
        catch (Exception e) when (IsDisconnect(e))
        {
            // It is gone already.
        }
    }

    // The semaphore holds nothing to dispose of, and a send may still be waiting for it.
    public void Dispose() => _socket.Dispose();

    private static bool IsDisconnect(Exception e) =>
        e is WebSocketException or OperationCanceledException or ObjectDisposedException or InvalidOperationException or IOException;

    // A large message is rare: what it needed is given back.
    private ReadOnlyMemory<byte> TakeMessage(int length)
    {
        var message = _buffer.AsMemory(0, length);
        if (_buffer.Length > 16 * InitialBufferBytes)
        {
            _buffer = new byte[InitialBufferBytes];
        }

        return message;
    }
}

/// <summary>How a platform's WebSocket is used.</summary>
/// <param name="Platform">For people: <c>Slack</c>.</param>
/// <param name="MaxMessageBytes">What is longer ends the connection.</param>
internal sealed record PlatformSocketOptions(string Platform, string UserAgent, int MaxMessageBytes)
{
    /// <summary>
    /// Nothing heard for so long: a ping is sent, which has to be answered within the same time. By the wall's clock. Null: the protocol
    /// has heartbeats of its own.
    /// </summary>
    public TimeSpan? KeepAlive { get; init; }
}

/// <summary>What came in.</summary>
internal abstract record SocketReceiveResult
{
    private SocketReceiveResult()
    {
    }

    /// <param name="Json">Valid until the next message is read.</param>
    internal sealed record Message(ReadOnlyMemory<byte> Json) : SocketReceiveResult;

    internal sealed record Closed(int? Code) : SocketReceiveResult;

    internal sealed record Broken(string Reason) : SocketReceiveResult;
}
