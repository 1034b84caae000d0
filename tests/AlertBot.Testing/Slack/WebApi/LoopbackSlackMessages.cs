using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json.Nodes;
using AlertBot.Testing.Slack.Validation;

namespace AlertBot.Testing.Slack.WebApi;

/// <summary>The messages of the loopback workspace: https://docs.slack.dev/reference/methods/chat.postMessage and chat.update</summary>
internal sealed class LoopbackSlackMessages
{
    /// <summary>The maximum of <c>chat.update</c>: https://docs.slack.dev/reference/methods/chat.update#errors, msg_too_long</summary>
    private const int MaxUpdateText = 4_000;

    private readonly LoopbackSlack _slack;
    private readonly ConcurrentQueue<LoopbackSlackMessage> _all = new();
    private readonly ConcurrentQueue<LoopbackSlackMessage> _ephemerals = new();
    private long _last;

    public LoopbackSlackMessages(LoopbackSlack slack)
    {
        _slack = slack;
        History = new LoopbackSlackHistory(this);
    }

    public LoopbackSlackHistory History { get; }

    /// <summary>Raised after the client posted a message.</summary>
    public event Action? Posted;

    public IReadOnlyList<LoopbackSlackMessage> Ephemerals => [.. _ephemerals];

    /// <summary>The messages of all channels, oldest first, including deleted ones.</summary>
    public IReadOnlyList<LoopbackSlackMessage> All => [.. _all];

    /// <summary>Oldest first, including deleted ones.</summary>
    public IReadOnlyList<LoopbackSlackMessage> InChannel(string channel) => [.. _all.Where(message => message.Channel == channel)];

    /// <summary>Deletes a message, as a person does.</summary>
    public void Delete(string channel, string ts) => Find(channel, ts)!.IsDeleted = true;

    public LoopbackSlackMessage PostByAnother(string channel, JsonObject json)
    {
        json["user"] ??= LoopbackSlack.DefaultUser;
        json["type"] = "message";
        json["ts"] ??= NextTs();
        var message = new LoopbackSlackMessage(channel, json);
        _all.Enqueue(message);
        return message;
    }

    public LoopbackSlackApiResponse Post(LoopbackSlackRequest request)
    {
        if (FindError(request, SlackMessageRules.MaxText) is { } error)
        {
            return error;
        }

        CheckUnfurling(request);
        var json = NewJson(request);
        if (request.Text("thread_ts") is { } thread)
        {
            json["thread_ts"] = thread;
            if (Find(request.Channel!, thread) is null or { IsDeleted: true })
            {
                return LoopbackSlackApiResponse.Failure("thread_not_found");
            }
        }

        var message = new LoopbackSlackMessage(request.Channel!, json);
        _all.Enqueue(message);
        Posted?.Invoke();
        return LoopbackSlackApiResponse.Ok(("channel", message.Channel), ("ts", message.Ts), ("message", WithoutMember(json, "metadata")));
    }

    public LoopbackSlackApiResponse PostEphemeral(LoopbackSlackRequest request)
    {
        if (FindError(request, SlackMessageRules.MaxText) is { } error)
        {
            return error;
        }

        if (!_slack.Users.Exists(user => user.Id == request.Text("user")))
        {
            return LoopbackSlackApiResponse.Failure("user_not_in_channel");
        }

        var message = new LoopbackSlackMessage(request.Channel!, NewJson(request)) { EphemeralUser = request.Text("user") };
        _ephemerals.Enqueue(message);
        return LoopbackSlackApiResponse.Ok(("message_ts", message.Ts));
    }

