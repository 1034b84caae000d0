using System.Text.Json;

namespace AlertBot.Chat.Discord;

/// <summary>One connection to the gateway, from HELLO to its end: https://docs.discord.com/developers/events/gateway#connection-lifecycle</summary>
internal sealed partial class GatewayConnection(string token, GatewaySession session, Random random, TimeProvider time, ILogger logger)
{
    /// <summary>For the connection, and for HELLO after it.</summary>
    private static readonly TimeSpan OpenLimit = TimeSpan.FromSeconds(20);

    /// <summary>From Identify or Resume to READY or RESUMED; missed events come in between.</summary>
    private static readonly TimeSpan SettleLimit = TimeSpan.FromSeconds(60);

    /// <summary>Beats closer than this no server asks for in earnest.</summary>
    private static readonly TimeSpan ShortestInterval = TimeSpan.FromMilliseconds(500);

    private readonly TaskCompletionSource _settled = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private Heartbeat? _heartbeat;

    /// <summary>Since when the session lives in this connection; null: it never did.</summary>
    public DateTimeOffset? SettledAt { get; private set; }

    /// <summary>Null: it tried to resume, or did not come so far.</summary>
    public DateTimeOffset? IdentifiedAt { get; private set; }

    /// <param name="settled">Called at READY or RESUMED.</param>
    public async Task<GatewayEnd> RunAsync(Uri address, IDiscordEvents events, Action settled, CancellationToken stopping)
    {
        using var socket = new GatewaySocket(time);
        var end = await TalkAsync(socket, address, events, settled, stopping);
        if (end is GatewayEnd.Over)
        {
            session.Forget();
        }

        await socket.CloseAsync(end is GatewayEnd.Stopped ? GatewayClose.ForGood : GatewayClose.ToResume);
        return end;
    }

    private async Task<GatewayEnd> TalkAsync(GatewaySocket socket, Uri address, IDiscordEvents events, Action settled, CancellationToken stopping)
    {
        using var over = CancellationTokenSource.CreateLinkedTokenSource(stopping);
        try
        {
            if (await socket.ConnectAsync(address, OpenLimit, stopping) is { } problem)
            {
                return new GatewayEnd.Lost(problem);
            }

            // Not by the token: cancelling a read breaks the connection off, and then it cannot be closed in order.
            var hello = await socket.ReceiveAsync().WaitAsync(OpenLimit, time, stopping);
            if (Interval(hello) is not { } interval)
            {
                return End(hello) ?? new GatewayEnd.Lost("Discord did not begin with HELLO");
            }

            _heartbeat = new Heartbeat(interval, random, time);
            var beating = BeatAsync(socket, _heartbeat, over.Token);
            if (!await IntroduceAsync(socket, stopping))
            {
                return new GatewayEnd.Lost("the connection broke off");
            }

            var reading = ReadAsync(socket, events, settled, stopping);
            return await await Task.WhenAny(reading, beating, SettleAsync(over.Token));
        }
        catch (TimeoutException)
        {
            return new GatewayEnd.Lost("Discord did not say HELLO in time");
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            return new GatewayEnd.Stopped();
        }
        finally
        {
            await over.CancelAsync();
        }
    }

    private async Task<bool> IntroduceAsync(GatewaySocket socket, CancellationToken stopping)
    {
        if (session is { Id: { } id, Sequence: { } sequence })
        {
            return await socket.SendAsync(GatewayPayload.WriteResume(token, id, sequence), isAnswer: false, stopping);
        }

        IdentifiedAt = time.GetUtcNow();
        return await socket.SendAsync(GatewayPayload.WriteIdentify(token), isAnswer: false, stopping);
    }

    private async Task<GatewayEnd> BeatAsync(GatewaySocket socket, Heartbeat heartbeat, CancellationToken over) =>
        new GatewayEnd.Lost(await heartbeat.BeatAsync(token => socket.SendAsync(GatewayPayload.WriteHeartbeat(session.Sequence), isAnswer: false, token), over));

