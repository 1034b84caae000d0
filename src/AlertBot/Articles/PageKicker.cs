using AngleSharp.Dom;

namespace AlertBot.Articles;

/// <summary>The word or two above a headline that name the section: a label of the page, no text of its article.</summary>
internal static class PageKicker
{
    private const int Longest = 40;

    private const int MostWords = 4;

    /// <summary>A paragraph above which a heading is the page's, and below which it parts the article.</summary>
    private const int ShortestParagraph = 80;

    private const int MostLooked = 200;

    /// <summary>Labels above one heading, and boxes around it in which they may stand.</summary>
    private const int MostLabels = 3;

    public static void RemoveFrom(IElement body)
    {
        foreach (var heading in Headings(body).ToList())
        {
            var above = heading;
            for (var level = 0; level < MostLabels && above is { LocalName: not ("body" or "main" or "article") }; level++)
            {
                RemoveAbove(above);
                above = above.ParentElement;
            }
        }
    }

    private static IEnumerable<IElement> Headings(IElement body) =>
        body.Descendants<IElement>().Where(e => e.LocalName is "h1" or "p").Take(MostLooked)
            .TakeWhile(e => e.LocalName == "h1" || PageWalk.Length(e, ShortestParagraph) < ShortestParagraph).Where(e => e.LocalName == "h1").Take(MostLabels);

    private static void RemoveAbove(IElement heading)
    {
        for (var round = 0; round < MostLabels && heading.PreviousElementSibling is { } label && IsLabel(label); round++)
        {
            label.Remove();
        }
    }

    private static bool IsLabel(IElement element) =>
        element.LocalName is "p" or "div" or "span" or "a" or "strong" or "b" or "em" or "small" or "h2" or "h3" or "h4" or "h5" or "h6"
        && PageWalk.Length(element, Longest * 2) <= Longest * 2
        && HtmlText.ToLine(element.TextContent) is { Length: > 0 and <= Longest } line
        && line.Count(c => c == ' ') < MostWords && line[^1] is not ('.' or '!' or '?' or '…' or '”' or '"' or '»' or ':' or '。')
        && element.QuerySelector("h1, img, picture") is null;
}
