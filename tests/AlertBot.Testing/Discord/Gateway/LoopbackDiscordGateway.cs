using System.Collections.Concurrent;
using System.Net.WebSockets;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace AlertBot.Testing.Discord.Gateway;

/// <summary>Discord's gateway: sessions with events, which are replayed when a client resumes. It checks every rule for clients.</summary>
internal sealed class LoopbackDiscordGateway(LoopbackDiscord discord)
{
    public const string ResumePath = "/again";

    private static readonly TimeSpan WaitTimeout = TimeSpan.FromSeconds(15);

    private readonly ConcurrentDictionary<string, LoopbackGatewaySession> _sessions = new();
    private readonly ConcurrentDictionary<string, long> _dispatched = new();
    private readonly Lock _lock = new();
    private readonly List<(Func<bool> IsTrue, TaskCompletionSource Done)> _waits = [];
    private LoopbackGatewayConnection? _currentConnection;
    private long? _identifiedAt;
    private int _identifies;
    private int _resumes;
    private int _readies;
    private int _resumed;
    private int _connections;
    private int _heartbeatRequests;

    /// <summary>The client's clock, for rules about times.</summary>
    public TimeProvider Time { get; set; } = TimeProvider.System;

    public TimeSpan HeartbeatInterval { get; set; } = TimeSpan.FromMilliseconds(41_250);

    /// <summary>How late or early a heartbeat may be on a busy machine.</summary>
    public TimeSpan Tolerance { get; set; } = TimeSpan.FromSeconds(2);

    /// <summary>False: heartbeats get no acknowledgement, as on a dead connection.</summary>
    public bool AnswersHeartbeats { get; set; } = true;

    public bool EnforcesIdentifyRate { get; set; } = true;

    public bool TokenIsRevoked { get; set; }

    /// <summary>The faults of the next connections, one each.</summary>
    public ConcurrentQueue<LoopbackGatewayFault> Faults { get; } = new();

    /// <summary>The codes with which the client closed connections.</summary>
    public ConcurrentQueue<int> CloseCodes { get; } = new();

    /// <summary>The <c>d</c> of each heartbeat.</summary>
    public ConcurrentQueue<string> Heartbeats { get; } = new();

    public int IdentifyCount => _identifies;

    public int ResumeCount => _resumes;

    public int ConnectionCount => _connections;

    /// <summary>The connection of the current session.</summary>
    public LoopbackGatewayConnection CurrentConnection =>
        _currentConnection ?? throw new InvalidOperationException("No client is connected");

    public async Task HandleAsync(HttpContext context)
    {
        if (!context.WebSockets.IsWebSocketRequest)
        {
            context.Response.StatusCode = StatusCodes.Status400BadRequest;
            return;
        }

        using var socket = await context.WebSockets.AcceptWebSocketAsync();
        Interlocked.Increment(ref _connections);
        using var connection =
            new LoopbackGatewayConnection(discord, context, socket, Faults.TryDequeue(out var fault) ? fault : LoopbackGatewayFault.None);
        try
        {
            CompleteWaits();
            await connection.RunAsync();
        }
        catch (Exception e) when (e is WebSocketException or OperationCanceledException or IOException)
        {
            // The client disconnected.
        }
        finally
        {
            CompleteWaits();
        }
    }

    /// <summary>Completes when the n-th READY and its guilds were sent.</summary>
    public Task WaitForReadyAsync(int count = 1) => WaitUntilAsync(() => _readies >= count, $"READY {count}");

    public Task WaitForResumedAsync(int count = 1) => WaitUntilAsync(() => _resumed >= count, $"RESUMED {count}");

    public Task WaitForHeartbeatAsync(int count) => WaitUntilAsync(() => Heartbeats.Count >= count, $"heartbeat {count}");

    public Task WaitForCloseAsync(int count = 1) => WaitUntilAsync(() => CloseCodes.Count >= count, $"close {count}");

    /// <summary>Sends an event. A disconnected client receives it when it resumes.</summary>
    public Task DispatchAsync(string name, JsonNode? data, int fragments = 1) => CurrentConnection.DispatchAsync(name, data, fragments);

    /// <summary>Sends an interaction and records when.</summary>
    public Task DispatchInteractionAsync(JsonObject interaction)
    {
        _dispatched[(string)interaction["id"]!] = Time.GetTimestamp();
        return DispatchAsync("INTERACTION_CREATE", interaction);
    }

