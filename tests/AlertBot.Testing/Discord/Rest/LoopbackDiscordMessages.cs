using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using AlertBot.Testing.Discord.Validation;

namespace AlertBot.Testing.Discord.Rest;

/// <summary>The messages and threads of the loopback Discord, with permissions.</summary>
internal sealed class LoopbackDiscordMessages(LoopbackDiscord discord)
{
    public const long ViewChannel = 1L << 10;
    public const long SendMessages = 1L << 11;
    public const long EmbedLinks = 1L << 14;
    public const long ReadMessageHistory = 1L << 16;
    public const long CreatePublicThreads = 1L << 35;
    public const long SendMessagesInThreads = 1L << 38;

    private const int ForumChannelType = 15;

    private readonly Lock _lock = new();
    private readonly List<LoopbackDiscordMessage> _messages = [];
    private readonly Dictionary<string, LoopbackDiscordThread> _threads = [];
    private long _next = 1_402_000_000_000_100_000;

    /// <summary>How long Discord returns the existing message for a repeated nonce: “the past few minutes”.</summary>
    public TimeSpan NonceWindow { get; set; } = TimeSpan.FromMinutes(3);

    public TimeProvider Time { get; set; } = TimeProvider.System;

    /// <summary>Raised after each new message in a channel or thread.</summary>
    public event Action? Posted;

    /// <summary>The messages of the channel or thread, the oldest first.</summary>
    public IReadOnlyList<LoopbackDiscordMessage> InChannel(string channel)
    {
        lock (_lock)
        {
            return [.. _messages.Where(message => message.Channel == channel)];
        }
    }

    public IReadOnlyList<LoopbackDiscordMessage> All
    {
        get
        {
            lock (_lock)
            {
                return [.. _messages];
            }
        }
    }

    public IReadOnlyList<LoopbackDiscordThread> Threads
    {
        get
        {
            lock (_lock)
            {
                return [.. _threads.Values];
            }
        }
    }

    /// <summary>A person deletes the message.</summary>
    public void Delete(string message)
    {
        lock (_lock)
        {
            _messages.RemoveAll(known => known.Id == message);
        }
    }

    /// <summary>A person deletes the thread with all its messages.</summary>
    public void DeleteThread(string thread)
    {
        lock (_lock)
        {
            _threads.Remove(thread);
            _messages.RemoveAll(message => message.Channel == thread);
        }
    }

    /// <summary>A person archives the thread, or archives and locks it.</summary>
    public void CloseThread(string thread, bool locked)
    {
        lock (_lock)
        {
            _threads[thread] = _threads[thread] with { IsArchived = true, IsLocked = locked };
        }
    }

    /// <summary>Another author posts a message.</summary>
    public void PostByAnother(string channel, JsonObject body)
    {
        lock (_lock)
        {
            using var document = JsonDocument.Parse(body.ToJsonString());
            var message = NewJson(NextId(), channel, document.RootElement, Time.GetUtcNow());
            message["author"] = new JsonObject { ["id"] = "1402000000000000777", ["username"] = "somebody" };
            _messages.Add(
                new LoopbackDiscordMessage(message["id"]!.GetValue<string>(), channel, message,
                    Time.GetUtcNow())
                { IsByOtherAuthor = true });
        }
    }

    public LoopbackDiscordResponse Create(string channel, JsonElement body)
    {
        lock (_lock)
        {
            var shape = new DiscordBodyValidator();
            DiscordMessageRules.CheckCreate(body, shape);
            if (shape.Errors.Count > 0)
            {
                return LoopbackDiscordResponse.InvalidFormBody(shape.Errors);
            }

            return CheckMayPost(channel, body) ?? LoopbackDiscordResponse.Ok(Post(channel, body).Json.DeepClone());
        }
    }

    public LoopbackDiscordResponse Edit(string channel, string id, JsonElement body)
    {
        lock (_lock)
        {
            var shape = new DiscordBodyValidator();
            DiscordMessageRules.CheckEdit(body, shape);
            if (shape.Errors.Count > 0)
            {
                return LoopbackDiscordResponse.InvalidFormBody(shape.Errors);
            }

            if (CheckPermissions(channel, ViewChannel) is { } problem)
            {
                return problem;
            }

            var index = _messages.FindIndex(message => message.Id == id && message.Channel == channel);
            if (index < 0 || _messages[index].IsByOtherAuthor)
            {
                return LoopbackDiscordResponse.Error(index < 0 ? 10008 : 50005);
            }

            if (_threads.TryGetValue(channel, out var thread) && thread.IsArchived)
            {
                return LoopbackDiscordResponse.Error(50083);
            }

            var message = _messages[index];
            _messages[index] = message with
            {
                Json = WithEdit(message.Json, body, Time.GetUtcNow()),
                EditCount = message.EditCount + 1,
            };
            return LoopbackDiscordResponse.Ok(_messages[index].Json.DeepClone());
        }
    }

    public LoopbackDiscordResponse Get(string channel, string id)
    {
        lock (_lock)
        {
            return CheckPermissions(channel, ViewChannel | ReadMessageHistory)
                ?? (_messages.Find(message => message.Id == id && message.Channel == channel) is { } message
                    ? LoopbackDiscordResponse.Ok(WithoutNonce(message)) : LoopbackDiscordResponse.Error(10008));
        }
    }

