using AlertBot.Http;

namespace AlertBot.Feeds;

/// <summary>Parses the address of a feed or site as people type and paste it.</summary>
internal static class FeedAddress
{
    /// <summary>Longest accepted address, in UTF-16 code units: the length that browsers and servers support in practice.</summary>
    public const int MaxLength = 2000;

    /// <returns>The absolute address without fragment, or a sentence that describes the error without repeating the address.</returns>
    public static (Uri? Address, string? Mistake) Parse(string text)
    {
        // Slack writes links as <address|label>.
        var typed = text.Trim();
        typed = typed.StartsWith('<') ? typed.Trim('<', '>').Split('|')[0].Trim() : typed;
        var whole = typed.StartsWith("feed://", StringComparison.OrdinalIgnoreCase) ? "http://" + typed[7..]
            : typed.StartsWith("feed:http", StringComparison.OrdinalIgnoreCase) ? typed[5..]
            : typed.Contains("://", StringComparison.Ordinal) ? typed
            : "https://" + typed;
        if (whole.Length > MaxLength)
        {
            return (null, $"the address is longer than {MaxLength} characters: check it");
        }

        if (whole.Any(c => char.IsWhiteSpace(c) || char.IsControl(c)) || !Uri.TryCreate(whole, UriKind.Absolute, out var uri)
            || uri.Scheme is not ("http" or "https") || !HostName.IsValid(uri)
            || !(uri.Host.Contains('.', StringComparison.Ordinal) || uri.Host.Contains(':', StringComparison.Ordinal)
                || typed.Contains("://", StringComparison.Ordinal)))
        {
            return (null, "this is not the address of a feed or site: write it in full, such as https://news.example/feed");
        }

        return uri.UserInfo.Length > 0
            ? (null, "do not post an address with a user name or password in a chat: ask the operator of AlertBot to add the feed "
                + "into the settings file")
            : (new Uri(uri.GetLeftPart(UriPartial.Query)), null);
    }
}
