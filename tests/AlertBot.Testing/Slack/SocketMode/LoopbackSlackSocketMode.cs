using System.Collections.Concurrent;
using System.Text.Json;
using System.Text.Json.Nodes;
using AlertBot.Testing.Slack.WebApi;
using Microsoft.AspNetCore.Http;

namespace AlertBot.Testing.Slack.SocketMode;

/// <summary>
/// Socket Mode: tickets, connections, envelopes and their acknowledgements. https://docs.slack.dev/apis/events-api/using-socket-mode
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
    private int _turn;
    private int _gone;
    private long? _disabledAt;

    public LoopbackSlackSocketMode(LoopbackSlack slack)
    {
        _slack = slack;
        DeliveryFactory = new LoopbackSlackDeliveryFactory(slack);
        _envelopes = new LoopbackSlackEnvelopeTracker(slack);
    }

    public LoopbackSlackDeliveryFactory DeliveryFactory { get; }

    /// <summary>Frames that a message is cut into at most; 1: none is cut.</summary>
    public int MaxFragments { get; set; } = 3;

    /// <summary>What AlertBot promises; Slack itself waits 3 s.</summary>
    public TimeSpan AcknowledgementTimeout { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>How long an event waits for its acknowledgement before it is sent again.</summary>
    public TimeSpan EventRetryDelay { get; set; } = TimeSpan.FromSeconds(3);

    /// <summary>How long after a <c>disconnect</c> the server closes; “about 10 s” of a warning.</summary>
    public TimeSpan CloseDelay { get; set; } = TimeSpan.FromSeconds(10);

    public TimeSpan PingInterval { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>By the wall's clock, for a busy machine.</summary>
    public TimeSpan PongTimeout { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>Socket Mode is switched on for the app.</summary>
    public bool IsEnabled { get; set; } = true;

    /// <summary>For the connections to come, one each.</summary>
    public ConcurrentQueue<LoopbackSlackSocketFault> Faults { get; } = new();

    /// <summary>All that were ever opened, the oldest first.</summary>
    public IReadOnlyList<LoopbackSlackSocketConnection> Connections => [.. _connections];

    /// <summary>Those that hello was said on and that are open.</summary>
    public IReadOnlyList<LoopbackSlackSocketConnection> LiveConnections => [.. _connections.Where(connection => connection.IsLive)];

    /// <summary>How often hello was said.</summary>
    public int HelloCount => _hellos;

    /// <summary>Pings of ours that were answered.</summary>
    public int PongCount => _pongs;

    /// <summary>Calls of <c>apps.connections.open</c> that gave an address.</summary>
    public int OpenCount => _opens;

    /// <summary>The next acknowledgements, so many, are lost on their way: Slack does not know of them.</summary>
    public int AcknowledgementsToLose { get => _envelopes.AcknowledgementsToLose; set => _envelopes.AcknowledgementsToLose = value; }

    /// <summary>Until the n-th hello was said.</summary>
    public Task WaitForHelloAsync(int count = 1, TimeSpan? within = null) =>
        WaitUntilAsync(() => _hellos >= count, $"hello {count}", within);

    /// <summary>Until so many connections are open at once.</summary>
    public Task WaitForLiveAsync(int count) => WaitUntilAsync(() => LiveConnections.Count == count, $"{count} connections at once");

    /// <summary>Until n connections are over, whoever ended them.</summary>
    public Task WaitForClosedAsync(int count = 1) => WaitUntilAsync(() => _gone >= count, $"the end of connection {count}");

    public Task WaitForPongAsync(int count = 1) => WaitUntilAsync(() => _pongs >= count, $"pong {count}");

    /// <summary>Tells of a slash command; not told again where it is lost.</summary>
    public Task<LoopbackSlackDelivery> CommandAsync(string channel, string user, string text) =>
        DeliverAsync(DeliveryFactory.Command(channel, user, text));

    /// <summary>Tells of a press or submission, <see cref="SlackInteractionPayloads"/>; not told again where it is lost.</summary>
    public Task<LoopbackSlackDelivery> InteractionAsync(JsonObject payload) => DeliverAsync(DeliveryFactory.Interaction(payload));

    /// <summary>Tells of an event, and again until it is acknowledged.</summary>
    public Task<LoopbackSlackDelivery> EventAsync(JsonObject told, string? eventId = null)
    {
        var ask = DeliveryFactory.Event(told, eventId);
        _ = _envelopes.DeliverUntilAcknowledgedAsync(ask);
        return Task.FromResult(ask);
    }

    /// <summary>Sends a command, an interaction or an event once.</summary>
    /// <param name="on">Null: the connections take turns.</param>
    public async Task<LoopbackSlackDelivery> DeliverAsync(LoopbackSlackDelivery ask, LoopbackSlackSocketConnection? on = null)
    {
        await _envelopes.SendAsync(ask, on ?? NextConnection() ?? throw new InvalidOperationException("No client is connected"));
        return ask;
    }

    /// <summary>Sends something else, such as a type that does not exist.</summary>
    public Task SendAsync(string message) =>
        (NextConnection() ?? throw new InvalidOperationException("No client is connected")).SendAsync(message);

    /// <summary>
    /// Says that a connection will be closed, <c>warning</c>, <c>refresh_requested</c> or <c>link_disabled</c>, and closes it later.
    /// </summary>
    /// <param name="of">Null: the oldest; of link_disabled all.</param>
    public async Task DisconnectAsync(string reason, LoopbackSlackSocketConnection? of = null)
    {
        var isDisabled = reason == "link_disabled";
        if (isDisabled)
        {
            (IsEnabled, _disabledAt) = (false, _slack.Time.GetTimestamp());
        }

        foreach (var connection in isDisabled ? LiveConnections : [of ?? LiveConnections[0]])
        {
            connection.HelloCountAtWarning = isDisabled ? null : _hellos;
            await connection.SendAsync(new JsonObject
            {
                ["type"] = "disconnect",
                ["reason"] = reason,
                ["debug_info"] = new JsonObject { ["host"] = "applink-loop" },
            }.ToJsonString());
            _ = CloseLaterAsync(connection);
        }
    }

    /// <summary>Drops a connection without a word.</summary>
    public void Drop(LoopbackSlackSocketConnection? connection = null) => (connection ?? LiveConnections[0]).Drop();

    /// <summary>Goes silent on a connection without closing it.</summary>
    public LoopbackSlackSocketConnection MakeHalfOpen(LoopbackSlackSocketConnection? connection = null)
    {
        var one = connection ?? LiveConnections[0];
        one.GoHalfOpen();
        return one;
    }

    /// <summary>The answer to <c>apps.connections.open</c>: https://docs.slack.dev/reference/methods/apps.connections.open</summary>
    public LoopbackSlackApiResponse Open()
    {
        if (!IsEnabled)
        {
            if (_disabledAt is { } at && _slack.Time.GetElapsedTime(at) < TimeSpan.FromMinutes(1))
            {
                _slack.AddViolation("socket: a new connection is asked for although the link was disabled just now");
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
                _tickets.ContainsKey(ticket) ? "socket: a ticket is used twice" : "socket: a ticket that Slack did not give");
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
        ["debug_info"] = new JsonObject { ["host"] = "applink-loop", ["started"] = "2026-11-23 12:00:00.000", ["build_number"] = 10,
            ["approximate_connection_time"] = 18_060 },
        ["connection_info"] = new JsonObject { ["app_id"] = LoopbackSlack.AppId },
    }.ToJsonString();

    /// <summary>The connections take turns; null while there is none.</summary>
    public LoopbackSlackSocketConnection? NextConnection()
    {
        var live = LiveConnections;
        return live.Count == 0 ? null : live[Interlocked.Increment(ref _turn) % live.Count];
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

    /// <summary>A connection that is to be replaced may go only when hello was said on another since.</summary>
    public void RecordClosed(LoopbackSlackSocketConnection connection)
    {
        if (connection is { HelloCountAtWarning: { } before, CloseCode: not null } && _hellos <= before)
        {
            _slack.AddViolation("socket: the old connection is closed before the new one said hello");
        }

        Interlocked.Increment(ref _gone);
        _slack.StateChanged.Reevaluate();
    }

    public Task WaitUntilAsync(Func<bool> isTrue, string what, TimeSpan? within = null) =>
        _slack.StateChanged.WaitUntilAsync(isTrue,
            () => $"{what}; {_opens} opened, {_hellos} hellos, {LiveConnections.Count} live; {string.Join("; ", _slack.Violations)}",
            within);

    /// <summary>All connections end.</summary>
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
            // Slack ends.
        }
    }
}
