using System.Collections.Concurrent;
using System.Net.WebSockets;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace AlertBot.Tests.Chat.Loopback.Discord;

/// <summary>Discord's gateway: sessions with their events, replayed when a client resumes, and every rule for clients checked.</summary>
internal sealed class LoopbackDiscordGateway(LoopbackDiscord discord)
{
    public const string ResumePath = "/again";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(15);

    private readonly ConcurrentDictionary<string, LoopbackGatewaySession> _sessions = new();
    private readonly ConcurrentDictionary<string, long> _dispatched = new();
    private readonly Lock _lock = new();
    private readonly List<(Func<bool> IsTrue, TaskCompletionSource Done)> _waits = [];
    private LoopbackGatewayConnection? _live;
    private long? _identifiedAt;
    private int _identifies;
    private int _resumes;
    private int _readies;
    private int _resumed;
    private int _connections;
    private int _wishes;

    /// <summary>The client's clock, for the rules that have times in them.</summary>
    public TimeProvider Time { get; set; } = TimeProvider.System;

    public TimeSpan HeartbeatInterval { get; set; } = TimeSpan.FromMilliseconds(41_250);

    /// <summary>What a busy machine may add to a heartbeat's time.</summary>
    public TimeSpan Tolerance { get; set; } = TimeSpan.FromSeconds(2);

    /// <summary>False: a zombie.</summary>
    public bool AnswersHeartbeats { get; set; } = true;

    public bool ChecksIdentifyPace { get; set; } = true;

    public bool TokenIsRevoked { get; set; }

    /// <summary>For the connections to come, one each.</summary>
    public ConcurrentQueue<LoopbackGatewayFault> Faults { get; } = new();

    /// <summary>What the client closed its connections with.</summary>
    public ConcurrentQueue<int> CloseCodes { get; } = new();

    /// <summary>The <c>d</c> of each heartbeat.</summary>
    public ConcurrentQueue<string> Beats { get; } = new();

    public int Identifies => _identifies;

    public int Resumes => _resumes;

    public int Connections => _connections;

    /// <summary>The connection whose session lives.</summary>
    public LoopbackGatewayConnection Live => _live ?? throw new InvalidOperationException("No client is connected");

    public async Task AnswerAsync(HttpContext context)
    {
        if (!context.WebSockets.IsWebSocketRequest)
        {
            context.Response.StatusCode = StatusCodes.Status400BadRequest;
            return;
        }

        using var socket = await context.WebSockets.AcceptWebSocketAsync();
        Interlocked.Increment(ref _connections);
        using var connection = new LoopbackGatewayConnection(discord, context, socket, Faults.TryDequeue(out var fault) ? fault : LoopbackGatewayFault.None);
        try
        {
            Look();
            await connection.RunAsync();
        }
        catch (Exception e) when (e is WebSocketException or OperationCanceledException or IOException)
        {
            // The client is gone.
        }
        finally
        {
            Look();
        }
    }

    /// <summary>Until the n-th READY with its guilds is out.</summary>
    public Task UntilReadyAsync(int count = 1) => UntilAsync(() => _readies >= count, $"READY {count}");

    public Task UntilResumedAsync(int count = 1) => UntilAsync(() => _resumed >= count, $"RESUMED {count}");

    public Task UntilBeatAsync(int count) => UntilAsync(() => Beats.Count >= count, $"heartbeat {count}");

    public Task UntilClosedAsync(int count = 1) => UntilAsync(() => CloseCodes.Count >= count, $"close {count}");

    /// <summary>Tells the client; one that is just away gets it when it resumes.</summary>
    public Task DispatchAsync(string name, JsonNode? data, int fragments = 1) => Live.DispatchAsync(name, data, fragments);

    /// <summary>Tells the client of an interaction, and notes when.</summary>
    public Task InteractAsync(JsonObject interaction)
    {
        _dispatched[(string)interaction["id"]!] = Time.GetTimestamp();
        return DispatchAsync("INTERACTION_CREATE", interaction);
    }

    /// <returns>How long ago the interaction was told; null: it never was.</returns>
    public TimeSpan? SinceInteraction(string id) => _dispatched.TryGetValue(id, out var at) ? Time.GetElapsedTime(at) : null;

    /// <summary>Ops of the server: 1, 7, 9.</summary>
    public Task SendOpAsync(int op, JsonNode? data = null)
    {
        if (op == 1)
        {
            Interlocked.Increment(ref _wishes);
        }

        return Live.SendAsync(new JsonObject { ["op"] = op, ["d"] = data, ["s"] = null, ["t"] = null }.ToJsonString());
    }

    /// <summary>An event that the client misses.</summary>
    public void Miss(string name, JsonNode? data) => Live.Session!.Add(name, data);

    public LoopbackGatewaySession? Find(string session) => _sessions.GetValueOrDefault(session);

    public LoopbackGatewaySession Begin(LoopbackGatewayConnection connection)
    {
        var session = new LoopbackGatewaySession(Guid.NewGuid().ToString("N"));
        _sessions[session.Id] = session;
        Attach(connection);
        return session;
    }

    public void Attach(LoopbackGatewayConnection connection) => _live = connection;

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

    /// <summary>READY may still be on its way while the client beats.</summary>
    public bool HasJustBegun(LoopbackGatewaySession session) => session.Last <= 1 + discord.Guilds.Count;

    public void CheckIdentifyPace()
    {
        var now = Time.GetTimestamp();
        if (ChecksIdentifyPace && _identifiedAt is { } last && Time.GetElapsedTime(last, now) < TimeSpan.FromSeconds(5))
        {
            discord.Breaches.Enqueue($"gateway: the client identified again after {Time.GetElapsedTime(last, now).TotalSeconds:0.0} s");
        }

        _identifiedAt = now;
    }

    /// <returns>Whether the heartbeat answers an op 1.</returns>
    public bool TakeWish()
    {
        lock (_lock)
        {
            return _wishes > 0 && _wishes-- > 0;
        }
    }

    public void NoteIdentify() => Note(ref _identifies);

    public void NoteResume() => Note(ref _resumes);

    public void NoteReady() => Note(ref _readies);

    public void NoteResumed() => Note(ref _resumed);

    public void NoteBeat() => Look();

    private void Note(ref int count)
    {
        Interlocked.Increment(ref count);
        Look();
    }

    private async Task UntilAsync(Func<bool> isTrue, string what)
    {
        var done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_lock)
        {
            _waits.Add((isTrue, done));
        }

        Look();
        try
        {
            await done.Task.WaitAsync(Patience);
        }
        catch (TimeoutException)
        {
            throw new TimeoutException($"{what} did not come; {_connections} connections, {_identifies} identifies, {_resumes} resumes, {_resumed} resumed; {string.Join("; ", discord.Breaches)}");
        }
    }

    private void Look()
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
