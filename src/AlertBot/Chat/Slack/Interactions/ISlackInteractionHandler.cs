using System.Text.Json;
using AlertBot.Chat.Slack.Modals;

namespace AlertBot.Chat.Slack.Interactions;

/// <summary>Handles commands, buttons and modals, and responds to the person who used them.</summary>
internal interface ISlackInteractionHandler
{
    /// <summary>Handles a slash command, after its acknowledgement. Completes when the response is sent; never fails.</summary>
    Task HandleCommandAsync(JsonElement payload);

    /// <summary>
    /// Handles a pressed button, a choice, or a modal that was submitted or closed. For a submission, whose acknowledgement waits for it,
    /// it completes within 1 s; otherwise when the response is sent. Never fails.
    /// </summary>
    /// <returns>The payload of the acknowledgement, a <see cref="SlackSubmissionResponse"/>; null: none.</returns>
    Task<ReadOnlyMemory<byte>?> HandleInteractionAsync(JsonElement payload);
}
