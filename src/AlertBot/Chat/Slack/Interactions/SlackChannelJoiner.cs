using AlertBot.Chat.Content;
using AlertBot.Chat.Slack.Api;

namespace AlertBot.Chat.Slack.Interactions;

/// <summary>
/// Joins a channel that someone subscribed, for only a member may post there; says how to invite the bot where it cannot join.
/// </summary>
internal sealed class SlackChannelJoiner(ISlackApi api)
{
    private const string InviteCommand = "/invite @AlertBot";

    /// <returns>What there is to do for people; null: nothing.</returns>
    public async Task<ReplyBlock?> JoinAsync(string channel, CancellationToken cancellationToken)
    {
        // Nobody can be invited there, and without im:read Slack does not say whose it is.
        if (channel.StartsWith('D'))
        {
            return new ReplyBlock.Paragraph(
                "This is a direct conversation: alerts come here only if it is the one with AlertBot itself. Elsewhere, subscribe in a "
                    + "channel.");
        }

        // What is not refused for good is tried again with the first alert.
        return await api.SendAsync(SlackMethods.JoinChannel(channel), cancellationToken) is not SlackApiResult.Refused refused ? null
            : refused.Error == SlackErrorCodes.ChannelArchived
                ? new ReplyBlock.Paragraph("This channel is archived, so no alerts can come: unarchive it, or subscribe another one.")
            : await IsMemberAsync(channel, cancellationToken) ? null
            : AskForInvite(refused);
    }

    /// <summary>Private channels and conversations cannot be joined; the bot may have been invited.</summary>
    private async Task<bool> IsMemberAsync(string channel, CancellationToken cancellationToken) =>
        await api.SendAsync(SlackMethods.ChannelInfo(channel), cancellationToken) is SlackApiResult.Succeeded done
            && SlackChannel.Read(done.Body) is { IsMember: true };

    private static ReplyBlock AskForInvite(SlackApiResult.Refused refused) => new ReplyBlock.Paragraph(refused.Error switch
    {
        SlackErrorCodes.UnsupportedChannelType or SlackErrorCodes.ChannelNotFound => RichText.Of(
            "AlertBot is not in this conversation yet, and no alert comes before it is: type ", new RichText.Span.Code(InviteCommand),
            " here."),
        _ => RichText.Of(
        [
            "AlertBot could not join this channel by itself (", .. SlackReasonFormatter.ToSpans(refused.Reason.TrimEnd('.')),
            "), and no alert comes before it is in: type ", new RichText.Span.Code(InviteCommand), " here.",
        ]),
    });
}
