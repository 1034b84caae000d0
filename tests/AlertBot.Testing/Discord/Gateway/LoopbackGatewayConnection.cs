using System.Net.WebSockets;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace AlertBot.Testing.Discord.Gateway;

/// <summary>One connection of a client to the loopback gateway. It checks the rules for a connection.</summary>
internal sealed class LoopbackGatewayConnection(LoopbackDiscord discord, HttpContext context, WebSocket socket,
    LoopbackGatewayFault fault) : IDisposable
{
    private readonly LoopbackDiscordGateway _gateway = discord.Gateway;
    private readonly SemaphoreSlim _sending = new(1);
    private readonly Queue<long> _received = new();
    private long _helloAt;
    private long? _heartbeatAt;
    private bool _isIdentified;

    public LoopbackGatewaySession? Session { get; private set; }

    private TimeProvider Time => _gateway.Time;

    public async Task RunAsync()
    {
        switch (fault)
        {
            case LoopbackGatewayFault.DropBeforeHello:
                Drop();
                return;
            case LoopbackGatewayFault.MalformedHello:
                await SendAsync("{\"op\":10,");
                break;
            case LoopbackGatewayFault.NoHello:
                break;
            default:
                await SendAsync(
                    new JsonObject
                    {
                        ["op"] = 10,
                        ["d"] = new JsonObject
                        {
                            ["heartbeat_interval"] = _gateway.HeartbeatInterval.TotalMilliseconds,
                            ["_trace"] = new JsonArray()
                        },
                        ["s"] = null,
                        ["t"] = null
                    }.ToJsonString());
                break;
        }

        _helloAt = Time.GetTimestamp();
        if (fault == LoopbackGatewayFault.DropAfterHello)
        {
            Drop();
            return;
        }

        await ReceiveAllAsync();
    }

    /// <param name="fragments">The number of frames that the message is split into.</param>
    public async Task SendAsync(string text, int fragments = 1)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        try
        {
            await _sending.WaitAsync();
            try
            {
                for (var i = 0; i < fragments; i++)
                {
                    var part = bytes.AsMemory((bytes.Length * i / fragments)..(bytes.Length * (i + 1) / fragments));
                    await socket.SendAsync(part, WebSocketMessageType.Text, i == fragments - 1, CancellationToken.None);
                }
            }
            finally
            {
                _sending.Release();
            }
        }
        catch (Exception e)
            when (e is WebSocketException or ObjectDisposedException or InvalidOperationException or OperationCanceledException)
        {
            // The client disconnected; the session keeps the event.
        }
    }

    public Task DispatchAsync(string name, JsonNode? data, int fragments = 1) => SendAsync(Session!.Add(name, data), fragments);

    public async Task CloseAsync(int code)
    {
        try
        {
            await socket.CloseOutputAsync((WebSocketCloseStatus)code, "requested by the test", CancellationToken.None);
        }
        catch (Exception e) when (e is WebSocketException or InvalidOperationException)
        {
            // The client closed it first.
        }
    }

    public void Drop() => context.Abort();

    public void Dispose() => _sending.Dispose();

    private async Task ReceiveAllAsync()
    {
        var buffer = new byte[64 * 1024];
        while (true)
        {
            var length = 0;
            ValueWebSocketReceiveResult frame;
            do
            {
                frame = await socket.ReceiveAsync(buffer.AsMemory(length), context.RequestAborted);
                length += frame.Count;
            }
            while (!frame.EndOfMessage);

            if (frame.MessageType == WebSocketMessageType.Close)
            {
                RecordClose((int?)socket.CloseStatus);
                return;
            }

            CountSend(length);
            using var document = JsonDocument.Parse(buffer.AsMemory(0, length));
            await HandleAsync(document.RootElement);
        }
    }

    private void RecordClose(int? code)
    {
        _gateway.CloseCodes.Enqueue(code ?? 0);

        // The client ends the session by closing with one of these codes, but not by answering a close of the server.
        if (code is 1000 or 1001 && Session is not null && socket.State == WebSocketState.CloseReceived)
        {
            Session.IsOver = true;
        }
    }

    private void CountSend(int bytes)
    {
        var now = Time.GetTimestamp();
        while (_received.TryPeek(out var first) && Time.GetElapsedTime(first, now) >= TimeSpan.FromSeconds(60))
        {
            _received.Dequeue();
        }

        _received.Enqueue(now);
        Check(_received.Count <= 120, "more than 120 messages were sent within 60 s");
        Check(bytes <= 4_096, $"a message had {bytes} bytes, above 4,096");
    }

    private async Task HandleAsync(JsonElement message)
    {
        var data = message.TryGetProperty("d", out var d) ? d : default;
        switch (message.GetProperty("op").GetInt32())
        {
            case 1:
                await HandleHeartbeatAsync(data);
                break;
            case 2:
                Check(!_isIdentified, "the client identified twice on one connection");
                _isIdentified = true;
                await IdentifyAsync(data);
                break;
            case 6:
                Check(!_isIdentified, "the client identified or resumed twice on one connection");
                _isIdentified = true;
                await ResumeAsync(data);
                break;
            case var op:
                discord.Violations.Enqueue($"op {op} must not be sent by AlertBot");
                break;
        }
    }

    private async Task HandleHeartbeatAsync(JsonElement data)
    {
        var elapsed = Time.GetElapsedTime(_heartbeatAt ?? _helloAt);
        var isRequested = _gateway.TakeHeartbeatRequest();
        Check(isRequested || elapsed <= _gateway.HeartbeatInterval + _gateway.Tolerance,
            $"a heartbeat came after {elapsed.TotalMilliseconds:0} ms of {_gateway.HeartbeatInterval.TotalMilliseconds:0}");
        Check(isRequested || _heartbeatAt is null || elapsed >= _gateway.HeartbeatInterval - _gateway.Tolerance,
            $"a heartbeat came after only {elapsed.TotalMilliseconds:0} ms");
        _heartbeatAt = isRequested ? _heartbeatAt : Time.GetTimestamp();
        Check(data.ValueKind == JsonValueKind.Null
            || (data.ValueKind == JsonValueKind.Number && data.GetInt32() <= (Session?.LastSequence ?? int.MaxValue)),
            $"a heartbeat had d = {data}");
        Check(Session is null || Session.LastSequence == 0 || data.ValueKind == JsonValueKind.Number || _gateway.HasJustBegun(Session),
            "a heartbeat had no sequence after events");
        _gateway.Heartbeats.Enqueue(data.ToString());
        if (_gateway.AnswersHeartbeats)
        {
            await SendAsync("{\"op\":11,\"d\":null}");
        }

        _gateway.RecordHeartbeat();
    }

    private async Task IdentifyAsync(JsonElement data)
    {
        Check(context.Request.Path.Value is "" or "/", "Identify was sent to the URL for resuming");
        CheckQuery();
        _gateway.CheckIdentifyRate();
        Check(data.GetProperty("intents").GetInt32() == 1, "intents other than GUILDS were requested");
        Check(data.TryGetProperty("shard", out var shard) && shard.GetRawText().Replace(" ", "", StringComparison.Ordinal) == "[0,1]",
            "shard is not [0, 1]");
        var properties = data.GetProperty("properties");
        Check(((string[])["os", "browser", "device"]).All(
            name => properties.TryGetProperty(name, out var value) && value.GetString()!.Length > 0), "properties are incomplete");
        if (data.GetProperty("token").GetString() != LoopbackDiscord.Token || _gateway.TokenIsRevoked)
        {
            _gateway.RecordIdentify();
            await CloseAsync(4004);
            return;
        }

        _gateway.RecordIdentify();
        if (fault == LoopbackGatewayFault.DropBeforeReady)
        {
            Drop();
            return;
        }

        if (fault == LoopbackGatewayFault.NoReady)
        {
            return;
        }

        Session = _gateway.BeginSession(this);
        await DispatchAsync("READY", _gateway.Ready(Session));
        foreach (var guild in discord.Guilds.ToList())
        {
            await DispatchAsync("GUILD_CREATE", LoopbackGuildJson.GuildCreate(guild, LoopbackDiscord.ApplicationId));
        }

        _gateway.RecordReady();
    }

    private async Task ResumeAsync(JsonElement data)
    {
        Check(context.Request.Path.Value == LoopbackDiscordGateway.ResumePath && context.Request.Query["region"] == "2",
            "Resume was not sent to resume_gateway_url");
        CheckQuery();
        Check(data.GetProperty("token").GetString() == LoopbackDiscord.Token, "Resume had a wrong token");
        _gateway.RecordResume();
        var session = _gateway.FindSession(data.GetProperty("session_id").GetString()!);
        var sequence = data.GetProperty("seq").GetInt32();
        if (_gateway.TokenIsRevoked)
        {
            await CloseAsync(4004);
        }
        else if (fault == LoopbackGatewayFault.DropBeforeReady)
        {
            Drop();
        }
        else if (session is null || session.IsOver || sequence > session.LastSequence)
        {
            await SendAsync("{\"op\":9,\"d\":false}");
        }
        else if (fault != LoopbackGatewayFault.NoReady)
        {
            await ReplayAsync(session, sequence);
        }
    }

    private async Task ReplayAsync(LoopbackGatewaySession session, int sequence)
    {
        Session = session;
        foreach (var missed in session.EventsAfter(sequence))
        {
            await SendAsync(missed);
            if (fault == LoopbackGatewayFault.DropDuringReplay)
            {
                // Not a reset, which could arrive before the event.
                await CloseAsync(4000);
                return;
            }
        }

        _gateway.Attach(this);
        await DispatchAsync("RESUMED", new JsonObject { ["_trace"] = new JsonArray() });
        _gateway.RecordResumed();
    }

    private void CheckQuery() =>
        Check(context.Request.Query["v"] == "10" && context.Request.Query["encoding"] == "json",
            $"the query was {context.Request.QueryString}");

    private void Check(bool isValid, string violation)
    {
        if (!isValid)
        {
            discord.Violations.Enqueue("gateway: " + violation);
        }
    }
}
