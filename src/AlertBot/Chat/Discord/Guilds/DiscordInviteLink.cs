using System.Globalization;

namespace AlertBot.Chat.Discord.Guilds;

/// <summary>The link that adds the bot to a server, with what it needs and nothing else.</summary>
internal static class DiscordInviteLink
{
    /// <summary>What everything that AlertBot does takes.</summary>
    public const DiscordPermissions RequiredPermissions =
        DiscordPermissions.ViewChannel // to see the channels it is subscribed in: without it no other permission counts there
        | DiscordPermissions.SendMessages // alerts, and posts in forums
        | DiscordPermissions.SendMessagesInThreads // alerts in a subscribed thread, and updates in a story's thread
        | DiscordPermissions.CreatePublicThreads // a story's thread, where a channel wants updates there
        | DiscordPermissions.EmbedLinks // an alert is an embed: without it Discord drops it
        | DiscordPermissions.ReadMessageHistory; // to find an alert again after a failure that left its fate unclear

    /// <summary>
    /// https://docs.discord.com/developers/topics/oauth2#bot-authorization-flow; always at Discord's own address, where people are signed
    /// in.
    /// </summary>
    public static string Create(string applicationId) =>
        $"https://discord.com/oauth2/"
        + $"authorize?client_id={Uri.EscapeDataString(applicationId)}&scope=bot+applications.commands&permissions={((ulong)RequiredPermissions).ToString(CultureInfo.InvariantCulture)}";
}
