using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace AlertBot.Testing.Slack.SocketMode;

/// <summary>One Socket Mode connection: https://docs.slack.dev/apis/events-api/using-socket-mode</summary>
internal sealed class LoopbackSlackSocketConnection(LoopbackSlack slack, HttpContext context, int number) : IDisposable
{
    private readonly SemaphoreSlim _sending = new(1);
    private readonly CancellationTokenSource _ended =
        CancellationTokenSource.CreateLinkedTokenSource(slack.Stopped, context.RequestAborted);
    private readonly Random _random = new(number);
    private WebSocketFrames? _frames;
    private TaskCompletionSource? _pong;
    private bool _closeSent;

    /// <summary>Of all that were opened, from 1.</summary>
    public int Number { get; } = number;

    /// <summary>Hello was said, and no close.</summary>
    public bool IsLive { get; private set; }

    /// <summary>Neither reads nor writes any more, but is not closed.</summary>
    public bool IsHalfOpen { get; private set; }

    /// <summary>It ended by our doing, not the client's.</summary>
    public bool IsEndedByServer { get; private set; }

    /// <summary>How many hellos had been said when the client was told to replace this one; null: it was not told.</summary>
    public int? HelloCountAtWarning { get; set; }

    /// <summary>The client's close code; 0: it vanished without one; null: it did not close.</summary>
    public int? CloseCode { get; private set; }

    public bool HasEnded => _ended.IsCancellationRequested;

    private LoopbackSlackSocketMode Socket => slack.SocketMode;

    public async Task RunAsync(LoopbackSlackSocketFault fault)
    {
        _frames = fault == LoopbackSlackSocketFault.RefuseUpgrade ? null : await WebSocketHandshake.AcceptAsync(slack, context);
        if (_frames is null)
        {
            context.Response.StatusCode = fault == LoopbackSlackSocketFault.RefuseUpgrade ? 500 : 400;
            return;
        }

        if (fault == LoopbackSlackSocketFault.DropBeforeHello)
        {
            Drop();
            return;
        }

        if (fault == LoopbackSlackSocketFault.TooManyConnections)
        {
            await SendAsync("{\"type\":\"disconnect\",\"reason\":\"too_many_websockets\",\"debug_info\":{\"host\":\"applink-loop\"}}");
            _ = CloseAsync();
        }

        if (fault == LoopbackSlackSocketFault.MalformedHello)
        {
            await SendAsync("{\"type\":\"hello\",");
        }

        if (fault is not (LoopbackSlackSocketFault.NoHello or LoopbackSlackSocketFault.TooManyConnections))
        {
            await SendAsync(Socket.Hello());
            IsLive = true;
            Socket.RecordHello();
        }

        if (fault == LoopbackSlackSocketFault.DropAfterHello)
        {
            Drop();
            return;
        }

        _ = SendPingsAsync();
        await ReceiveAllAsync();
    }

    /// <summary>Sends a message, cut into frames at random places.</summary>
    public Task SendAsync(string text) =>
        WriteAsync(frames => frames.WriteTextAsync(Encoding.UTF8.GetBytes(text), Socket.MaxFragments, _random, _ended.Token));

    /// <summary>The server's close; it ends when the client has answered it, or after 2 s.</summary>
    public async Task CloseAsync(int code = 1000)
    {
        IsLive = false;
        IsEndedByServer = true;
        _closeSent = true;
        await WriteAsync(
            frames => frames.WriteAsync(WebSocketFrames.Close, true, new byte[] { (byte)(code >> 8), (byte)code }, _ended.Token));
        await Task.Delay(TimeSpan.FromSeconds(2), TimeProvider.System, _ended.Token).ContinueWith(_ => { }, TaskScheduler.Default);
        Drop();
    }

    /// <summary>Gone without a close frame, as when a proxy dies.</summary>
    public void Drop()
    {
        (IsLive, IsEndedByServer) = (false, true);
        Abort();
    }

    /// <summary>Still there for the client's system, but nobody behind it.</summary>
    public void GoHalfOpen() => (IsHalfOpen, IsLive, IsEndedByServer) = (true, false, true);

    public void Dispose()
    {
        _ended.Dispose();
        _sending.Dispose();
    }

