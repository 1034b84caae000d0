using System.Globalization;
using AlertBot.Chat.Content;

namespace AlertBot.Chat.Slack.Messages;

/// <summary>A reply as Slack messages, or as the words of a modal.</summary>
internal static class SlackReply
{
    /// <summary>
    /// An answer takes five, and one may have said that it is being worked on:
    /// https://docs.slack.dev/interactivity/handling-user-interaction#message_responses
    /// </summary>
    public const int MaxMessages = 4;

    /// <summary>@slack/types block-kit/blocks.d.ts, ActionsBlock.</summary>
    private const int MaxButtons = 25;

    /// <summary>@slack/types block-kit/block-elements.d.ts, Button.</summary>
    private const int MaxButtonText = 75;
    private const int MaxButtonValue = 2_000;

    /// <summary>@slack/types block-kit/composition-objects.d.ts, ConfirmationDialog.</summary>
    private const int MaxConfirmText = 30;

    private const string TruncatedNotice = "The rest has no room here.";
    private const string EmptyNotice = "There is nothing to show.";

    /// <returns>Never empty; for whom they are is said where they are sent.</returns>
    public static IReadOnlyList<SlackMessage> ToMessages(Reply reply, DateTimeOffset now) =>
        [.. Paginate(reply, now, MaxMessages)
            .Select(page =>
                new SlackMessage(ToFallbackText(page.FallbackLines), page.Blocks) { UnfurlLinks = false, UnfurlMedia = false,
                    ReplaceOriginal = false })];

    /// <summary>For a modal, without buttons.</summary>
    public static IReadOnlyList<SlackBlock> ToBlocks(Reply reply, DateTimeOffset now) =>
        Paginate(reply with { Buttons = [] }, now, 1)[0].Blocks;

    /// <summary>In one line, for where Slack takes plain words only.</summary>
    public static string ToLine(Reply reply, int max) => DisplayText.Truncate(DisplayText.Clean(string.Join(' ', ToTexts(reply))), max);

    /// <summary>A whole brief with its buttons.</summary>
    public static IReadOnlyList<SlackBlock> ToStoryBlocks(ReplyBlock.Story story) => SlackCard.ToBlocks(story.Card, story.Id);

    private static IReadOnlyList<SlackPage> Paginate(Reply reply, DateTimeOffset now, int max)
    {
        var pages = new SlackReplyPaginator(now);
        foreach (var block in reply.Blocks)
        {
            pages.Add(block);
        }

        var all = pages.Finish().ToList();
        if (all.Count == 0)
        {
            all.Add(new SlackPage([new SlackBlock.Section(SlackTextObject.Plain(EmptyNotice))], [EmptyNotice]));
        }

        if (all.Count > max)
        {
            all.RemoveRange(max, all.Count - max);
            all[^1].Blocks.Add(new SlackBlock.Context([SlackTextObject.Plain(TruncatedNotice)]));
            all[^1].FallbackLines.Add(TruncatedNotice);
        }

        all[^1].Blocks.AddRange(ToButtonRow(reply.Buttons));
        return all;
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
        return new SlackElement.Button(actionId,
            SlackTextObject.Plain(DisplayText.TruncateEscaped(label, MaxButtonText, SlackText.Escape)), button.Action)
        {
            Style = button.IsDestructive ? "danger" : null,
            Confirm = button.IsDestructive ? new SlackConfirm(
                SlackTextObject.Plain("Are you sure?"),
                SlackTextObject.Plain("It counts for everyone in this channel. The answer says how to undo it."),
                SlackTextObject.Plain(DisplayText.TruncateEscaped(label, MaxConfirmText, SlackText.Escape)),
                SlackTextObject.Plain("Leave it"))
            {
                Style = "danger",
            } : null,
        };
    }

    /// <summary>For notifications and screen readers: as many of the words as there is room for.</summary>
    private static string ToFallbackText(List<string> words)
    {
        var text = new BoundedTextBuilder(SlackLimits.MaxFallbackText);
        foreach (var (line, i) in words.SelectMany(block => block.Split('\n')).Select((line, i) => (line, i)))
        {
            if (!text.TryAppend((i == 0 ? "" : "\n") + line))
            {
                text.TryAppend("\n…");
                break;
            }
        }

        return text.ToString();
    }

    /// <summary>The line of a query with a mistake and the line that points into it become one.</summary>
    private static IEnumerable<string> ToTexts(Reply reply)
    {
        var texts = new List<string>();
        foreach (var block in reply.Blocks)
        {
            if (block is ReplyBlock.Paragraph { Text.Spans: [RichText.Span.Code { Text: var code }] } && code.EndsWith('^')
                && code.All(c => c is '·' or '^') && texts.Count > 0)
            {
                var at = new StringInfo(texts[^1]);
                var before =
                    at.LengthInTextElements < code.Length - 1 || code.Length == 1 ? "" : at.SubstringByTextElements(0, code.Length - 1);
                texts[^1] = $"Here: {before}⟶{texts[^1][before.Length..]}";
            }
            else
            {
                texts.Add(block switch
                {
                    ReplyBlock.Heading heading => heading.Text,
                    ReplyBlock.Paragraph paragraph => ToText(paragraph.Text),
                    ReplyBlock.Item item => ToText(item.Text),
                    ReplyBlock.Hint hint => ToText(hint.Text),
                    _ => "",
                });
            }
        }

        return texts;
    }

    private static string ToText(RichText text) => string.Concat(text.Spans.Select(span => span switch
    {
        RichText.Span.Plain plain => plain.Text,
        RichText.Span.Strong strong => strong.Text,
        RichText.Span.Code code => code.Text,
        RichText.Span.Link link => link.Label,
        _ => "",
    }));
}
