using System.Text.Json.Nodes;

namespace AlertBot.Testing.Discord.Rest;

/// <summary>A response of the loopback Discord.</summary>
internal sealed record LoopbackDiscordResponse(int Status, JsonNode? Body = null)
{
    public static LoopbackDiscordResponse Ok(JsonNode body) => new(200, body);

    public static LoopbackDiscordResponse NoContent { get; } = new(204);

    /// <summary>https://docs.discord.com/developers/topics/opcodes-and-status-codes#json</summary>
    public static LoopbackDiscordResponse Error(int code) => code switch
    {
        10003 => Error(404, code, "Unknown Channel"),
        10004 => Error(404, code, "Unknown Guild"),
        10008 => Error(404, code, "Unknown Message"),
        10015 => Error(404, code, "Unknown Webhook"),
        10062 => Error(404, code, "Unknown interaction"),
        40060 => Error(400, code, "Interaction has already been acknowledged."),
        50001 => Error(403, code, "Missing Access"),
        50005 => Error(403, code, "Cannot edit a message authored by another user"),
        50006 => Error(400, code, "Cannot send an empty message"),
        50008 => Error(400, code, "Cannot send messages in a non-text channel"),
        50013 => Error(403, code, "Missing Permissions"),
        50024 => Error(400, code, "Cannot execute action on this channel type"),
        50083 => Error(400, code, "Thread is archived"),
        160004 => Error(400, code, "A thread has already been created for this message"),
        160005 => Error(400, code, "Thread is locked"),
        _ => Error(404, 0, "404: Not Found"),
    };

    public static LoopbackDiscordResponse Error(int status, int code, string message) =>
        new(status, new JsonObject { ["message"] = message, ["code"] = code });

    /// <summary>“Invalid Form Body” with each error at its path: https://docs.discord.com/developers/reference#error-messages</summary>
    public static LoopbackDiscordResponse InvalidFormBody(IEnumerable<(string Path, string Message)> errors)
    {
        var nested = new JsonObject();
        foreach (var (path, message) in errors)
        {
            var at = nested;
            foreach (var name in path.Split('.', StringSplitOptions.RemoveEmptyEntries))
            {
                at = (JsonObject)(at[name] ??= new JsonObject());
            }

            ((JsonArray)(at["_errors"] ??= new JsonArray())).Add(
                (JsonNode)new JsonObject { ["code"] = "BASE_TYPE_BAD", ["message"] = message });
        }

        return new LoopbackDiscordResponse(400,
            new JsonObject { ["message"] = "Invalid Form Body", ["code"] = 50035, ["errors"] = nested });
    }
}
