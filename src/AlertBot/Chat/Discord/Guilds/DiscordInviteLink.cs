using System.Globalization;

namespace AlertBot.Chat.Discord.Guilds;

/// <summary>The link that invites the bot to a server with the permissions that it needs and no others.</summary>
internal static class DiscordInviteLink
{
    /// <summary>The permissions for everything that AlertBot does.</summary>
    public const DiscordPermissions RequiredPermissions =
        DiscordPermissions.ViewChannel // seeing the subscribed channels; without it no other permission applies there
        | DiscordPermissions.SendMessages // alerts, and posts in forums
        | DiscordPermissions.SendMessagesInThreads // alerts in a subscribed thread, and updates in a story's thread
        | DiscordPermissions.CreatePublicThreads // a story's thread, where a subscription wants updates there
        | DiscordPermissions.EmbedLinks // alerts are embeds; without it Discord drops them
        | DiscordPermissions.ReadMessageHistory; // finding an alert after an unclear result of posting it

    /// <summary>
    /// https://docs.discord.com/developers/topics/oauth2#bot-authorization-flow. It does not use <c>discord.apiBaseUrl</c>: people open
    /// it in a browser.
    /// </summary>
    public static string Create(string applicationId) => string.Create(CultureInfo.InvariantCulture,
        $"https://discord.com/oauth2/authorize?client_id={Uri.EscapeDataString(applicationId)}"
        + $"&scope=bot+applications.commands&permissions={(ulong)RequiredPermissions}");
}
