using System.Text.Json;
using AlertBot.Chat.Platforms;

namespace AlertBot.Chat.Slack.Events;

/// <summary>A command, interaction or event received from Slack.</summary>
/// <param name="Id">Identical in every delivery: Slack's <c>event_id</c> or <c>trigger_id</c>, or an id of the transport.</param>
/// <param name="Payload">
/// The fields of a command (<c>command</c>, <c>text</c>, <c>response_url</c> …), the payload of an interaction, or the whole callback of an
/// event (<c>team_id</c>, <c>event</c> …). Stays valid after the request.
/// </param>
internal sealed record SlackInboundEvent(SlackInboundEventKind Kind, string Id, JsonElement Payload)
{
    /// <summary>Limits the length of an id from Slack, in characters; Slack's own ids are shorter.</summary>
    private const int MaxIdLength = 200;

    /// <summary>True: a submitted modal, whose acknowledgement carries the result.</summary>
    public bool IsViewSubmission { get; } = Kind == SlackInboundEventKind.Interaction && Payload.Text("type") == "view_submission";

    /// <param name="fallbackId">The id to use where the payload contains none.</param>
    /// <returns>Null: the payload is not a JSON object.</returns>
    public static SlackInboundEvent? TryCreate(SlackInboundEventKind kind, JsonElement payload, string fallbackId)
    {
        if (payload.ValueKind != JsonValueKind.Object)
        {
            return null;
        }

        var ownId = payload.Text(kind == SlackInboundEventKind.Event ? "event_id" : "trigger_id");
        return new SlackInboundEvent(kind, ownId is { Length: > 0 and <= MaxIdLength } ? ownId : fallbackId, payload);
    }

    /// <summary>Safe for logs: contains nothing that a person typed.</summary>
    public override string ToString() => $"{Kind} {Id}";
}

internal enum SlackInboundEventKind
{
    Command,

    /// <summary>A pressed button, a choice, or a modal that was submitted or closed.</summary>
    Interaction,
    Event,
}
