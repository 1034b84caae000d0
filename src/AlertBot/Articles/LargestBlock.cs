using AngleSharp.Dom;
using AngleSharp.Html.Dom;

namespace AlertBot.Articles;

/// <summary>The block of a page with the most text of its own: the last resort for pages whose text stands in no paragraphs.</summary>
internal static class LargestBlock
{
    /// <summary>A line below this tells nothing: a menu entry, a label.</summary>
    private const int ShortestLine = 50;

    private const double MostLinked = 0.4;

    /// <summary>Blocks in which the article is sought that its page announces.</summary>
    private const int MostLooked = 12;

    private const int ShortestArticle = 400;

    public static List<string> Of(string html)
    {
        using var document = PageMarkup.Parse(html);
        var best = Blocks(document, html).FirstOrDefault();
        return best.Element is null || best.Length < ShortestLine || LinkedShare(best.Element) > MostLinked ? []
            : [.. ParagraphWriter.Of(best.Element).Where(p => p.Length >= ShortestLine)];
    }

    /// <returns>The largest block whose paragraphs are wanted; null where there is none.</returns>
    public static List<string>? Of(string html, Func<IElement, List<string>, bool> isWanted)
    {
        using var document = PageMarkup.Parse(html);
        foreach (var (element, length) in Blocks(document, html).Take(MostLooked))
        {
            if (length >= ShortestArticle && LinkedShare(element) <= MostLinked && isWanted(element, [.. ParagraphWriter.Of(element)]))
            {
                LinkedLines.RemoveFrom(element);
                return [.. ParagraphWriter.Of(element)];
            }
        }

        return null;
    }

    private static IEnumerable<(IElement Element, int Length)> Blocks(IHtmlDocument document, string html)
    {
        Scrambled.RemoveFrom(document, html);
        PageFurniture.RemoveFrom(document);
        return document.All.Where(e => e.LocalName is "div" or "td" or "section" or "article" or "main" or "body" or "center" or "blockquote" or "pre")
            .Select(e => (Element: e, Length: OwnText(e))).OrderByDescending(e => e.Length);
    }

    /// <summary>Text that stands in the element itself, in its paragraphs and in its inline elements; not in inner blocks.</summary>
    private static int OwnText(IElement element) => element.ChildNodes.Sum(node => node switch
    {
        IText text => Long(text.Data),
        IElement { LocalName: "p" or "span" or "font" or "b" or "strong" or "i" or "em" or "ul" or "ol" } inner => Long(inner.TextContent),
        _ => 0,
    });

    private static int Long(string text) => text.Trim().Length is >= 20 and var length ? length : 0;

    /// <summary>How much of an element's text stands in links.</summary>
    public static double LinkedShare(IElement element) =>
        PageWalk.Linked(element) / (double)Math.Max(1, PageWalk.Length(element));
}
