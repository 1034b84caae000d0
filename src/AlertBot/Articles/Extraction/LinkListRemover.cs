using AlertBot.Articles.Cleaning;
using AlertBot.Articles.Html;
using AngleSharp.Dom;

namespace AlertBot.Articles.Extraction;

/// <summary>Removes the linked headlines of other articles from an article, and headings with no text below them.</summary>
internal static class LinkListRemover
{
    /// <summary>Blocks of an article that are examined.</summary>
    private const int MaxBlocks = 3_000;

    /// <summary>The share of a line that is in links when the whole line is a link.</summary>
    private const double MinLinkedShare = 0.95;

    // The shortest and longest headline, in characters.
    private const int MinHeadlineLength = 20;
    private const int MaxHeadlineLength = 200;

    /// <summary>More links in a row are the content of the article.</summary>
    private const int MaxRowLength = 8;

    /// <summary>Links in a row that are a list without a label such as "Read more" before them.</summary>
    private const int MinUnlabelledRow = 2;

    /// <summary>A text with fewer paragraphs of its own may be a list of links itself.</summary>
    private const int MinParagraphs = 3;

    /// <summary>Characters of a paragraph.</summary>
    private const int MinParagraphLength = 80;

    /// <summary>Headings at the end of an article that are removed.</summary>
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

    /// <summary>Returns the blocks without inner blocks. In document order a block is directly followed by its first inner block.</summary>
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
    /// Whether a row of linked lines is a list of other articles. It follows a label, or it has at least two links and is between two
    /// paragraphs or at the end. Lines after a colon and lines with prices belong to the article.
    /// </summary>
    private static bool IsLinkList(List<LeafBlock> leaves, int at, int end)
    {
        if (end - at > MaxRowLength)
        {
            return false;
        }

        var before = at == 0 ? null : leaves[at - 1];
        var after = end == leaves.Count ? null : leaves[end];
        if (before is { Length: <= MaxHeadlineLength } && Boilerplate.IsBoilerplateLine(before.Line))
        {
            return true;
        }

        var isBetweenParagraphs = before is { Length: >= MinParagraphLength } && after is { Length: >= MinParagraphLength };
        return end - at >= MinUnlabelledRow
            && (after is null || isBetweenParagraphs)
            && before?.Line.EndsWith(':') is not true
            && !leaves[at..end].TrueForAll(HasPrice);
    }

    /// <summary>Whether a digit precedes or follows a currency sign, with or without a space between them.</summary>
    private static bool HasPrice(LeafBlock leaf)
    {
        var line = leaf.Line;
        var at = line.AsSpan().IndexOfAny('$', '€', '£');
        return at >= 0
            && ((at > 0 && char.IsAsciiDigit(line[at - 1]))
                || (at > 1 && char.IsAsciiDigit(line[at - 2]))
                || line.AsSpan(at + 1).TrimStart() is [>= '0' and <= '9', ..]);
    }

    private static void RemoveTrailingHeadings(IElement article)
    {
        for (var round = 0; round < MaxTrailingHeadings; round++)
        {
            if (FindLastText(article)?.ParentElement?.Closest("h2, h3, h4, h5, h6") is not { } heading
                || DomTraversal.GetTextLength(heading, MaxHeadlineLength) > MaxHeadlineLength
                || heading == article)
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

    /// <summary>A block without inner blocks. Its line is built only when the text is short.</summary>
    private sealed class LeafBlock(IElement element)
    {
        /// <summary>Characters, with white space, above which a text is much longer than any headline.</summary>
        private const int LongTextLength = 4 * MaxHeadlineLength;

        private readonly int _length = DomTraversal.GetTextLength(element);
        private string? _line;

        public IElement Element => element;

        /// <summary>Characters of the line, or of the original text when that is long.</summary>
        public int Length => _length > LongTextLength ? _length : Line.Length;

        public string Line => _line ??= HtmlText.ToLine(element.TextContent);

        /// <summary>Whether the whole line is a link with the length of a headline.</summary>
        public bool IsLinked { get; } = element.QuerySelector("a") is not null && IsHeadline(element);

        private static bool IsHeadline(IElement element) =>
            DomTraversal.GetTextUpTo(element, LongTextLength) is { } text
                && HtmlText.ToLine(text) is { Length: >= MinHeadlineLength and <= MaxHeadlineLength } line
                && line[^1] is not ('.' or '。' or ':')
                && !line.Contains("://", StringComparison.Ordinal)
                && LargestTextBlock.GetLinkedShare(element) >= MinLinkedShare;
    }
}
