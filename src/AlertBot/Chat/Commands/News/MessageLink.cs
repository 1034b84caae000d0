using AlertBot.Alerts.Queries;

namespace AlertBot.Chat.Commands.News;

/// <summary>Links to messages on the platforms that have them.</summary>
internal static class MessageLink
{
    private static readonly string[] DiscordHosts = ["discord.com", "ptb.discord.com", "canary.discord.com", "discordapp.com"];

    /// <summary>Every Slack workspace has a subdomain of this one.</summary>
    private const string SlackHost = ".slack.com";

    /// <summary>Digits after the decimal point of a Slack message's timestamp.</summary>
    private const int SlackFractionDigits = 6;

    /// <returns>The platform and its id of the message; null when the link is not a link to a message.</returns>
    public static (string Platform, string Id)? Parse(string link) =>
        !Uri.TryCreate(link.Trim().Trim('<', '>').Split('|')[0], UriKind.Absolute, out var address) ? null
        : DiscordHosts.Contains(address.Host, StringComparer.OrdinalIgnoreCase) ? ParseDiscord(address)
        : address.Host.EndsWith(SlackHost, StringComparison.OrdinalIgnoreCase) ? ParseSlack(address)
        : null;

    private static (string Platform, string Id)? ParseDiscord(Uri address) =>
        address.AbsolutePath.Trim('/').Split('/') is ["channels", _, { Length: > 0 } channel, { Length: > 0 } message]
            ? ("discord", $"{channel}/{message}")
            : null;

    /// <summary><c>/archives/C…/p1699999999000100</c> is the message 1699999999.000100.</summary>
    private static (string Platform, string Id)? ParseSlack(Uri address) =>
        address.AbsolutePath.Trim('/').Split('/') is
            ["archives", { Length: > 0 } channel, ['p', .. { Length: > SlackFractionDigits } digits]]
        && digits.All(char.IsAsciiDigit)
            ? ("slack", $"{channel}/{digits[..^SlackFractionDigits]}.{digits[^SlackFractionDigits..]}")
            : null;

    /// <returns>The link to an alert's message; null when it has none.</returns>
    /// <param name="workspace">The platform's id of the guild.</param>
    public static string? Build(PostedAlert alert, string workspace) =>
        alert is { Channel.Platform: "discord", PlatformId: { } id } && workspace.Length > 0
            ? $"https://discord.com/channels/{workspace}/{id}" : null;
}
