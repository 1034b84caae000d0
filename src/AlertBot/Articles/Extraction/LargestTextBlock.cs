using AlertBot.Articles.Html;
using AlertBot.Articles.Paywalls;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;

namespace AlertBot.Articles.Extraction;

/// <summary>The block of a page with the most text of its own: the last resort for pages whose text stands in no paragraphs.</summary>
internal static class LargestTextBlock
{
    /// <summary>A line below this tells nothing: a menu entry, a label.</summary>
    private const int MinLineLength = 50;

    private const double MaxLinkedShare = 0.4;

    /// <summary>Blocks in which the article is sought that its page announces.</summary>
    private const int MaxCandidates = 12;

    private const int MinArticleLength = 400;

    public static List<string> Find(string html)
    {
        using var document = BoundedHtmlParser.Parse(html);
        var best = RankBlocks(document, html).FirstOrDefault();
        return best.Element is null || best.Length < MinLineLength || GetLinkedShare(best.Element) > MaxLinkedShare ? []
            : [.. ParagraphWriter.Write(best.Element).Where(p => p.Length >= MinLineLength)];
    }

    /// <returns>The largest block whose paragraphs are wanted; null where there is none.</returns>
    public static List<string>? Find(string html, Func<IElement, List<string>, bool> isWanted)
    {
        using var document = BoundedHtmlParser.Parse(html);
        foreach (var (element, length) in RankBlocks(document, html).Take(MaxCandidates))
        {
            if (length >= MinArticleLength && GetLinkedShare(element) <= MaxLinkedShare
                && isWanted(element, [.. ParagraphWriter.Write(element)]))
            {
                LinkListRemover.RemoveFrom(element);
                return [.. ParagraphWriter.Write(element)];
            }
        }

        return null;
    }

    private static IEnumerable<(IElement Element, int Length)> RankBlocks(IHtmlDocument document, string html)
    {
        ObfuscatedTextRemover.RemoveFrom(document, html);
        BoilerplateElements.RemoveFrom(document);
        return document.All.Where(
            e => e.LocalName is "div" or "td" or "section" or "article" or "main" or "body" or "center" or "blockquote" or "pre")
            .Select(e => (Element: e, Length: GetOwnTextLength(e))).OrderByDescending(e => e.Length);
    }

    /// <summary>Text that stands in the element itself, in its paragraphs and in its inline elements; not in inner blocks.</summary>
    private static int GetOwnTextLength(IElement element) => element.ChildNodes.Sum(node => node switch
    {
        IText text => LengthIfSubstantial(text.Data),
        IElement { LocalName: "p" or "span" or "font" or "b" or "strong" or "i" or "em" or "ul" or "ol" } inner =>
            LengthIfSubstantial(inner.TextContent),
        _ => 0,
    });

    private static int LengthIfSubstantial(string text) => text.Trim().Length is >= 20 and var length ? length : 0;

    /// <summary>How much of an element's text stands in links.</summary>
    public static double GetLinkedShare(IElement element) =>
        DomTraversal.GetLinkedTextLength(element) / (double)Math.Max(1, DomTraversal.GetTextLength(element));
}
