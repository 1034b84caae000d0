using AlertBot.Chat.Content;
using AlertBot.Chat.Platforms;

namespace AlertBot.Chat.Slack.Messages;

/// <summary>
/// Distributes the blocks of a reply over pages that fit into a message. A page ends between blocks, never within a story or quotation.
/// </summary>
internal sealed class SlackReplyPaginator(DateTimeOffset now)
{
    /// <summary>Limits the blocks of a page; two are reserved for the buttons and the notice that the reply is truncated.</summary>
    private const int MaxBlocks = SlackLimits.MaxBlocks - 2;

    /// <summary>
    /// Limits the text of a page, in code points. Slack rejects long messages (msg_blocks_too_long) without documenting the limit; this is
    /// well below it.
    /// </summary>
    private const int MaxText = 10_000;

    private readonly RichTextRenderer _markup = SlackMarkup.CreateRenderer(now);
    private readonly RichTextRenderer _fallback = SlackFallbackMarkup.CreateRenderer(now);
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
                var header = DisplayText.TruncateEscaped(text, SlackLimits.MaxHeaderText, SlackText.Escape);
                AddUnsplit([new SlackBlock.Header(SlackTextObject.Plain(header))], header);
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
                    .. SlackReplyRenderer.ToStoryBlocks(story)], SlackCardRenderer.ToFallback(story.Card));
                break;
        }
    }

    /// <summary>Returns the pages. Nothing may be added afterwards.</summary>
    public IReadOnlyList<SlackPage> Finish()
    {
        FlushLines();
        FlushPage();
        return _pages;
    }

    /// <summary>Consecutive lines share a block as long as they fit.</summary>
    private void AddLine(string prefix, RichText text, bool isSmall)
    {
        var line = _markup.Render(text, SlackLimits.MaxSectionText - prefix.Length);
        if (line.Length == 0)
        {
            return;
        }

        if (_isSmall != isSmall)
        {
            FlushLines();
        }

        _isSmall = isSmall;
        if (!_text.TryAppend((_lines.Count > 0 ? "\n" : "") + prefix + line))
        {
            FlushLines();
            _text.TryAppend(prefix + line);
        }

        _lines.Add(prefix + _fallback.Render(text, SlackLimits.MaxSectionText - prefix.Length));
    }

    private void FlushLines()
    {
        if (_lines.Count > 0)
        {
            var text = SlackTextObject.Mrkdwn(_text.ToString());
            var fallback = string.Join('\n', _lines);
            _lines.Clear();
            _text = new BoundedTextBuilder(SlackLimits.MaxSectionText);
            AddUnsplit([_isSmall ? new SlackBlock.Context([text]) : new SlackBlock.Section(text)], fallback);
        }
    }

    /// <summary>A quote is never truncated: if it does not fit with its attribution, it is shown without it.</summary>
    private void AddQuotation(ReplyBlock.Quotation quotation)
    {
        var quote = new[] { quotation.Quote.Line, quotation.Quote.Words }.Select(SlackText.Escape)
            .FirstOrDefault(line => DisplayText.CountCodePoints(line) <= SlackLimits.MaxSectionText);
        if (quote is null)
        {
            return;
        }

        var source = FormatSource(quotation.Source);
        IReadOnlyList<SlackBlock> sourceBlock = source.Length > 0 ? [new SlackBlock.Context([SlackTextObject.Mrkdwn(source)])] : [];
        AddUnsplit([new SlackBlock.Section(SlackTextObject.Plain(quote)), .. sourceBlock],
            $"{quote} ({SlackText.Escape(quotation.Source.Name)})");
    }

    /// <summary>The outlet as a link, without the link if that does not fit, or else the time alone.</summary>
    private string FormatSource(CardSource source)
    {
        var time = source.Published is { } published ? " · " + SlackMarkup.FormatTime(published, now) : "";
        var outlet = new[] { SlackText.Link(source.Name, WebLink.Sanitize(source.Link)), SlackText.EscapeMrkdwn(source.Name) }
            .FirstOrDefault(text => DisplayText.CountCodePoints(text + time) <= SlackLimits.MaxContextText) ?? "";
        return (outlet + time).Trim();
    }

    private void AddUnsplit(IReadOnlyList<SlackBlock> blocks, string fallback)
    {
        FlushLines();
        var length = DisplayText.CountCodePoints(fallback);
        if (_page.Blocks.Count + blocks.Count > MaxBlocks || _length + length > MaxText)
        {
            FlushPage();
        }

        _page.Blocks.AddRange(blocks.Take(MaxBlocks));
        _page.FallbackLines.Add(fallback);
        _length += length;
    }

    private void FlushPage()
    {
        if (_page.Blocks.Count > 0)
        {
            _pages.Add(_page);
        }

        _page = new SlackPage([], []);
        _length = 0;
    }
}

/// <summary>The content of one message.</summary>
/// <param name="FallbackLines">The same content as escaped plain text.</param>
internal sealed record SlackPage(List<SlackBlock> Blocks, List<string> FallbackLines);
