namespace AlertBot.Chat.Slack;

/// <summary>Recognizes and parses Slack's ids, which are written into requests and messages.</summary>
internal static class SlackIds
{
    /// <summary>Limits the length of an id, in characters. Slack's ids have about 11; the rest is margin.</summary>
    private const int MaxIdLength = 32;

    /// <summary>The id of a channel, user, team or user group: capital letters and digits, e.g. <c>C0123ABCD</c>.</summary>
    public static bool IsId(string text) =>
        text.Length is > 1 and <= MaxIdLength
        && char.IsAsciiLetterUpper(text[0])
        && text.All(c => char.IsAsciiLetterUpper(c) || char.IsAsciiDigit(c));

    /// <summary>The id of a public channel (C), a private one (G or C) or a direct conversation (D).</summary>
    public static bool IsChannelId(string text) => IsId(text) && text[0] is ('C' or 'G' or 'D');

    /// <summary>The id of a message within its channel, e.g. <c>1699999999.000100</c>.</summary>
    public static bool IsMessageTs(string text) =>
        text.Length <= MaxIdLength
        && text.Split('.') is [{ Length: > 0 } seconds, { Length: > 0 } rest]
        && seconds.All(char.IsAsciiDigit)
        && rest.All(char.IsAsciiDigit);

    /// <summary>Parses a message's id in the form that AlertBot stores: <c>channel/ts</c>.</summary>
    public static (string Channel, string Ts)? ParseMessageId(string platformId) =>
        platformId.Split('/') is [var channel, var ts] && IsChannelId(channel) && IsMessageTs(ts) ? (channel, ts) : null;
}
