using AlertBot.Alerts.Subscriptions;
using AlertBot.Text;

namespace AlertBot.Settings.Sections;

/// <summary>How a destination is written after <c>to:</c>.</summary>
internal static class DestinationParser
{
    private const string ValidForms = "write discord:ID, slack:C…, slack:T…/C…, webhook:NAME or console";

    /// <summary>Mistakes do not repeat the value: people put a webhook's address here, which is a secret.</summary>
    public static ParseResult<DestinationAddress> Parse(string text, IReadOnlyList<string> webhooks)
    {
        var colon = text.IndexOf(':', StringComparison.Ordinal);
        var platform = (colon < 0 ? text : text[..colon]).Trim().ToUpperInvariant();
        var address = colon < 0 ? "" : text[(colon + 1)..].Trim();
        return platform switch
        {
            "CONSOLE" when address.Length == 0 => DestinationAddress.Console,
            "DISCORD" =>
                IsSnowflake(address) ? new DestinationAddress("discord", address)
                    : ParseResult.Failure<DestinationAddress>(
                        "is no channel of Discord; write discord: and the channel's id, which is all digits"),
            "SLACK" => IsSlackAddress(address) ? new DestinationAddress("slack", address.Split('/')[^1])
                : ParseResult.Failure<DestinationAddress>(
                    "is no channel of Slack; write slack: and the channel's id, which stands at the foot of the channel's details, "
                        + "such as slack:C0123ABCD or slack:T0123ABCD/C0123ABCD"),
            "WEBHOOK" => ParseWebhook(address, webhooks),
            "HTTP" or "HTTPS" =>
                ParseResult.Failure<DestinationAddress>("is an address; give it a name under webhooks and write webhook:NAME here"),
            _ => ParseResult.Failure<DestinationAddress>("is no destination; " + ValidForms),
        };
    }

    private static ParseResult<DestinationAddress> ParseWebhook(string name, IReadOnlyList<string> webhooks)
    {
        var known = webhooks.FirstOrDefault(webhook => webhook.Equals(name, StringComparison.OrdinalIgnoreCase));
        var mend = SpellingSuggestion.Find(name, webhooks) is { } nearest ? $"did you mean webhook:{nearest}?"
            : webhooks.Count > 0 ? $"there {(webhooks.Count == 1 ? "is" : "are")} {string.Join(", ", webhooks.Take(20))}"
            : "add it under webhooks";
        return known is not null ? new DestinationAddress("webhook", known)
            : ParseResult.Failure<DestinationAddress>($"names no webhook that there is; {mend}");
    }

    private static bool IsSnowflake(string id) => id.Length is > 0 and <= 20 && id.All(char.IsAsciiDigit);

    // One bot token is one team, so the team only tells the reader which; a channel is one destination however it is written.
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
