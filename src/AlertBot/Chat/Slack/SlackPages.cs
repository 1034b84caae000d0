using AlertBot.Chat.Commands;

namespace AlertBot.Chat.Slack;

/// <summary>Writes the blocks of a reply into pages that fit a message; a page ends between blocks, never inside a story or quotation.</summary>
internal sealed class SlackPages(DateTimeOffset now)
{
    /// <summary>Two are kept for buttons and a last word.</summary>
    private const int MostBlocks = SlackLimits.Blocks - 2;

    /// <summary>Slack refuses a message that is too long in all (msg_blocks_too_long) and does not say from where on; this is well below what it takes.</summary>
    private const int MostText = 10_000;

    private readonly List<SlackPage> _pages = [];
    private readonly List<string> _lines = [];
    private SlackPage _page = new([], []);
    private BoundedText _text = new(SlackLimits.SectionText);
    private bool _isSmall;
    private int _length;

    public void Add(ReplyBlock block)
    {
        switch (block)
        {
            case ReplyBlock.Heading heading when PlainText.Clean(heading.Text) is { Length: > 0 } text:
                var fit = PlainText.Fit(text, SlackLimits.HeaderText, SlackText.Escape);
                AddWhole([new SlackBlock.Header(SlackTextObject.Plain(fit))], fit);
                break;
            case ReplyBlock.Paragraph paragraph:
                AddLine("", paragraph.Text, isSmall: false);
                break;
            case ReplyBlock.Item item:
                AddLine("• ", item.Text, isSmall: false);
                break;
            case ReplyBlock.Hint hint:
                AddLine("", hint.Text, isSmall: true);
                break;
            case ReplyBlock.Quotation quotation:
                AddQuotation(quotation);
                break;
            case ReplyBlock.Story story:
                EndLines();
                AddWhole([.. _page.Blocks.Count > 0 ? [new SlackBlock.Divider()] : Array.Empty<SlackBlock>(), .. SlackReply.Story(story)], SlackCard.ToFallback(story.Card));
                break;
        }
    }

    /// <summary>What was added.</summary>
    public IReadOnlyList<SlackPage> End()
    {
        EndLines();
        EndPage();
        return _pages;
    }

    /// <summary>Lines share a block as long as they fit.</summary>
    private void AddLine(string mark, RichText text, bool isSmall)
    {
        var line = SlackRichText.Write(text, now, SlackLimits.SectionText - mark.Length);
        if (line.Length == 0)
        {
            return;
        }

        if (_isSmall != isSmall)
        {
            EndLines();
        }

        _isSmall = isSmall;
        if (!_text.TryAppend((_lines.Count > 0 ? "\n" : "") + mark + line))
        {
            EndLines();
            _text.TryAppend(mark + line);
        }

        _lines.Add(mark + SlackRichText.Words(text, now, SlackLimits.SectionText - mark.Length));
    }

    private void EndLines()
    {
        if (_lines.Count > 0)
        {
            var text = SlackTextObject.Marked(_text.ToString());
            var words = string.Join('\n', _lines);
            _lines.Clear();
            _text = new BoundedText(SlackLimits.SectionText);
            AddWhole([_isSmall ? new SlackBlock.Context([text]) : new SlackBlock.Section(text)], words);
        }
    }

    /// <summary>A quotation is whole: what gives way to the limit is what is said of the speaker.</summary>
    private void AddQuotation(ReplyBlock.Quotation quotation)
    {
        var words = new[] { quotation.Quote.Line, quotation.Quote.Words }.Select(SlackText.Escape).FirstOrDefault(line => PlainText.Count(line) <= SlackLimits.SectionText);
        if (words is null)
        {
            return;
        }

        var when = quotation.Source.Published is { } at ? " · " + SlackRichText.Time(at, now) : "";
        var source = new[] { SlackText.Link(quotation.Source.Name, WebLink.Of(quotation.Source.Link)), SlackText.EscapeMarks(quotation.Source.Name) }
            .FirstOrDefault(text => PlainText.Count(text + when) <= SlackLimits.ContextText) ?? "";
        IReadOnlyList<SlackBlock> small = (source + when).Trim() is { Length: > 0 } line ? [new SlackBlock.Context([SlackTextObject.Marked(line)])] : [];
        AddWhole([new SlackBlock.Section(SlackTextObject.Plain(words)), .. small], $"{words} ({SlackText.Escape(quotation.Source.Name)})");
    }

    private void AddWhole(IReadOnlyList<SlackBlock> blocks, string words)
    {
        EndLines();
        var length = PlainText.Count(words);
        if (_page.Blocks.Count + blocks.Count > MostBlocks || _length + length > MostText)
        {
            EndPage();
        }

        _page.Blocks.AddRange(blocks.Take(MostBlocks));
        _page.Words.Add(words);
        _length += length;
    }

    private void EndPage()
    {
        if (_page.Blocks.Count > 0)
        {
            _pages.Add(_page);
        }

        (_page, _length) = (new SlackPage([], []), 0);
    }
}

/// <summary>What is shown in one message, and the same in words.</summary>
/// <param name="Words">Escaped.</param>
internal sealed record SlackPage(List<SlackBlock> Blocks, List<string> Words);
