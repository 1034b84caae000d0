using AngleSharp.Dom;

namespace AlertBot.Articles;

/// <summary>Lines of a found article that are headlines of others, linked from end to end, and headings with nothing below them.</summary>
internal static class LinkedLines
{
    private const string Blocks = "p, li, h2, h3, h4, h5, h6, div";

    private const int MostLooked = 3_000;

    /// <summary>Nothing else stands in the line.</summary>
    private const double AllLinked = 0.95;

    /// <summary>Characters of a headline.</summary>
    private const int Shortest = 20;

    private const int Longest = 200;

    /// <summary>More of them in a row are what the article is about.</summary>
    private const int MostInRow = 8;

    private const int FewestUnlabelled = 2;

    /// <summary>An article has as many paragraphs of its own.</summary>
    private const int FewestParagraphs = 3;

    private const int ShortestParagraph = 80;

    private const int MostHeadings = 3;

    public static void RemoveFrom(IElement article)
    {
        var leaves = article.QuerySelectorAll(Blocks).Take(MostLooked).Where(e => e.QuerySelector(Blocks) is null)
            .Select(e => (Element: e, Line: HtmlText.ToLine(e.TextContent))).Where(leaf => leaf.Line.Length > 0).ToList();
        if (leaves.Count(leaf => leaf.Line.Length >= ShortestParagraph && !IsLinked(leaf)) < FewestParagraphs)
        {
            return;
        }

        for (var at = 0; at < leaves.Count;)
        {
            var end = at;
            while (end < leaves.Count && IsLinked(leaves[end]))
            {
                end++;
            }

            if (end > at && IsElsewhere(at == 0 ? "" : leaves[at - 1].Line, end - at, end < leaves.Count ? leaves[end].Line : null))
            {
                leaves[at..end].ForEach(leaf => leaf.Element.Remove());
            }

            at = Math.Max(end, at + 1);
        }

        RemoveLastHeadings(article);
    }

    private static bool IsLinked((IElement Element, string Line) leaf) => leaf.Line.Length is >= Shortest and <= Longest
        && leaf.Line[^1] is not ('.' or '。' or ':') && !leaf.Line.Contains("://", StringComparison.Ordinal) && LargestBlock.LinkedShare(leaf.Element) >= AllLinked;

    /// <summary>One line is no row unless a label says what it is; what a sentence leads to with a colon belongs to it; amid an article they stand between paragraphs.</summary>
    private static bool IsElsewhere(string before, int count, string? after) =>
        count <= MostInRow && ((before.Length > 0 && Boilerplate.IsSeam(before))
            || (count >= FewestUnlabelled && !before.EndsWith(':') && (after is null || (before.Length >= ShortestParagraph && after.Length >= ShortestParagraph))));

    private static void RemoveLastHeadings(IElement article)
    {
        for (var round = 0; round < MostHeadings; round++)
        {
            var last = article.Descendants<IText>().LastOrDefault(text => !string.IsNullOrWhiteSpace(text.Data));
            if (last?.ParentElement?.Closest("h2, h3, h4, h5, h6") is not { } heading || heading.TextContent.Length > Longest || heading == article)
            {
                return;
            }

            heading.Remove();
        }
    }
}