    private async Task<GatewayEnd> SettleAsync(CancellationToken over)
    {
        try
        {
            await _settled.Task.WaitAsync(SettleLimit, time, over);
        }
        catch (TimeoutException)
        {
            return new GatewayEnd.Lost("Discord did not take up the session in time");
        }

        await Task.Delay(Timeout.InfiniteTimeSpan, time, over);
        return new GatewayEnd.Stopped();
    }

    private async Task<GatewayEnd> ReadAsync(GatewaySocket socket, IDiscordEvents events, Action settled, CancellationToken stopping)
    {
        while (true)
        {
            var read = await socket.ReceiveAsync();
            if (End(read) is { } closed)
            {
                return closed;
            }

            if (GatewayPayload.Read(((PlatformRead.Message)read).Json) is not { } payload)
            {
                return new GatewayEnd.Lost("Discord sent what is not JSON");
            }

            if (await TakeAsync(payload, socket, events, settled, stopping) is { } end)
            {
                return end;
            }
        }
    }

    /// <returns>Null: the connection goes on.</returns>
    private async Task<GatewayEnd?> TakeAsync(GatewayPayload payload, GatewaySocket socket, IDiscordEvents events, Action settled, CancellationToken stopping)
    {
        switch (payload.Op)
        {
            case GatewayPayload.Dispatch when payload.Event is { } name:
                Hand(name, payload, events, settled);
                return null;
            case GatewayPayload.Heartbeat:
                return await socket.SendAsync(GatewayPayload.WriteHeartbeat(session.Sequence), isAnswer: true, stopping) ? null : new GatewayEnd.Lost("the connection broke off");
            case GatewayPayload.HeartbeatAck:
                _heartbeat!.Answered();
                return null;
            case GatewayPayload.Reconnect:
                return new GatewayEnd.Asked();
            case GatewayPayload.InvalidSession when payload.Data.ValueKind == JsonValueKind.True:
                return new GatewayEnd.Lost("Discord did not take up the session (op 9)");
            case GatewayPayload.InvalidSession:
                return new GatewayEnd.Over("Discord ended the session (op 9)", IsInvalid: true);
            default:
                return null;
        }
    }

    private void Hand(string name, GatewayPayload payload, IDiscordEvents events, Action settled)
    {
        if (name == "READY" && payload.Data.Text("session_id") is { } id)
        {
            session.Begin(id, Uri.TryCreate(payload.Data.Text("resume_gateway_url"), UriKind.Absolute, out var url) && url.Scheme is "ws" or "wss" ? url : null);
        }

        if (payload.Sequence is { } sequence)
        {
            session.Saw(sequence);
        }

        try
        {
            events.Take(name, payload.Data);
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            // A fault of ours in one event must not cost the connection, which would bring the event again.
            LogEventFailed(e, name);
        }

        if (name is "READY" or "RESUMED")
        {
            SettledAt = time.GetUtcNow();
            _settled.TrySetResult();
            settled();
        }
    }

    private static GatewayEnd? End(PlatformRead read) => read switch
    {
        PlatformRead.Closed closed => GatewayClose.Meaning(closed.Code),
        PlatformRead.Broken broken => new GatewayEnd.Lost(broken.Reason),
        _ => null,
    };

    private static TimeSpan? Interval(PlatformRead hello) =>
        hello is PlatformRead.Message message && GatewayPayload.Read(message.Json) is { Op: GatewayPayload.Hello } payload && payload.Data.Number("heartbeat_interval") is > 0 and < int.MaxValue and var interval
            ? TimeSpan.FromMilliseconds(Math.Max(interval, ShortestInterval.TotalMilliseconds))
            : null;

    [LoggerMessage(Level = LogLevel.Error, Message = "Discord's event {Event} could not be taken")]
    private partial void LogEventFailed(Exception exception, string @event);
}
