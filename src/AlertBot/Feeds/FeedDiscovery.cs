using AngleSharp.Dom;
using AngleSharp.Html.Parser;

namespace AlertBot.Feeds;

/// <summary>Reads from a web page which feeds it says it has: <c>link rel="alternate"</c> with the type of a feed.</summary>
internal static class FeedDiscovery
{
    /// <summary>The links stand in the head; what is beyond is not parsed.</summary>
    private const int LookedThrough = 500_000;

    private static readonly string[] Types = ["application/rss+xml", "application/atom+xml", "application/feed+json", "application/rdf+xml"];

    /// <returns>Absolute http and https addresses without user name, each once, in the page's order.</returns>
    public static IReadOnlyList<Uri> Links(ReadOnlySpan<byte> body, string? contentType, Uri address)
    {
        var html = Head(FeedCharset.Decode(body, contentType, []));
        if (!html.Contains('<', StringComparison.Ordinal) || !HtmlShape.IsSound(html))
        {
            return [];
        }

        var document = new HtmlParser().ParseDocument(html);
        var basis = FeedLinks.Resolve(document.QuerySelector("base[href]")?.GetAttribute("href"), address) is { } declared ? new Uri(declared) : address;
        return [.. document.QuerySelectorAll("link[href]")
            .Where(IsFeed)
            .Select(link => FeedLinks.Resolve(link.GetAttribute("href"), basis))
            .OfType<string>()
            .Select(link => new Uri(new Uri(link).GetLeftPart(UriPartial.Query)))
            .Where(link => link.UserInfo.Length == 0)
            .Distinct()];
    }

    private static bool IsFeed(IElement link) =>
        (link.GetAttribute("rel") ?? "").Split(' ', '\t', '\n').Contains("alternate", StringComparer.OrdinalIgnoreCase)
        && Types.Contains((link.GetAttribute("type") ?? "").Split(';')[0].Trim(), StringComparer.OrdinalIgnoreCase);

    private static string Head(string page)
    {
        var html = page.Length > LookedThrough ? page[..LookedThrough] : page;
        return html.IndexOf("</head", StringComparison.OrdinalIgnoreCase) is > 0 and var end ? html[..end] : html;
    }
}
