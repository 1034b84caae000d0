using System.Text.Json;
using System.Text.Json.Serialization;

namespace AlertBot.Chat.Slack.Messages;

/// <summary>
/// The body of a message that is posted, updated, or sent to a <c>response_url</c>. Null properties are not serialized.
/// </summary>
/// <param name="Text">The fallback text for notifications and screen readers, escaped; never empty.</param>
/// <param name="Blocks">The visible content.</param>
internal sealed record SlackMessage(string Text, IReadOnlyList<SlackBlock>? Blocks)
{
    public string? Channel { get; init; }

    /// <summary>For <c>chat.update</c>: the message to update.</summary>
    public string? Ts { get; init; }

    /// <summary>The root message of the thread. Null: posted in the channel.</summary>
    public string? ThreadTs { get; init; }

    /// <summary>For <c>chat.postEphemeral</c>: the user who sees the message.</summary>
    public string? User { get; init; }

    public bool? UnfurlLinks { get; init; }

    public bool? UnfurlMedia { get; init; }

    public SlackMetadata? Metadata { get; init; }

    /// <summary>For a <c>response_url</c>: <c>in_channel</c> or <c>ephemeral</c>.</summary>
    public string? ResponseType { get; init; }

    /// <summary>For a <c>response_url</c>: false keeps the message with the pressed button; Slack replaces it otherwise.</summary>
    public bool? ReplaceOriginal { get; init; }

    public byte[] ToJson() => JsonSerializer.SerializeToUtf8Bytes(this, SlackMessageJson.Default.SlackMessage);
}

/// <summary>Metadata of a message, visible only to apps. <see cref="SlackMessageLookup"/> identifies messages by it.</summary>
internal sealed record SlackMetadata(string EventType, SlackMetadata.Payload EventPayload)
{
    public const string AlertEventType = "alertbot_message";

    /// <param name="Nonce">The nonce of the message, identical in every attempt.</param>
    internal sealed record Payload(string Nonce);

    public static SlackMetadata ForNonce(string nonce) => new(AlertEventType, new Payload(nonce));
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(SlackMessage))]
internal sealed partial class SlackMessageJson : JsonSerializerContext;
