using System.Text.Json;
using AlertBot.Chat.Platforms;

namespace AlertBot.Chat.Discord.Gateway;

/// <summary>
/// One connection to the gateway, from HELLO to its end: https://docs.discord.com/developers/events/gateway#connection-lifecycle
/// </summary>
internal sealed partial class GatewayConnection(string token, GatewaySession session, Random random, TimeProvider time, ILogger logger)
{
    /// <summary>For the connection, and for HELLO after it.</summary>
    private static readonly TimeSpan OpenTimeout = TimeSpan.FromSeconds(20);

    /// <summary>From Identify or Resume to READY or RESUMED; missed events come in between.</summary>
    private static readonly TimeSpan ReadyTimeout = TimeSpan.FromSeconds(60);

    /// <summary>Beats closer than this no server asks for in earnest.</summary>
    private static readonly TimeSpan MinHeartbeatInterval = TimeSpan.FromMilliseconds(500);

    private readonly TaskCompletionSource _ready = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private Heartbeat? _heartbeat;

    /// <summary>Since when the session lives in this connection; null: it never did.</summary>
    public DateTimeOffset? ReadyAt { get; private set; }

    /// <summary>Null: it tried to resume, or did not come so far.</summary>
    public DateTimeOffset? IdentifiedAt { get; private set; }

    /// <param name="settled">Called at READY or RESUMED.</param>
    public async Task<GatewayDisconnect> RunAsync(Uri address, IGatewayEventHandler events, Action settled, CancellationToken stopping)
    {
        using var socket = new GatewaySocket(time);
        var end = await RunSessionAsync(socket, address, events, settled, stopping);
        if (end is GatewayDisconnect.SessionEnded)
        {
            session.Clear();
        }

        await socket.CloseAsync(end is GatewayDisconnect.Stopped ? GatewayCloseCodes.EndSession : GatewayCloseCodes.KeepSession);
        return end;
    }

    private async Task<GatewayDisconnect> RunSessionAsync(GatewaySocket socket, Uri address, IGatewayEventHandler events, Action settled,
        CancellationToken stopping)
    {
        using var over = CancellationTokenSource.CreateLinkedTokenSource(stopping);
        try
        {
            if (await socket.ConnectAsync(address, OpenTimeout, stopping) is { } problem)
            {
                return new GatewayDisconnect.Lost(problem);
            }

            // Not by the token: cancelling a read breaks the connection off, and then it cannot be closed in order.
            var hello = await socket.ReceiveAsync().WaitAsync(OpenTimeout, time, stopping);
            if (ReadHeartbeatInterval(hello) is not { } interval)
            {
                return ToDisconnect(hello) ?? new GatewayDisconnect.Lost("Discord did not begin with HELLO");
            }

            _heartbeat = new Heartbeat(interval, random, time);
            var beating = SendHeartbeatsAsync(socket, _heartbeat, over.Token);
            if (!await IdentifyOrResumeAsync(socket, stopping))
            {
                return new GatewayDisconnect.Lost("the connection broke off");
            }

            var reading = ReadPayloadsAsync(socket, events, settled, stopping);
            return await await Task.WhenAny(reading, beating, WatchReadyAsync(over.Token));
        }
        catch (TimeoutException)
        {
            return new GatewayDisconnect.Lost("Discord did not say HELLO in time");
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            return new GatewayDisconnect.Stopped();
        }
        finally
        {
            await over.CancelAsync();
        }
    }

    private async Task<bool> IdentifyOrResumeAsync(GatewaySocket socket, CancellationToken stopping)
    {
        if (session is { Id: { } id, Sequence: { } sequence })
        {
            return await socket.SendAsync(GatewayPayload.WriteResume(token, id, sequence), isAnswer: false, stopping);
        }

        IdentifiedAt = time.GetUtcNow();
        return await socket.SendAsync(GatewayPayload.WriteIdentify(token), isAnswer: false, stopping);
    }

    private async Task<GatewayDisconnect> SendHeartbeatsAsync(GatewaySocket socket, Heartbeat heartbeat, CancellationToken over) =>
        new GatewayDisconnect.Lost(
            await heartbeat.RunAsync(token => socket.SendAsync(GatewayPayload.WriteHeartbeat(session.Sequence), isAnswer: false, token),
                over));

