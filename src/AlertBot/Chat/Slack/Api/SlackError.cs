using System.Text.Json;
using AlertBot.Chat.Platforms;

namespace AlertBot.Chat.Slack.Api;

/// <summary>The body of an answer that says <c>"ok": false</c>: https://docs.slack.dev/apis/web-api/#responses</summary>
/// <param name="Code">E.g. <c>not_in_channel</c>.</param>
/// <param name="NeededScope">Of a missing scope.</param>
/// <param name="Messages">Of invalid blocks: what is wrong with them.</param>
internal sealed record SlackError(string Code, string? NeededScope, IReadOnlyList<string> Messages)
{
    private const int MaxMessages = 3;

    /// <returns>Null where the body is no error of Slack's.</returns>
    public static SlackError? Parse(JsonElement? body) =>
        body is { } json && json.Field("ok") is { ValueKind: JsonValueKind.False }
            ? new SlackError(
                json.Text("error") is { Length: > 0 } word ? word : "unknown_error",
                json.Text("needed"),
                [.. (json.Field("response_metadata")?.Items("messages") ?? []).Where(message => message.ValueKind == JsonValueKind.String)
                    .Select(message => message.GetString()!).Take(MaxMessages)])
            : null;
}
