using System.Text.Json;
using System.Text.Json.Nodes;

namespace AlertBot.Tests.Chat.Loopback.Slack;

/// <summary>What a message may be, wherever it is posted. https://docs.slack.dev/reference/methods/chat.postMessage</summary>
internal static class LoopbackSlackMessageRules
{
    /// <summary>“For best results, limit the number of characters in the text field to 4,000 characters.”</summary>
    public const int AdvisedText = 4_000;

    /// <summary>https://docs.slack.dev/messaging/message-metadata: the size of event_payload in bytes.</summary>
    private const int MetadataBytes = 16_000;

    /// <param name="longest">What the text may have at most.</param>
    /// <returns>Null where the message is as Slack wants it.</returns>
    public static LoopbackSlackAnswer? Refuse(LoopbackSlack slack, LoopbackSlackRequest request, int longest) =>
        Refuse(slack, request.Body.AsObject(), request.ToString(), longest);

    public static LoopbackSlackAnswer? Refuse(LoopbackSlack slack, JsonObject message, string what, int longest)
    {
        var (text, blocks, metadata) = (message["text"], message["blocks"], message["metadata"]);
        if ((blocks is null or JsonArray { Count: 0 }) && string.IsNullOrEmpty(Told(text)))
        {
            return LoopbackSlackAnswer.No("no_text");
        }

        CheckText(slack, Told(text), what);
        if (Told(text)?.EnumerateRunes().Count() > longest)
        {
            return LoopbackSlackAnswer.No("msg_too_long");
        }

        if (blocks is not null && Problems(slack, blocks, what) is { Count: > 0 } problems)
        {
            return LoopbackSlackAnswer.No("invalid_blocks", problems);
        }

        return metadata is null || IsMetadata(metadata) ? null : LoopbackSlackAnswer.No("invalid_metadata_format");
    }

    public static IReadOnlyList<string> Problems(LoopbackSlack slack, JsonNode blocks, string what)
    {
        var shape = new LoopbackSlackShape(slack.Web.Marks, what);
        LoopbackBlockRules.Check(JsonSerializer.SerializeToElement(blocks), "/blocks", LoopbackBlockRules.OfMessage, shape);
        return shape.Errors;
    }

    private static void CheckText(LoopbackSlack slack, string? text, string what)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            slack.Breach($"{what}: blocks without text, of which notifications and screen readers tell nothing");
            return;
        }

        if (text.EnumerateRunes().Count() > AdvisedText)
        {
            slack.Breach($"{what}: a text of more than {AdvisedText} characters");
        }

        slack.Web.Marks.CheckMarked(text, $"{what} /text");
    }

    private static string? Told(JsonNode? text) => text is JsonValue value && value.TryGetValue<string>(out var told) ? told : null;

    /// <summary>@slack/types message-metadata.d.ts, MessageMetadata: flat values, or flat objects of them.</summary>
    private static bool IsMetadata(JsonNode metadata) =>
        metadata is JsonObject { Count: 2 } given
        && !string.IsNullOrEmpty(Told(given["event_type"]))
        && given["event_payload"] is JsonObject payload
        && payload.ToJsonString().Length <= MetadataBytes
        && payload.All(member => member.Value is JsonValue
            || (member.Value is JsonObject one && IsFlat(one))
            || (member.Value is JsonArray many && many.All(item => item is JsonObject flat && IsFlat(flat))));

    private static bool IsFlat(JsonObject value) => value.All(member => member.Value is JsonValue);
}
