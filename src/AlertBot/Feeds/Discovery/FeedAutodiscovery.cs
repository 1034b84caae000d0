using AlertBot.Feeds.Parsing;
using AlertBot.Text;
using AngleSharp.Dom;
using AngleSharp.Html.Parser;

namespace AlertBot.Feeds.Discovery;

/// <summary>Reads from a web page which feeds it says it has: <c>link rel="alternate"</c> with the type of a feed.</summary>
internal static class FeedAutodiscovery
{
    /// <summary>The links stand in the head; what is beyond is not parsed.</summary>
    private const int MaxInspectedLength = 500_000;

    private static readonly string[] FeedMediaTypes =
        ["application/rss+xml", "application/atom+xml", "application/feed+json", "application/rdf+xml"];

    /// <summary>What some write instead; the address has to say that it is a feed.</summary>
    private static readonly string[] GenericMediaTypes = ["application/json", "application/xml", "text/xml"];

    /// <returns>Absolute http and https addresses without user name, each once, in the page's order.</returns>
    public static IReadOnlyList<Uri> FindLinks(ReadOnlySpan<byte> body, string? contentType, Uri address)
    {
        var html = TakeHead(DocumentDecoder.Decode(body, contentType, []));
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

    /// <summary>Readers want the news, not what is said about it.</summary>
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
