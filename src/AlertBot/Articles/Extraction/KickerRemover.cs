using System.Collections.Frozen;
using AlertBot.Articles.Html;
using AngleSharp.Dom;

namespace AlertBot.Articles.Extraction;

/// <summary>Removes kickers: the words above a headline that name the section or topic.</summary>
internal static class KickerRemover
{
    // A kicker has the longest one, in characters and words.
    private const int MaxLabelLength = 40;
    private const int MaxWords = 4;

    /// <summary>Characters of the first paragraph of the article. A heading below it divides the article and has no kicker.</summary>
    private const int MinParagraphLength = 80;

    /// <summary>Headings and paragraphs of a page that are examined.</summary>
    private const int MaxElements = 200;

    /// <summary>Headings of a page, kickers above one heading, and levels of elements around it that are examined.</summary>
    private const int MaxLabels = 3;

    /// <summary>A line that ends with one of these is a sentence or introduces something.</summary>
    private const string SentenceEnds = ".!?…”\"»:。";

    private static readonly FrozenSet<string> LabelElements = FrozenSet.Create(StringComparer.Ordinal,
        "p", "div", "span", "a", "strong", "b", "em", "small", "h2", "h3", "h4", "h5", "h6");

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
        LabelElements.Contains(element.LocalName)
            && DomTraversal.GetTextLength(element, MaxLabelLength * 2) <= MaxLabelLength * 2
            && HtmlText.ToLine(element.TextContent) is { Length: > 0 and <= MaxLabelLength } line
            && line.Count(c => c == ' ') < MaxWords
            && !SentenceEnds.Contains(line[^1])
            && element.QuerySelector("h1, img, picture") is null;
}
