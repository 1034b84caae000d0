using AngleSharp;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;

namespace AlertBot.Articles.Html;

/// <summary>Parses HTML within limits, so that no page costs more than a page may: nothing is fetched, nothing runs.</summary>
internal static class BoundedHtmlParser
{
    /// <summary>Deeper elements are put beside each other instead of inside: every later walk may be recursive.</summary>
    private const int MaxDepth = 120;

    /// <summary>Where that would still cost too much.</summary>
    private const int ReducedMaxDepth = 14;

    /// <summary>
    /// Characters and elements, each counted once a level of nesting: what every search for the article walks through. Pages of news have a
    /// tenth.
    /// </summary>
    private const long MaxWeight = 12_000_000;

    /// <summary>An element weighs as much as so many characters.</summary>
    private const int ElementWeight = 40;

    /// <summary>A parent's later children are dropped: the library finds a sibling by counting from the first.</summary>
    private const int MaxChildren = 5_000;

    /// <summary>The library compares each of these with its neighbour, found in the same way.</summary>
    private const int MaxNoscripts = 100;

    private const int MaxAttributeLength = 4_000;

    /// <summary>Characters; a longest read is a fifth of it, and finding an article looks at each text once a level of nesting.</summary>
    private const int MaxTextLength = 500_000;

    private static readonly HashSet<string> KeptAttributes = new(StringComparer.OrdinalIgnoreCase)
    {
        "alt", "class", "colspan", "content", "data-testid", "datetime", "dir", "hidden", "href", "http-equiv", "id", "itemprop",
        "itemscope", "itemtype",
        "lang", "name", "property", "pubdate", "rel", "role", "rowspan", "src", "style", "title", "type", "value", "aria-hidden",
        "aria-label",
    };

    private static readonly HashSet<string>.AlternateLookup<ReadOnlySpan<char>> KeptAttributesLookup =
        KeptAttributes.GetAlternateLookup<ReadOnlySpan<char>>();

    /// <exception cref="HtmlTooComplexException">The page has more or deeper elements than any page of news.</exception>
    public static IHtmlDocument Parse(string html)
    {
        var markup = NeutralizeFrames(
            NeutralizeUnclosedFrames(
                html.Contains('\0', StringComparison.Ordinal) ? html.Replace("\0", "", StringComparison.Ordinal) : html));
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
        var (weight, children) = ((long)depth * (node is IText text ? text.Data.Length : ElementWeight), node.ChildNodes);
        for (var i = 0; i < children.Length; i++)
        {
            weight += MeasureWeight(children[i], depth + 1);
        }

        return weight;
    }

    /// <summary>A frame that is never closed would swallow the rest of the page as its text.</summary>
    private static string NeutralizeUnclosedFrames(string html)
    {
        var closed = html.LastIndexOf("</iframe", StringComparison.OrdinalIgnoreCase) + 1;
        return html.IndexOf("<iframe", closed, StringComparison.OrdinalIgnoreCase) < 0 ? html
            : html[..closed] + html[closed..].Replace("<iframe", "<span", StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>Each frame would get a document of its own; under the other name it is as empty, and costs nothing.</summary>
    private static string NeutralizeFrames(string html) => !html.Contains("iframe", StringComparison.OrdinalIgnoreCase) ? html
        : html.Replace("<iframe", "<noframes", StringComparison.OrdinalIgnoreCase)
            .Replace("</iframe", "</noframes", StringComparison.OrdinalIgnoreCase);

    private static void TrimDocument(IHtmlDocument document)
    {
        // The inner ones first: what is shortened is a copy.
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
    /// Puts an element with the first children in its place: taking the others away one by one, the library would look for each among all
    /// of them.
    /// </summary>
    private static void TruncateChildren(IElement element)
    {
        if (element.Parent is not IElement parent)
        {
            return;
        }

        var shorter = element.Clone(deep: false);
        foreach (var child in element.ChildNodes.Take(MaxChildren))
        {
            shorter.AppendChild(child.Clone());
        }

        parent.ReplaceChild(shorter, element);
    }

    private static void TrimText(IHtmlDocument document)
    {
        var left = MaxTextLength;
        foreach (var text in document.Descendants<IText>().Where(t => t.ParentElement is not { LocalName: "script" or "style" }))
        {
            if (text.Data.Length > left)
            {
                text.Data = text.Data[..left];
            }

            left -= text.Data.Length;
        }
    }
}

/// <summary>A page whose markup exceeds what is read of any page; the message is for a person.</summary>
internal sealed class HtmlTooComplexException(string message) : Exception(message);
