using AlertBot.Articles.Cleaning;
using AlertBot.Articles.Html;
using AlertBot.Articles.Paywalls;
using AlertBot.Text;
using AngleSharp.Dom;

namespace AlertBot.Articles.Extraction;

/// <summary>
/// Removes blocks that are recognized by their heading or form, regardless of their class: newsletters, related stories, columns of links.
/// </summary>
internal static class PromotionalBlockRemover
{
    /// <summary>A longer block, in characters, has more than its heading announces.</summary>
    private const int MaxBlockLength = 500;

    /// <summary>A block is not measured when its text, with white space, is longer than this many characters.</summary>
    private const int MaxMeasuredLength = 20 * MaxBlockLength;

    /// <summary>Characters of a heading that can be a label.</summary>
    private const int MaxHeadingLength = 59;

    /// <summary>A table cell with a larger share of links is a menu.</summary>
    private const double MaxLinkedShare = 0.8;

    /// <summary>A longer paragraph next to a form, in characters, is text of the article, unless it addresses the reader.</summary>
    private const int MaxLineLength = 80;

    /// <summary>Headings, forms and table cells of a page that are examined, of each.</summary>
    private const int MaxElements = 2_000;

    public static void RemoveFrom(IElement body)
    {
        var elements = DomTraversal.GetElements(body);
        var labelledBlocks = elements.Where(IsHeading).Take(MaxElements).Where(IsBoilerplateLabel)
            .Select(heading => FindEnclosingBlock(heading, _ => true));
        var formBlocks = elements.Where(IsForm).Take(MaxElements).Select(FindFormBlock);
        foreach (var block in labelledBlocks.Concat(formBlocks).OfType<IElement>().ToList())
        {
            block.Remove();
        }

        foreach (var cell in elements.Where(e => e.LocalName is "td").Take(MaxElements).Where(IsMenuCell).ToList())
        {
            cell.Remove();
        }
    }

    private static bool IsHeading(IElement element) => element.LocalName is "h2" or "h3" or "h4" or "h5" or "h6" or "strong" or "b";

    private static bool IsBoilerplateLabel(IElement heading) =>
        DomTraversal.GetTextUpTo(heading, MaxHeadingLength) is { Length: > 2 } text
            && Boilerplate.IsBoilerplateLine(HtmlText.ToLine(text));

    /// <summary>Whether an element asks for a mail address or belongs to a newsletter.</summary>
    private static bool IsForm(IElement element) => element.LocalName switch
    {
        "input" => string.Equals(element.GetAttribute("type"), "email", StringComparison.OrdinalIgnoreCase),
        "form" => element.ClassName?.Contains("newsletter", StringComparison.OrdinalIgnoreCase) is true,
        _ => false,
    };

    /// <summary>Whether a cell of a layout table has nothing but links next to the cell with the headline.</summary>
    private static bool IsMenuCell(IElement cell) =>
        DomTraversal.GetTextLength(cell, 1) > 1
            && LargestTextBlock.GetLinkedShare(cell) > MaxLinkedShare
            && cell.ParentElement?.ChildElementCount > 1
            && cell.Closest("table")?.QuerySelector("h1") is not null;

    /// <returns>The outermost block with the element and little else; null when it is among the paragraphs of the article.</returns>
    private static IElement? FindEnclosingBlock(IElement element, Func<IElement, bool> isRemovable)
    {
        IElement? block = null;
        for (var parent = element.ParentElement;
            parent is not null && IsContainer(parent) && IsShort(parent) && parent.QuerySelector("h1") is null && isRemovable(parent);
            parent = parent.ParentElement)
        {
            block = parent.LocalName is "p" or "span" or "li" or "label" ? block : parent;
        }

        return block;
    }

    private static bool IsContainer(IElement element) => element.LocalName
        is "div" or "section" or "aside" or "form" or "span" or "p" or "ul" or "li" or "header" or "label" or "fieldset";

    private static bool IsShort(IElement block) =>
        DomTraversal.GetTextUpTo(block, MaxMeasuredLength) is { } text && text.AsSpan().Trim().Length <= MaxBlockLength;

    private static IElement? FindFormBlock(IElement element)
    {
        var form = element.Closest("form") ?? element;
        return FindEnclosingBlock(element,
            block => !block.QuerySelectorAll("p").Any(p => !form.Contains(p) && IsArticleText(p.TextContent)));
    }

    private static bool IsArticleText(string text) =>
        text.AsSpan().ContainsAny(CharacterClasses.QuotationMarks)
            || (text.Trim().Length > MaxLineLength && !InterstitialText.AddressesReader(text));
}