    private async Task<GatewayDisconnect> WatchReadyAsync(CancellationToken over)
    {
        try
        {
            await _ready.Task.WaitAsync(ReadyTimeout, time, over);
        }
        catch (TimeoutException)
        {
            return new GatewayDisconnect.Lost("Discord did not take up the session in time");
        }

        await Task.Delay(Timeout.InfiniteTimeSpan, time, over);
        return new GatewayDisconnect.Stopped();
    }

    private async Task<GatewayDisconnect> ReadPayloadsAsync(GatewaySocket socket, IGatewayEventHandler events, Action settled,
        CancellationToken stopping)
    {
        while (true)
        {
            var read = await socket.ReceiveAsync();
            if (ToDisconnect(read) is { } closed)
            {
                return closed;
            }

            if (GatewayPayload.Parse(((SocketReceiveResult.Message)read).Json) is not { } payload)
            {
                return new GatewayDisconnect.Lost("Discord sent what is not JSON");
            }

            if (await HandlePayloadAsync(payload, socket, events, settled, stopping) is { } end)
            {
                return end;
            }
        }
    }

    /// <returns>Null: the connection goes on.</returns>
    private async Task<GatewayDisconnect?> HandlePayloadAsync(GatewayPayload payload, GatewaySocket socket, IGatewayEventHandler events,
        Action settled, CancellationToken stopping)
    {
        switch (payload.Op)
        {
            case GatewayPayload.Dispatch when payload.Event is { } name:
                DispatchEvent(name, payload, events, settled);
                return null;
            case GatewayPayload.Heartbeat:
                return await socket.SendAsync(GatewayPayload.WriteHeartbeat(session.Sequence), isAnswer: true, stopping) ? null
                    : new GatewayDisconnect.Lost("the connection broke off");
            case GatewayPayload.HeartbeatAck:
                _heartbeat!.Acknowledge();
                return null;
            case GatewayPayload.Reconnect:
                return new GatewayDisconnect.ReconnectRequested();
            case GatewayPayload.InvalidSession when payload.Data.ValueKind == JsonValueKind.True:
                return new GatewayDisconnect.Lost("Discord did not take up the session (op 9)");
            case GatewayPayload.InvalidSession:
                return new GatewayDisconnect.SessionEnded("Discord ended the session (op 9)", IsInvalidSession: true);
            default:
                return null;
        }
    }

    private void DispatchEvent(string name, GatewayPayload payload, IGatewayEventHandler events, Action settled)
    {
        if (name == "READY" && payload.Data.Text("session_id") is { } id)
        {
            session.Start(id,
                Uri.TryCreate(payload.Data.Text("resume_gateway_url"), UriKind.Absolute, out var url) && url.Scheme is "ws" or "wss" ? url
                    : null);
        }

        if (payload.Sequence is { } sequence)
        {
            session.RecordSequence(sequence);
        }

        try
        {
            events.Handle(name, payload.Data);
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            // A fault of ours in one event must not cost the connection, which would bring the event again.
            LogEventFailed(e, name);
        }

        if (name is "READY" or "RESUMED")
        {
            ReadyAt = time.GetUtcNow();
            _ready.TrySetResult();
            settled();
        }
    }

    private static GatewayDisconnect? ToDisconnect(SocketReceiveResult read) => read switch
    {
        SocketReceiveResult.Closed closed => GatewayCloseCodes.Interpret(closed.Code),
        SocketReceiveResult.Broken broken => new GatewayDisconnect.Lost(broken.Reason),
        _ => null,
    };

    private static TimeSpan? ReadHeartbeatInterval(SocketReceiveResult hello) =>
        hello is SocketReceiveResult.Message message && GatewayPayload.Parse(message.Json) is { Op: GatewayPayload.Hello } payload
            && payload.Data.Number("heartbeat_interval") is > 0 and < int.MaxValue and var interval
            ? TimeSpan.FromMilliseconds(Math.Max(interval, MinHeartbeatInterval.TotalMilliseconds))
            : null;

    [LoggerMessage(Level = LogLevel.Error, Message = "Discord's event {Event} could not be taken")]
    private partial void LogEventFailed(Exception exception, string @event);
}
