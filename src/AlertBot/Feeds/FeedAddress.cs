using AlertBot.Http;

namespace AlertBot.Feeds;

/// <summary>Reads the address of a feed or site as people type and paste it.</summary>
internal static class FeedAddress
{
    /// <summary>In UTF-16 code units.</summary>
    public const int MaxLength = 2000;

    /// <returns>The address, absolute and without fragment; or what is wrong with it, in a sentence that does not repeat it.</returns>
    public static (Uri? Address, string? Mistake) Parse(string text)
    {
        // Chats put angle brackets around what they take for links, and a label behind a bar.
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
            return (null, "this is no address of a feed or site: write it whole, such as https://news.example/feed");
        }

        return uri.UserInfo.Length > 0
            ? (null, "an address with a user name or password does not belong into a chat: ask whoever runs AlertBot to put the feed "
                + "into the settings file")
            : (new Uri(uri.GetLeftPart(UriPartial.Query)), null);
    }
}
