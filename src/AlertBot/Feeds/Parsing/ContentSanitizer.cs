using System.Collections.Frozen;
using System.Net;
using AlertBot.Text;
using AngleSharp.Html.Parser;
using Ganss.Xss;

namespace AlertBot.Feeds.Parsing;

/// <summary>
/// Sanitizes the HTML of a feed with HtmlSanitizer: no scripts, event handlers, styles, frames or forms, and only http and https addresses.
/// </summary>
internal sealed class ContentSanitizer
{
    /// <summary>Limits the characters that are parsed, to bound the time; longer content is cut.</summary>
    private const int MaxLength = 2_000_000;

    private const string HtmlNamespace = "http://www.w3.org/1999/xhtml";

    private static readonly string[] AllowedElements =
    [
        "a", "abbr", "address", "article", "aside", "b", "bdi", "bdo", "blockquote", "br", "caption", "cite", "code", "dd", "del",
        "details", "dfn", "div", "dl", "dt", "em", "figcaption", "figure", "footer", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr",
        "i", "img", "ins", "kbd", "li", "main", "mark", "ol", "p", "pre", "q", "rp", "rt", "ruby", "s", "samp", "section", "small", "span",
        "strike", "strong", "sub", "summary", "sup", "table", "tbody", "td", "tfoot", "th", "thead", "time", "tr", "tt", "u", "ul", "var",
        "wbr",
    ];

    private static readonly string[] AllowedAttributes =
    [
        "href", "src", "alt", "title", "cite", "datetime", "lang", "dir", "colspan", "rowspan", "width", "height", "start", "reversed",
    ];

    private static readonly string[] UrlAttributes = ["href", "src", "cite"];

    /// <summary>Elements that are removed with their content. Other elements that are not allowed are replaced by their content.</summary>
    private static readonly FrozenSet<string> DroppedElements = FrozenSet.Create(
        StringComparer.OrdinalIgnoreCase,
        "script", "style", "iframe", "frame", "frameset", "noframes", "object", "embed", "applet", "template", "noscript", "noembed",
        "svg", "math", "head", "title", "meta", "link", "base", "form", "input", "button", "select", "textarea", "option", "audio", "video",
        "canvas", "xmp", "plaintext", "portal", "dialog");

    /// <summary>Reused, because creating the parser and the sanitizer costs more than sanitizing a short text.</summary>
    [ThreadStatic]
    private static ContentSanitizer? _instance;

    /// <summary>A parser of our own is a third faster than the library's, which also parses CSS.</summary>
    private readonly HtmlParser _parser = new();

    private readonly HtmlSanitizer _sanitizer;
    private Uri? _baseAddress;

    private ContentSanitizer()
    {
        _sanitizer = new HtmlSanitizer(new HtmlSanitizerOptions
        {
            AllowedTags = AllowedElements.ToHashSet(StringComparer.OrdinalIgnoreCase),
            AllowedAttributes = AllowedAttributes.ToHashSet(StringComparer.OrdinalIgnoreCase),
            UriAttributes = UrlAttributes.ToHashSet(StringComparer.OrdinalIgnoreCase),
            AllowedSchemes = new HashSet<string>(StringComparer.OrdinalIgnoreCase) { Uri.UriSchemeHttp, Uri.UriSchemeHttps },
        });
        _sanitizer.RemovingTag += (_, removal) => KeepContent(removal);
        _sanitizer.FilterUrl += (_, url) => url.SanitizedUrl = FeedLinkResolver.Resolve(url.OriginalUrl, _baseAddress);
    }

    /// <param name="baseAddress">The base of relative addresses. Without it they are removed.</param>
    /// <returns>Null when nothing is left.</returns>
    public static string? Sanitize(string html, Uri? baseAddress)
    {
        var bounded = html.Length > MaxLength ? html[..MaxLength] : html;
        if (HtmlComplexity.IsWithinLimits(bounded))
        {
            return (_instance ??= new ContentSanitizer()).SanitizeBounded(bounded, baseAddress);
        }

        var text = PlainTextConverter.FromHtml(bounded);
        return text.Length == 0 ? null : $"<p>{WebUtility.HtmlEncode(text)}</p>";
    }

    private string? SanitizeBounded(string html, Uri? baseAddress)
    {
        using var document = _parser.ParseDocument("<!doctype html><body>" + html);
        if (document.Body is not { } body)
        {
            return null;
        }

        _baseAddress = baseAddress;
        _sanitizer.SanitizeDom(document, body);
        var sanitized = PlainTextConverter.ToWellFormed(body.InnerHtml).Trim();
        return sanitized.Length == 0 ? null : sanitized;
    }

    private static void KeepContent(RemovingTagEventArgs removal)
    {
        if (!DroppedElements.Contains(removal.Tag.LocalName) && removal.Tag.NamespaceUri == HtmlNamespace)
        {
            removal.Cancel = true;
            removal.Tag.Replace([.. removal.Tag.ChildNodes]);
        }
    }
}
