using System.Globalization;
using AlertBot.Chat.Content;

namespace AlertBot.Chat.Slack.Messages;

/// <summary>Renders a reply as Slack messages, or as blocks of a modal.</summary>
internal static class SlackReplyRenderer
{
    /// <summary>
    /// Limits the messages of one reply: Slack accepts five responses, and one may be the notice that the command is still running.
    /// https://docs.slack.dev/interactivity/handling-user-interaction#message_responses
    /// </summary>
    public const int MaxMessages = 4;

    /// <summary>@slack/types block-kit/blocks.d.ts, ActionsBlock.</summary>
    private const int MaxButtons = 25;

    /// <summary>@slack/types block-kit/block-elements.d.ts, Button.</summary>
    private const int MaxButtonText = 75;

    /// <summary>@slack/types block-kit/block-elements.d.ts, Button.</summary>
    private const int MaxButtonValue = 2_000;

    /// <summary>@slack/types block-kit/composition-objects.d.ts, ConfirmationDialog.</summary>
    private const int MaxConfirmText = 30;

    private const string TruncatedNotice = "The rest does not fit here.";
    private const string EmptyNotice = "There is nothing to show.";

    /// <returns>At least one message. The sender decides who sees them.</returns>
    public static IReadOnlyList<SlackMessage> ToMessages(Reply reply, DateTimeOffset now) =>
    [
        .. Paginate(reply, now, MaxMessages).Select(page => new SlackMessage(ToFallbackText(page.FallbackLines), page.Blocks)
        {
            UnfurlLinks = false,
            UnfurlMedia = false,
            ReplaceOriginal = false,
        }),
    ];

    /// <summary>The blocks for a modal, without buttons.</summary>
    public static IReadOnlyList<SlackBlock> ToBlocks(Reply reply, DateTimeOffset now) =>
        Paginate(reply with { Buttons = [] }, now, 1)[0].Blocks;

    /// <summary>The reply as one line of plain text, e.g. for the error of a form field.</summary>
    public static string ToLine(Reply reply, int max) => DisplayText.Truncate(DisplayText.Clean(string.Join(' ', ToTexts(reply))), max);

    /// <summary>A whole brief with its buttons.</summary>
    public static IReadOnlyList<SlackBlock> ToStoryBlocks(ReplyBlock.Story story) => SlackCardRenderer.ToBlocks(story.Card, story.Id);

    private static List<SlackPage> Paginate(Reply reply, DateTimeOffset now, int maxPages)
    {
        var paginator = new SlackReplyPaginator(now);
        foreach (var block in reply.Blocks)
        {
            paginator.Add(block);
        }

        var pages = paginator.Finish().ToList();
        if (pages.Count == 0)
        {
            pages.Add(new SlackPage([new SlackBlock.Section(SlackTextObject.Plain(EmptyNotice))], [EmptyNotice]));
        }

        if (pages.Count > maxPages)
        {
            pages.RemoveRange(maxPages, pages.Count - maxPages);
            pages[^1].Blocks.Add(new SlackBlock.Context([SlackTextObject.Plain(TruncatedNotice)]));
            pages[^1].FallbackLines.Add(TruncatedNotice);
        }

        pages[^1].Blocks.AddRange(ToButtonRow(reply.Buttons));
        return pages;
    }

    private static IEnumerable<SlackBlock> ToButtonRow(IReadOnlyList<ReplyButton> buttons)
    {
        var shown = buttons.Where(button => DisplayText.CountCodePoints(button.Action) <= MaxButtonValue).Take(MaxButtons)
            .Select((button, i) => ToButton("press" + i.ToString(CultureInfo.InvariantCulture), button)).ToList();
        return shown.Count == 0 ? [] : [new SlackBlock.Actions(shown)];
    }

    private static SlackElement ToButton(string actionId, ReplyButton button)
    {
        var label = DisplayText.Clean(button.Label);
        var text = SlackTextObject.Plain(DisplayText.TruncateEscaped(label, MaxButtonText, SlackText.Escape));
        return new SlackElement.Button(actionId, text, button.Action)
        {
            Style = button.IsDestructive ? "danger" : null,
            Confirm = button.IsDestructive ? ToConfirmation(label) : null,
        };
    }

    private static SlackConfirm ToConfirmation(string label) => new(
        SlackTextObject.Plain("Are you sure?"),
        SlackTextObject.Plain("This applies to everyone in the channel. The reply explains how to undo it."),
        SlackTextObject.Plain(DisplayText.TruncateEscaped(label, MaxConfirmText, SlackText.Escape)),
        SlackTextObject.Plain("Cancel"))
    {
        Style = "danger",
    };

    /// <summary>The text for notifications and screen readers, truncated between lines.</summary>
    private static string ToFallbackText(List<string> paragraphs)
    {
        var text = new BoundedTextBuilder(SlackLimits.MaxFallbackText);
        foreach (var (line, i) in paragraphs.SelectMany(paragraph => paragraph.Split('\n')).Select((line, i) => (line, i)))
        {
            if (!text.TryAppend((i == 0 ? "" : "\n") + line))
            {
                text.TryAppend("\n…");
                break;
            }
        }

        return text.ToString();
    }

    /// <summary>A query with a mistake and the pointer line below it (<c>····^</c>) become one line with an arrow.</summary>
    private static List<string> ToTexts(Reply reply)
    {
        var texts = new List<string>();
        foreach (var block in reply.Blocks)
        {
            if (texts.Count > 0 && PointerLine(block) is { } pointer)
            {
                texts[^1] = InsertArrow(texts[^1], pointer.Length - 1);
            }
            else
            {
                texts.Add(ToText(block));
            }
        }

        return texts;
    }

    private static string? PointerLine(ReplyBlock block) =>
        block is ReplyBlock.Paragraph { Text.Spans: [RichText.Span.Code { Text: var code }] }
        && code.EndsWith('^')
        && code.All(c => c is '·' or '^')
            ? code
            : null;

    /// <param name="position">In text elements.</param>
    private static string InsertArrow(string query, int position)
    {
        var elements = new StringInfo(query);
        var before = position == 0 || elements.LengthInTextElements < position ? "" : elements.SubstringByTextElements(0, position);
        return $"Here: {before}⟶{query[before.Length..]}";
    }

    private static string ToText(ReplyBlock block) => block switch
    {
        ReplyBlock.Heading heading => heading.Text,
        ReplyBlock.Paragraph paragraph => ToText(paragraph.Text),
        ReplyBlock.Item item => ToText(item.Text),
        ReplyBlock.Hint hint => ToText(hint.Text),
        _ => "",
    };

    private static string ToText(RichText text) => string.Concat(text.Spans.Select(span => span switch
    {
        RichText.Span.Plain plain => plain.Text,
        RichText.Span.Strong strong => strong.Text,
        RichText.Span.Code code => code.Text,
        RichText.Span.Link link => link.Label,
        _ => "",
    }));
}
