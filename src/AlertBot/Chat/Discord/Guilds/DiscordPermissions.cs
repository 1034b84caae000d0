namespace AlertBot.Chat.Discord.Guilds;

/// <summary>
/// The permissions in a guild that AlertBot has to know:
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

/// <summary>The names that Discord's settings use for permissions.</summary>
internal static class PermissionNames
{
    private static readonly (DiscordPermissions Permission, string Name)[] Names =
    [
        (DiscordPermissions.ViewChannel, "View Channel"),
        (DiscordPermissions.SendMessages, "Send Messages"),
        (DiscordPermissions.SendMessagesInThreads, "Send Messages in Threads"),
        (DiscordPermissions.CreatePublicThreads, "Create Public Threads"),
        (DiscordPermissions.EmbedLinks, "Embed Links"),
        (DiscordPermissions.ReadMessageHistory, "Read Message History"),
    ];

    /// <param name="isForum">Discord's settings of a forum call Send Messages “Create Posts”.</param>
    public static IReadOnlyList<string> ToNames(DiscordPermissions permissions, bool isForum) =>
        [.. Names.Where(known => permissions.HasFlag(known.Permission))
            .Select(known => isForum && known.Permission == DiscordPermissions.SendMessages ? "Create Posts" : known.Name)];

    /// <returns>“View Channel, Send Messages and Embed Links”.</returns>
    public static string JoinNames(IReadOnlyList<string> names) =>
        names.Count < 2 ? string.Concat(names) : $"{string.Join(", ", names.SkipLast(1))} and {names[^1]}";
}
