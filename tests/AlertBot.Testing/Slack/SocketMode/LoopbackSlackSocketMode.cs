using System.Collections.Concurrent;
using System.Text.Json;
using System.Text.Json.Nodes;
using AlertBot.Testing.Slack.WebApi;
using Microsoft.AspNetCore.Http;

namespace AlertBot.Testing.Slack.SocketMode;

/// <summary>
/// Socket Mode: tickets, connections, envelopes and acknowledgements. https://docs.slack.dev/apis/events-api/using-socket-mode
/// </summary>
internal sealed class LoopbackSlackSocketMode
{
    /// <summary>“Up to 10 open WebSocket connections at the same time”.</summary>
    private const int MaxConnections = 10;

    private readonly LoopbackSlack _slack;
    private readonly LoopbackSlackEnvelopeTracker _envelopes;
    private readonly ConcurrentDictionary<string, bool> _tickets = new();
    private readonly ConcurrentQueue<LoopbackSlackSocketConnection> _connections = new();
    private int _hellos;
    private int _pongs;
    private int _opens;
    private int _roundRobin;
    private int _closed;
    private long? _disabledAt;

    public LoopbackSlackSocketMode(LoopbackSlack slack)
    {
        _slack = slack;
        DeliveryFactory = new LoopbackSlackDeliveryFactory(slack);
        _envelopes = new LoopbackSlackEnvelopeTracker(slack);
    }

    public LoopbackSlackDeliveryFactory DeliveryFactory { get; }

    /// <summary>Limits the frames of a message; 1: messages are not fragmented.</summary>
    public int MaxFragments { get; set; } = 3;

