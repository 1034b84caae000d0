namespace AlertBot.Chat.Platforms;

/// <summary>Discord: ids are snowflakes, groups are roles, a message's id is <c>channel/message</c>.</summary>
internal sealed class DiscordTraits : PlatformTraits
{
    public const string Id = "discord";

    /// <summary>The digits of the largest 64-bit number: https://docs.discord.com/developers/reference#snowflakes</summary>
    private const int MaxSnowflakeDigits = 20;

    private static readonly string[] Hosts = ["discord.com", "ptb.discord.com", "canary.discord.com", "discordapp.com"];

    public override string Platform => Id;

    public override string DisplayName => "Discord";

    public override string TokenSetting => "discord.token";

    public override string GroupNoun => "role";

    public override string GroupHint => "a role of this server: choose it, or type its id";

    public override string ChannelHint => "discord: and the channel's id, which has only digits (right-click the channel, Copy Channel ID)";

    /// <summary>The form of Discord's ids.</summary>
    public static bool IsSnowflake(string text) => text.Length is > 0 and <= MaxSnowflakeDigits && text.All(char.IsAsciiDigit);

    public override bool IsChannelId(string text) => IsSnowflake(text);

    public override bool IsGroupId(string text) => IsSnowflake(text);

    /// <summary>The role @everyone has the guild's id: https://docs.discord.com/developers/topics/permissions#role-object</summary>
    public override bool IsEveryone(string group, string workspace) => group == workspace;

    /// <summary><c>/channels/GUILD/CHANNEL/MESSAGE</c></summary>
    public override string? ParseMessageLink(Uri link) =>
        Hosts.Contains(link.Host, StringComparer.OrdinalIgnoreCase)
        && link.AbsolutePath.Trim('/').Split('/') is ["channels", _, { Length: > 0 } channel, { Length: > 0 } message]
            ? $"{channel}/{message}"
            : null;

    public override string? FormatMessageLink(string workspace, string messageId) =>
        workspace.Length > 0 ? $"https://discord.com/channels/{workspace}/{messageId}" : null;

    /// <summary><c>&lt;@&amp;ROLE&gt;</c></summary>
    protected override string UnwrapGroupMention(string typed) => Unwrap(typed, "<@&", ">");
}
