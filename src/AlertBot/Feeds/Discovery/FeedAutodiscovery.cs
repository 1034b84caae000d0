using AlertBot.Feeds.Parsing;
using AlertBot.Text;
using AlertBot.Text.Charsets;
using AngleSharp.Dom;
using AngleSharp.Html.Parser;

namespace AlertBot.Feeds.Discovery;

/// <summary>Reads the feeds that a web page declares: <c>link rel="alternate"</c> with the type of a feed.</summary>
internal static class FeedAutodiscovery
{
    /// <summary>Bytes of the page that are parsed. Feed links are in its head.</summary>
    private const int MaxInspectedLength = 500_000;

    private static readonly string[] FeedMediaTypes =
        ["application/rss+xml", "application/atom+xml", "application/feed+json", "application/rdf+xml"];

    /// <summary>Generic types that some sites use. The address must then name a feed.</summary>
    private static readonly string[] GenericMediaTypes = ["application/json", "application/xml", "text/xml"];

    /// <returns>Absolute http and https addresses without user names, without duplicates, in the page's order.</returns>
    public static IReadOnlyList<Uri> FindLinks(ReadOnlySpan<byte> body, string? contentType, Uri address)
    {
        var html = TakeHead(CharsetDecoder.Decode(body, contentType, MarkupKind.Html).Text);
        if (!html.Contains('<', StringComparison.Ordinal) || !HtmlComplexity.IsWithinLimits(html))
        {
            return [];
        }

        var document = new HtmlParser().ParseDocument(html);
        var basis = FeedLinkResolver.Resolve(document.QuerySelector("base[href]")?.GetAttribute("href"), address) is { } declared
            ? new Uri(declared) : address;
        return [.. document.QuerySelectorAll("link[href]")
            .Where(IsFeed)
            .Select(link => FeedLinkResolver.Resolve(link.GetAttribute("href"), basis))
            .OfType<string>()
            .Select(link => new Uri(new Uri(link).GetLeftPart(UriPartial.Query)))
            .Where(link => link.UserInfo.Length == 0)
            .Distinct()
            .OrderBy(link => IsCommentFeed(link) ? 1 : 0)];
    }

    /// <summary>Comment feeds are sorted last.</summary>
    private static bool IsCommentFeed(Uri link) => link.AbsolutePath.Contains("/comments/", StringComparison.OrdinalIgnoreCase);

    private static bool IsFeed(IElement link)
    {
        var type = (link.GetAttribute("type") ?? "").Split(';')[0].Trim();
        return (link.GetAttribute("rel") ?? "").Split(' ', '\t', '\n').Contains("alternate", StringComparer.OrdinalIgnoreCase)
            && (FeedMediaTypes.Contains(type, StringComparer.OrdinalIgnoreCase)
                || (GenericMediaTypes.Contains(type, StringComparer.OrdinalIgnoreCase) && LooksLikeFeedUrl(link.GetAttribute("href")!)));
    }

    private static bool LooksLikeFeedUrl(string address) =>
        address.Contains("feed", StringComparison.OrdinalIgnoreCase) || address.Contains("rss", StringComparison.OrdinalIgnoreCase)
            || address.Contains("atom", StringComparison.OrdinalIgnoreCase);

    private static string TakeHead(string page)
    {
        var html = page.Length > MaxInspectedLength ? page[..MaxInspectedLength] : page;
        return html.IndexOf("</head", StringComparison.OrdinalIgnoreCase) is > 0 and var end ? html[..end] : html;
    }
}
