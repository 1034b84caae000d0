using AlertBot.Chat.Content;

namespace AlertBot.Chat.Discord.Messages;

/// <summary>
/// Splits the text blocks of a reply into pages that fit into a message. A page ends between two blocks.
/// </summary>
internal sealed class DiscordReplyPaginator
{
    /// <summary>Limits a line in code points. It leaves room for a prefix.</summary>
    private const int MaxLineLength = DiscordLimits.MaxContent - 8;

    private readonly List<string> _pages = [];
    private string _page = "";
    private ReplyBlock? _last;

    public void Add(ReplyBlock block)
    {
        var text = block switch
        {
            ReplyBlock.Heading heading => FormatHeading(heading.Text),
            ReplyBlock.Paragraph paragraph => Format(paragraph.Text),
            ReplyBlock.Item item => FormatWithPrefix("- ", item.Text),
            ReplyBlock.Hint hint => FormatWithPrefix("-# ", hint.Text),
            ReplyBlock.Quotation quotation => FormatQuotation(quotation),
            _ => "",
        };
        if (text.Length > 0)
        {
            Append(text, FollowsWithoutBlankLine(block) ? "\n" : "\n\n");
            _last = block;
        }
    }

    /// <summary>Returns the pages of the blocks added so far. The next block starts a new page.</summary>
    public IReadOnlyList<string> TakePages()
    {
        EndPage();
        var pages = _pages.ToList();
        _pages.Clear();
        return pages;
    }

    /// <summary>True for the block under a heading, and between items of one list or between hints.</summary>
    private bool FollowsWithoutBlankLine(ReplyBlock block) =>
        _last is ReplyBlock.Heading
        || (block is ReplyBlock.Item && _last is ReplyBlock.Item)
        || (block is ReplyBlock.Hint && _last is ReplyBlock.Hint);

    private void Append(string text, string separator)
    {
        var length = DisplayText.CountCodePoints(_page) + separator.Length + DisplayText.CountCodePoints(text);
        if (_page.Length > 0 && length > DiscordLimits.MaxContent)
        {
            EndPage();
        }

        _page = _page.Length == 0 ? text : _page + separator + text;
    }

    private void EndPage()
    {
        if (_page.Length > 0)
        {
            _pages.Add(_page);
        }

        _page = "";
        _last = null;
    }

    private static string Format(RichText text) => DiscordMarkup.Renderer.Render(text, MaxLineLength);

    private static string FormatHeading(string text) =>
        DisplayText.TruncateEscaped(DisplayText.Clean(text), MaxLineLength, DiscordMarkdown.Escape) is { Length: > 0 } heading
            ? $"**{heading}**"
            : "";

    private static string FormatWithPrefix(string prefix, RichText text) =>
        Format(text) is { Length: > 0 } line ? prefix + line : "";

    /// <summary>
    /// A quotation is never cut. To fit the limit, first the link of its source is left out, then the speaker.
    /// </summary>
    /// <returns>Empty where even the words alone do not fit.</returns>
    private static string FormatQuotation(ReplyBlock.Quotation quotation)
    {
        var words = "> " + DiscordMarkdown.Escape(quotation.Quote.Words);
        var speaker = DiscordCard.FormatAttribution(quotation.Quote);
        var time = quotation.Source.Published is { } at ? " · " + DiscordMarkdown.RelativeTimestamp(at) : "";
        string[] lines =
        [
            "> — " + $"{speaker} · {DiscordMarkdown.LinkWithoutPreview(quotation.Source.Name, quotation.Source.Link)}" + time,
            "> — " + $"{speaker} · {DiscordMarkdown.Escape(quotation.Source.Name)}" + time,
            "> — " + DiscordMarkdown.Escape(quotation.Source.Name) + time,
        ];
        return lines.Select(line => $"{words}\n{line}")
            .FirstOrDefault(text => DisplayText.CountCodePoints(text) <= DiscordLimits.MaxContent) ?? "";
    }

}
