using AlertBot.Chat.Content;

namespace AlertBot.Chat.Discord.Messages;

/// <summary>
/// Writes the text blocks of a reply into pages that fit a message's content; a page ends between blocks, never inside a quotation.
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

    /// <summary>What was added so far; the next pages begin anew.</summary>
    public IReadOnlyList<string> TakePages()
    {
        EndPage();
        var pages = _pages.ToList();
        _pages.Clear();
        return pages;
    }

    /// <summary>Items of one list, and what stands under a heading, follow without an empty line.</summary>
    private bool FollowsWithoutBlankLine(ReplyBlock block) =>
        _last is ReplyBlock.Heading || (block is ReplyBlock.Item && _last is ReplyBlock.Item)
            || (block is ReplyBlock.Hint && _last is ReplyBlock.Hint);

    private void Append(string text, string separator)
    {
        if (_page.Length > 0
            && DisplayText.CountCodePoints(_page) + separator.Length + DisplayText.CountCodePoints(text) > DiscordLimits.MaxContent)
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

        (_page, _last) = ("", null);
    }

    private static string Format(RichText text) => DiscordMarkup.Renderer.Render(text, MaxLineLength);

    private static string FormatHeading(string text) =>
        DisplayText.TruncateEscaped(DisplayText.Clean(text), DiscordLimits.MaxContent - 4, DiscordMarkdown.Escape) is { Length: > 0 } fit
            ? $"**{fit}**" : "";

    private static string FormatWithPrefix(string mark, RichText text) =>
        Format(text) is { Length: > 0 } line ? mark + line : "";

    /// <summary>A quotation is whole: what gives way to the limit is the address of its source, then what is said of the speaker.</summary>
    private static string FormatQuotation(ReplyBlock.Quotation quotation)
    {
        var words = "> " + DiscordMarkdown.Escape(quotation.Quote.Words);
        var who = DiscordCard.FormatAttribution(quotation.Quote);
        var when = quotation.Source.Published is { } at ? " · " + DiscordMarkdown.RelativeTimestamp(at) : "";
        string[] lines =
        [
            "> — " + JoinAttribution(who, DiscordMarkdown.LinkWithoutPreview(quotation.Source.Name, quotation.Source.Link)) + when,
            "> — " + JoinAttribution(who, DiscordMarkdown.Escape(quotation.Source.Name)) + when,
            "> — " + DiscordMarkdown.Escape(quotation.Source.Name) + when,
        ];
        return lines.Select(line => $"{words}\n{line}")
            .FirstOrDefault(text => DisplayText.CountCodePoints(text) <= DiscordLimits.MaxContent) ?? "";
    }

    private static string JoinAttribution(string who, string source) => who.Length == 0 ? source : $"{who} · {source}";
}
