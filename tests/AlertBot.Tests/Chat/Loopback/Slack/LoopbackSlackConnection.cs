using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace AlertBot.Tests.Chat.Loopback.Slack;

/// <summary>One Socket Mode connection: https://docs.slack.dev/apis/events-api/using-socket-mode</summary>
internal sealed class LoopbackSlackConnection(LoopbackSlack slack, HttpContext context, int number) : IDisposable
{
    private readonly SemaphoreSlim _sending = new(1);
    private readonly CancellationTokenSource _over = CancellationTokenSource.CreateLinkedTokenSource(slack.Ended, context.RequestAborted);
    private readonly Random _random = new(number);
    private LoopbackSlackFrames? _frames;
    private TaskCompletionSource? _pong;
    private bool _closeSent;

    /// <summary>Of all that were opened, from 1.</summary>
    public int Number { get; } = number;

    /// <summary>Hello was said, and no close.</summary>
    public bool IsLive { get; private set; }

    /// <summary>Neither reads nor writes any more, but is not closed.</summary>
    public bool IsHalfOpen { get; private set; }

    /// <summary>It ended by our doing, not the client's.</summary>
    public bool IsDropped { get; private set; }

    /// <summary>How many hellos had been said when the client was told to replace this one; null: it was not told.</summary>
    public int? HellosAtWarning { get; set; }

    /// <summary>The client's close code; 0: it vanished without one; null: it did not close.</summary>
    public int? ClosedWith { get; private set; }

    public bool IsOver => _over.IsCancellationRequested;

    private LoopbackSlackSocket Socket => slack.Socket;

    public async Task RunAsync(LoopbackSlackSocketFault fault)
    {
        if (fault == LoopbackSlackSocketFault.NoUpgrade || !await UpgradeAsync())
        {
            context.Response.StatusCode = fault == LoopbackSlackSocketFault.NoUpgrade ? 500 : 400;
            return;
        }

        if (fault == LoopbackSlackSocketFault.BeforeHello)
        {
            Drop();
            return;
        }

        if (fault == LoopbackSlackSocketFault.BrokenHello)
        {
            await SendAsync("{\"type\":\"hello\",");
        }

        if (fault != LoopbackSlackSocketFault.NoHello)
        {
            await SendAsync(Socket.Hello());
            IsLive = true;
            Socket.NoteHello();
        }

        if (fault == LoopbackSlackSocketFault.AfterHello)
        {
            Drop();
            return;
        }

        _ = PingAllAsync();
        await ReceiveAllAsync();
    }

    /// <summary>Sends a message, cut into frames at random places.</summary>
    public async Task SendAsync(string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        await WriteAsync(async frames =>
        {
            var cuts = Cuts(bytes.Length);
            for (var i = 0; i < cuts.Count - 1; i++)
            {
                var isLast = i == cuts.Count - 2;
                await frames.WriteAsync(i == 0 ? LoopbackSlackFrames.Text : (byte)0, isLast, bytes.AsMemory(cuts[i]..cuts[i + 1]), _over.Token);

                // Control frames may stand between the fragments of a message: RFC 6455, section 5.4.
                if (!isLast && i == 0)
                {
                    await frames.WriteAsync(LoopbackSlackFrames.Ping, true, Encoding.UTF8.GetBytes("Ping between fragments"), _over.Token);
                }
            }
        });
    }

    /// <summary>The server's close; it ends when the client has answered it, or after 2 s.</summary>
    public async Task CloseAsync(int code = 1000)
    {
        IsLive = false;
        IsDropped = true;
        _closeSent = true;
        await WriteAsync(frames => frames.WriteAsync(LoopbackSlackFrames.Close, true, new byte[] { (byte)(code >> 8), (byte)code }, _over.Token));
        await Task.Delay(TimeSpan.FromSeconds(2), TimeProvider.System, _over.Token).ContinueWith(_ => { }, TaskScheduler.Default);
        Drop();
    }

    /// <summary>Gone without a close frame, as when a proxy dies.</summary>
    public void Drop()
    {
        (IsLive, IsDropped) = (false, true);
        Abort();
    }

    /// <summary>Still there for the client's system, but nobody behind it.</summary>
    public void GoHalfOpen() => (IsHalfOpen, IsLive, IsDropped) = (true, false, true);

    public void Dispose()
    {
        _over.Dispose();
        _sending.Dispose();
    }

