using System.Net.WebSockets;
using AlertBot.Http;

namespace AlertBot.Chat.Slack;

/// <summary>One WebSocket to Slack: whole messages in, whole messages out, each within a limit of time and size.</summary>
internal sealed class SlackSocket : IDisposable
{
    /// <summary>The largest message is a modal that was filled in, of 100 blocks with 3,000 characters each; far below this.</summary>
    public const int MaxMessageBytes = 4 * 1024 * 1024;

    private const int UsualBytes = 16 * 1024;

    /// <summary>From a message's first fragment to its last: one that never ends must not keep the connection from its use.</summary>
    private static readonly TimeSpan MessageLimit = TimeSpan.FromSeconds(20);

    private static readonly TimeSpan SendLimit = TimeSpan.FromSeconds(10);

    private readonly ClientWebSocket _socket = new();
    private readonly SemaphoreSlim _sending = new(1);
    private readonly TimeProvider _time;
    private byte[] _buffer = new byte[UsualBytes];

    /// <param name="keepAlive">Nothing heard for so long: a ping is sent, which has to be answered within the same time. By the wall's clock.</param>
    public SlackSocket(TimeSpan keepAlive, TimeProvider time)
    {
        _time = time;
        _socket.Options.KeepAliveInterval = keepAlive;
        _socket.Options.KeepAliveTimeout = keepAlive;
        _socket.Options.SetRequestHeader("User-Agent", Identity.UserAgent);
    }

    /// <param name="address">Holds a ticket: a secret.</param>
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

    /// <summary>Puts a message together from its fragments. Never throws.</summary>
    public async Task<SlackRead> ReceiveAsync()
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
                    return new SlackRead.Ended("Slack closed the connection");
                }

                length += frame.Count;
                if (length > MaxMessageBytes)
                {
                    return new SlackRead.Ended($"Slack sent a message of more than {MaxMessageBytes / 1024 / 1024} MB");
                }

                if (frame.EndOfMessage)
                {
                    return new SlackRead.Message(Take(length));
                }

                late ??= new CancellationTokenSource(MessageLimit, _time);
            }
        }
        catch (OperationCanceledException) when (late is { IsCancellationRequested: true })
        {
            return new SlackRead.Ended("Slack began a message and did not end it");
        }
        catch (Exception e) when (e is WebSocketException or OperationCanceledException or ObjectDisposedException or InvalidOperationException)
        {
            return new SlackRead.Ended("the connection broke off");
        }
        finally
        {
            late?.Dispose();
        }
    }

    /// <summary>One message after the other, in the order of the calls. One that takes too long ends the connection.</summary>
    /// <returns>Whether it went out.</returns>
    public async Task<bool> SendAsync(ReadOnlyMemory<byte> message)
    {
        using var late = new CancellationTokenSource(SendLimit, _time);
        try
        {
            await _sending.WaitAsync(late.Token);
            try
            {
                await _socket.SendAsync(message, WebSocketMessageType.Text, endOfMessage: true, late.Token);
                return true;
            }
            finally
            {
                _sending.Release();
            }
        }
        catch (Exception e) when (e is WebSocketException or OperationCanceledException or ObjectDisposedException or InvalidOperationException)
        {
            return false;
        }
    }

    /// <summary>Says goodbye after what is still being sent; Slack's own goodbye is read, if at all, by <see cref="ReceiveAsync"/>.</summary>
    public async Task CloseAsync(TimeSpan limit)
    {
        using var late = new CancellationTokenSource(limit, _time);
        try
        {
            await _sending.WaitAsync(late.Token);
            try
            {
                if (_socket.State is WebSocketState.Open or WebSocketState.CloseReceived)
                {
                    await _socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, late.Token);
                }
            }
            finally
            {
                _sending.Release();
            }
        }
        catch (Exception e) when (e is WebSocketException or OperationCanceledException or ObjectDisposedException or InvalidOperationException)
        {
            // It is gone already.
        }
    }

    public void Dispose() => _socket.Dispose();

    // A large message is rare: what it needed is given back.
    private ReadOnlyMemory<byte> Take(int length)
    {
        var message = _buffer.AsMemory(0, length);
        if (_buffer.Length > 16 * UsualBytes)
        {
            _buffer = new byte[UsualBytes];
        }

        return message;
    }
}

/// <summary>What came in.</summary>
internal abstract record SlackRead
{
    private SlackRead()
    {
    }

    /// <param name="Json">Valid until the next message is read.</param>
    internal sealed record Message(ReadOnlyMemory<byte> Json) : SlackRead;

    internal sealed record Ended(string Reason) : SlackRead;
}
