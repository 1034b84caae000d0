namespace AlertBot.Chat.Discord.Guilds;

/// <summary>
/// What a member of a guild may do, as far as AlertBot needs to know it:
/// https://docs.discord.com/developers/topics/permissions#permissions-bitwise-permission-flags
/// </summary>
[Flags]
internal enum DiscordPermissions : ulong
{
    None = 0,
    Administrator = 1UL << 3,
    ManageGuild = 1UL << 5,
    ViewChannel = 1UL << 10,
    SendMessages = 1UL << 11,
    EmbedLinks = 1UL << 14,
    ReadMessageHistory = 1UL << 16,
    CreatePublicThreads = 1UL << 35,
    SendMessagesInThreads = 1UL << 38,
    All = ulong.MaxValue,
}

/// <summary>Permissions in the words that Discord's settings use, so that a person finds them.</summary>
internal static class PermissionNames
{
    private static readonly (DiscordPermissions Permission, string Words)[] Names =
    [
        (DiscordPermissions.ViewChannel, "View Channel"),
        (DiscordPermissions.SendMessages, "Send Messages"),
        (DiscordPermissions.SendMessagesInThreads, "Send Messages in Threads"),
        (DiscordPermissions.CreatePublicThreads, "Create Public Threads"),
        (DiscordPermissions.EmbedLinks, "Embed Links"),
        (DiscordPermissions.ReadMessageHistory, "Read Message History"),
    ];

    /// <param name="isForum">There, Discord shows Send Messages as Create Posts.</param>
    public static IReadOnlyList<string> ToNames(DiscordPermissions permissions, bool isForum) =>
        [.. Names.Where(name => permissions.HasFlag(name.Permission))
            .Select(name => isForum && name.Permission == DiscordPermissions.SendMessages ? "Create Posts" : name.Words)];

    /// <returns>“View Channel, Send Messages and Embed Links”.</returns>
    public static string JoinNames(IReadOnlyList<string> words) =>
        words.Count < 2 ? string.Concat(words) : $"{string.Join(", ", words.SkipLast(1))} and {words[^1]}";
}
