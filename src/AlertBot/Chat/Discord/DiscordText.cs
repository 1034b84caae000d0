using AlertBot.Chat.Commands;

namespace AlertBot.Chat.Discord;

/// <summary>Writes the text blocks of a reply into pages that fit a message's content; a page ends between blocks, never inside a quotation.</summary>
internal sealed class DiscordText
{
    private readonly List<string> _pages = [];
    private string _page = "";
    private ReplyBlock? _last;

    public void Add(ReplyBlock block)
    {
        var text = block switch
        {
            ReplyBlock.Heading heading => Bold(heading.Text),
            ReplyBlock.Paragraph paragraph => DiscordRichText.Write(paragraph.Text),
            ReplyBlock.Item item => Marked("- ", item.Text),
            ReplyBlock.Hint hint => Marked("-# ", hint.Text),
            ReplyBlock.Quotation quotation => Quotation(quotation),
            _ => "",
        };
        if (text.Length > 0)
        {
            Append(text, IsTight(block) ? "\n" : "\n\n");
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
    private bool IsTight(ReplyBlock block) =>
        _last is ReplyBlock.Heading || (block is ReplyBlock.Item && _last is ReplyBlock.Item) || (block is ReplyBlock.Hint && _last is ReplyBlock.Hint);

    private void Append(string text, string separator)
    {
        if (_page.Length > 0 && PlainText.Count(_page) + separator.Length + PlainText.Count(text) > DiscordLimits.Content)
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

    private static string Bold(string text) =>
        PlainText.Fit(PlainText.Clean(text), DiscordLimits.Content - 4, DiscordMarkdown.Escape) is { Length: > 0 } fit ? $"**{fit}**" : "";

    private static string Marked(string mark, RichText text) => DiscordRichText.Write(text) is { Length: > 0 } line ? mark + line : "";

    /// <summary>A quotation is whole: what gives way to the limit is the address of its source, then what is said of the speaker.</summary>
    private static string Quotation(ReplyBlock.Quotation quotation)
    {
        var words = "> " + DiscordMarkdown.Escape(quotation.Quote.Words);
        var who = DiscordCard.Attribution(quotation.Quote);
        var when = quotation.Source.Published is { } at ? " · " + DiscordMarkdown.Ago(at) : "";
        string[] lines =
        [
            "> — " + Beside(who, DiscordMarkdown.QuietLink(quotation.Source.Name, quotation.Source.Link)) + when,
            "> — " + Beside(who, DiscordMarkdown.Escape(quotation.Source.Name)) + when,
            "> — " + DiscordMarkdown.Escape(quotation.Source.Name) + when,
        ];
        return lines.Select(line => $"{words}\n{line}").FirstOrDefault(text => PlainText.Count(text) <= DiscordLimits.Content) ?? "";
    }

    private static string Beside(string who, string source) => who.Length == 0 ? source : $"{who} · {source}";
}
