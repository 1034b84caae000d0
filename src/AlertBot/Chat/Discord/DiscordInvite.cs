using System.Globalization;

namespace AlertBot.Chat.Discord;

/// <summary>The link that adds the bot to a server, with what it needs and nothing else.</summary>
internal static class DiscordInvite
{
    /// <summary>What everything that AlertBot does takes.</summary>
    public const Permissions Needed =
        Permissions.ViewChannel // to see the channels it is subscribed in: without it no other permission counts there
        | Permissions.SendMessages // alerts, and posts in forums
        | Permissions.SendMessagesInThreads // alerts in a subscribed thread, and updates in a story's thread
        | Permissions.CreatePublicThreads // a story's thread, where a channel wants updates there
        | Permissions.EmbedLinks // an alert is an embed: without it Discord drops it
        | Permissions.ReadMessageHistory; // to find an alert again after a failure that left its fate unclear

    /// <summary>https://docs.discord.com/developers/topics/oauth2#bot-authorization-flow; always at Discord's own address, where people are signed in.</summary>
    public static string Link(string applicationId) =>
        $"https://discord.com/oauth2/authorize?client_id={Uri.EscapeDataString(applicationId)}&scope=bot+applications.commands&permissions={((ulong)Needed).ToString(CultureInfo.InvariantCulture)}";
}
