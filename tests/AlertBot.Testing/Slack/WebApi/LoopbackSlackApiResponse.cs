using System.Text.Json.Nodes;

namespace AlertBot.Testing.Slack.WebApi;

/// <summary>An answer of the loopback Web API; HTTP 200 also where <c>ok</c> is false.</summary>
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

    /// <summary>With what is wrong, each with its place: https://docs.slack.dev/reference/methods/chat.postMessage#errors</summary>
    public static LoopbackSlackApiResponse Failure(string error, IEnumerable<string> messages)
    {
        var answer = Failure(error);
        answer.Body["response_metadata"] =
            new JsonObject { ["messages"] = new JsonArray([.. messages.Select(message => JsonValue.Create(message))]) };
        return answer;
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