    public LoopbackSlackApiResponse Update(LoopbackSlackRequest request)
    {
        if (FindError(request, MaxUpdateText) is { } error)
        {
            return error;
        }

        if (Find(request.Channel!, request.Text("ts")!) is not { IsDeleted: false } message)
        {
            return LoopbackSlackApiResponse.Failure("message_not_found");
        }

        if (!message.IsByBot)
        {
            return LoopbackSlackApiResponse.Failure("cant_update_message");
        }

        if (message.Metadata is not null && request.Body["metadata"] is null)
        {
            _slack.AddViolation($"{request}: an update without the message's metadata");
        }

        message.Json = WithUpdate(message.Json, request);
        message.EditCount++;
        return LoopbackSlackApiResponse.Ok(("channel", message.Channel), ("ts", message.Ts), ("text", message.Text),
            ("message", WithoutMember(message.Json, "metadata")));
    }

    public LoopbackSlackMessage? Find(string channel, string ts) =>
        _all.FirstOrDefault(message => message.Channel == channel && message.Ts == ts);

    /// <summary>Returns a copy without one member.</summary>
    public static JsonObject WithoutMember(JsonObject json, string name)
    {
        var copy = json.DeepClone().AsObject();
        copy.Remove(name);
        return copy;
    }

    private JsonObject NewJson(LoopbackSlackRequest request)
    {
        var json = new JsonObject
        {
            ["user"] = LoopbackSlack.BotUser,
            ["type"] = "message",
            ["ts"] = NextTs(),
            ["bot_id"] = LoopbackSlack.BotId,
            ["app_id"] = LoopbackSlack.AppId,
            ["text"] = request.Text("text") ?? "",
            ["team"] = LoopbackSlack.TeamId,
        };
        AddBlocks(json, request.Body["blocks"]);
        if (request.Body["metadata"] is { } metadata)
        {
            json["metadata"] = metadata.DeepClone();
        }

        return json;
    }

    /// <summary>An update without blocks removes them; metadata stays: https://docs.slack.dev/reference/methods/chat.update</summary>
    private JsonObject WithUpdate(JsonObject old, LoopbackSlackRequest request)
    {
        var json = WithoutMember(old, "blocks");
        json["text"] = request.Text("text") ?? (string?)old["text"];
        AddBlocks(json, request.Body["blocks"]);
        if (request.Body["metadata"] is { } metadata)
        {
            json["metadata"] = metadata.DeepClone();
        }

        json["edited"] = new JsonObject { ["user"] = LoopbackSlack.BotUser, ["ts"] = NextTs() };
        return json;
    }

    /// <summary>Generates ids for blocks without one.</summary>
    private static void AddBlocks(JsonObject json, JsonNode? blocks)
    {
        if (blocks is not JsonArray { Count: > 0 })
        {
            return;
        }

        json["blocks"] = blocks.DeepClone();
        foreach (var (block, i) in json["blocks"]!.AsArray().Select((block, i) => (block!, i)))
        {
            block["block_id"] ??= $"b{i}{Guid.NewGuid().ToString("N")[..5]}";
        }
    }

    private LoopbackSlackApiResponse? FindError(LoopbackSlackRequest request, int maxText)
    {
        var channel = _slack.FindChannel(request.Channel);
        var error = channel switch
        {
            not { IsVisible: true } => "channel_not_found",
            { IsArchived: true } => "is_archived",
            { IsMember: false } => "not_in_channel",
            { IsRestricted: true } when request.ApiMethod == "chat.postMessage" => "restricted_action",
            _ => null,
        };
        return error is not null ? LoopbackSlackApiResponse.Failure(error) : SlackMessageRules.Validate(_slack, request, maxText);
    }

    private void CheckUnfurling(LoopbackSlackRequest request)
    {
        foreach (var name in (string[])["unfurl_links", "unfurl_media"])
        {
            if (request.Body[name] is null || request.Flag(name))
            {
                _slack.AddViolation($"{request}: {name} is not false");
            }
        }
    }

    /// <summary>Seconds and microseconds, unique in the workspace.</summary>
    private string NextTs()
    {
        var now = _slack.Time.GetUtcNow().ToUnixTimeMilliseconds() * 1_000;
        _last = Math.Max(_last + 1, now);
        return string.Create(CultureInfo.InvariantCulture, $"{_last / 1_000_000}.{_last % 1_000_000:000000}");
    }
}
