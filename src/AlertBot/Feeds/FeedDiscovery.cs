using AngleSharp.Dom;
using AngleSharp.Html.Parser;

namespace AlertBot.Feeds;

/// <summary>Reads from a web page which feeds it says it has: <c>link rel="alternate"</c> with the type of a feed.</summary>
internal static class FeedDiscovery
{
    /// <summary>The links stand in the head; what is beyond is not parsed.</summary>
    private const int LookedThrough = 500_000;

    private static readonly string[] Types = ["application/rss+xml", "application/atom+xml", "application/feed+json", "application/rdf+xml"];

    /// <summary>What some write instead; the address has to say that it is a feed.</summary>
    private static readonly string[] VagueTypes = ["application/json", "application/xml", "text/xml"];

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
            .Distinct()
            .OrderBy(link => IsOfComments(link) ? 1 : 0)];
    }

    /// <summary>Readers want the news, not what is said about it.</summary>
    private static bool IsOfComments(Uri link) => link.AbsolutePath.Contains("/comments/", StringComparison.OrdinalIgnoreCase);

    private static bool IsFeed(IElement link)
    {
        var type = (link.GetAttribute("type") ?? "").Split(';')[0].Trim();
        return (link.GetAttribute("rel") ?? "").Split(' ', '\t', '\n').Contains("alternate", StringComparer.OrdinalIgnoreCase)
            && (Types.Contains(type, StringComparer.OrdinalIgnoreCase) || (VagueTypes.Contains(type, StringComparer.OrdinalIgnoreCase) && NamesFeed(link.GetAttribute("href")!)));
    }

    private static bool NamesFeed(string address) =>
        address.Contains("feed", StringComparison.OrdinalIgnoreCase) || address.Contains("rss", StringComparison.OrdinalIgnoreCase) || address.Contains("atom", StringComparison.OrdinalIgnoreCase);

    private static string Head(string page)
    {
        var html = page.Length > LookedThrough ? page[..LookedThrough] : page;
        return html.IndexOf("</head", StringComparison.OrdinalIgnoreCase) is > 0 and var end ? html[..end] : html;
    }
}
