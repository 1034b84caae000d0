using AlertBot.Alerts.Subscriptions;
using AlertBot.Chat.Platforms;
using AlertBot.Text;

namespace AlertBot.Settings.Sections;

/// <summary>Parses a destination, as written after <c>to:</c>.</summary>
internal static class DestinationParser
{
    private const string ValidForms = "write discord:ID, slack:C…, slack:T…/C…, webhook:NAME or console";

    /// <summary>Errors do not show the value: it may be the URL of a webhook, which is a secret.</summary>
    public static ParseResult<DestinationAddress> Parse(string text, IReadOnlyList<string> webhooks)
    {
        var colon = text.IndexOf(':', StringComparison.Ordinal);
        var platform = (colon < 0 ? text : text[..colon]).Trim().ToUpperInvariant();
        var address = colon < 0 ? "" : text[(colon + 1)..].Trim();
        return platform switch
        {
            "CONSOLE" when address.Length == 0 => DestinationAddress.Console,
            "DISCORD" => ParseChannel(PlatformTraits.Discord, address),
            "SLACK" => ParseChannel(PlatformTraits.Slack, WithoutTeam(address)),
            "WEBHOOK" => ParseWebhook(address, webhooks),
            "HTTP" or "HTTPS" =>
                ParseResult.Failure<DestinationAddress>("is a URL; give it a name under webhooks and write webhook:NAME here"),
            _ => ParseResult.Failure<DestinationAddress>("is not a destination; " + ValidForms),
        };
    }

    private static ParseResult<DestinationAddress> ParseChannel(PlatformTraits platform, string channel) =>
        platform.IsChannelId(channel)
            ? new DestinationAddress(platform.Platform, channel)
            : ParseResult.Failure<DestinationAddress>($"is not a {platform.DisplayName} channel; write {platform.ChannelHint}");

    private static ParseResult<DestinationAddress> ParseWebhook(string name, IReadOnlyList<string> webhooks)
    {
        var known = webhooks.FirstOrDefault(webhook => webhook.Equals(name, StringComparison.OrdinalIgnoreCase));
        var fix = SpellingSuggestion.Find(name, webhooks) is { } nearest ? $"did you mean webhook:{nearest}?"
            : webhooks.Count > 0 ? $"webhooks has {string.Join(", ", webhooks.Take(20))}"
            : "add it under webhooks";
        return known is not null ? new DestinationAddress("webhook", known)
            : ParseResult.Failure<DestinationAddress>($"names an unknown webhook; {fix}");
    }

    // A bot token belongs to one team, so the team is optional and does not distinguish destinations.
    private static string WithoutTeam(string address) =>
        address.Split('/') is [var team, var channel] && SlackTraits.IsTeamId(team) ? channel : address;
}
