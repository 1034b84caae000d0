using AlertBot.Alerts.Subscriptions;
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
            "DISCORD" => IsSnowflake(address)
                ? new DestinationAddress("discord", address)
                : ParseResult.Failure<DestinationAddress>(
                    "is not a Discord channel; write discord: and the channel's id, which has only digits"),
            "SLACK" => IsSlackAddress(address)
                ? new DestinationAddress("slack", address.Split('/')[^1])
                : ParseResult.Failure<DestinationAddress>(
                    "is not a Slack channel; write slack: and the channel's id, such as slack:C0123ABCD or slack:T0123ABCD/C0123ABCD; "
                        + "Slack shows it at the bottom of the channel's details"),
            "WEBHOOK" => ParseWebhook(address, webhooks),
            "HTTP" or "HTTPS" =>
                ParseResult.Failure<DestinationAddress>("is a URL; give it a name under webhooks and write webhook:NAME here"),
            _ => ParseResult.Failure<DestinationAddress>("is not a destination; " + ValidForms),
        };
    }

    private static ParseResult<DestinationAddress> ParseWebhook(string name, IReadOnlyList<string> webhooks)
    {
        var known = webhooks.FirstOrDefault(webhook => webhook.Equals(name, StringComparison.OrdinalIgnoreCase));
        var fix = SpellingSuggestion.Find(name, webhooks) is { } nearest ? $"did you mean webhook:{nearest}?"
            : webhooks.Count > 0 ? $"webhooks has {string.Join(", ", webhooks.Take(20))}"
            : "add it under webhooks";
        return known is not null ? new DestinationAddress("webhook", known)
            : ParseResult.Failure<DestinationAddress>($"names an unknown webhook; {fix}");
    }

    private static bool IsSnowflake(string id) => id.Length is > 0 and <= 20 && id.All(char.IsAsciiDigit);

    // A bot token belongs to one team, so the team is optional and does not distinguish destinations.
    private static bool IsSlackAddress(string address) => address.Split('/') switch
    {
        [var channel] => IsSlackId(channel, "CGD"),
        [var team, var channel] => IsSlackId(team, "TE") && IsSlackId(channel, "CGD"),
        _ => false,
    };

    private static bool IsSlackId(string id, string kinds) =>
        id.Length is >= 2 and <= 20 && kinds.Contains(id[0], StringComparison.Ordinal)
            && id.All(c => char.IsAsciiLetterUpper(c) || char.IsAsciiDigit(c));
}
