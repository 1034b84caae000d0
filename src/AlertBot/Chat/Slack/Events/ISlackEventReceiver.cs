using System.Text.Json;
using AlertBot.Chat.Platforms;

namespace AlertBot.Chat.Slack.Events;

/// <summary>What the bot does with what Slack tells it, over Socket Mode or HTTP.</summary>
internal interface ISlackEventReceiver
{
    /// <summary>Returns within 1 s, for the acknowledgement waits for it; the work itself goes on after it. Never fails.</summary>
    /// <returns>What the acknowledgement says; null: nothing.</returns>
    Task<ReadOnlyMemory<byte>?> ReceiveAsync(SlackInboundEvent inbound, CancellationToken cancellationToken);
}

/// <summary>Something that Slack tells.</summary>
/// <param name="Id">The same however often it is told: the <c>event_id</c> of an event, of others one of our own.</param>
/// <param name="Payload">Of a command its fields (<c>command</c>, <c>text</c>, <c>response_url</c> …), of a press or submission its
/// payload, of an event the whole callback (<c>team_id</c>, <c>event</c> …). Stays valid.</param>
internal sealed record SlackInboundEvent(SlackInboundEventKind Kind, string Id, JsonElement Payload)
{
    /// <summary>Longer than any that Slack makes.</summary>
    private const int MaxIdLength = 200;

    /// <summary>A modal that was submitted: the acknowledgement says what becomes of it.</summary>
    public bool IsViewSubmission { get; } = Kind == SlackInboundEventKind.Interaction && Payload.Text("type") == "view_submission";

    /// <param name="id">Where the payload names none.</param>
    /// <returns>Null where the payload is no object.</returns>
    public static SlackInboundEvent? TryCreate(SlackInboundEventKind kind, JsonElement payload, string id) =>
        payload.ValueKind != JsonValueKind.Object
        ? null
        : new SlackInboundEvent(kind,
            payload.Text(kind == SlackInboundEventKind.Event ? "event_id" : "trigger_id") is { Length: > 0 and <= MaxIdLength } own ? own
                : id, payload);

    /// <summary>Fit for logs: what people typed is not.</summary>
    public override string ToString() => $"{Kind} {Id}";
}

internal enum SlackInboundEventKind
{
    Command,

    /// <summary>A press, a choice, or a modal that was submitted or closed.</summary>
    Interaction,
    Event,
}
