using AlertBot.Chat.Platforms;

namespace AlertBot.Chat.Slack;

/// <summary>Recognizes and parses the ids of channels and messages.</summary>
internal static class SlackIds
{
    /// <summary>The id of a public channel (C), a private one (G or C) or a direct conversation (D).</summary>
    public static bool IsChannelId(string text) => PlatformTraits.Slack.IsChannelId(text);

    /// <summary>Parses a message's id in the form that AlertBot stores: <c>channel/ts</c>.</summary>
    public static (string Channel, string Ts)? ParseMessageId(string platformId) =>
        platformId.Split('/') is [var channel, var ts] && IsChannelId(channel) && SlackTraits.IsMessageTimestamp(ts)
            ? (channel, ts)
            : null;
}
