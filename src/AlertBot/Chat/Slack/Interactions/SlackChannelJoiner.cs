using AlertBot.Chat.Content;
using AlertBot.Chat.Platforms;
using AlertBot.Chat.Slack.Api;

namespace AlertBot.Chat.Slack.Interactions;

/// <summary>
/// Joins a channel that was subscribed, because only members may post there. Where that fails, explains how to invite the bot.
/// </summary>
internal sealed class SlackChannelJoiner(ISlackApi api)
{
    private const string InviteCommand = "/invite @AlertBot";

    /// <returns>What a person has to do; null: nothing.</returns>
    public async Task<ReplyBlock?> JoinAsync(string channel, CancellationToken cancellationToken)
    {
        // Nobody can be invited to a direct conversation, and without the scope im:read Slack does not tell whose it is.
        if (channel.StartsWith('D'))
        {
            return new ReplyBlock.Paragraph(
                "This is a direct conversation: alerts arrive here only if it is your conversation with AlertBot. Otherwise, subscribe a "
                    + "channel.");
        }

        // Failures other than a refusal are retried when the first alert is posted.
        if (await api.SendAsync(SlackMethods.JoinChannel(channel), cancellationToken) is not SlackRefusal refused)
        {
            return null;
        }

        if (refused.Error == SlackErrorCodes.ChannelArchived)
        {
            return new ReplyBlock.Paragraph(
                "This channel is archived and cannot receive alerts: unarchive it, or subscribe another channel.");
        }

        return await IsMemberAsync(channel, cancellationToken) ? null : AskForInvite(refused);
    }

    /// <summary>The bot cannot join private channels and group conversations, but it may have been invited.</summary>
    private async Task<bool> IsMemberAsync(string channel, CancellationToken cancellationToken) =>
        await api.SendAsync(SlackMethods.ChannelInfo(channel), cancellationToken) is PlatformResult.Succeeded succeeded
            && SlackChannelInfo.Read(succeeded.Body) is { IsMember: true };

    private static ReplyBlock AskForInvite(SlackRefusal refused) => new ReplyBlock.Paragraph(refused.Error switch
    {
        SlackErrorCodes.UnsupportedChannelType or SlackErrorCodes.ChannelNotFound => RichText.Of(
            "AlertBot is not in this conversation yet and cannot post alerts here: type ", new RichText.Span.Code(InviteCommand), "."),
        _ => RichText.Of(
        [
            "AlertBot could not join this channel (", .. SlackReasonFormatter.ToSpans(refused.Reason.TrimEnd('.')),
            ") and cannot post alerts here: type ", new RichText.Span.Code(InviteCommand), ".",
        ]),
    });
}
