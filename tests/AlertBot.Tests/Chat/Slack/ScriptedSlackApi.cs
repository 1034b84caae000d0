using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using AlertBot.Chat.Platforms;
using AlertBot.Chat.Slack;
using AlertBot.Chat.Slack.Api;
using AlertBot.Chat.Slack.Messages;

namespace AlertBot.Tests.Chat.Slack;

/// <summary>An in-memory Slack Web API with the methods that sending and channel sync use. Tests inject faults.</summary>
internal sealed class ScriptedSlackApi : ISlackApi
{
    public const string Team = "T0LOOP0001";
    public const string User = "U0BOT00001";
    public const string Bot = "B0BOT00001";

    private readonly Queue<(string Method, PlatformResult? Result, bool IsCarriedOut)> _faults = new();
    private long _ts = 1_700_000_000;

    public Dictionary<string, ScriptedChannel> Channels { get; } = new()
    {
        ["C0NEWS"] = new("news") { IsMember = true },
        ["C0OPEN"] = new("open"),
        ["G0DESK"] = new("desk") { IsPrivate = true },
    };

    public List<SlackCall> Calls { get; } = [];

    public string? Problem { get; set; }

    /// <summary>Methods for which the token lacks the scope.</summary>
    public HashSet<string> MissingScopes { get; } = [];

    public IReadOnlyList<string> Scopes { get; set; } = SlackScopes.NamesFor(new SlackOptions());

    public int PageSize { get; set; } = 100;

    public IEnumerable<string> Methods => Calls.Select(call => call.Method);

    /// <summary>Injects the result of the next call of the method.</summary>
    /// <param name="result">Null: the call throws.</param>
    public void InjectFault(string method, PlatformResult? result, bool isCarriedOut = false) =>
        _faults.Enqueue((method, result, isCarriedOut));

    public static SlackRefusal Refused(string error) =>
        new(error, SlackErrorCodes.Describe(
            new SlackCall("chat.postMessage"), new SlackError(error, "channels:history", []), text => text));

    public Task<PlatformResult> SendAsync(SlackCall call, CancellationToken cancellationToken)
    {
        Calls.Add(call);
        if (_faults.TryPeek(out var fault) && fault.Method == call.Method)
        {
            _faults.Dequeue();
            if (fault.IsCarriedOut)
            {
                CarryOut(call);
            }

            return Task.FromResult(fault.Result ?? throw new InvalidOperationException("A bug"));
        }

        return Task.FromResult(MissingScopes.Contains(call.Method) ? Refused("missing_scope") : CarryOut(call));
    }

    public Task<PlatformResult> RespondAsync(Uri address, SlackMessage message, CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    /// <summary>Adds a message to a channel.</summary>
    public string Add(string channel, string nonce, string bot, string? thread = null, string type = SlackMetadata.AlertEventType)
    {
        var ts = string.Create(CultureInfo.InvariantCulture, $"{_ts++}.000100");
        Channels[channel].Messages.Add(new JsonObject
        {
            ["type"] = "message",
            ["ts"] = ts,
            ["thread_ts"] = thread,
            ["user"] = bot == Bot ? User : "U0ANOTHER",
            ["bot_id"] = bot,
            ["metadata"] = new JsonObject { ["event_type"] = type, ["event_payload"] = new JsonObject { ["nonce"] = nonce } },
        });
        return ts;
    }

    private PlatformResult CarryOut(SlackCall call)
    {
        if (call.Method == "auth.test")
        {
            return Succeeded($$"""
                {"ok": true, "team_id": "{{Team}}", "team": "Harbour Desk", "user_id": "{{User}}", "user": "alertbot", "bot_id": "{{Bot}}"}
                """) with { Scopes = Scopes };
        }

        if (call.Method == "apps.connections.open")
        {
            return Succeeded("""{"ok": true, "url": "wss://slack.example/secret"}""");
        }

        var body = call.Json is { } json ? JsonNode.Parse(json.Span)!.AsObject() : [];
        var form = call.Form.ToDictionary(field => field.Key, field => field.Value);
        var id = (string?)body["channel"] ?? form["channel"];
        return Channels.TryGetValue(id, out var channel) && (channel.IsMember || !channel.IsPrivate)
            ? CarryOut(call.Method, id, channel, body, form)
            : Refused("channel_not_found");
    }

    private PlatformResult CarryOut(string method, string id, ScriptedChannel channel, JsonObject body, Dictionary<string, string> form)
    {
        var needsMember = method is "chat.postMessage" or "chat.update" or "conversations.history" or "conversations.replies";
        if (needsMember && !channel.IsMember)
        {
            return Refused("not_in_channel");
        }

        if (channel.IsArchived && method is "chat.postMessage" or "chat.update" or "conversations.join")
        {
            return Refused("is_archived");
        }

        switch (method)
        {
            case "chat.postMessage":
                var ts = Add(id, (string)body["metadata"]!["event_payload"]!["nonce"]!, Bot, (string?)body["thread_ts"]);
                return Succeeded($$"""{"ok": true, "channel": "{{id}}", "ts": "{{ts}}"}""") with
                {
                    NextRequestDelay = TimeSpan.FromSeconds(1),
                };
            case "chat.update":
                return channel.Messages.Any(message => (string?)message["ts"] == (string?)body["ts"])
                    ? Succeeded("""{"ok": true}""")
                    : Refused("message_not_found");
            case "conversations.join":
                channel.IsMember = !channel.IsPrivate;
                return channel.IsMember ? Succeeded("""{"ok": true}""") : Refused("method_not_supported_for_channel_type");
            case "conversations.info":
                return Succeeded(new JsonObject
                {
                    ["ok"] = true,
                    ["channel"] = new JsonObject
                    {
                        ["id"] = id,
                        ["name"] = channel.Name,
                        ["is_member"] = channel.IsMember,
                        ["is_archived"] = channel.IsArchived,
                        ["is_private"] = channel.IsPrivate,
                    },
                }.ToJsonString());
            case "conversations.history" or "conversations.replies":
                return Page(channel, form);
            default:
                return Succeeded("""{"ok": true}""");
        }
    }

    private PlatformResult.Succeeded Page(ScriptedChannel channel, Dictionary<string, string> form)
    {
        var start = form.TryGetValue("cursor", out var cursor) ? int.Parse(cursor, CultureInfo.InvariantCulture) : 0;
        form.TryGetValue("ts", out var thread);
        var all = channel.Messages.Where(message => (string?)message["thread_ts"] == thread).Reverse().ToList();
        var page = new JsonArray([.. all.Skip(start).Take(PageSize).Select(message => message.DeepClone())]);
        var next = start + PageSize < all.Count ? (start + PageSize).ToString(CultureInfo.InvariantCulture) : "";
        return Succeeded(new JsonObject
        {
            ["ok"] = true,
            ["messages"] = page,
            ["has_more"] = next.Length > 0,
            ["response_metadata"] = new JsonObject { ["next_cursor"] = next },
        }.ToJsonString());
    }

    public static PlatformResult.Succeeded Succeeded(string json)
    {
        using var document = JsonDocument.Parse(json);
        return new PlatformResult.Succeeded(document.RootElement.Clone(), TimeSpan.Zero);
    }
}

internal sealed class ScriptedChannel(string name)
{
    public string Name { get; } = name;

    public bool IsMember { get; set; }

    public bool IsArchived { get; set; }

    public bool IsPrivate { get; set; }

    public List<JsonObject> Messages { get; } = [];
}
