using System.Text;

namespace AlertBot.Chat.Content;

/// <summary>Checks addresses from feeds before they become links in a chat: http or https, plain ASCII, no user name.</summary>
internal static class WebLink
{
    /// <summary>
    /// UTF-16 code units: Discord's limit (RichEmbed.url in its OpenAPI description). Real articles have shorter addresses.
    /// </summary>
    private const int MaxLength = 2_048;

    /// <returns>The address, percent-encoded; null when readers should not be sent there.</returns>
    public static string? Sanitize(string? link)
    {
        if (link is null || link.Length > MaxLength
            || !Uri.TryCreate(link.Trim(), UriKind.Absolute, out var uri)
            || (uri.Scheme != Uri.UriSchemeHttp && uri.Scheme != Uri.UriSchemeHttps)
            || uri.Host.Length == 0 || uri.UserInfo.Length > 0)
        {
            return null;
        }

        var text = Ascii.IsValid(uri.AbsoluteUri) ? uri.AbsoluteUri
            : $"{uri.Scheme}://{uri.IdnHost}{PortSuffix(uri)}{uri.PathAndQuery}{uri.Fragment}";

        // Parentheses would end a link in Discord's markup. AbsoluteUri has already encoded < > | " \ and white space.
        text = text.Replace("(", "%28", StringComparison.Ordinal).Replace(")", "%29", StringComparison.Ordinal);
        return text.Length <= MaxLength && text.All(IsSafe) ? text : null;
    }

    private static bool IsSafe(char c) => c is > ' ' and < '\x7f' and not ('<' or '>' or '|' or '"' or '\\' or '`');

    private static string PortSuffix(Uri uri) => uri.IsDefaultPort ? "" : $":{uri.Port}";
}
