namespace AlertBot.Chat.Slack;

/// <summary>Tells Slack's ids from what is none: they stand in requests and in text.</summary>
internal static class SlackIds
{
    /// <summary>Of a channel, a person, a team: capitals and digits, e.g. <c>C0123ABCD</c>.</summary>
    public static bool IsId(string text) =>
        text.Length is > 1 and <= 32 && char.IsAsciiLetterUpper(text[0])
            && text.All(c => char.IsAsciiLetterUpper(c) || char.IsAsciiDigit(c));

    /// <summary>Of a channel, public or private, or a conversation with one person.</summary>
    public static bool IsChannelId(string text) => IsId(text) && text[0] is ('C' or 'G' or 'D');

    /// <summary>Of a message in its channel, e.g. <c>1699999999.000100</c>.</summary>
    public static bool IsMessageTs(string text) =>
        text.Length <= 32 && text.Split('.') is [{ Length: > 0 } seconds, { Length: > 0 } rest] && seconds.All(char.IsAsciiDigit)
            && rest.All(char.IsAsciiDigit);

    /// <summary>A message's id as AlertBot keeps it: <c>channel/ts</c>.</summary>
    public static (string Channel, string Ts)? ParseMessageId(string platformId) =>
        platformId.Split('/') is [var channel, var ts] && IsChannelId(channel) && IsMessageTs(ts) ? (channel, ts) : null;
}
