using System.Text.Json;
using System.Text.Json.Serialization;

namespace AlertBot.Chat.Slack.Messages;

/// <summary>A message as Slack takes it: posted, updated, or as an answer to a <c>response_url</c>; nulls are left out.</summary>
/// <param name="Text">What notifications and screen readers tell, escaped; never empty.</param>
/// <param name="Blocks">What is shown.</param>
internal sealed record SlackMessage(string Text, IReadOnlyList<SlackBlock>? Blocks)
{
    public string? Channel { get; init; }

    /// <summary>The message to change.</summary>
    public string? Ts { get; init; }

    /// <summary>The message in whose thread it stands.</summary>
    public string? ThreadTs { get; init; }

    /// <summary>Of <c>chat.postEphemeral</c>: who sees it.</summary>
    public string? User { get; init; }

    public bool? UnfurlLinks { get; init; }

    public bool? UnfurlMedia { get; init; }

    public SlackMetadata? Metadata { get; init; }

    /// <summary>Of a <c>response_url</c>: <c>in_channel</c> or <c>ephemeral</c>.</summary>
    public string? ResponseType { get; init; }

    /// <summary>Of a <c>response_url</c>: false, or the message that the press came from is overwritten.</summary>
    public bool? ReplaceOriginal { get; init; }

    public byte[] ToJson() => JsonSerializer.SerializeToUtf8Bytes(this, SlackJson.Default.SlackMessage);
}

/// <summary>What only apps see of a message: by it one that was posted after all is found again.</summary>
internal sealed record SlackMetadata(string EventType, SlackMetadata.Payload EventPayload)
{
    public const string AlertEventType = "alertbot_message";

    /// <param name="Nonce">The message's, the same at every attempt.</param>
    internal sealed record Payload(string Nonce);

    public static SlackMetadata ForNonce(string nonce) => new(AlertEventType, new Payload(nonce));
}

/// <summary>A modal. https://docs.slack.dev/reference/views/modal-views</summary>
/// <param name="Title">Plain, at most 24 characters.</param>
/// <param name="CallbackId">Says which form it is, at most 255 characters.</param>
internal sealed record SlackView(SlackTextObject Title, IReadOnlyList<SlackBlock> Blocks, string CallbackId)
{
    public string Type { get; } = "modal";

    /// <summary>Plain, at most 24 characters; needed where there are input blocks.</summary>
    public SlackTextObject? Submit { get; init; }

    /// <summary>Plain, at most 24 characters.</summary>
    public SlackTextObject? Close { get; init; }

    /// <summary>At most 3,000 characters; comes back with every press in the modal.</summary>
    public string? PrivateMetadata { get; init; }
}

/// <summary>The body of <c>views.open</c> and <c>views.push</c> (with a trigger), and of <c>views.update</c> (with an id).</summary>
internal sealed record SlackViewRequest(SlackView View)
{
    public string? TriggerId { get; init; }

    public string? ViewId { get; init; }

    /// <summary>Of the view that is changed: one that has changed meanwhile stays as it is.</summary>
    public string? Hash { get; init; }

    public byte[] ToJson() => JsonSerializer.SerializeToUtf8Bytes(this, SlackJson.Default.SlackViewRequest);
}

/// <summary>What the acknowledgement of a submitted modal says: <c>errors</c>, <c>update</c>, <c>push</c> or <c>clear</c>.</summary>
internal sealed record SlackSubmissionResponse(string ResponseAction)
{
    /// <summary>By the block id of the input.</summary>
    public IReadOnlyDictionary<string, string>? Errors { get; init; }

    public SlackView? View { get; init; }

    public byte[] ToJson() => JsonSerializer.SerializeToUtf8Bytes(this, SlackJson.Default.SlackSubmissionResponse);
}

/// <summary>The body of a call that is about a channel alone.</summary>
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
