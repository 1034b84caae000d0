namespace AlertBot.Chat.Platforms;

/// <summary>Slack: ids start with a letter for their kind, groups are user groups, a message's id is <c>channel/ts</c>.</summary>
internal sealed class SlackTraits : PlatformTraits
{
    public const string Id = "slack";

    /// <summary>Every workspace is a subdomain.</summary>
    private const string HostSuffix = ".slack.com";

    /// <summary>Limits ids and message timestamps. Slack's are shorter (11 and 17 characters) but have no documented limit.</summary>
    private const int MaxIdLength = 32;

    /// <summary>Digits after the point of a message's timestamp.</summary>
    private const int TimestampFractionDigits = 6;

    public override string Platform => Id;

    public override string DisplayName => "Slack";

    public override string TokenSetting => "slack.botToken";

    public override string GroupNoun => "user group";

    public override string GroupHint => "a user group of this workspace: type @ and its name, or its id, S…";

    public override string ChannelHint =>
        "slack: and the channel's id, such as slack:C0123ABCD or slack:T0123ABCD/C0123ABCD; Slack shows it at the bottom of the channel's "
        + "details";

    /// <summary>The form of the ids of a channel, a person or a team: capitals and digits, e.g. <c>C0123ABCD</c>.</summary>
    public static bool IsId(string text) =>
        text.Length is > 1 and <= MaxIdLength && char.IsAsciiLetterUpper(text[0])
        && text.All(c => char.IsAsciiLetterUpper(c) || char.IsAsciiDigit(c));

    /// <summary>A workspace (T) or an Enterprise organization (E).</summary>
    public static bool IsTeamId(string text) => IsId(text) && text[0] is 'T' or 'E';

    /// <summary>The form of a message's id in its channel, e.g. <c>1699999999.000100</c>.</summary>
    public static bool IsMessageTimestamp(string text) =>
        text.Length <= MaxIdLength && text.Split('.') is [{ Length: > 0 } seconds, { Length: > 0 } fraction]
        && seconds.All(char.IsAsciiDigit) && fraction.All(char.IsAsciiDigit);

    /// <summary>A public or private channel, or a conversation with one person.</summary>
    public override bool IsChannelId(string text) => IsId(text) && text[0] is 'C' or 'G' or 'D';

    public override bool IsGroupId(string text) => IsId(text) && text[0] == 'S';

    /// <summary>No user group holds everyone; @channel and @here are not groups.</summary>
    public override bool IsEveryone(string group, string workspace) => false;

    /// <summary><c>/archives/C…/p1699999999000100</c> for the message 1699999999.000100.</summary>
    public override string? ParseMessageLink(Uri link) =>
        link.Host.EndsWith(HostSuffix, StringComparison.OrdinalIgnoreCase)
        && link.AbsolutePath.Trim('/').Split('/') is
            ["archives", { Length: > 0 } channel, ['p', .. { Length: > TimestampFractionDigits } digits]]
        && digits.All(char.IsAsciiDigit)
            ? $"{channel}/{digits[..^TimestampFractionDigits]}.{digits[^TimestampFractionDigits..]}"
            : null;

    /// <summary>A link needs the workspace's subdomain, which the ids do not hold.</summary>
    public override string? FormatMessageLink(string workspace, string messageId) => null;

    /// <summary><c>&lt;!subteam^S…|@name&gt;</c></summary>
    protected override string UnwrapGroupMention(string typed) => Unwrap(typed, "<!subteam^", ">").Split('|')[0];
}
