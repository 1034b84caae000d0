using AlertBot.Alerts.Delivery;
using AlertBot.Chat.Content;

namespace AlertBot.Chat.Slack.Messages;

/// <summary>An alert as the body of <c>chat.postMessage</c> and <c>chat.update</c>.</summary>
internal static class SlackAlertMessage
{
    /// <summary>https://docs.slack.dev/reference/methods/chat.postMessage; to be found again by its metadata.</summary>
    public static SlackMessage ForPost(OutgoingMessage message, DateTimeOffset now)
    {
        var mention = IsUserGroup(message.Ping) ? $"<!subteam^{message.Ping}>" : null;
        return Create(message, mention, now) with
        {
            Channel = message.Address,
            ThreadTs = ThreadTsOf(message),
            UnfurlLinks = false,
            UnfurlMedia = false,
        };
    }

    /// <summary>
    /// https://docs.slack.dev/reference/methods/chat.update: what is not given again is gone, so blocks, text and metadata always are. The
    /// ping
    /// is not: whoever it was for has been told.
    /// </summary>
    public static SlackMessage ForUpdate(OutgoingMessage message, string channel, string ts, DateTimeOffset now) =>
        Create(message, null, now) with { Channel = channel, Ts = ts };

    private static SlackMessage Create(OutgoingMessage message, string? mention, DateTimeOffset now)
    {
        var card = Card.FromBrief(message.Brief, now);
        return new SlackMessage(SlackCard.ToFallback(card, mention),
            SlackCard.ToBlocks(card, message.Story, mention)) { Metadata = SlackMetadata.ForNonce(message.Nonce) };
    }

    /// <summary>
    /// The id of a user group, e.g. <c>S0123ABCD</c>: anything else could mention everyone, or stand in the message as text.
    /// </summary>
    private static bool IsUserGroup(string? ping) =>
        ping is ['S', _, ..] && ping.Length <= 32 && ping.All(c => char.IsAsciiLetterUpper(c) || char.IsAsciiDigit(c));

    /// <returns>Null where the story's message is not in this channel: better told beside it than not at all.</returns>
    private static string? ThreadTsOf(OutgoingMessage message) =>
        message.ThreadRootId?.Split('/') is [var channel, { Length: > 0 } ts] && channel == message.Address ? ts : null;
}
