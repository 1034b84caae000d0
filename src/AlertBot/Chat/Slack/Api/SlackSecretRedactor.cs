using System.Text;
using AlertBot.Chat.Content;

namespace AlertBot.Chat.Slack.Api;

/// <summary>Makes what Slack says fit for people: one short line, without the secrets that it may echo.</summary>
internal sealed class SlackSecretRedactor(SlackOptions options)
{
    private const string Placeholder = "[hidden]";
    private const int MaxLength = 300;

    /// <summary>Shorter pieces of an address are words like any other.</summary>
    private const int MinSecretLength = 8;

    private static readonly string[] TokenPrefixes = ["xox", "xapp-", "xwfp-"];

    /// <param name="address">A secret of this call alone.</param>
    public string Redact(string text, string? address = null)
    {
        // First what is whole, for a cut could leave half a secret that nobody knows again.
        var clean = RedactTokens(DisplayText.Clean(text));
        foreach (var secret in new[] { options.BotToken, options.AppToken, options.SigningSecret, options.ClientSecret }.Concat(
            SecretParts(address)))
        {
            clean = string.IsNullOrEmpty(secret) ? clean : clean.Replace(secret, Placeholder, StringComparison.OrdinalIgnoreCase);
        }

        return DisplayText.Truncate(clean, MaxLength);
    }

    /// <summary>The address may be echoed whole or in part, and its last part is the secret.</summary>
    private static IEnumerable<string> SecretParts(string? address) => Uri.TryCreate(address, UriKind.Absolute, out var uri)
        ? new[] { uri.AbsoluteUri, uri.PathAndQuery, uri.AbsolutePath.Split('/')[^1] }.Where(part => part.Length >= MinSecretLength)
        : [];

    /// <summary>Tokens that are not ours, such as one of yesterday, and addresses that take answers.</summary>
    private static string RedactTokens(string text)
    {
        var kept = new StringBuilder(text.Length);
        foreach (var word in text.Split(' '))
        {
            var from = TokenPrefixes.Append("https://hooks.")
                .Select(beginning => word.IndexOf(beginning, StringComparison.OrdinalIgnoreCase)).Where(at => at >= 0).DefaultIfEmpty(-1)
                .Min();
            kept.Append(kept.Length == 0 ? "" : " ").Append(from < 0 ? word : word[..from] + Placeholder);
        }

        return kept.ToString();
    }
}