    private async Task ReceiveAllAsync()
    {
        try
        {
            using var message = new MemoryStream();
            while (await _frames!.ReadAsync(_ended.Token) is { } frame)
            {
                if (!IsHalfOpen && await HandleFrameAsync(frame.Opcode, frame.IsFinal, frame.Payload, message))
                {
                    return;
                }
            }
        }
        catch (Exception e) when (e is IOException or OperationCanceledException or EndOfStreamException)
        {
            // The client is gone without a word.
        }
        catch (InvalidDataException e)
        {
            slack.AddViolation("socket: " + e.Message);
        }

        RecordEnd(0);
    }

    /// <returns>Whether the connection is over.</returns>
    private async Task<bool> HandleFrameAsync(byte opcode, bool isFinal, byte[] payload, MemoryStream message)
    {
        switch (opcode)
        {
            case WebSocketFrames.Ping:
                await WriteAsync(frames => frames.WriteAsync(WebSocketFrames.Pong, true, payload, _ended.Token));
                return false;
            case WebSocketFrames.Pong:
                _pong?.TrySetResult();
                return false;
            case WebSocketFrames.Close:
                RecordEnd(payload.Length >= 2 ? (payload[0] << 8) | payload[1] : 1005);
                await AnswerCloseAsync(payload);
                return true;
            case WebSocketFrames.Text or 0:
                message.Write(payload);
                if (isFinal)
                {
                    HandleMessage(message.ToArray());
                    message.SetLength(0);
                }

                return false;
            default:
                slack.AddViolation($"socket: a frame of opcode {opcode}");
                return false;
        }
    }

    /// <summary>The real one answers a close and leaves closing the connection under it to the client.</summary>
    private async Task AnswerCloseAsync(byte[] payload)
    {
        if (!_closeSent)
        {
            await WriteAsync(frames => frames.WriteAsync(WebSocketFrames.Close, true, payload, _ended.Token));
            await Task.Delay(TimeSpan.FromSeconds(2), TimeProvider.System, _ended.Token).ContinueWith(_ => { }, TaskScheduler.Default);
        }

        Abort();
    }

    private void Abort()
    {
        try
        {
            context.Abort();
        }
        catch (ObjectDisposedException)
        {
            // It has ended by itself.
        }
    }

    private void HandleMessage(byte[] message)
    {
        try
        {
            using var json = JsonDocument.Parse(message);
            Socket.ReceiveAcknowledgement(this, json.RootElement.Clone());
        }
        catch (JsonException)
        {
            slack.AddViolation("socket: the client sent what is no JSON");
        }
    }

    private void RecordEnd(int code)
    {
        IsLive = false;
        if (CloseCode is not null || IsHalfOpen)
        {
            return;
        }

        // The answer to a close of ours, or the end of what we dropped, is not the client's doing.
        if (!IsEndedByServer && !slack.Stopped.IsCancellationRequested)
        {
            CloseCode = code;
        }

        Socket.RecordClosed(this);
    }

    /// <summary>Slack pings now and then and takes a connection without pongs for dead.</summary>
    private async Task SendPingsAsync()
    {
        try
        {
            using var timer = new PeriodicTimer(Socket.PingInterval, slack.Time);
            while (await timer.WaitForNextTickAsync(_ended.Token) && !IsHalfOpen && !IsEndedByServer && CloseCode is null)
            {
                _pong = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
                await WriteAsync(
                    frames => frames.WriteAsync(WebSocketFrames.Ping, true, Encoding.UTF8.GetBytes("Ping from applink-loop"),
                        _ended.Token));
                await _pong.Task.WaitAsync(Socket.PongTimeout, TimeProvider.System, _ended.Token);
                Socket.RecordPong();
            }
        }
        catch (TimeoutException)
        {
            if (!IsHalfOpen && !IsEndedByServer && CloseCode is null)
            {
                slack.AddViolation($"socket: no pong within {Socket.PongTimeout.TotalSeconds:0.###} s");
                Drop();
            }
        }
        catch (Exception e) when (e is OperationCanceledException or ObjectDisposedException)
        {
            // The connection is over.
        }
    }

    private async Task WriteAsync(Func<WebSocketFrames, Task> write)
    {
        try
        {
            await _sending.WaitAsync(_ended.Token);
            try
            {
                if (!IsHalfOpen)
                {
                    await write(_frames!);
                }
            }
            finally
            {
                _sending.Release();
            }
        }
        catch (Exception e) when (e is IOException or OperationCanceledException or ObjectDisposedException or InvalidOperationException)
        {
            // The client is gone.
        }
    }
}
