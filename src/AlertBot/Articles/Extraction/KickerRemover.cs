using AlertBot.Articles.Html;
using AngleSharp.Dom;

namespace AlertBot.Articles.Extraction;

/// <summary>The word or two above a headline that name the section: a label of the page, no text of its article.</summary>
internal static class KickerRemover
{
    private const int MaxLabelLength = 40;

    private const int MaxWords = 4;

    /// <summary>A paragraph above which a heading is the page's, and below which it parts the article.</summary>
    private const int MinParagraphLength = 80;

    private const int MaxElements = 200;

    /// <summary>Labels above one heading, and boxes around it in which they may stand.</summary>
    private const int MaxLabels = 3;

    public static void RemoveFrom(IElement body)
    {
        foreach (var heading in FindHeadings(body).ToList())
        {
            var above = heading;
            for (var level = 0; level < MaxLabels && above is { LocalName: not ("body" or "main" or "article") }; level++)
            {
                RemoveLabelsAbove(above);
                above = above.ParentElement;
            }
        }
    }

    private static IEnumerable<IElement> FindHeadings(IElement body) =>
        body.Descendants<IElement>().Where(e => e.LocalName is "h1" or "p").Take(MaxElements)
            .TakeWhile(e => e.LocalName == "h1" || DomTraversal.GetTextLength(e, MinParagraphLength) < MinParagraphLength)
            .Where(e => e.LocalName == "h1").Take(MaxLabels);

    private static void RemoveLabelsAbove(IElement heading)
    {
        for (var round = 0; round < MaxLabels && heading.PreviousElementSibling is { } label && IsLabel(label); round++)
        {
            label.Remove();
        }
    }

    private static bool IsLabel(IElement element) =>
        element.LocalName is "p" or "div" or "span" or "a" or "strong" or "b" or "em" or "small" or "h2" or "h3" or "h4" or "h5" or "h6"
        && DomTraversal.GetTextLength(element, MaxLabelLength * 2) <= MaxLabelLength * 2
        && HtmlText.ToLine(element.TextContent) is { Length: > 0 and <= MaxLabelLength } line
        && line.Count(c => c == ' ') < MaxWords && line[^1] is not ('.' or '!' or '?' or '…' or '”' or '"' or '»' or ':' or '。')
        && element.QuerySelector("h1, img, picture") is null;
}