    private async Task<bool> UpgradeAsync()
    {
        var (request, headers) = (context.Request, context.Response.Headers);
        var key = request.Headers.SecWebSocketKey.ToString();
        if (context.Features.Get<IHttpUpgradeFeature>() is not { IsUpgradableRequest: true } upgrade || request.Headers.SecWebSocketVersion != "13" || key.Length != 24)
        {
            slack.Breach("socket: a request that opens no web socket");
            return false;
        }

        if (request.Headers.Authorization.Count > 0)
        {
            slack.Breach("socket: a token is sent along, which the ticket stands for");
        }

        // RFC 6455, section 4.2.2; SHA-1 is what it wants.
        headers["Upgrade"] = "websocket";
        headers["Connection"] = "Upgrade";
#pragma warning disable CA5350
        headers["Sec-WebSocket-Accept"] = Convert.ToBase64String(SHA1.HashData(Encoding.ASCII.GetBytes(key + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11")));
#pragma warning restore CA5350
        _frames = new LoopbackSlackFrames(await upgrade.UpgradeAsync());
        return true;
    }

    private async Task ReceiveAllAsync()
    {
        try
        {
            using var message = new MemoryStream();
            while (await _frames!.ReadAsync(_over.Token) is { } frame)
            {
                if (!IsHalfOpen && await TakeAsync(frame.Opcode, frame.IsFinal, frame.Payload, message))
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
            slack.Breach("socket: " + e.Message);
        }

        Gone(0);
    }

    /// <returns>Whether the connection is over.</returns>
    private async Task<bool> TakeAsync(byte opcode, bool isFinal, byte[] payload, MemoryStream message)
    {
        switch (opcode)
        {
            case LoopbackSlackFrames.Ping:
                await WriteAsync(frames => frames.WriteAsync(LoopbackSlackFrames.Pong, true, payload, _over.Token));
                return false;
            case LoopbackSlackFrames.Pong:
                _pong?.TrySetResult();
                return false;
            case LoopbackSlackFrames.Close:
                Gone(payload.Length >= 2 ? (payload[0] << 8) | payload[1] : 1005);
                await AnswerCloseAsync(payload);
                return true;
            case LoopbackSlackFrames.Text or 0:
                message.Write(payload);
                if (isFinal)
                {
                    Read(message.ToArray());
                    message.SetLength(0);
                }

                return false;
            default:
                slack.Breach($"socket: a frame of opcode {opcode}");
                return false;
        }
    }

    /// <summary>The real one answers a close and leaves closing the connection under it to the client.</summary>
    private async Task AnswerCloseAsync(byte[] payload)
    {
        if (!_closeSent)
        {
            await WriteAsync(frames => frames.WriteAsync(LoopbackSlackFrames.Close, true, payload, _over.Token));
            await Task.Delay(TimeSpan.FromSeconds(2), TimeProvider.System, _over.Token).ContinueWith(_ => { }, TaskScheduler.Default);
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

    private void Read(byte[] message)
    {
        try
        {
            using var json = JsonDocument.Parse(message);
            Socket.TakeAcknowledgement(this, json.RootElement.Clone());
        }
        catch (JsonException)
        {
            slack.Breach("socket: the client sent what is no JSON");
        }
    }

    private void Gone(int code)
    {
        IsLive = false;
        if (ClosedWith is not null || IsHalfOpen)
        {
            return;
        }

        // The answer to a close of ours, or the end of what we dropped, is not the client's doing.
        if (!IsDropped && !slack.Ended.IsCancellationRequested)
        {
            ClosedWith = code;
        }

        Socket.NoteGone(this);
    }

    /// <summary>Slack pings now and then and takes a connection without pongs for dead.</summary>
    private async Task PingAllAsync()
    {
        try
        {
            using var timer = new PeriodicTimer(Socket.PingEvery, slack.Time);
            while (await timer.WaitForNextTickAsync(_over.Token) && !IsHalfOpen && !IsDropped && ClosedWith is null)
            {
                _pong = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
                await WriteAsync(frames => frames.WriteAsync(LoopbackSlackFrames.Ping, true, Encoding.UTF8.GetBytes("Ping from applink-loop"), _over.Token));
                await _pong.Task.WaitAsync(Socket.PongWithin, TimeProvider.System, _over.Token);
                Socket.NotePong();
            }
        }
        catch (TimeoutException)
        {
            if (!IsHalfOpen && !IsDropped && ClosedWith is null)
            {
                slack.Breach($"socket: no pong within {Socket.PongWithin.TotalSeconds:0.###} s");
                Drop();
            }
        }
        catch (Exception e) when (e is OperationCanceledException or ObjectDisposedException)
        {
            // The connection is over.
        }
    }

    private async Task WriteAsync(Func<LoopbackSlackFrames, Task> write)
    {
        try
        {
            await _sending.WaitAsync(_over.Token);
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

    private List<int> Cuts(int length)
    {
        var cuts = new List<int> { 0, length };
        for (var i = 1; i < Socket.Fragments; i++)
        {
            cuts.Add(_random.Next(0, length + 1));
        }

        cuts.Sort();
        return cuts;
    }
}
