using AlertBot.Alerts.Archive;

namespace AlertBot.Chat.Commands.Reading;

/// <summary>Links to messages on the platforms that have them.</summary>
internal static class MessageLink
{
    private static readonly string[] DiscordHosts = ["discord.com", "ptb.discord.com", "canary.discord.com", "discordapp.com"];

    /// <returns>The platform and its id of the message that the link leads to; null for any other link.</returns>
    public static (string Platform, string Id)? Parse(string link) =>
        Uri.TryCreate(link.Trim().Trim('<', '>'), UriKind.Absolute, out var address)
        && DiscordHosts.Contains(address.Host, StringComparer.OrdinalIgnoreCase)
        && address.AbsolutePath.Trim('/').Split('/') is ["channels", _, { Length: > 0 } channel, { Length: > 0 } message]
            ? ("discord", $"{channel}/{message}")
            : null;

    /// <summary>The address of a message that was posted; null where it has none.</summary>
    /// <param name="workspace">The platform's id of the guild.</param>
    public static string? Of(PostedAlert alert, string workspace) =>
        alert is { Channel.Platform: "discord", PlatformId: { } id } && workspace.Length > 0 ? $"https://discord.com/channels/{workspace}/{id}" : null;
}