    /// <summary>The newest messages first. Without Read Message History the list is empty.</summary>
    public LoopbackDiscordResponse List(string channel, string? limit)
    {
        lock (_lock)
        {
            var count = limit is null ? 50 : int.Parse(limit, CultureInfo.InvariantCulture);
            if (count is < 1 or > 100)
            {
                return LoopbackDiscordResponse.InvalidFormBody([("limit", "int value should be between 1 and 100.")]);
            }

            if (CheckPermissions(channel, ViewChannel) is { } problem)
            {
                return problem;
            }

            var isReadable = CheckPermissions(channel, ReadMessageHistory) is null;
            var newest = _messages.Where(message => isReadable && message.Channel == channel).Reverse().Take(count).Select(WithoutNonce);
            return LoopbackDiscordResponse.Ok(new JsonArray([.. newest]));
        }
    }

    public LoopbackDiscordResponse Remove(string channel, string id)
    {
        lock (_lock)
        {
            return CheckPermissions(channel, ViewChannel)
                ?? (_messages.RemoveAll(message => message.Id == id && message.Channel == channel) > 0 ? LoopbackDiscordResponse.NoContent
                    : LoopbackDiscordResponse.Error(10008));
        }
    }

    /// <summary>A thread under a message has the message's id.</summary>
    public LoopbackDiscordResponse CreateThread(string channel, string message, JsonElement body)
    {
        lock (_lock)
        {
            var shape = new DiscordBodyValidator();
            shape.CheckObject(body, "", DiscordMessageRules.AllowedMembers(("name", 100), "auto_archive_duration", "rate_limit_per_user"));
            CheckThread(body, shape);
            if (shape.Errors.Count > 0)
            {
                return LoopbackDiscordResponse.InvalidFormBody(shape.Errors);
            }

            if (CheckPermissions(channel, ViewChannel | CreatePublicThreads) is { } problem)
            {
                return problem;
            }

            if (!_messages.Any(known => known.Id == message && known.Channel == channel))
            {
                return LoopbackDiscordResponse.Error(10008);
            }

            if (_threads.ContainsKey(message))
            {
                return LoopbackDiscordResponse.Error(160004);
            }

            return new LoopbackDiscordResponse(201, Open(message, channel, body).Json());
        }
    }

    /// <summary>A post in a forum: a thread whose first message has the thread's id.</summary>
    public LoopbackDiscordResponse CreatePost(string channel, JsonElement body)
    {
        lock (_lock)
        {
            var shape = new DiscordBodyValidator();
            shape.CheckObject(body, "",
                DiscordMessageRules.AllowedMembers(("name", 100), "auto_archive_duration", "rate_limit_per_user", "message",
                    "applied_tags"));
            CheckThread(body, shape);
            if (body.TryGetProperty("message", out var message))
            {
                DiscordMessageRules.CheckPost(message, "message", shape);
            }
            else
            {
                shape.AddError("message", "This field is required");
            }

            if (shape.Errors.Count > 0)
            {
                return LoopbackDiscordResponse.InvalidFormBody(shape.Errors);
            }

            if (CheckPermissions(channel, ViewChannel | SendMessages) is { } problem)
            {
                return problem;
            }

            if (discord.FindChannel(channel)?.Type != ForumChannelType)
            {
                return LoopbackDiscordResponse.Error(50024);
            }

            var thread = Open(NextId(), channel, body);
            var first = NewJson(thread.Id, thread.Id, message, Time.GetUtcNow());
            _messages.Add(new LoopbackDiscordMessage(thread.Id, thread.Id, first, Time.GetUtcNow()));
            var json = thread.Json();
            json["message"] = first.DeepClone();
            return new LoopbackDiscordResponse(201, json);
        }
    }

    public LoopbackDiscordResponse ActiveThreads(string guild)
    {
        lock (_lock)
        {
            var threads = _threads.Values.Where(thread => !thread.IsArchived && discord.FindGuildOf(thread.Parent)?.Id == guild)
                .Select(thread => thread.Json());
            return LoopbackDiscordResponse.Ok(new JsonObject { ["threads"] = new JsonArray([.. threads]), ["members"] = new JsonArray() });
        }
    }

    /// <returns>The refusal; null where the bot has the permissions in the channel or thread.</returns>
    public LoopbackDiscordResponse? CheckPermissions(string channel, long permissions)
    {
        var parent = _threads.TryGetValue(channel, out var thread) ? thread.Parent : channel;
        return discord.FindChannel(parent) is not { } known ? LoopbackDiscordResponse.Error(10003)
            : (known.Permissions & ViewChannel) == 0 ? LoopbackDiscordResponse.Error(50001)
            : (known.Permissions & permissions) != permissions ? LoopbackDiscordResponse.Error(50013)
            : null;
    }