    /// <summary>Limits the time of an acknowledgement. AlertBot acknowledges within 1 s; Slack waits 3 s.</summary>
    public TimeSpan AcknowledgementTimeout { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>The time after which an event without acknowledgement is sent again.</summary>
    public TimeSpan EventRetryDelay { get; set; } = TimeSpan.FromSeconds(3);

    /// <summary>The time between a <c>disconnect</c> and the close; Slack documents “about 10 s” for a warning.</summary>
    public TimeSpan CloseDelay { get; set; } = TimeSpan.FromSeconds(10);

    public TimeSpan PingInterval { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>Limits the time of a pong, in real time, so that a busy machine needs no virtual time to answer.</summary>
    public TimeSpan PongTimeout { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>False: Socket Mode is turned off for the app.</summary>
    public bool IsEnabled { get; set; } = true;

    /// <summary>The faults of the following connections, one each.</summary>
    public ConcurrentQueue<LoopbackSlackSocketFault> Faults { get; } = new();

    /// <summary>All connections that were opened, oldest first.</summary>
    public IReadOnlyList<LoopbackSlackSocketConnection> Connections => [.. _connections];

    /// <summary>The open connections on which hello was sent.</summary>
    public IReadOnlyList<LoopbackSlackSocketConnection> LiveConnections => [.. _connections.Where(connection => connection.IsLive)];

    /// <summary>The number of hellos sent.</summary>
    public int HelloCount => _hellos;

    /// <summary>The number of pings that the client answered.</summary>
    public int PongCount => _pongs;

    /// <summary>The number of successful calls of <c>apps.connections.open</c>.</summary>
    public int OpenCount => _opens;

    /// <summary>The number of following acknowledgements that are lost in transit, so Slack does not receive them.</summary>
    public int AcknowledgementsToLose { get => _envelopes.AcknowledgementsToLose; set => _envelopes.AcknowledgementsToLose = value; }

    /// <summary>Waits for the n-th hello.</summary>
    public Task WaitForHelloAsync(int count = 1, TimeSpan? within = null) =>
        WaitUntilAsync(() => _hellos >= count, $"hello {count}", within);

    /// <summary>Waits until this number of connections is open at the same time.</summary>
    public Task WaitForLiveAsync(int count) => WaitUntilAsync(() => LiveConnections.Count == count, $"{count} connections at once");

    /// <summary>Waits until n connections have ended, on either side.</summary>
    public Task WaitForClosedAsync(int count = 1) => WaitUntilAsync(() => _closed >= count, $"the end of connection {count}");

    public Task WaitForPongAsync(int count = 1) => WaitUntilAsync(() => _pongs >= count, $"pong {count}");

    /// <summary>Delivers a slash command once; Slack does not retry it.</summary>
    public Task<LoopbackSlackDelivery> CommandAsync(string channel, string user, string text) =>
        DeliverAsync(DeliveryFactory.Command(channel, user, text));

    /// <summary>Delivers an interaction (see <see cref="SlackInteractionPayloads"/>) once; Slack does not retry it.</summary>
    public Task<LoopbackSlackDelivery> InteractionAsync(JsonObject payload) => DeliverAsync(DeliveryFactory.Interaction(payload));

    /// <summary>Delivers an event, and retries it until it is acknowledged.</summary>
    public Task<LoopbackSlackDelivery> EventAsync(JsonObject slackEvent, string? eventId = null)
    {
        var delivery = DeliveryFactory.Event(slackEvent, eventId);
        _ = _envelopes.DeliverUntilAcknowledgedAsync(delivery);
        return Task.FromResult(delivery);
    }

    /// <summary>Sends a delivery once.</summary>
    /// <param name="connection">Null: the connections are used in turn.</param>
    public async Task<LoopbackSlackDelivery> DeliverAsync(LoopbackSlackDelivery delivery, LoopbackSlackSocketConnection? connection = null)
    {
        await _envelopes.SendAsync(
            delivery, connection ?? NextConnection() ?? throw new InvalidOperationException("No client is connected"));
        return delivery;
    }

    /// <summary>Sends any other message, e.g. of an unknown type.</summary>
    public Task SendAsync(string message) =>
        (NextConnection() ?? throw new InvalidOperationException("No client is connected")).SendAsync(message);

    /// <summary>Announces that a connection will be closed, and closes it after <see cref="CloseDelay"/>.</summary>
    /// <param name="reason"><c>warning</c>, <c>refresh_requested</c> or <c>link_disabled</c>.</param>
    /// <param name="connection">Null: the oldest one. For <c>link_disabled</c>, all are closed.</param>
    public async Task DisconnectAsync(string reason, LoopbackSlackSocketConnection? connection = null)
    {
        var isDisabled = reason == "link_disabled";
        if (isDisabled)
        {
            IsEnabled = false;
            _disabledAt = _slack.Time.GetTimestamp();
        }

        foreach (var closing in isDisabled ? LiveConnections : [connection ?? LiveConnections[0]])
        {
            closing.HelloCountAtWarning = isDisabled ? null : _hellos;
            await closing.SendAsync(new JsonObject
            {
                ["type"] = "disconnect",
                ["reason"] = reason,
                ["debug_info"] = new JsonObject { ["host"] = "applink-loop" },
            }.ToJsonString());
            _ = CloseLaterAsync(closing);
        }
    }

    /// <summary>Drops a connection without a close frame.</summary>
    public void Drop(LoopbackSlackSocketConnection? connection = null) => (connection ?? LiveConnections[0]).Drop();

    /// <summary>Stops reading and writing on a connection without closing it.</summary>
    public LoopbackSlackSocketConnection MakeHalfOpen(LoopbackSlackSocketConnection? connection = null)
    {
        var halfOpen = connection ?? LiveConnections[0];
        halfOpen.GoHalfOpen();
        return halfOpen;
    }

    /// <summary>The response to <c>apps.connections.open</c>: https://docs.slack.dev/reference/methods/apps.connections.open</summary>
    public LoopbackSlackApiResponse Open()
    {
        if (!IsEnabled)
        {
            if (_disabledAt is { } at && _slack.Time.GetElapsedTime(at) < TimeSpan.FromMinutes(1))
            {
                _slack.AddViolation("socket: a new connection is requested less than a minute after the link was disabled");
            }

            return LoopbackSlackApiResponse.Failure("access_denied");
        }

        var ticket = Guid.NewGuid().ToString();
        _tickets[ticket] = false;
        Interlocked.Increment(ref _opens);
        var address =
            new UriBuilder(_slack.Address) { Scheme = "ws", Path = "/link/", Query = $"ticket={ticket}&app_id={LoopbackSlack.AppId}" }.Uri;
        return LoopbackSlackApiResponse.Ok(("url", address.AbsoluteUri));
    }

    public async Task AnswerAsync(HttpContext context)
    {
        var ticket = context.Request.Query["ticket"].ToString();
        if (!_tickets.TryUpdate(ticket, true, false))
        {
            _slack.AddViolation(
                _tickets.ContainsKey(ticket) ? "socket: a ticket is used twice" : "socket: an unknown ticket");
            context.Response.StatusCode = 401;
            return;
        }

        using var connection = new LoopbackSlackSocketConnection(_slack, context, _connections.Count + 1);
        var tooMany = LiveConnections.Count >= MaxConnections;
        _connections.Enqueue(connection);
        if (tooMany)
        {
            _slack.AddViolation($"socket: more than {MaxConnections} connections at once");
        }

        await connection.RunAsync(
            tooMany ? LoopbackSlackSocketFault.TooManyConnections
                : Faults.TryDequeue(out var fault) ? fault : LoopbackSlackSocketFault.None);
        _slack.StateChanged.Reevaluate();
    }

    public string Hello() => new JsonObject
    {
        ["type"] = "hello",
        ["num_connections"] = LiveConnections.Count + 1,
        ["debug_info"] = new JsonObject
        {
            ["host"] = "applink-loop",
            ["started"] = "2026-11-23 12:00:00.000",
            ["build_number"] = 10,
            ["approximate_connection_time"] = 18_060,
        },
        ["connection_info"] = new JsonObject { ["app_id"] = LoopbackSlack.AppId },
    }.ToJsonString();

    /// <summary>The live connections in turn; null: there is none.</summary>
    public LoopbackSlackSocketConnection? NextConnection()
    {
        var live = LiveConnections;
        return live.Count == 0 ? null : live[Interlocked.Increment(ref _roundRobin) % live.Count];
    }

    public void ReceiveAcknowledgement(LoopbackSlackSocketConnection connection, JsonElement message) =>
        _envelopes.ReceiveAcknowledgement(connection, message);

    public void RecordHello()
    {
        Interlocked.Increment(ref _hellos);
        _slack.StateChanged.Reevaluate();
    }

    public void RecordPong()
    {
        Interlocked.Increment(ref _pongs);
        _slack.StateChanged.Reevaluate();
    }

    /// <summary>The client may close a connection that is to be replaced only after the hello on its replacement.</summary>
    public void RecordClosed(LoopbackSlackSocketConnection connection)
    {
        if (connection is { HelloCountAtWarning: { } before, CloseCode: not null } && _hellos <= before)
        {
            _slack.AddViolation("socket: the old connection is closed before hello on the new one");
        }

        Interlocked.Increment(ref _closed);
        _slack.StateChanged.Reevaluate();
    }

    public Task WaitUntilAsync(Func<bool> isTrue, string what, TimeSpan? within = null) =>
        _slack.StateChanged.WaitUntilAsync(isTrue,
            () => $"{what}; {_opens} opened, {_hellos} hellos, {LiveConnections.Count} live; {string.Join("; ", _slack.Violations)}",
            within);

    /// <summary>Drops all connections.</summary>
    public void Stop()
    {
        foreach (var connection in _connections.Where(connection => !connection.HasEnded))
        {
            connection.Drop();
        }
    }

    private async Task CloseLaterAsync(LoopbackSlackSocketConnection connection)
    {
        try
        {
            await Task.Delay(CloseDelay, _slack.Time, _slack.Stopped);
            if (connection.IsLive)
            {
                await connection.CloseAsync();
            }
        }
        catch (Exception e) when (e is OperationCanceledException or ObjectDisposedException)
        {
            // The server is stopping.
        }
    }
}
