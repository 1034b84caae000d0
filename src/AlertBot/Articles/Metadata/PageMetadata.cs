using System.Runtime.CompilerServices;
using AlertBot.Articles.Html;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;

namespace AlertBot.Articles.Metadata;

/// <summary>Reads the meta elements of a page: name of the site, language, canonical address.</summary>
internal static class PageMetadata
{
    private static readonly string[] NameAttributes = ["property", "name", "itemprop", "http-equiv"];

    /// <summary>
    /// The meta elements of each document by name. About fifty names are read, and each would otherwise search the whole page.
    /// </summary>
    private static readonly ConditionalWeakTable<IHtmlDocument, Dictionary<string, string>> MetaCache = [];

    /// <returns>The first non-empty content of a meta element with one of the names, in the order of the names.</returns>
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

    public static string? GetSiteName(IHtmlDocument document, StructuredData data) =>
        GetMeta(document, "og:site_name") ?? data.Publisher ?? GetMeta(document, "application-name", "publisher");

    public static string? GetLanguage(IHtmlDocument document, StructuredData data) =>
        TrimToNull(document.DocumentElement.GetAttribute("lang"))
        ?? TrimToNull(document.Body?.GetAttribute("lang"))
        ?? GetMeta(document, "content-language", "dc.language", "language")
        ?? data.Language
        ?? GetMeta(document, "og:locale");

    /// <returns>
    /// The canonical address that the page declares, unless it is the front page of the site; otherwise the address of the page.
    /// </returns>
    public static string? GetCanonicalUrl(IHtmlDocument document, Uri? address)
    {
        var links = document.QuerySelectorAll("link[rel='canonical' i]").Select(link => link.GetAttribute("href"))
            .Append(GetMeta(document, "og:url"));
        foreach (var link in links)
        {
            if (!string.IsNullOrWhiteSpace(link)
                && TryCreate(address, link.Trim()) is { Scheme: "http" or "https" } url
                && (!IsFrontPage(url) || address is null || IsFrontPage(address)))
            {
                return url.AbsoluteUri;
            }
        }

        return address?.AbsoluteUri;
    }

    private static Uri? TryCreate(Uri? baseAddress, string link)
    {
        var isValid = baseAddress is null
            ? Uri.TryCreate(link, UriKind.Absolute, out var url)
            : Uri.TryCreate(baseAddress, link, out url);
        return isValid ? url : null;
    }

    private static bool IsFrontPage(Uri address) => address.PathAndQuery.Length <= 1;

    private static string? TrimToNull(string? value) => string.IsNullOrWhiteSpace(value) ? null : value.Trim();
}
