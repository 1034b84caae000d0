using System.Globalization;
using AlertBot.Chat.Commands;

namespace AlertBot.Chat.Slack;

/// <summary>A reply as Slack messages, or as the words of a modal.</summary>
internal static class SlackReply
{
    /// <summary>An answer takes five, and one may have said that it is being worked on: https://docs.slack.dev/interactivity/handling-user-interaction#message_responses</summary>
    public const int MaxMessages = 4;

    /// <summary>@slack/types block-kit/blocks.d.ts, ActionsBlock.</summary>
    private const int MostButtons = 25;

    /// <summary>@slack/types block-kit/block-elements.d.ts, Button.</summary>
    private const int ButtonText = 75;
    private const int ButtonValue = 2_000;

    /// <summary>@slack/types block-kit/composition-objects.d.ts, ConfirmationDialog.</summary>
    private const int ConfirmText = 30;

    private const string LeftOut = "The rest has no room here.";
    private const string Nothing = "There is nothing to show.";

    /// <returns>Never empty; for whom they are is said where they are sent.</returns>
    public static IReadOnlyList<SlackMessage> Messages(Reply reply, DateTimeOffset now) =>
        [.. Pages(reply, now, MaxMessages).Select(page => new SlackMessage(Fallback(page.Words), page.Blocks) { UnfurlLinks = false, UnfurlMedia = false, ReplaceOriginal = false })];

    /// <summary>For a modal, without buttons.</summary>
    public static IReadOnlyList<SlackBlock> Blocks(Reply reply, DateTimeOffset now) => Pages(reply with { Buttons = [] }, now, 1)[0].Blocks;

    /// <summary>In one line, for where Slack takes plain words only.</summary>
    public static string Line(Reply reply, int max) => PlainText.Cut(PlainText.Clean(string.Join(' ', Texts(reply))), max);

    /// <summary>A whole brief with its buttons.</summary>
    public static IReadOnlyList<SlackBlock> Story(ReplyBlock.Story story) => SlackCard.ToBlocks(story.Card, story.Id);

    private static IReadOnlyList<SlackPage> Pages(Reply reply, DateTimeOffset now, int max)
    {
        var pages = new SlackPages(now);
        foreach (var block in reply.Blocks)
        {
            pages.Add(block);
        }

        var all = pages.End().ToList();
        if (all.Count == 0)
        {
            all.Add(new SlackPage([new SlackBlock.Section(SlackTextObject.Plain(Nothing))], [Nothing]));
        }

        if (all.Count > max)
        {
            all.RemoveRange(max, all.Count - max);
            all[^1].Blocks.Add(new SlackBlock.Context([SlackTextObject.Plain(LeftOut)]));
            all[^1].Words.Add(LeftOut);
        }

        all[^1].Blocks.AddRange(Buttons(reply.Buttons));
        return all;
    }

    private static IEnumerable<SlackBlock> Buttons(IReadOnlyList<ReplyButton> buttons)
    {
        var shown = buttons.Where(button => PlainText.Count(button.Action) <= ButtonValue).Take(MostButtons)
            .Select((button, i) => Button("press" + i.ToString(CultureInfo.InvariantCulture), button)).ToList();
        return shown.Count == 0 ? [] : [new SlackBlock.Actions(shown)];
    }

    private static SlackElement Button(string actionId, ReplyButton button)
    {
        var label = PlainText.Clean(button.Label);
        return new SlackElement.Button(actionId, SlackTextObject.Plain(PlainText.Fit(label, ButtonText, SlackText.Escape)), button.Action)
        {
            Style = button.IsDestructive ? "danger" : null,
            Confirm = button.IsDestructive ? new SlackConfirm(
                SlackTextObject.Plain("Are you sure?"),
                SlackTextObject.Plain("It counts for everyone in this channel. The answer says how to undo it."),
                SlackTextObject.Plain(PlainText.Fit(label, ConfirmText, SlackText.Escape)),
                SlackTextObject.Plain("Leave it"))
            {
                Style = "danger",
            } : null,
        };
    }

    /// <summary>For notifications and screen readers: as many of the words as there is room for.</summary>
    private static string Fallback(List<string> words)
    {
        var text = new BoundedText(SlackLimits.FallbackText);
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
    private static IEnumerable<string> Texts(Reply reply)
    {
        var texts = new List<string>();
        foreach (var block in reply.Blocks)
        {
            if (block is ReplyBlock.Paragraph { Text.Spans: [RichText.Span.Code { Text: var code }] } && code.EndsWith('^') && code.All(c => c is '·' or '^') && texts.Count > 0)
            {
                var at = new StringInfo(texts[^1]);
                var before = at.LengthInTextElements < code.Length - 1 || code.Length == 1 ? "" : at.SubstringByTextElements(0, code.Length - 1);
                texts[^1] = $"Here: {before}⟶{texts[^1][before.Length..]}";
            }
            else
            {
                texts.Add(block switch
                {
                    ReplyBlock.Heading heading => heading.Text,
                    ReplyBlock.Paragraph paragraph => Text(paragraph.Text),
                    ReplyBlock.Item item => Text(item.Text),
                    ReplyBlock.Hint hint => Text(hint.Text),
                    _ => "",
                });
            }
        }

        return texts;
    }

    private static string Text(RichText text) => string.Concat(text.Spans.Select(span => span switch
    {
        RichText.Span.Plain plain => plain.Text,
        RichText.Span.Strong strong => strong.Text,
        RichText.Span.Code code => code.Text,
        RichText.Span.Link link => link.Label,
        _ => "",
    }));
}
