using System.Text.Json;
using System.Text.Json.Nodes;
using AlertBot.Testing.Slack.WebApi;

namespace AlertBot.Testing.Slack.Validation;

/// <summary>What a message may be, wherever it is posted. https://docs.slack.dev/reference/methods/chat.postMessage</summary>
internal static class SlackMessageRules
{
    /// <summary>“For best results, limit the number of characters in the text field to 4,000 characters.”</summary>
    public const int RecommendedMaxText = 4_000;

    /// <summary>https://docs.slack.dev/messaging/message-metadata: the size of event_payload in bytes.</summary>
    private const int MaxMetadataBytes = 16_000;

    /// <param name="longest">What the text may have at most.</param>
    /// <returns>Null where the message is as Slack wants it.</returns>
    public static LoopbackSlackApiResponse? Validate(LoopbackSlack slack, LoopbackSlackRequest request, int longest) =>
        Validate(slack, request.Body.AsObject(), request.ToString(), longest);

    public static LoopbackSlackApiResponse? Validate(LoopbackSlack slack, JsonObject message, string what, int longest)
    {
        var (text, blocks, metadata) = (message["text"], message["blocks"], message["metadata"]);
        if ((blocks is null or JsonArray { Count: 0 }) && string.IsNullOrEmpty(StringOrNull(text)))
        {
            return LoopbackSlackApiResponse.Failure("no_text");
        }

        CheckText(slack, StringOrNull(text), what);
        if (StringOrNull(text)?.EnumerateRunes().Count() > longest)
        {
            return LoopbackSlackApiResponse.Failure("msg_too_long");
        }

        if (blocks is not null && FindBlockErrors(slack, blocks, what) is { Count: > 0 } problems)
        {
            return LoopbackSlackApiResponse.Failure("invalid_blocks", problems);
        }

        return metadata is null || IsMetadata(metadata) ? null : LoopbackSlackApiResponse.Failure("invalid_metadata_format");
    }

    public static IReadOnlyList<string> FindBlockErrors(LoopbackSlack slack, JsonNode blocks, string what)
    {
        var shape = new SlackBodyValidator(slack.WebApi.MarkupRules, what);
        SlackBlockRules.Check(JsonSerializer.SerializeToElement(blocks), "/blocks", SlackBlockRules.MaxMessageBlocks, shape);
        return shape.Errors;
    }

    private static void CheckText(LoopbackSlack slack, string? text, string what)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            slack.AddViolation($"{what}: blocks without text, of which notifications and screen readers tell nothing");
            return;
        }

        if (text.EnumerateRunes().Count() > RecommendedMaxText)
        {
            slack.AddViolation($"{what}: a text of more than {RecommendedMaxText} characters");
        }

        slack.WebApi.MarkupRules.CheckMrkdwn(text, $"{what} /text");
    }

    private static string? StringOrNull(JsonNode? text) => text is JsonValue value && value.TryGetValue<string>(out var told) ? told : null;

    /// <summary>@slack/types message-metadata.d.ts, MessageMetadata: flat values, or flat objects of them.</summary>
    private static bool IsMetadata(JsonNode metadata) =>
        metadata is JsonObject { Count: 2 } given
        && !string.IsNullOrEmpty(StringOrNull(given["event_type"]))
        && given["event_payload"] is JsonObject payload
        && payload.ToJsonString().Length <= MaxMetadataBytes
        && payload.All(member => member.Value is JsonValue
            || (member.Value is JsonObject one && IsFlat(one))
            || (member.Value is JsonArray many && many.All(item => item is JsonObject flat && IsFlat(flat))));

    private static bool IsFlat(JsonObject value) => value.All(member => member.Value is JsonValue);
}
