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

    /// <summary>The number in the order of opening, from 1.</summary>
    public int Number { get; } = number;

    /// <summary>True: hello was sent, and the connection is open.</summary>
    public bool IsLive { get; private set; }

    /// <summary>True: the server no longer reads or writes, but the connection is not closed.</summary>
    public bool IsHalfOpen { get; private set; }

    /// <summary>True: the server ended the connection, not the client.</summary>
    public bool IsEndedByServer { get; private set; }

    /// <summary>The number of hellos when the server asked to replace this connection; null: it did not.</summary>
    public int? HelloCountAtWarning { get; set; }

    /// <summary>The client's close code; 0: it disconnected without one; null: it did not close.</summary>
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

    /// <summary>Sends a message, fragmented at random positions.</summary>
    public Task SendAsync(string text) =>
        WriteAsync(frames => frames.WriteTextAsync(Encoding.UTF8.GetBytes(text), Socket.MaxFragments, _random, _ended.Token));

    /// <summary>Sends a close frame; ends when the client has answered it, or after 2 s.</summary>
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

    /// <summary>Ends the connection without a close frame, as when a proxy crashes.</summary>
    public void Drop()
    {
        IsLive = false;
        IsEndedByServer = true;
        Abort();
    }

    /// <summary>Stops reading and writing. The TCP connection stays open.</summary>
    public void GoHalfOpen()
    {
        IsHalfOpen = true;
        IsLive = false;
        IsEndedByServer = true;
    }

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
            // The client disconnected without a close frame.
        }
        catch (InvalidDataException e)
        {
            slack.AddViolation("socket: " + e.Message);
        }

        RecordEnd(0);
    }

    /// <returns>True: the connection has ended.</returns>
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

    /// <summary>Slack answers a close frame and leaves it to the client to close the TCP connection.</summary>
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
            // The request has already ended.
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
            slack.AddViolation("socket: the client sent a message that is not JSON");
        }
    }

    private void RecordEnd(int code)
    {
        IsLive = false;
        if (CloseCode is not null || IsHalfOpen)
        {
            return;
        }

        // After a close or drop by the server, the end is not the client's.
        if (!IsEndedByServer && !slack.Stopped.IsCancellationRequested)
        {
            CloseCode = code;
        }

        Socket.RecordClosed(this);
    }

    /// <summary>Slack sends pings and drops a connection that does not answer them.</summary>
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
            // The connection has ended.
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
            // The client has disconnected.
        }
    }
}
