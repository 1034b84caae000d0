using System.Text.Json;
using System.Text.Json.Nodes;
using AlertBot.Testing.Slack.WebApi;

namespace AlertBot.Testing.Slack.Validation;

/// <summary>The rules for messages of all methods: https://docs.slack.dev/reference/methods/chat.postMessage</summary>
internal static class SlackMessageRules
{
    /// <summary>The maximum of a posted message: https://docs.slack.dev/reference/methods/chat.postMessage#errors, msg_too_long</summary>
    public const int MaxText = 40_000;

    /// <summary>“For best results, limit the number of characters in the text field to 4,000 characters.”</summary>
    public const int RecommendedMaxText = 4_000;

    /// <summary>https://docs.slack.dev/messaging/message-metadata: the size of event_payload in bytes.</summary>
    private const int MaxMetadataBytes = 16_000;

    /// <param name="maxText">Limits the text, in characters.</param>
    /// <returns>Slack's error response; null: the message is valid.</returns>
    public static LoopbackSlackApiResponse? Validate(LoopbackSlack slack, LoopbackSlackRequest request, int maxText) =>
        Validate(slack, request.Body.AsObject(), request.ToString(), maxText);

    public static LoopbackSlackApiResponse? Validate(LoopbackSlack slack, JsonObject message, string subject, int maxText)
    {
        var text = message["text"];
        var blocks = message["blocks"];
        var metadata = message["metadata"];
        if ((blocks is null or JsonArray { Count: 0 }) && string.IsNullOrEmpty(StringOrNull(text)))
        {
            return LoopbackSlackApiResponse.Failure("no_text");
        }

        CheckText(slack, StringOrNull(text), subject);
        if (StringOrNull(text)?.EnumerateRunes().Count() > maxText)
        {
            return LoopbackSlackApiResponse.Failure("msg_too_long");
        }

        if (blocks is not null && FindBlockErrors(slack, blocks, subject) is { Count: > 0 } problems)
        {
            return LoopbackSlackApiResponse.Failure("invalid_blocks", problems);
        }

        return metadata is null || IsMetadata(metadata) ? null : LoopbackSlackApiResponse.Failure("invalid_metadata_format");
    }

    public static IReadOnlyList<string> FindBlockErrors(LoopbackSlack slack, JsonNode blocks, string subject)
    {
        var validator = new SlackBodyValidator(slack.WebApi.MarkupRules, subject);
        SlackBlockRules.Check(JsonSerializer.SerializeToElement(blocks), "/blocks", SlackBlockRules.MaxMessageBlocks, validator);
        return validator.Errors;
    }

    private static void CheckText(LoopbackSlack slack, string? text, string subject)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            slack.AddViolation($"{subject}: blocks without text, which notifications and screen readers need");
            return;
        }

        if (text.EnumerateRunes().Count() > RecommendedMaxText)
        {
            slack.AddViolation($"{subject}: a text of more than {RecommendedMaxText} characters");
        }

        slack.WebApi.MarkupRules.CheckMrkdwn(text, $"{subject} /text");
    }

    private static string? StringOrNull(JsonNode? node) =>
        node is JsonValue value && value.TryGetValue<string>(out var text) ? text : null;

    /// <summary>@slack/types message-metadata.d.ts, MessageMetadata: flat values, or flat objects of them.</summary>
    private static bool IsMetadata(JsonNode metadata) =>
        metadata is JsonObject { Count: 2 } members
        && !string.IsNullOrEmpty(StringOrNull(members["event_type"]))
        && members["event_payload"] is JsonObject payload
        && payload.ToJsonString().Length <= MaxMetadataBytes
        && payload.All(member => member.Value is JsonValue
            || IsFlat(member.Value)
            || (member.Value is JsonArray items && items.All(IsFlat)));

    private static bool IsFlat(JsonNode? value) => value is JsonObject members && members.All(member => member.Value is JsonValue);
}
