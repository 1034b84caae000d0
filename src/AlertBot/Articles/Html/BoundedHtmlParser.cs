using AngleSharp;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;

namespace AlertBot.Articles.Html;

/// <summary>Parses HTML within limits on depth, size and time, since pages may be hostile. Nothing is fetched or executed.</summary>
internal static class BoundedHtmlParser
{
    /// <summary>Levels of elements. Deeper elements become siblings, so that the tree can be traversed by recursion.</summary>
    private const int MaxDepth = 120;

    /// <summary>Levels of elements of a page that exceeds <see cref="MaxWeight"/>.</summary>
    private const int ReducedMaxDepth = 14;

    /// <summary>
    /// Characters and elements, each multiplied by its depth: the work of every search for the article. News pages have a tenth of it.
    /// </summary>
    private const long MaxWeight = 12_000_000;

    /// <summary>The weight of an element, in characters.</summary>
    private const int ElementWeight = 40;

    /// <summary>Children of one element; later ones are dropped. AngleSharp finds a sibling by counting from the first child.</summary>
    private const int MaxChildren = 5_000;

    /// <summary>Noscript elements; later ones are dropped. SmartReader compares each with its sibling.</summary>
    private const int MaxNoscripts = 100;

    /// <summary>Longer attributes, in characters, are dropped, except <c>content</c>.</summary>
    private const int MaxAttributeLength = 4_000;

    /// <summary>Characters of text; the rest of the page is dropped. The longest articles have a fifth of it.</summary>
    private const int MaxTextLength = 500_000;

    private static readonly HashSet<string> KeptAttributes = new(StringComparer.OrdinalIgnoreCase)
    {
        "alt", "class", "colspan", "content", "data-testid", "datetime", "dir", "hidden", "href", "http-equiv", "id", "itemprop",
        "itemscope", "itemtype", "lang", "name", "property", "pubdate", "rel", "role", "rowspan", "src", "style", "title", "type",
        "value", "aria-hidden", "aria-label",
    };

    private static readonly HashSet<string>.AlternateLookup<ReadOnlySpan<char>> KeptAttributesLookup =
        KeptAttributes.GetAlternateLookup<ReadOnlySpan<char>>();

    /// <exception cref="HtmlTooComplexException">The page exceeds the limits of <see cref="HtmlComplexityGuard"/>.</exception>
    public static IHtmlDocument Parse(string html)
    {
        var withoutNulls = html.Contains('\0', StringComparison.Ordinal) ? html.Replace("\0", "", StringComparison.Ordinal) : html;
        var markup = NeutralizeFrames(NeutralizeUnclosedFrames(withoutNulls));
        var document = ParseWithDepth(markup, MaxDepth);
        if (MeasureWeight(document) > MaxWeight)
        {
            document.Dispose();
            document = ParseWithDepth(markup, ReducedMaxDepth);
        }

        return document;
    }

    private static IHtmlDocument ParseWithDepth(string markup, int depth)
    {
        var guard = new HtmlComplexityGuard();
        var options = new HtmlParserOptions
        {
            MaximumDepth = depth,
            SkipComments = true,
            IsScripting = false,
            DisableElementPositionTracking = true,
            ShouldEmitAttribute = (ref _, name) => KeptAttributesLookup.Contains(name.Span),
            OnToken = (token, _) => guard.OnToken(token),
            OnCreated = (_, _) => guard.OnCreated(),
        };
        var document = new HtmlParser(options, BrowsingContext.New(Configuration.Default)).ParseDocument(markup);
        TrimDocument(document);
        return document;
    }

    private static long MeasureWeight(INode node, int depth = 0)
    {
        var weight = (long)depth * (node is IText text ? text.Data.Length : ElementWeight);
        var children = node.ChildNodes;
        for (var i = 0; i < children.Length; i++)
        {
            weight += MeasureWeight(children[i], depth + 1);
        }

        return weight;
    }

    /// <summary>Renames frames without an end tag, whose text would be the rest of the page.</summary>
    private static string NeutralizeUnclosedFrames(string html)
    {
        var closed = html.LastIndexOf("</iframe", StringComparison.OrdinalIgnoreCase) + 1;
        return html.IndexOf("<iframe", closed, StringComparison.OrdinalIgnoreCase) < 0
            ? html
            : html[..closed] + html[closed..].Replace("<iframe", "<span", StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>Renames frames, for each of which AngleSharp would create a document.</summary>
    private static string NeutralizeFrames(string html) => !html.Contains("iframe", StringComparison.OrdinalIgnoreCase)
        ? html
        : html.Replace("<iframe", "<noframes", StringComparison.OrdinalIgnoreCase)
            .Replace("</iframe", "</noframes", StringComparison.OrdinalIgnoreCase);

    private static void TrimDocument(IHtmlDocument document)
    {
        // Inner elements first: an outer element that is truncated is replaced by a copy.
        foreach (var element in DomTraversal.GetElements(document).AsEnumerable().Reverse())
        {
            if (element.LocalName is "noframes" && element.HasChildNodes)
            {
                element.TextContent = "";
            }

            TrimAttributes(element);

            if (element.ChildNodes.Length > MaxChildren)
            {
                TruncateChildren(element);
            }
        }

        foreach (var noscript in document.GetElementsByTagName("noscript").Skip(MaxNoscripts).ToList())
        {
            noscript.Remove();
        }

        TrimText(document);
    }

    private static void TrimAttributes(IElement element)
    {
        for (var i = element.Attributes.Length - 1; i >= 0; i--)
        {
            if (element.Attributes[i] is { Value.Length: > MaxAttributeLength, Name: not "content" } attribute)
            {
                element.RemoveAttribute(attribute.Name);
            }
        }
    }

    /// <summary>
    /// Replaces an element by a copy with its first children. Removing the others one by one would take quadratic time.
    /// </summary>
    private static void TruncateChildren(IElement element)
    {
        if (element.Parent is not IElement parent)
        {
            return;
        }

        var truncated = element.Clone(deep: false);
        foreach (var child in element.ChildNodes.Take(MaxChildren))
        {
            truncated.AppendChild(child.Clone());
        }

        parent.ReplaceChild(truncated, element);
    }

    private static void TrimText(IHtmlDocument document)
    {
        var remaining = MaxTextLength;
        foreach (var text in document.Descendants<IText>().Where(t => t.ParentElement is not { LocalName: "script" or "style" }))
        {
            if (text.Data.Length > remaining)
            {
                text.Data = text.Data[..remaining];
            }

            remaining -= text.Data.Length;
        }
    }
}

/// <summary>A page exceeds the limits on its markup; users see the message.</summary>
internal sealed class HtmlTooComplexException(string message) : Exception(message);