    /// <summary>A message as Discord returns it.</summary>
    public static JsonObject NewJson(string id, string channel, JsonElement body, DateTimeOffset now)
    {
        var message = new JsonObject
        {
            ["id"] = id,
            ["channel_id"] = channel,
            ["author"] = new JsonObject { ["id"] = LoopbackDiscord.ApplicationId, ["username"] = "AlertBot", ["bot"] = true },
            ["content"] = "",
            ["embeds"] = new JsonArray(),
            ["components"] = new JsonArray(),
            ["timestamp"] = now.ToString("O", CultureInfo.InvariantCulture),
            ["type"] = 0,
        };
        return WithBody(message, body);
    }

    public static JsonObject WithEdit(JsonObject message, JsonElement body, DateTimeOffset now)
    {
        var edited = WithBody((JsonObject)message.DeepClone(), body);
        edited["edited_timestamp"] = now.ToString("O", CultureInfo.InvariantCulture);
        return edited;
    }

    private static JsonObject WithBody(JsonObject message, JsonElement body)
    {
        foreach (var member in body.ValueKind == JsonValueKind.Object
            ? body.EnumerateObject().Where(field => field.Name is "content" or "embeds" or "components" or "flags" or "nonce") : [])
        {
            message[member.Name] = JsonNode.Parse(member.Value.GetRawText());
        }

        return message;
    }

    /// <summary>Only the response to the create has the nonce.</summary>
    private static JsonNode WithoutNonce(LoopbackDiscordMessage message)
    {
        var json = (JsonObject)message.Json.DeepClone();
        json.Remove("nonce");
        return json;
    }

    private static void CheckThread(JsonElement body, DiscordBodyValidator shape)
    {
        if (DiscordBodyValidator.Length(body, "name") == 0)
        {
            shape.AddError("name", "This field is required");
        }

        if (DiscordBodyValidator.Number(body, "auto_archive_duration", 60) is not (60 or 1_440 or 4_320 or 10_080))
        {
            shape.AddError("auto_archive_duration", "Value must be one of {60, 1440, 4320, 10080}.");
        }
    }

    private LoopbackDiscordResponse? CheckMayPost(string channel, JsonElement body)
    {
        var inThread = _threads.TryGetValue(channel, out var thread);
        var embeds = body.TryGetProperty("embeds", out var list) && list.GetArrayLength() > 0 ? EmbedLinks : 0;
        return CheckPermissions(channel, ViewChannel | (inThread ? SendMessagesInThreads : SendMessages) | embeds)
            ?? (inThread && thread!.IsLocked ? LoopbackDiscordResponse.Error(160005)
                : !inThread && discord.FindChannel(channel)?.Type == ForumChannelType ? LoopbackDiscordResponse.Error(50008)
                : null);
    }

    private LoopbackDiscordMessage Post(string channel, JsonElement body)
    {
        var nonce = body.GetProperty("nonce").GetString();
        var now = Time.GetUtcNow();
        if (_messages.Find(message => message.Channel == channel && message.Nonce == nonce && now - message.At < NonceWindow) is { } known)
        {
            return known;
        }

        // A message in an archived thread unarchives it.
        if (_threads.TryGetValue(channel, out var thread))
        {
            _threads[channel] = thread with { IsArchived = false };
        }

        var id = NextId();
        var message = new LoopbackDiscordMessage(id, channel, NewJson(id, channel, body, now), now) { Nonce = nonce };
        _messages.Add(message);
        Posted?.Invoke();
        return message;
    }

    private LoopbackDiscordThread Open(string id, string parent, JsonElement body) =>
        _threads[id] = new LoopbackDiscordThread(id, parent, discord.FindGuildOf(parent)!.Id, body.GetProperty("name").GetString()!);

    private string NextId() => Interlocked.Increment(ref _next).ToString(CultureInfo.InvariantCulture);
}

/// <summary>A message of the loopback Discord.</summary>
/// <param name="Json">The message as the API returns it.</param>
internal sealed record LoopbackDiscordMessage(string Id, string Channel, JsonObject Json, DateTimeOffset At)
{
    public string? Nonce { get; init; }

    public bool IsByOtherAuthor { get; init; }

    public int EditCount { get; init; }

    /// <summary>The title of the first embed; empty where there is none.</summary>
    public string Title => Json["embeds"] is JsonArray { Count: > 0 } embeds ? embeds[0]?["title"]?.GetValue<string>() ?? "" : "";

    public string Content => Json["content"]?.GetValue<string>() ?? "";
}

/// <summary>A thread of the loopback Discord.</summary>
internal sealed record LoopbackDiscordThread(string Id, string Parent, string Guild, string Name)
{
    public bool IsArchived { get; init; }

    public bool IsLocked { get; init; }

    public JsonObject Json() => new()
    {
        ["id"] = Id,
        ["parent_id"] = Parent,
        ["guild_id"] = Guild,
        ["name"] = Name,
        ["type"] = 11,
        ["owner_id"] = LoopbackDiscord.ApplicationId,
        ["thread_metadata"] = new JsonObject
        {
            ["archived"] = IsArchived,
            ["locked"] = IsLocked,
            ["auto_archive_duration"] = 4_320,
            ["archive_timestamp"] = "2026-01-01T00:00:00+00:00"
        },
    };
}
