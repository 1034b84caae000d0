using System.Net.WebSockets;
using AlertBot.Http;

namespace AlertBot.Chat.Discord;

/// <summary>One WebSocket to the gateway: whole messages in, whole messages out, each within a limit of time and size.</summary>
internal sealed class GatewaySocket : IDisposable
{
    /// <summary>The largest message is a guild with all its channels and roles; far below this.</summary>
    private const int MaxMessageBytes = 16 * 1024 * 1024;

    /// <summary>Below the 120 of Discord's limit; what answers its wishes leaves room for the heartbeat.</summary>
    private const int MostSends = 118;
    private const int MostAnswers = 100;

    private static readonly TimeSpan SendLimit = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan CloseLimit = TimeSpan.FromSeconds(2);

    private readonly ClientWebSocket _socket = new();
    private readonly SemaphoreSlim _sending = new(1);
    private readonly SendBudget _budget;
    private readonly TimeProvider _time;
    private byte[] _buffer = new byte[16 * 1024];

    public GatewaySocket(TimeProvider time)
    {
        (_time, _budget) = (time, new SendBudget(time));

        // The protocol has heartbeats of its own.
        _socket.Options.KeepAliveInterval = Timeout.InfiniteTimeSpan;
        _socket.Options.SetRequestHeader("User-Agent", $"DiscordBot ({Identity.ProjectUrl}, {Identity.Version})");
    }

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
        catch (WebSocketException e)
        {
            return $"{address.Host} cannot be reached ({e.InnerException?.Message ?? e.Message})";
        }
    }

    /// <summary>Puts a message together from its fragments. Never throws: cancelled, it is a <see cref="GatewayRead.Broken"/>, and the connection with it.</summary>
    public async Task<GatewayRead> ReceiveAsync(CancellationToken cancellationToken)
    {
        try
        {
            for (var length = 0; ;)
            {
                if (length == _buffer.Length)
                {
                    Array.Resize(ref _buffer, length * 2);
                }

                var frame = await _socket.ReceiveAsync(_buffer.AsMemory(length), cancellationToken);
                if (frame.MessageType == WebSocketMessageType.Close)
                {
                    return new GatewayRead.Closed((int?)_socket.CloseStatus);
                }

                length += frame.Count;
                if (length > MaxMessageBytes)
                {
                    return new GatewayRead.Broken($"Discord sent a message of more than {MaxMessageBytes / 1024 / 1024} MB");
                }

                if (frame.EndOfMessage)
                {
                    return new GatewayRead.Message(Take(length));
                }
            }
        }
        catch (Exception e) when (e is WebSocketException or OperationCanceledException or ObjectDisposedException or InvalidOperationException)
        {
            return new GatewayRead.Broken("the connection broke off");
        }
    }

    /// <param name="isAnswer">Discord asked for it: left out where it would use up what the heartbeat needs.</param>
    /// <returns>Whether it went out.</returns>
    public async Task<bool> SendAsync(ReadOnlyMemory<byte> message, bool isAnswer, CancellationToken cancellationToken)
    {
        if (!_budget.TryTake(isAnswer ? MostAnswers : MostSends))
        {
            return isAnswer;
        }

        using var late = new CancellationTokenSource(SendLimit, _time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(late.Token, cancellationToken);
        try
        {
            await _sending.WaitAsync(either.Token);
            try
            {
                await _socket.SendAsync(message, WebSocketMessageType.Text, endOfMessage: true, either.Token);
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

    /// <summary>Says goodbye, if the other side still listens; its answer is not waited for.</summary>
    public async Task CloseAsync(int code)
    {
        using var late = new CancellationTokenSource(CloseLimit, _time);
        try
        {
            if (_socket.State is WebSocketState.Open or WebSocketState.CloseReceived)
            {
                await _socket.CloseOutputAsync((WebSocketCloseStatus)code, null, late.Token);
            }
        }
        catch (Exception e) when (e is WebSocketException or OperationCanceledException or ObjectDisposedException or InvalidOperationException)
        {
            // It is gone already.
        }
    }

    public void Dispose()
    {
        _socket.Dispose();
        _sending.Dispose();
    }

    // A large message is rare: what it needed is given back.
    private ReadOnlyMemory<byte> Take(int length)
    {
        var message = _buffer.AsMemory(0, length);
        if (_buffer.Length > 256 * 1024)
        {
            _buffer = new byte[16 * 1024];
        }

        return message;
    }
}

/// <summary>What came in.</summary>
internal abstract record GatewayRead
{
    private GatewayRead()
    {
    }

    /// <param name="Json">Valid until the next message is read.</param>
    internal sealed record Message(ReadOnlyMemory<byte> Json) : GatewayRead;

    internal sealed record Closed(int? Code) : GatewayRead;

    internal sealed record Broken(string Reason) : GatewayRead;
}
