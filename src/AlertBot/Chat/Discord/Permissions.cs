namespace AlertBot.Chat.Discord;

/// <summary>
/// What a member of a guild may do, as far as AlertBot needs to know it:
/// https://docs.discord.com/developers/topics/permissions#permissions-bitwise-permission-flags
/// </summary>
[Flags]
internal enum Permissions : ulong
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
internal static class PermissionWords
{
    private static readonly (Permissions Permission, string Words)[] Names =
    [
        (Permissions.ViewChannel, "View Channel"),
        (Permissions.SendMessages, "Send Messages"),
        (Permissions.SendMessagesInThreads, "Send Messages in Threads"),
        (Permissions.CreatePublicThreads, "Create Public Threads"),
        (Permissions.EmbedLinks, "Embed Links"),
        (Permissions.ReadMessageHistory, "Read Message History"),
    ];

    /// <param name="isForum">There, Discord shows Send Messages as Create Posts.</param>
    public static IReadOnlyList<string> Of(Permissions permissions, bool isForum) =>
        [.. Names.Where(name => permissions.HasFlag(name.Permission)).Select(name => isForum && name.Permission == Permissions.SendMessages ? "Create Posts" : name.Words)];

    /// <returns>“View Channel, Send Messages and Embed Links”.</returns>
    public static string List(IReadOnlyList<string> words) =>
        words.Count < 2 ? string.Concat(words) : $"{string.Join(", ", words.SkipLast(1))} and {words[^1]}";
}
