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

    public byte[] ToJson() => JsonSerializer.SerializeToUtf8Bytes(this, SlackJson.Default.SlackMessage);
}

/// <summary>Metadata of a message, visible only to apps. <see cref="SlackMessageLookup"/> identifies messages by it.</summary>
internal sealed record SlackMetadata(string EventType, SlackMetadata.Payload EventPayload)
{
    public const string AlertEventType = "alertbot_message";

    /// <param name="Nonce">The nonce of the message, identical in every attempt.</param>
    internal sealed record Payload(string Nonce);

    public static SlackMetadata ForNonce(string nonce) => new(AlertEventType, new Payload(nonce));
}

/// <summary>A modal. https://docs.slack.dev/reference/views/modal-views</summary>
/// <param name="Title">Plain text, at most 24 characters.</param>
/// <param name="CallbackId">Identifies the form, at most 255 characters.</param>
internal sealed record SlackView(SlackTextObject Title, IReadOnlyList<SlackBlock> Blocks, string CallbackId)
{
    public string Type { get; } = "modal";

    /// <summary>The submit button: plain text, at most 24 characters; required in a modal with input blocks.</summary>
    public SlackTextObject? Submit { get; init; }

    /// <summary>The close button: plain text, at most 24 characters.</summary>
    public SlackTextObject? Close { get; init; }

    /// <summary>At most 3,000 characters. Slack returns it with every interaction in the modal.</summary>
    public string? PrivateMetadata { get; init; }
}

/// <summary>The body of <c>views.open</c> and <c>views.push</c> (with a trigger), and of <c>views.update</c> (with an id).</summary>
internal sealed record SlackViewRequest(SlackView View)
{
    public string? TriggerId { get; init; }

    public string? ViewId { get; init; }

    /// <summary>The hash of the view to update: Slack rejects the update if the view has changed since. Null: no check.</summary>
    public string? Hash { get; init; }

    public byte[] ToJson() => JsonSerializer.SerializeToUtf8Bytes(this, SlackJson.Default.SlackViewRequest);
}

/// <summary>The acknowledgement payload of a submitted modal.</summary>
/// <param name="ResponseAction"><c>errors</c>, <c>update</c>, <c>push</c> or <c>clear</c>.</param>
internal sealed record SlackSubmissionResponse(string ResponseAction)
{
    /// <summary>Error messages by the block id of the input.</summary>
    public IReadOnlyDictionary<string, string>? Errors { get; init; }

    public SlackView? View { get; init; }

    public byte[] ToJson() => JsonSerializer.SerializeToUtf8Bytes(this, SlackJson.Default.SlackSubmissionResponse);
}

/// <summary>The body of a call whose only argument is a channel.</summary>
internal sealed record SlackChannelRequest(string Channel)
{
    public byte[] ToJson() => JsonSerializer.SerializeToUtf8Bytes(this, SlackJson.Default.SlackChannelRequest);
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(SlackMessage))]
[JsonSerializable(typeof(SlackViewRequest))]
[JsonSerializable(typeof(SlackSubmissionResponse))]
[JsonSerializable(typeof(SlackChannelRequest))]
internal sealed partial class SlackJson : JsonSerializerContext;
