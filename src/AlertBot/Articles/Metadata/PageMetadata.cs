using System.Runtime.CompilerServices;
using AlertBot.Articles.Html;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;

namespace AlertBot.Articles.Metadata;

/// <summary>What a page says of itself in its head: site, language, canonical address.</summary>
internal static class PageMetadata
{
    private static readonly string[] NameAttributes = ["property", "name", "itemprop", "http-equiv"];

    /// <summary>
    /// Some fifty names are asked for: each time through the whole page would cost more than all else that is read of it.
    /// </summary>
    private static readonly ConditionalWeakTable<IHtmlDocument, Dictionary<string, string>> MetaCache = [];

    /// <summary>The first non-empty content of a meta element with one of the names, in the order of the names.</summary>
    public static string? GetMeta(IHtmlDocument document, params ReadOnlySpan<string> names)
    {
        var metas = MetaCache.GetValue(document, ReadMetaElements);
        foreach (var name in names)
        {
            if (metas.TryGetValue(name, out var content))
            {
                return content;
            }
        }

        return null;
    }

    private static Dictionary<string, string> ReadMetaElements(IHtmlDocument document)
    {
        var metas = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var meta in document.GetElementsByTagName("meta"))
        {
            if (HtmlText.ToLine(meta.GetAttribute("content") ?? "") is { Length: > 0 } content)
            {
                foreach (var attribute in NameAttributes)
                {
                    if (meta.GetAttribute(attribute) is { } name)
                    {
                        metas.TryAdd(name, content);
                    }
                }
            }
        }

        return metas;
    }

    public static string? GetSiteName(IHtmlDocument document, StructuredData facts) =>
        GetMeta(document, "og:site_name") ?? facts.Publisher ?? GetMeta(document, "application-name", "publisher");

    public static string? GetLanguage(IHtmlDocument document, StructuredData facts) =>
        TrimToNull(document.DocumentElement.GetAttribute("lang"))
        ?? TrimToNull(document.Body?.GetAttribute("lang"))
        ?? GetMeta(document, "content-language", "dc.language", "language")
        ?? facts.Language
        ?? GetMeta(document, "og:locale");

    /// <returns>The address that the page gives itself, unless that is its site's front page; else where it lay.</returns>
    public static string? GetCanonicalUrl(IHtmlDocument document, Uri? address)
    {
        var links = document.QuerySelectorAll("link[rel='canonical' i]").Select(link => link.GetAttribute("href"))
            .Append(GetMeta(document, "og:url"));
        foreach (var link in links)
        {
            if (!string.IsNullOrWhiteSpace(link)
                && (address is null ? Uri.TryCreate(link.Trim(), UriKind.Absolute, out var url)
                    : Uri.TryCreate(address, link.Trim(), out url))
                && url.Scheme is "http" or "https"
                && (url.PathAndQuery.Length > 1 || address is null or { PathAndQuery.Length: <= 1 }))
            {
                return url.AbsoluteUri;
            }
        }

        return address?.AbsoluteUri;
    }

    private static string? TrimToNull(string? value) => string.IsNullOrWhiteSpace(value) ? null : value.Trim();
}
