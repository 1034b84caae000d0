using System.Text.Json;
using AlertBot.Chat.Platforms;

namespace AlertBot.Chat.Discord.Gateway;

/// <summary>
/// One connection to the gateway, from HELLO to its end: https://docs.discord.com/developers/events/gateway#connection-lifecycle
/// </summary>
internal sealed partial class GatewayConnection(string token, GatewaySession session, Random random, TimeProvider time, ILogger logger)
{
    /// <summary>Limits the time to connect, and then the time to HELLO. Both take well under a second.</summary>
    private static readonly TimeSpan OpenTimeout = TimeSpan.FromSeconds(20);

    /// <summary>Limits the time from Identify or Resume to READY or RESUMED. A resume first repeats all missed events.</summary>
    private static readonly TimeSpan ReadyTimeout = TimeSpan.FromSeconds(60);

    /// <summary>The shortest heartbeat interval that is accepted; Discord asks for about 41 s. A shorter one would flood the
    /// connection.</summary>
    private static readonly TimeSpan MinHeartbeatInterval = TimeSpan.FromMilliseconds(500);

    private readonly TaskCompletionSource _ready = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private Heartbeat? _heartbeat;

    /// <summary>When the session became ready on this connection; null: it did not.</summary>
    public DateTimeOffset? ReadyAt { get; private set; }

    /// <summary>When Identify was sent; null: it was not, because the session was resumed or the connection failed before.</summary>
    public DateTimeOffset? IdentifiedAt { get; private set; }

    /// <param name="onReady">Called at READY or RESUMED.</param>
    public async Task<GatewayDisconnect> RunAsync(Uri url, IGatewayEventHandler events, Action onReady, CancellationToken stopping)
    {
        using var socket = new GatewaySocket(time);
        var disconnect = await RunSessionAsync(socket, url, events, onReady, stopping);
        if (disconnect is GatewayDisconnect.SessionEnded)
        {
            session.Clear();
        }

        await socket.CloseAsync(disconnect is GatewayDisconnect.Stopped ? GatewayCloseCodes.EndSession : GatewayCloseCodes.KeepSession);
        return disconnect;
    }

    private async Task<GatewayDisconnect> RunSessionAsync(GatewaySocket socket, Uri url, IGatewayEventHandler events, Action onReady,
        CancellationToken stopping)
    {
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(stopping);
        try
        {
            if (await socket.ConnectAsync(url, OpenTimeout, stopping) is { } problem)
            {
                return new GatewayDisconnect.Lost(problem);
            }

            // The token only ends the wait and not the read: a cancelled read aborts the socket, which then cannot be closed properly.
            var hello = await socket.ReceiveAsync().WaitAsync(OpenTimeout, time, stopping);
            if (ReadHeartbeatInterval(hello) is not { } interval)
            {
                return ToDisconnect(hello) ?? new GatewayDisconnect.Lost("Discord did not start with HELLO");
            }

            _heartbeat = new Heartbeat(interval, random, time);
            var heartbeats = SendHeartbeatsAsync(socket, _heartbeat, ended.Token);
            if (!await IdentifyOrResumeAsync(socket, stopping))
            {
                return new GatewayDisconnect.Lost("the connection broke");
            }

            var reading = ReadPayloadsAsync(socket, events, onReady, stopping);
            return await await Task.WhenAny(reading, heartbeats, WatchReadyAsync(ended.Token));
        }
        catch (TimeoutException)
        {
            return new GatewayDisconnect.Lost("Discord did not send HELLO in time");
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            return new GatewayDisconnect.Stopped();
        }
        finally
        {
            await ended.CancelAsync();
        }
    }

    private async Task<bool> IdentifyOrResumeAsync(GatewaySocket socket, CancellationToken stopping)
    {
        if (session is { Id: { } id, Sequence: { } sequence })
        {
            return await socket.SendAsync(GatewayPayload.WriteResume(token, id, sequence), isRequested: false, stopping);
        }

        IdentifiedAt = time.GetUtcNow();
        return await socket.SendAsync(GatewayPayload.WriteIdentify(token), isRequested: false, stopping);
    }

    private async Task<GatewayDisconnect> SendHeartbeatsAsync(GatewaySocket socket, Heartbeat heartbeat, CancellationToken ended) =>
        new GatewayDisconnect.Lost(await heartbeat.RunAsync(
            cancellationToken =>
                socket.SendAsync(GatewayPayload.WriteHeartbeat(session.Sequence), isRequested: false, cancellationToken),
            ended));