    /// <returns>How long ago the interaction was sent; null: it was not.</returns>
    public TimeSpan? TimeSinceInteraction(string id) => _dispatched.TryGetValue(id, out var at) ? Time.GetElapsedTime(at) : null;

    /// <summary>Sends an opcode of the server: 1, 7 or 9.</summary>
    public Task SendOpAsync(int op, JsonNode? data = null)
    {
        if (op == 1)
        {
            Interlocked.Increment(ref _heartbeatRequests);
        }

        return CurrentConnection.SendAsync(new JsonObject { ["op"] = op, ["d"] = data, ["s"] = null, ["t"] = null }.ToJsonString());
    }

    /// <summary>Adds an event that is only sent when the client resumes.</summary>
    public void AddMissedEvent(string name, JsonNode? data) => CurrentConnection.Session!.Add(name, data);

    public LoopbackGatewaySession? FindSession(string session) => _sessions.GetValueOrDefault(session);

    public LoopbackGatewaySession BeginSession(LoopbackGatewayConnection connection)
    {
        var session = new LoopbackGatewaySession(Guid.NewGuid().ToString("N"));
        _sessions[session.Id] = session;
        Attach(connection);
        return session;
    }

    public void Attach(LoopbackGatewayConnection connection) => _currentConnection = connection;

    public JsonObject Ready(LoopbackGatewaySession session) => new()
    {
        ["v"] = 10,
        ["session_id"] = session.Id,
        ["resume_gateway_url"] = new UriBuilder(discord.GatewayUrl) { Path = "/gateway" + ResumePath, Query = "region=2" }.Uri.AbsoluteUri,
        ["user"] = new JsonObject { ["id"] = LoopbackDiscord.ApplicationId, ["username"] = "alertbot", ["bot"] = true },
        ["application"] = new JsonObject { ["id"] = LoopbackDiscord.ApplicationId, ["flags"] = 0 },
        ["guilds"] = new JsonArray([.. discord.Guilds.Select(guild => new JsonObject { ["id"] = guild.Id, ["unavailable"] = true })]),
        ["shard"] = new JsonArray(0, 1),
    };

    /// <summary>The client may send a heartbeat before READY reaches it.</summary>
    public bool HasJustBegun(LoopbackGatewaySession session) => session.LastSequence <= 1 + discord.Guilds.Count;

    public void CheckIdentifyRate()
    {
        var now = Time.GetTimestamp();
        if (EnforcesIdentifyRate && _identifiedAt is { } last && Time.GetElapsedTime(last, now) < TimeSpan.FromSeconds(5))
        {
            discord.Violations.Enqueue($"gateway: the client identified again after {Time.GetElapsedTime(last, now).TotalSeconds:0.0} s");
        }

        _identifiedAt = now;
    }

    /// <returns>Whether the heartbeat was requested by op 1.</returns>
    public bool TakeHeartbeatRequest()
    {
        lock (_lock)
        {
            return _heartbeatRequests > 0 && _heartbeatRequests-- > 0;
        }
    }

    public void RecordIdentify() => Increment(ref _identifies);

    public void RecordResume() => Increment(ref _resumes);

    public void RecordReady() => Increment(ref _readies);

    public void RecordResumed() => Increment(ref _resumed);

    public void RecordHeartbeat() => CompleteWaits();

    private void Increment(ref int count)
    {
        Interlocked.Increment(ref count);
        CompleteWaits();
    }

    private async Task WaitUntilAsync(Func<bool> isTrue, string expected)
    {
        var done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_lock)
        {
            _waits.Add((isTrue, done));
        }

        CompleteWaits();
        try
        {
            await done.Task.WaitAsync(WaitTimeout);
        }
        catch (TimeoutException)
        {
            throw new TimeoutException(
                $"{expected} did not happen: {_connections} connections, {_identifies} identifies, {_resumes} resumes, {_resumed} resumed; "
                + string.Join("; ", discord.Violations));
        }
    }

    private void CompleteWaits()
    {
        lock (_lock)
        {
            foreach (var wait in _waits.Where(wait => wait.IsTrue()).ToList())
            {
                wait.Done.TrySetResult();
                _waits.Remove(wait);
            }
        }
    }
}
