using System.Text.Json;
using AlertBot.Chat.Platforms;

namespace AlertBot.Chat.Slack.Api;

/// <summary>The body of a response with <c>"ok": false</c>: https://docs.slack.dev/apis/web-api/#responses</summary>
/// <param name="Code">E.g. <c>not_in_channel</c>.</param>
/// <param name="NeededScope">The missing scope, where the code is <c>missing_scope</c>.</param>
/// <param name="Messages">Details, e.g. the faults of invalid blocks.</param>
internal sealed record SlackError(string Code, string? NeededScope, IReadOnlyList<string> Messages)
{
    /// <summary>Limits the detail messages that are kept: the reason is one sentence for a person.</summary>
    private const int MaxMessages = 3;

    /// <returns>Null: the body is not an error of Slack's.</returns>
    public static SlackError? Parse(JsonElement? body) =>
        body is { } json && json.Field("ok") is { ValueKind: JsonValueKind.False }
            ? new SlackError(
                json.Text("error") is { Length: > 0 } code ? code : "unknown_error",
                json.Text("needed"),
                [.. (json.Field("response_metadata")?.Items("messages") ?? []).Where(message => message.ValueKind == JsonValueKind.String)
                    .Select(message => message.GetString()!).Take(MaxMessages)])
            : null;
}
