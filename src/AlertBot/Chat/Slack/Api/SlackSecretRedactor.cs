using System.Text;
using AlertBot.Chat.Content;

namespace AlertBot.Chat.Slack.Api;

/// <summary>Makes text from Slack safe for logs and replies: one short line, without secrets that Slack may echo.</summary>
internal sealed class SlackSecretRedactor(SlackOptions options)
{
    private const string Placeholder = "[hidden]";

    /// <summary>Limits the length of the line, in characters.</summary>
    private const int MaxLength = 300;

    /// <summary>The minimum length of an address part that counts as a secret; shorter parts are ordinary words.</summary>
    private const int MinSecretLength = 8;

    private static readonly string[] SecretPrefixes = ["xox", "xapp-", "xwfp-", "https://hooks."];

    /// <param name="address">The <c>response_url</c> of the call, a secret. Null: none.</param>
    public string Redact(string text, string? address = null)
    {
        // Redact before truncating: half a secret would not be recognized.
        var redacted = RedactTokens(DisplayText.Clean(text));
        string?[] secrets =
            [options.BotToken, options.AppToken, options.SigningSecret, options.ClientSecret, .. SecretParts(address)];
        foreach (var secret in secrets.Where(secret => !string.IsNullOrEmpty(secret)))
        {
            redacted = redacted.Replace(secret!, Placeholder, StringComparison.OrdinalIgnoreCase);
        }

        return DisplayText.Truncate(redacted, MaxLength);
    }

    /// <summary>Slack may echo the address in whole or in part; its last part is the secret.</summary>
    private static IEnumerable<string> SecretParts(string? address) => Uri.TryCreate(address, UriKind.Absolute, out var uri)
        ? new[] { uri.AbsoluteUri, uri.PathAndQuery, uri.AbsolutePath.Split('/')[^1] }.Where(part => part.Length >= MinSecretLength)
        : [];

    /// <summary>Hides tokens that are not configured, such as a previous one, and webhook and response addresses.</summary>
    private static string RedactTokens(string text)
    {
        var redacted = new StringBuilder(text.Length);
        foreach (var word in text.Split(' '))
        {
            var start = SecretPrefixes
                .Select(prefix => word.IndexOf(prefix, StringComparison.OrdinalIgnoreCase))
                .Where(at => at >= 0)
                .DefaultIfEmpty(-1)
                .Min();
            redacted.Append(redacted.Length == 0 ? "" : " ").Append(start < 0 ? word : word[..start] + Placeholder);
        }

        return redacted.ToString();
    }
}
