using System.Text;

namespace AlertBot.Chat.Slack;

/// <summary>Makes what Slack says fit for people: one short line, without the secrets that it may echo.</summary>
internal sealed class SlackSecrets(SlackOptions options)
{
    private const string Hidden = "[hidden]";
    private const int Length = 300;

    /// <summary>Shorter pieces of an address are words like any other.</summary>
    private const int ShortestSecret = 8;

    private static readonly string[] TokenBeginnings = ["xox", "xapp-", "xwfp-"];

    /// <param name="address">A secret of this call alone.</param>
    public string Hide(string text, string? address = null)
    {
        // First what is whole, for a cut could leave half a secret that nobody knows again.
        var clean = WithoutTokens(PlainText.Clean(text));
        foreach (var secret in new[] { options.BotToken, options.AppToken, options.SigningSecret, options.ClientSecret }.Concat(Parts(address)))
        {
            clean = string.IsNullOrEmpty(secret) ? clean : clean.Replace(secret, Hidden, StringComparison.OrdinalIgnoreCase);
        }

        return PlainText.Cut(clean, Length);
    }

    /// <summary>The address may be echoed whole or in part, and its last part is the secret.</summary>
    private static IEnumerable<string> Parts(string? address) => Uri.TryCreate(address, UriKind.Absolute, out var uri)
        ? new[] { uri.AbsoluteUri, uri.PathAndQuery, uri.AbsolutePath.Split('/')[^1] }.Where(part => part.Length >= ShortestSecret)
        : [];

    /// <summary>Tokens that are not ours, such as one of yesterday, and addresses that take answers.</summary>
    private static string WithoutTokens(string text)
    {
        var kept = new StringBuilder(text.Length);
        foreach (var word in text.Split(' '))
        {
            var from = TokenBeginnings.Append("https://hooks.").Select(beginning => word.IndexOf(beginning, StringComparison.OrdinalIgnoreCase)).Where(at => at >= 0).DefaultIfEmpty(-1).Min();
            kept.Append(kept.Length == 0 ? "" : " ").Append(from < 0 ? word : word[..from] + Hidden);
        }

        return kept.ToString();
    }
}
