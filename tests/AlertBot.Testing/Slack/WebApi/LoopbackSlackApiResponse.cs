using System.Text.Json.Nodes;

namespace AlertBot.Testing.Slack.WebApi;

/// <summary>A response of the loopback Web API. Its HTTP status is 200 even if <c>ok</c> is false.</summary>
internal sealed record LoopbackSlackApiResponse(JsonObject Body)
{
    public string? Error => (string?)Body["error"];

    public static LoopbackSlackApiResponse Ok(params (string Name, JsonNode? Value)[] members)
    {
        var body = new JsonObject { ["ok"] = true };
        foreach (var (name, value) in members)
        {
            body[name] = value;
        }

        return new LoopbackSlackApiResponse(body);
    }

    public static LoopbackSlackApiResponse Failure(string error) => new(new JsonObject { ["ok"] = false, ["error"] = error });

    /// <summary>A failure with details, each with its path: https://docs.slack.dev/reference/methods/chat.postMessage#errors</summary>
    public static LoopbackSlackApiResponse Failure(string error, IEnumerable<string> messages)
    {
        var response = Failure(error);
        response.Body["response_metadata"] =
            new JsonObject { ["messages"] = new JsonArray([.. messages.Select(message => JsonValue.Create(message))]) };
        return response;
    }

    /// <summary>https://docs.slack.dev/reference/methods/auth.test#errors</summary>
    public static LoopbackSlackApiResponse MissingScope(string needed, IEnumerable<string> provided) => new(new JsonObject
    {
        ["ok"] = false,
        ["error"] = "missing_scope",
        ["needed"] = needed,
        ["provided"] = string.Join(',', provided),
    });
}
