using AlertBot.Alerts;

namespace AlertBot.Chat.Slack;

/// <summary>Writes the message of an alert, new and edited.</summary>
internal static class SlackMessages
{
    /// <summary>For <c>chat.postMessage</c>.</summary>
    public static SlackMessage Of(OutgoingMessage message, DateTimeOffset now) => Card(message, now) with
    {
        Channel = message.Address,
        ThreadTs = message.Thread is { } root ? SlackIds.Message(root)?.Ts : null,
        UnfurlLinks = false,
        UnfurlMedia = false,
    };

    /// <summary>For <c>chat.update</c>.</summary>
    public static SlackMessage Edit(OutgoingMessage message, string channel, string ts, DateTimeOffset now) => Card(message, now) with { Channel = channel, Ts = ts };

    private static SlackMessage Card(OutgoingMessage message, DateTimeOffset now)
    {
        var card = Chat.Card.Of(message.Brief, now);
        return new SlackMessage(SlackCard.ToFallback(card), SlackCard.ToBlocks(card)) { Metadata = SlackMetadata.Of(message.Nonce) };
    }
}
