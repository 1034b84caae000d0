using AlertBot.Chat.Slack.Messages;

namespace AlertBot.Chat.Slack.Modals;

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
