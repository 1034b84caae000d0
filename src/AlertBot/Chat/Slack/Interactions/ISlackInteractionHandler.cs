using System.Text.Json;
using AlertBot.Chat.Slack.Messages;

namespace AlertBot.Chat.Slack.Interactions;

/// <summary>Answers people: what they type, press and fill in.</summary>
internal interface ISlackInteractionHandler
{
    /// <summary>A slash command. Ends when all is said; never fails. It is called after the acknowledgement.</summary>
    Task HandleCommandAsync(JsonElement payload);

    /// <summary>
    /// A press, a choice, or a modal that was submitted or closed. Returns within 1 s where it is a submission, whose acknowledgement waits
    /// for it; else when all is said. Never fails.
    /// </summary>
    /// <returns>What the acknowledgement says, a <see cref="SlackSubmissionResponse"/>; null: nothing.</returns>
    Task<ReadOnlyMemory<byte>?> HandleInteractionAsync(JsonElement payload);
}

/// <summary>Takes events, such as a channel that is archived; none of them is a message.</summary>
internal interface ISlackEventHandler
{
    /// <param name="callback">The whole: <c>team_id</c>, <c>event</c> and others; unknown events are left alone.</param>
    Task HandleEventAsync(JsonElement callback, CancellationToken cancellationToken);
}
