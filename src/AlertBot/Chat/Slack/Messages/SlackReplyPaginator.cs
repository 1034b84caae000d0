using AlertBot.Chat.Content;

namespace AlertBot.Chat.Slack.Messages;

/// <summary>
/// Writes the blocks of a reply into pages that fit a message; a page ends between blocks, never inside a story or quotation.
/// </summary>
internal sealed class SlackReplyPaginator(DateTimeOffset now)
{
    /// <summary>Two are kept for buttons and a last word.</summary>
    private const int MaxBlocks = SlackLimits.MaxBlocks - 2;

    /// <summary>
    /// Slack refuses a message that is too long in all (msg_blocks_too_long) and does not say from where on; this is well below what it
    /// takes.
    /// </summary>
    private const int MaxText = 10_000;

    private readonly List<SlackPage> _pages = [];
    private readonly List<string> _lines = [];
    private SlackPage _page = new([], []);
    private BoundedTextBuilder _text = new(SlackLimits.MaxSectionText);
    private bool _isSmall;
    private int _length;

    public void Add(ReplyBlock block)
    {
        switch (block)
        {
            case ReplyBlock.Heading heading when DisplayText.Clean(heading.Text) is { Length: > 0 } text:
                var fit = DisplayText.TruncateEscaped(text, SlackLimits.MaxHeaderText, SlackText.Escape);
                AddUnsplit([new SlackBlock.Header(SlackTextObject.Plain(fit))], fit);
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
                FlushLines();
                AddUnsplit([.. _page.Blocks.Count > 0 ? [new SlackBlock.Divider()] : Array.Empty<SlackBlock>(),
                    .. SlackReply.ToStoryBlocks(story)], SlackCard.ToFallback(story.Card));
                break;
        }
    }

    /// <summary>What was added.</summary>
    public IReadOnlyList<SlackPage> Finish()
    {
        FlushLines();
        FlushPage();
        return _pages;
    }

    /// <summary>Lines share a block as long as they fit.</summary>
    private void AddLine(string mark, RichText text, bool isSmall)
    {
        var line = SlackMrkdwn.Format(text, now, SlackLimits.MaxSectionText - mark.Length);
        if (line.Length == 0)
        {
            return;
        }

        if (_isSmall != isSmall)
        {
            FlushLines();
        }

        _isSmall = isSmall;
        if (!_text.TryAppend((_lines.Count > 0 ? "\n" : "") + mark + line))
        {
            FlushLines();
            _text.TryAppend(mark + line);
        }

        _lines.Add(mark + SlackMrkdwn.FormatPlain(text, now, SlackLimits.MaxSectionText - mark.Length));
    }

    private void FlushLines()
    {
        if (_lines.Count > 0)
        {
            var text = SlackTextObject.Mrkdwn(_text.ToString());
            var words = string.Join('\n', _lines);
            _lines.Clear();
            _text = new BoundedTextBuilder(SlackLimits.MaxSectionText);
            AddUnsplit([_isSmall ? new SlackBlock.Context([text]) : new SlackBlock.Section(text)], words);
        }
    }

    /// <summary>A quotation is whole: what gives way to the limit is what is said of the speaker.</summary>
    private void AddQuotation(ReplyBlock.Quotation quotation)
    {
        var words = new[] { quotation.Quote.Line, quotation.Quote.Words }.Select(SlackText.Escape)
            .FirstOrDefault(line => DisplayText.CountCodePoints(line) <= SlackLimits.MaxSectionText);
        if (words is null)
        {
            return;
        }

        var when = quotation.Source.Published is { } at ? " · " + SlackMrkdwn.FormatTime(at, now) : "";
        var source = new[] { SlackText.Link(quotation.Source.Name, WebLink.Sanitize(quotation.Source.Link)),
            SlackText.EscapeMrkdwn(quotation.Source.Name) }
            .FirstOrDefault(text => DisplayText.CountCodePoints(text + when) <= SlackLimits.MaxContextText) ?? "";
        IReadOnlyList<SlackBlock> small =
            (source + when).Trim() is { Length: > 0 } line ? [new SlackBlock.Context([SlackTextObject.Mrkdwn(line)])] : [];
        AddUnsplit([new SlackBlock.Section(SlackTextObject.Plain(words)), .. small],
            $"{words} ({SlackText.Escape(quotation.Source.Name)})");
    }

    private void AddUnsplit(IReadOnlyList<SlackBlock> blocks, string words)
    {
        FlushLines();
        var length = DisplayText.CountCodePoints(words);
        if (_page.Blocks.Count + blocks.Count > MaxBlocks || _length + length > MaxText)
        {
            FlushPage();
        }

        _page.Blocks.AddRange(blocks.Take(MaxBlocks));
        _page.FallbackLines.Add(words);
        _length += length;
    }

    private void FlushPage()
    {
        if (_page.Blocks.Count > 0)
        {
            _pages.Add(_page);
        }

        (_page, _length) = (new SlackPage([], []), 0);
    }
}

/// <summary>What is shown in one message, and the same in words.</summary>
/// <param name="FallbackLines">Escaped.</param>
internal sealed record SlackPage(List<SlackBlock> Blocks, List<string> FallbackLines);
