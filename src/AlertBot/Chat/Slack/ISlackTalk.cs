using System.Text.Json;

namespace AlertBot.Chat.Slack;

/// <summary>Answers people: what they type, press and fill in.</summary>
internal interface ISlackTalk
{
    /// <summary>A slash command. Ends when all is said; never fails. It is called after the acknowledgement.</summary>
    Task CommandAsync(JsonElement payload);

    /// <summary>A press, a choice, or a modal that was submitted or closed. Returns within 1 s where it is a submission, whose acknowledgement waits for it; else when all is said. Never fails.</summary>
    /// <returns>What the acknowledgement says, a <see cref="SlackSubmitted"/>; null: nothing.</returns>
    Task<ReadOnlyMemory<byte>?> InteractionAsync(JsonElement payload);
}

/// <summary>Takes events, such as a channel that is archived; none of them is a message.</summary>
internal interface ISlackEvents
{
    /// <param name="callback">The whole: <c>team_id</c>, <c>event</c> and others; unknown events are left alone.</param>
    Task EventAsync(JsonElement callback, CancellationToken cancellationToken);
}
