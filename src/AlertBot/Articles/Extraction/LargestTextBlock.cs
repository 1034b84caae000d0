using AlertBot.Articles.Html;
using AlertBot.Articles.Paywalls;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;

namespace AlertBot.Articles.Extraction;

/// <summary>Finds the element of a page with the most text of its own; the last resort for pages without paragraphs.</summary>
internal static class LargestTextBlock
{
    /// <summary>Shorter lines, in characters, are menu entries or labels.</summary>
    private const int MinLineLength = 50;

    /// <summary>A block with a larger share of links is a list.</summary>
    private const double MaxLinkedShare = 0.4;

    /// <summary>The largest blocks that are offered to the caller.</summary>
    private const int MaxCandidates = 12;

    /// <summary>Smaller blocks, in characters, are not offered to the caller.</summary>
    private const int MinArticleLength = 400;

    /// <summary>Shorter pieces of text, in characters, do not count.</summary>
    private const int MinPieceLength = 20;

    /// <returns>The paragraphs of the largest block; empty when it is a list of links or the page has no text.</returns>
    public static List<string> Find(string html)
    {
        using var document = BoundedHtmlParser.Parse(html);
        var best = RankBlocks(document, html).FirstOrDefault();
        return best.Element is null || best.Length < MinLineLength || GetLinkedShare(best.Element) > MaxLinkedShare
            ? []
            : [.. ParagraphWriter.Write(best.Element).Where(p => p.Length >= MinLineLength)];
    }

    /// <returns>The paragraphs of the largest block that the predicate accepts; null when there is none.</returns>
    public static List<string>? Find(string html, Func<IElement, List<string>, bool> isWanted)
    {
        using var document = BoundedHtmlParser.Parse(html);
        foreach (var (element, length) in RankBlocks(document, html).Take(MaxCandidates))
        {
            if (length >= MinArticleLength
                && GetLinkedShare(element) <= MaxLinkedShare
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
        return document.All.Where(IsBlock).Select(e => (Element: e, Length: GetOwnTextLength(e))).OrderByDescending(e => e.Length);
    }

    private static bool IsBlock(IElement element) => element.LocalName
        is "div" or "td" or "section" or "article" or "main" or "body" or "center" or "blockquote" or "pre";

    /// <summary>Counts the text of an element, its paragraphs and its inline elements, without inner blocks.</summary>
    private static int GetOwnTextLength(IElement element) => element.ChildNodes.Sum(node => node switch
    {
        IText text => LengthIfSubstantial(text.Data),
        IElement { LocalName: "p" or "span" or "font" or "b" or "strong" or "i" or "em" or "ul" or "ol" } inner =>
            LengthIfSubstantial(inner.TextContent),
        _ => 0,
    });

    private static int LengthIfSubstantial(string text) => text.Trim().Length is >= MinPieceLength and var length ? length : 0;

    /// <returns>The share of the text of an element that is in links, from 0 to 1.</returns>
    public static double GetLinkedShare(IElement element) =>
        DomTraversal.GetLinkedTextLength(element) / (double)Math.Max(1, DomTraversal.GetTextLength(element));
}
