using AlertBot.Articles.Cleaning;
using AlertBot.Articles.Html;
using AngleSharp.Dom;

namespace AlertBot.Articles.Extraction;

/// <summary>Lines of a found article that are headlines of others, linked from end to end, and headings with nothing below them.</summary>
internal static class LinkListRemover
{
    private const int MaxBlocks = 3_000;

    /// <summary>Nothing else stands in the line.</summary>
    private const double MinLinkedShare = 0.95;

    /// <summary>Characters of a headline.</summary>
    private const int MinHeadlineLength = 20;

    private const int MaxHeadlineLength = 200;

    /// <summary>More of them in a row are what the article is about.</summary>
    private const int MaxRowLength = 8;

    private const int MinUnlabelledRow = 2;

    /// <summary>An article has as many paragraphs of its own.</summary>
    private const int MinParagraphs = 3;

    private const int MinParagraphLength = 80;

    private const int MaxTrailingHeadings = 3;

    public static void RemoveFrom(IElement article)
    {
        var leaves = FindLeafBlocks(article);
        if (leaves.Count(leaf => leaf.Length >= MinParagraphLength && !leaf.IsLinked) < MinParagraphs)
        {
            return;
        }

        for (var at = 0; at < leaves.Count;)
        {
            var end = at;
            while (end < leaves.Count && leaves[end].IsLinked)
            {
                end++;
            }

            if (end > at && IsLinkList(leaves, at, end))
            {
                leaves[at..end].ForEach(leaf => leaf.Element.Remove());
            }

            at = Math.Max(end, at + 1);
        }

        RemoveTrailingHeadings(article);
    }

    /// <summary>Blocks that hold no other: in document order a block with another inside is followed by it.</summary>
    private static List<LeafBlock> FindLeafBlocks(IElement article)
    {
        var leaves = new List<LeafBlock>();
        IElement? last = null;
        foreach (var block in DomTraversal.GetElements(article).Where(IsBlock).Take(MaxBlocks))
        {
            if (last is not null && !IsAncestor(last, block))
            {
                leaves.Add(new LeafBlock(last));
            }

            last = block;
        }

        if (last is not null)
        {
            leaves.Add(new LeafBlock(last));
        }

        leaves.RemoveAll(leaf => leaf.Length == 0);
        return leaves;
    }

    private static bool IsBlock(IElement element) => element.LocalName is "p" or "li" or "h2" or "h3" or "h4" or "h5" or "h6" or "div";

    private static bool IsAncestor(IElement outer, IElement inner)
    {
        var parent = inner.Parent;
        while (parent is not null && parent != outer)
        {
            parent = parent.Parent;
        }

        return parent is not null;
    }

    /// <summary>
    /// One line is no row unless a label says what it is; what a sentence leads to with a colon belongs to it; amid an article they stand
    /// between paragraphs.
    /// </summary>
    private static bool IsLinkList(List<LeafBlock> leaves, int at, int end)
    {
        if (end - at > MaxRowLength)
        {
            return false;
        }

        var (before, after) = (at == 0 ? null : leaves[at - 1], end == leaves.Count ? null : leaves[end]);
        return (before is { Length: <= MaxHeadlineLength } && Boilerplate.IsBoilerplateLine(before.Line))
            || (end - at >= MinUnlabelledRow && before?.Line.EndsWith(':') is not true && !leaves[at..end].TrueForAll(HasPrice)
                && (after is null || (before is { Length: >= MinParagraphLength } && after.Length >= MinParagraphLength)));
    }

    /// <summary>What has a price is the author's list of things to buy.</summary>
    private static bool HasPrice(LeafBlock leaf) => leaf.Line.AsSpan().IndexOfAny('$', '€', '£') is >= 0 and var at
        && ((at > 0 && char.IsAsciiDigit(leaf.Line[at - 1])) || leaf.Line.AsSpan(at + 1).TrimStart() is [>= '0' and <= '9', ..]
            || (at > 1 && char.IsAsciiDigit(leaf.Line[at - 2])));

    private static void RemoveTrailingHeadings(IElement article)
    {
        for (var round = 0; round < MaxTrailingHeadings; round++)
        {
            if (FindLastText(article)?.ParentElement?.Closest("h2, h3, h4, h5, h6") is not { } heading
                || DomTraversal.GetTextLength(heading, MaxHeadlineLength) > MaxHeadlineLength || heading == article)
            {
                return;
            }

            heading.Remove();
        }
    }

    private static IText? FindLastText(INode node)
    {
        if (node is IText text)
        {
            return string.IsNullOrWhiteSpace(text.Data) ? null : text;
        }

        IText? last = null;
        for (var i = node.ChildNodes.Length - 1; i >= 0 && last is null; i--)
        {
            last = FindLastText(node.ChildNodes[i]);
        }

        return last;
    }

    /// <summary>A block and its line; only a short line is put together.</summary>
    private sealed class LeafBlock(IElement element)
    {
        private readonly int _length = DomTraversal.GetTextLength(element);
        private string? _line;

        public IElement Element => element;

        /// <summary>Of the line; of the text as it stands where that is much longer than any line of interest.</summary>
        public int Length => _length > 4 * MaxHeadlineLength ? _length : Line.Length;

        public string Line => _line ??= HtmlText.ToLine(element.TextContent);

        public bool IsLinked { get; } = element.QuerySelector("a") is not null && IsHeadline(element);

        private static bool IsHeadline(IElement element) =>
            DomTraversal.GetTextUpTo(element, 4 * MaxHeadlineLength) is { } text
                && HtmlText.ToLine(text) is { Length: >= MinHeadlineLength and <= MaxHeadlineLength } line
            && line[^1] is not ('.' or '。' or ':') && !line.Contains("://", StringComparison.Ordinal)
            && LargestTextBlock.GetLinkedShare(element) >= MinLinkedShare;
    }
}
