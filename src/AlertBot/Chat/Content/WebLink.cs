using System.Text;

namespace AlertBot.Chat.Content;

/// <summary>Addresses from feeds, before they become links in a chat: http or https, plain ASCII, no name in front of the host.</summary>
internal static class WebLink
{
    /// <summary>What Discord takes (RichEmbed.url in its OpenAPI description); no real article has a longer one.</summary>
    private const int MaxLength = 2_048;

    /// <returns>The address, percent-encoded; null where it is none that a reader should be sent to.</returns>
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

        // Marks that would end a link in one of the markups; AbsoluteUri has encoded < > | " \ and white space.
        text = text.Replace("(", "%28", StringComparison.Ordinal).Replace(")", "%29", StringComparison.Ordinal);
        return text.Length <= MaxLength && text.All(c => c is > ' ' and < '\x7f' and not ('<' or '>' or '|' or '"' or '\\' or '`')) ? text
            : null;
    }

    private static string PortSuffix(Uri uri) => uri.IsDefaultPort ? "" : $":{uri.Port}";
}
