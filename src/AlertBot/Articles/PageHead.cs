using AngleSharp.Dom;
using AngleSharp.Html.Dom;

namespace AlertBot.Articles;

/// <summary>What a page says of itself in its head: site, language, canonical address.</summary>
internal static class PageHead
{
    /// <summary>The first non-empty content of a meta element with one of the names, in the order of the names.</summary>
    public static string? Meta(IHtmlDocument document, params ReadOnlySpan<string> names)
    {
        foreach (var name in names)
        {
            foreach (var meta in document.GetElementsByTagName("meta"))
            {
                if ((Is(meta, "property", name) || Is(meta, "name", name) || Is(meta, "itemprop", name) || Is(meta, "http-equiv", name))
                    && HtmlText.ToLine(meta.GetAttribute("content") ?? "") is { Length: > 0 } content)
                {
                    return content;
                }
            }
        }

        return null;
    }

    public static string? Site(IHtmlDocument document, StructuredData facts) =>
        Meta(document, "og:site_name") ?? facts.Publisher ?? Meta(document, "application-name", "publisher");

    public static string? Language(IHtmlDocument document, StructuredData facts) =>
        Filled(document.DocumentElement.GetAttribute("lang"))
        ?? Filled(document.Body?.GetAttribute("lang"))
        ?? Meta(document, "content-language", "dc.language", "language")
        ?? facts.Language
        ?? Meta(document, "og:locale");

    /// <returns>The address that the page gives itself, unless that is its site's front page; else where it lay.</returns>
    public static string? Canonical(IHtmlDocument document, Uri? address)
    {
        var links = document.QuerySelectorAll("link[rel='canonical' i]").Select(link => link.GetAttribute("href")).Append(Meta(document, "og:url"));
        foreach (var link in links)
        {
            if (!string.IsNullOrWhiteSpace(link)
                && (address is null ? Uri.TryCreate(link.Trim(), UriKind.Absolute, out var url) : Uri.TryCreate(address, link.Trim(), out url))
                && url.Scheme is "http" or "https"
                && (url.PathAndQuery.Length > 1 || address is null or { PathAndQuery.Length: <= 1 }))
            {
                return url.AbsoluteUri;
            }
        }

        return address?.AbsoluteUri;
    }

    private static string? Filled(string? value) => string.IsNullOrWhiteSpace(value) ? null : value.Trim();

    private static bool Is(IElement element, string attribute, string value) =>
        string.Equals(element.GetAttribute(attribute), value, StringComparison.OrdinalIgnoreCase);
}
