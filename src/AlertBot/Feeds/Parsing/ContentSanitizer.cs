using System.Collections.Frozen;
using System.Net;
using AlertBot.Text;
using AngleSharp.Dom;
using AngleSharp.Html.Parser;

namespace AlertBot.Feeds.Parsing;

/// <summary>
/// Removes scripts, event handlers, frames, forms and all addresses that are not http or https from a feed's HTML.
/// </summary>
internal static class ContentSanitizer
{
    /// <summary>Limits the characters that are parsed, to bound the time; longer content is cut.</summary>
    private const int MaxLength = 2_000_000;

    private static readonly FrozenSet<string> AllowedElements = FrozenSet.Create(
        StringComparer.OrdinalIgnoreCase,
        "a", "abbr", "address", "article", "aside", "b", "bdi", "bdo", "blockquote", "br", "caption", "cite", "code", "dd", "del",
        "details", "dfn", "div", "dl", "dt", "em",
        "figcaption", "figure", "footer", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "i", "img", "ins", "kbd", "li", "main",
        "mark", "ol", "p", "pre", "q", "rp", "rt",
        "ruby", "s", "samp", "section", "small", "span", "strike", "strong", "sub", "summary", "sup", "table", "tbody", "td", "tfoot",
        "th", "thead", "time", "tr", "tt", "u", "ul", "var", "wbr");

    /// <summary>Elements that are removed with their content. Other elements that are not allowed are replaced by their content.</summary>
    private static readonly FrozenSet<string> DroppedElements = FrozenSet.Create(
        StringComparer.OrdinalIgnoreCase,
        "script", "style", "iframe", "frame", "frameset", "noframes", "object", "embed", "applet", "template", "noscript", "noembed",
        "svg", "math", "head", "title", "meta", "link",
        "base", "form", "input", "button", "select", "textarea", "option", "audio", "video", "canvas", "xmp", "plaintext", "portal",
        "dialog");

    private static readonly FrozenSet<string> AllowedAttributes = FrozenSet.Create(
        StringComparer.OrdinalIgnoreCase,
        "href", "src", "alt", "title", "cite", "datetime", "lang", "dir", "colspan", "rowspan", "width", "height", "start", "reversed");

    private static readonly FrozenSet<string> UrlAttributes = FrozenSet.Create(StringComparer.OrdinalIgnoreCase, "href", "src", "cite");

    /// <summary>Reused, because creating a parser costs more than parsing a short text.</summary>
    [ThreadStatic]
    private static HtmlParser? _parser;

    /// <param name="baseAddress">The base of relative addresses. Without it they are removed.</param>
    /// <returns>Null when nothing is left.</returns>
    public static string? Sanitize(string html, Uri? baseAddress)
    {
        var bounded = html.Length > MaxLength ? html[..MaxLength] : html;
        if (!HtmlComplexity.IsWithinLimits(bounded))
        {
            var text = PlainTextConverter.FromHtml(bounded);
            return text.Length == 0 ? null : $"<p>{WebUtility.HtmlEncode(text)}</p>";
        }

        var body = (_parser ??= new HtmlParser()).ParseDocument("<!doctype html><body>" + bounded).Body;
        if (body is null)
        {
            return null;
        }

        CleanAll(body, baseAddress);
        var sanitized = PlainTextConverter.ToWellFormed(body.InnerHtml).Trim();
        return sanitized.Length == 0 ? null : sanitized;
    }

    private static void CleanAll(IElement body, Uri? baseAddress)
    {
        foreach (var node in body.Descendants().ToList())
        {
            if (node is IElement element)
            {
                Clean(element, baseAddress);
            }
            else if (node is not IText)
            {
                node.Parent?.RemoveChild(node);
            }
        }
    }

    private static void Clean(IElement element, Uri? baseAddress)
    {
        if (DroppedElements.Contains(element.LocalName) || element.NamespaceUri != "http://www.w3.org/1999/xhtml")
        {
            element.Remove();
        }
        else if (!AllowedElements.Contains(element.LocalName))
        {
            element.Replace([.. element.ChildNodes]);
        }
        else
        {
            foreach (var attribute in element.Attributes.ToList())
            {
                Clean(element, attribute, baseAddress);
            }
        }
    }

    private static void Clean(IElement element, IAttr attribute, Uri? baseAddress)
    {
        if (attribute.NamespaceUri is not null || !AllowedAttributes.Contains(attribute.Name))
        {
            element.RemoveAttribute(attribute.NamespaceUri, attribute.LocalName);
        }
        else if (UrlAttributes.Contains(attribute.Name))
        {
            if (FeedLinkResolver.Resolve(attribute.Value, baseAddress) is { } address)
            {
                attribute.Value = address;
            }
            else
            {
                element.RemoveAttribute(attribute.Name);
            }
        }
    }
}
