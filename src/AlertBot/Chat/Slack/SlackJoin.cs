using AlertBot.Chat.Commands;

namespace AlertBot.Chat.Slack;

/// <summary>Joins a channel that someone subscribed, for only a member may post there; says how to invite the bot where it cannot join.</summary>
internal sealed class SlackJoin(ISlackApi api)
{
    private const string Invitation = "/invite @AlertBot";

    /// <returns>What there is to do for people; null: nothing.</returns>
    public async Task<ReplyBlock?> JoinAsync(string channel, CancellationToken cancellationToken)
    {
        // Nobody can be invited there, and without im:read Slack does not say whose it is.
        if (channel.StartsWith('D'))
        {
            return new ReplyBlock.Paragraph("This is a direct conversation: alerts come here only if it is the one with AlertBot itself. Elsewhere, subscribe in a channel.");
        }

        // What is not refused for good is tried again with the first alert.
        return await api.SendAsync(SlackCalls.Join(channel), cancellationToken) is not SlackAnswer.Refused refused ? null
            : refused.Error == SlackErrors.IsArchived ? new ReplyBlock.Paragraph("This channel is archived, so no alerts can come: unarchive it, or subscribe another one.")
            : await IsMemberAsync(channel, cancellationToken) ? null
            : Invite(refused);
    }

    /// <summary>Private channels and conversations cannot be joined; the bot may have been invited.</summary>
    private async Task<bool> IsMemberAsync(string channel, CancellationToken cancellationToken) =>
        await api.SendAsync(SlackCalls.Channel(channel), cancellationToken) is SlackAnswer.Done done && SlackChannel.Read(done.Body) is { IsMember: true };

    private static ReplyBlock Invite(SlackAnswer.Refused refused) => new ReplyBlock.Paragraph(refused.Error switch
    {
        SlackErrors.AnotherKind or SlackErrors.ChannelNotFound => RichText.Of(
            "AlertBot is not in this conversation yet, and no alert comes before it is: type ", new RichText.Span.Code(Invitation), " here."),
        _ => RichText.Of(
        [
            "AlertBot could not join this channel by itself (", .. SlackReason.Spans(refused.Reason.TrimEnd('.')),
            "), and no alert comes before it is in: type ", new RichText.Span.Code(Invitation), " here.",
        ]),
    });
}