    /// <returns>Does not return once the session is ready.</returns>
    private async Task<GatewayDisconnect> WatchReadyAsync(CancellationToken ended)
    {
        try
        {
            await _ready.Task.WaitAsync(ReadyTimeout, time, ended);
        }
        catch (TimeoutException)
        {
            return new GatewayDisconnect.Lost("Discord did not start or resume the session in time");
        }

        await Task.Delay(Timeout.InfiniteTimeSpan, time, ended);
        return new GatewayDisconnect.Stopped();
    }

    private async Task<GatewayDisconnect> ReadPayloadsAsync(GatewaySocket socket, IGatewayEventHandler events, Action onReady,
        CancellationToken stopping)
    {
        while (true)
        {
            var received = await socket.ReceiveAsync();
            if (ToDisconnect(received) is { } closed)
            {
                return closed;
            }

            if (GatewayPayload.Parse(((SocketReceiveResult.Message)received).Json) is not { } payload)
            {
                return new GatewayDisconnect.Lost("Discord sent invalid JSON");
            }

            if (await HandlePayloadAsync(payload, socket, events, onReady, stopping) is { } disconnect)
            {
                return disconnect;
            }
        }
    }

    /// <returns>Null: the connection continues.</returns>
    private async Task<GatewayDisconnect?> HandlePayloadAsync(GatewayPayload payload, GatewaySocket socket, IGatewayEventHandler events,
        Action onReady, CancellationToken stopping)
    {
        switch (payload.Op)
        {
            case GatewayPayload.Dispatch when payload.Event is { } name:
                DispatchEvent(name, payload, events, onReady);
                return null;
            case GatewayPayload.Heartbeat:
                return await socket.SendAsync(GatewayPayload.WriteHeartbeat(session.Sequence), isRequested: true, stopping)
                    ? null
                    : new GatewayDisconnect.Lost("the connection broke");
            case GatewayPayload.HeartbeatAck:
                _heartbeat!.Acknowledge();
                return null;
            case GatewayPayload.Reconnect:
                return new GatewayDisconnect.ReconnectRequested();
            case GatewayPayload.InvalidSession when payload.Data.ValueKind == JsonValueKind.True:
                return new GatewayDisconnect.Lost("Discord did not resume the session (op 9)");
            case GatewayPayload.InvalidSession:
                return new GatewayDisconnect.SessionEnded("Discord ended the session (op 9)", IsInvalidSession: true);
            default:
                return null;
        }
    }

    private void DispatchEvent(string name, GatewayPayload payload, IGatewayEventHandler events, Action onReady)
    {
        if (name == "READY" && payload.Data.Text("session_id") is { } id)
        {
            session.Start(id, SocketUrlResult.ParseWebSocketUrl(payload.Data.Text("resume_gateway_url")));
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
            // A bug in the handling of one event must not close the connection: a resumed session would bring the event again.
            LogEventFailed(e, name);
        }

        if (name is "READY" or "RESUMED")
        {
            ReadyAt = time.GetUtcNow();
            _ready.TrySetResult();
            onReady();
        }
    }

    /// <returns>Null for a message.</returns>
    private static GatewayDisconnect? ToDisconnect(SocketReceiveResult received) => received switch
    {
        SocketReceiveResult.Closed closed => GatewayCloseCodes.Interpret(closed.Code),
        SocketReceiveResult.Broken broken => new GatewayDisconnect.Lost(broken.Reason),
        _ => null,
    };

    /// <returns>Null where the message is not a valid HELLO.</returns>
    private static TimeSpan? ReadHeartbeatInterval(SocketReceiveResult hello) =>
        hello is SocketReceiveResult.Message message
        && GatewayPayload.Parse(message.Json) is { Op: GatewayPayload.Hello } payload
        && payload.Data.Number("heartbeat_interval") is > 0 and < int.MaxValue and var interval
            ? TimeSpan.FromMilliseconds(Math.Max(interval, MinHeartbeatInterval.TotalMilliseconds))
            : null;

    [LoggerMessage(Level = LogLevel.Error, Message = "Handling the Discord event {Event} failed")]
    private partial void LogEventFailed(Exception exception, string @event);
}
