using AlertBot.Alerts.Delivery;
using AlertBot.Chat.Content;
using AlertBot.Chat.Platforms;

namespace AlertBot.Chat.Slack.Messages;

/// <summary>Creates the body of <c>chat.postMessage</c> and <c>chat.update</c> for an alert.</summary>
internal static class SlackAlertMessage
{
    /// <summary>
    /// https://docs.slack.dev/reference/methods/chat.postMessage. The metadata identifies the message to <see cref="SlackMessageLookup"/>.
    /// </summary>
    public static SlackMessage ForPost(OutgoingMessage message, DateTimeOffset now)
    {
        var mention = IsUserGroup(message.Ping) ? $"<!subteam^{message.Ping}>" : null;
        return Create(message, mention, now) with
        {
            Channel = message.Address,
            ThreadTs = GetThreadTs(message),
            UnfurlLinks = false,
            UnfurlMedia = false,
        };
    }

    /// <summary>
    /// https://docs.slack.dev/reference/methods/chat.update. Slack removes what an update does not contain, so it repeats blocks, text and
    /// metadata. It omits the ping: the people were notified when the message was posted.
    /// </summary>
    public static SlackMessage ForUpdate(OutgoingMessage message, string channel, string ts, DateTimeOffset now) =>
        Create(message, null, now) with { Channel = channel, Ts = ts };

    private static SlackMessage Create(OutgoingMessage message, string? mention, DateTimeOffset now)
    {
        var card = Card.FromBrief(message.Brief, now);
        return new SlackMessage(SlackCardRenderer.ToFallback(card, mention), SlackCardRenderer.ToBlocks(card, message.Story, mention))
        {
            Metadata = SlackMetadata.ForNonce(message.Nonce),
        };
    }

    /// <summary>
    /// Accepts the id of a user group, e.g. <c>S0123ABCD</c>. Other text could mention everyone, or would be shown as text.
    /// </summary>
    private static bool IsUserGroup(string? ping) => ping is ['S', ..] && SlackTraits.IsId(ping);

    /// <returns>Null: the root message is not in this channel, so the message is posted outside the thread instead of not at all.</returns>
    private static string? GetThreadTs(OutgoingMessage message) =>
        message.ThreadRootId?.Split('/') is [var channel, { Length: > 0 } ts] && channel == message.Address ? ts : null;
}
