using System.Text.Json;
using System.Text.Json.Serialization;
using AlertBot.Chat.Commands;

namespace AlertBot.Chat.Slack;

/// <summary>Joins a channel that someone subscribed, for only a member may post there; says how to invite the bot where it cannot join.</summary>
internal sealed partial class SlackJoin(ISlackApi api)
{
    private const string Invitation = "/invite @AlertBot";

    /// <summary>Joins again what is joined already without harm: https://docs.slack.dev/reference/methods/conversations.join</summary>
    /// <returns>What there is to do for people; null: nothing.</returns>
    public async Task<ReplyBlock?> JoinAsync(string channel, CancellationToken cancellationToken)
    {
        // Nobody can be invited there, and without im:read Slack does not say whose it is.
        if (channel.StartsWith('D'))
        {
            return new ReplyBlock.Paragraph("This is a direct conversation: alerts come here only if it is the one with AlertBot itself. Elsewhere, subscribe in a channel.");
        }

        var call = new SlackCall("conversations.join")
        {
            Json = JsonSerializer.SerializeToUtf8Bytes(new Joining(channel), JoiningJson.Default.Joining),
            IsRepeatable = true,
        };

        // What is not refused for good is tried again with the first alert.
        return await api.SendAsync(call, cancellationToken) is not SlackAnswer.Refused refused ? null
            : refused.Error == "is_archived" ? new ReplyBlock.Paragraph("This channel is archived, so no alerts can come: unarchive it, or subscribe another one.")
            : await IsMemberAsync(channel, cancellationToken) ? null
            : Invite(refused);
    }

    /// <summary>Private channels and conversations cannot be joined; the bot may have been invited.</summary>
    private async Task<bool> IsMemberAsync(string channel, CancellationToken cancellationToken) =>
        await api.SendAsync(new SlackCall("conversations.info") { Form = [new("channel", channel)], IsRepeatable = true }, cancellationToken) is SlackAnswer.Done { Body: var body }
        && body.Field("channel") is { } found && (found.Flag("is_member") || found.Flag("is_im"));

    private static ReplyBlock Invite(SlackAnswer.Refused refused) => new ReplyBlock.Paragraph(refused.Error switch
    {
        "method_not_supported_for_channel_type" or "channel_not_found" => RichText.Of(
            "AlertBot is not in this conversation yet, and no alert comes before it is: type ", new RichText.Span.Code(Invitation), " here."),
        _ => RichText.Of(
        [
            "AlertBot could not join this channel by itself (", .. SlackReason.Spans(refused.Reason.TrimEnd('.')),
            "), and no alert comes before it is in: type ", new RichText.Span.Code(Invitation), " here.",
        ]),
    });

    private sealed record Joining(string Channel);

    [JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
    [JsonSerializable(typeof(Joining))]
    private sealed partial class JoiningJson : JsonSerializerContext;
}
