using System.Buffers;
using AlertBot.Articles.Cleaning;
using AlertBot.Articles.Html;
using AlertBot.Articles.Paywalls;
using AngleSharp.Dom;

namespace AlertBot.Articles.Extraction;

/// <summary>
/// Boxes in a page that name themselves by their heading or their form, whatever their class: a newsletter's, related stories', a column of
/// links.
/// </summary>
internal static class PromotionalBlockRemover
{
    /// <summary>Characters; a longer part holds more than its heading names.</summary>
    private const int MaxBlockLength = 500;

    /// <summary>A column of a laid-out page that is links throughout is its menu.</summary>
    private const double MaxLinkedShare = 0.8;

    /// <summary>A longer paragraph beside a form is the article's, unless it speaks to the reader.</summary>
    private const int MaxLineLength = 80;

    private const int MaxElements = 2_000;

    private static readonly SearchValues<char> QuoteCharacters = SearchValues.Create("“”„«»\"");

    public static void RemoveFrom(IElement body)
    {
        var elements = DomTraversal.GetElements(body);
        var headed = elements.Where(e => e.LocalName is "h2" or "h3" or "h4" or "h5" or "h6" or "strong" or "b").Take(MaxElements)
            .Where(h => DomTraversal.GetTextUpTo(h, 59) is { Length: > 2 } text && Boilerplate.IsBoilerplateLine(HtmlText.ToLine(text)))
            .Select(h => FindEnclosingBlock(h, _ => true));
        var forms = elements.Where(IsForm).Take(MaxElements).Select(FindFormBlock);
        foreach (var box in headed.Concat(forms).OfType<IElement>().ToList())
        {
            box.Remove();
        }

        foreach (var cell in elements.Where(e => e.LocalName is "td").Take(MaxElements).Where(IsMenuCell).ToList())
        {
            cell.Remove();
        }
    }

    private static bool IsForm(IElement element) =>
        (element.LocalName is "input" && string.Equals(element.GetAttribute("type"), "email", StringComparison.OrdinalIgnoreCase))
        || (element.LocalName is "form" && element.ClassName?.Contains("newsletter", StringComparison.OrdinalIgnoreCase) is true);

    private static bool IsMenuCell(IElement cell) =>
        DomTraversal.GetTextLength(cell, 1) > 1 && LargestTextBlock.GetLinkedShare(cell) > MaxLinkedShare
        && cell.ParentElement?.ChildElementCount > 1 && cell.Closest("table")?.QuerySelector("h1") is not null;

    /// <summary>The part that holds the heading and little else; null where it stands among the article's own paragraphs.</summary>
    private static IElement? FindEnclosingBlock(IElement mark, Func<IElement, bool> mayGo)
    {
        IElement? box = null;
        for (var around = mark.ParentElement;
            around is { LocalName: "div" or "section" or "aside" or "form" or "span" or "p" or "ul" or "li" or "header" or "label"
                or "fieldset" } && IsShort(around) && around.QuerySelector("h1") is null && mayGo(around); around = around.ParentElement)
        {
            box = around.LocalName is "p" or "span" or "li" or "label" ? box : around;
        }

        return box;
    }

    private static bool IsShort(IElement box) =>
        DomTraversal.GetTextUpTo(box, 20 * MaxBlockLength) is { } text && text.AsSpan().Trim().Length <= MaxBlockLength;

    private static IElement? FindFormBlock(IElement mark)
    {
        var form = mark.Closest("form") ?? mark;
        return FindEnclosingBlock(mark,
            around => !around.QuerySelectorAll("p").Any(p => !form.Contains(p) && IsArticleText(p.TextContent)));
    }

    private static bool IsArticleText(string text) =>
        text.AsSpan().ContainsAny(QuoteCharacters) || (text.Trim().Length > MaxLineLength && !InterstitialText.AddressesReader(text));
}
