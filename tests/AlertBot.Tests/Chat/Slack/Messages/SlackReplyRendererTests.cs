using System.Text.Json;
using AlertBot.Alerts.Subscriptions;
using AlertBot.Chat.Content;
using AlertBot.Chat.Slack.Messages;
using AlertBot.Stories;
using AlertBot.Testing.Fixtures;
using Span = AlertBot.Chat.Content.RichText.Span;

namespace AlertBot.Tests.Chat.Slack.Messages;

public class SlackReplyRendererTests
{
    private static readonly CardSource Source = new("Harbour Post", "https://news.example/a", ABrief.Now);

    [Fact]
    public void A_reply_renders_its_blocks()
    {
        var reply = Reply.Of(
            new ReplyBlock.Heading("Topics"),
            new ReplyBlock.Item(RichText.Of(new Span.Strong("ceasefire"), ": ", new Span.Code("ceasefire, `truce` <a> & harbo*"))),
            new ReplyBlock.Item(
                RichText.Of("in ", new Span.DestinationLink(new DestinationAddress("slack", "C0123ABCD")), " and ",
                    new Span.DestinationLink(new DestinationAddress("webhook", "news_room")))),
            new ReplyBlock.Paragraph(
                RichText.Of("Last poll ", new Span.RelativeTime(ABrief.Now), " from ",
                    new Span.Link("Harbour Post", "https://news.example/a?b=1&c=2"), ", ", new Span.Link("no link", "ftp://x"))),
            new ReplyBlock.Quotation(new CardQuote(["The guns <fall> silent."], "Tomas Berel", "the chief mediator", null), Source),
            new ReplyBlock.Hint(RichText.Of("Undo: ", new Span.Code("/news topic remove ceasefire"))));

        var message = Assert.Single(SlackReplyRenderer.ToMessages(reply, ABrief.Now));

        Assert.Equal(
            """
            Topics
            • *ceasefire*: `ceasefire, ˋtruceˋ &lt;a&gt; &amp; harbo*`
            • in <#C0123ABCD> and webhook:news＿room
            Last poll <!date^1741521600^{ago}|just now> from <https://news.example/a?b=1&amp;c=2|Harbour Post>, no link
            “The guns &lt;fall&gt; silent.” — Tomas Berel, the chief mediator
            <https://news.example/a|Harbour Post> · <!date^1741521600^{ago}|just now>
            Undo: `/news topic remove ceasefire`
            """,
            SlackCommandFixture.TextOf(message),
            ignoreLineEndingDifferences: true);
        Assert.Equal(["header", "section", "section", "context", "context"], BlockTypes(message));
        Assert.Equal("plain_text", ((SlackBlock.Section)message.Blocks![2]).Text.Type);
    }

    [Fact]
    public void The_fallback_text_contains_all_words()
    {
        var reply = Reply.Of(
            new ReplyBlock.Heading("Topics"),
            new ReplyBlock.Item(RichText.Of(new Span.Strong("cease*fire"), ": ", new Span.Code("ceasefire & truce"))),
            new ReplyBlock.Story(Card.FromBrief(ABrief.Full, ABrief.Now), new StoryId(7)),
            new ReplyBlock.Hint("That is all."));

        var text = Assert.Single(SlackReplyRenderer.ToMessages(reply, ABrief.Now)).Text;

        Assert.StartsWith("Topics\n• cease*fire: ceasefire &amp; truce\n", text, StringComparison.Ordinal);
        Assert.Contains(ABrief.Full.Headline, text, StringComparison.Ordinal);
        Assert.EndsWith("That is all.", text, StringComparison.Ordinal);
    }

    [Fact]
    public void The_fallback_text_has_as_many_lines_as_fit_after_escaping()
    {
        var line = new ReplyBlock.Paragraph(new string('>', 700));

        var text = Assert.Single(SlackReplyRenderer.ToMessages(Reply.Of(line, line, line), ABrief.Now)).Text;

        Assert.Equal(700 * "&gt;".Length, text.IndexOf('\n', StringComparison.Ordinal));
        Assert.EndsWith("\n…", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Each_story_has_its_buttons_and_several_stories_share_a_message()
    {
        var card = Card.FromBrief(ABrief.Full, ABrief.Now);
        var reply = Reply.Of(new ReplyBlock.Heading("Latest"), new ReplyBlock.Story(card, new StoryId(7)),
            new ReplyBlock.Story(card, new StoryId(8)));

        var message = Assert.Single(SlackReplyRenderer.ToMessages(reply, ABrief.Now));

        Assert.Equal(["7", "8"],
            Values(message).Where(value => value.StartsWith("news1:", StringComparison.Ordinal)).Select(value => value.Split(':')[^1])
                .Distinct());
        Assert.Contains("news1:quotes:7", Values(message));
        Assert.Contains("news1:mute:8", Values(message));
    }

    [Fact]
    public void A_destructive_button_asks_for_confirmation()
    {
        var reply = Reply.Of(new ReplyBlock.Paragraph("Sure?")) with
        {
            Buttons = [new ReplyButton("Mute story", "news1:mute:7", IsDestructive: true), new ReplyButton("Why", "news1:why:7")],
        };

        var buttons = Assert.IsType<SlackBlock.Actions>(
            Assert.Single(SlackReplyRenderer.ToMessages(reply, ABrief.Now)).Blocks![^1]).Elements.Cast<SlackElement.Button>().ToList();

        Assert.Equal(("danger", true), (buttons[0].Style, buttons[0].Confirm is not null));
        Assert.Equal((null, false), (buttons[1].Style, buttons[1].Confirm is not null));
        Assert.Equal(2, buttons.Select(button => button.ActionId).Distinct().Count());
    }

    [Fact]
    public void A_long_reply_continues_in_further_messages_without_cutting_quotations()
    {
        var words = string.Concat(Enumerable.Repeat("We will count the hours. ", 20)).Trim();
        var quotations = Enumerable.Repeat(new ReplyBlock.Quotation(new CardQuote([words], "Mara Lindqvist", null, null), Source), 40);

        var messages = SlackReplyRenderer.ToMessages(Reply.Of([.. quotations]), ABrief.Now);

        Assert.InRange(messages.Count, 2, SlackReplyRenderer.MaxMessages);
        Assert.Equal(40, messages.Sum(message => SlackCommandFixture.TextOf(message).Split($"“{words}”").Length - 1));
        Assert.All(messages, AssertWithinLimits);
    }

    [Fact]
    public void An_endless_reply_is_truncated_after_four_messages_with_a_notice()
    {
        var items = Enumerable.Range(0, 3_000).Select(i => new ReplyBlock.Item($"An item of a list that is far too long, number {i}"));

        var reply = Reply.Of([.. items]) with { Buttons = [new ReplyButton("More", "news1:why:1")] };
        var messages = SlackReplyRenderer.ToMessages(reply, ABrief.Now);

        Assert.Equal(4, messages.Count);
        Assert.Contains("The rest does not fit here.", SlackCommandFixture.TextOf(messages[^1]), StringComparison.Ordinal);
        Assert.EndsWith("[More]", SlackCommandFixture.TextOf(messages[^1]), StringComparison.Ordinal);
        Assert.All(messages, AssertWithinLimits);
    }

    [Fact]
    public void An_empty_reply_gets_a_placeholder_text() =>
        Assert.Equal("There is nothing to show.",
            SlackCommandFixture.TextOf(Assert.Single(SlackReplyRenderer.ToMessages(new Reply([]), ABrief.Now))));

    [Fact]
    public void An_endless_line_is_cut_and_keeps_its_formatting()
    {
        Span[] spans = [new Span.Plain(Long), new Span.Strong(Long), new Span.Code(Long), new Span.Link(Long, "https://news.example/")];
        foreach (var span in spans)
        {
            var reply = Reply.Of(new ReplyBlock.Paragraph(RichText.Of("so: ", span)));
            var message = Assert.Single(SlackReplyRenderer.ToMessages(reply, ABrief.Now));

            AssertWithinLimits(message);
            var text = ((SlackBlock.Section)message.Blocks![0]).Text.Text;
            Assert.Contains('…', text);
            Assert.Equal(0, text.Count(c => c is '*' or '`') % 2);
        }
    }

    [Theory]
    [InlineData("文字", "*文字*\u200b文")]
    [InlineData("war", "*war*\u200b文")]
    public void Formatting_beside_a_letter_still_applies(string strong, string shown) =>
        Assert.Equal(shown, SlackMarkup.CreateRenderer(ABrief.Now).Render(RichText.Of(new Span.Strong(strong), "文"), 100));

    [Theory]
    [MemberData(nameof(HostileFeedTexts.Texts), MemberType = typeof(HostileFeedTexts))]
    public void Hostile_text_is_inert_in_every_position(string hostile)
    {
        var reply = Reply.Of(
            new ReplyBlock.Heading(hostile),
            new ReplyBlock.Paragraph(
                RichText.Of(hostile, new Span.Strong(hostile), new Span.Code(hostile), new Span.Link(hostile, hostile),
                    new Span.Link("x", hostile), new Span.DestinationLink(new DestinationAddress("slack", hostile)))),
            new ReplyBlock.Item(hostile),
            new ReplyBlock.Quotation(new CardQuote([hostile], hostile, hostile, hostile), new CardSource(hostile, hostile, null)),
            new ReplyBlock.Hint(hostile)) with
        { Buttons = [new ReplyButton(hostile, "news1:why:1", IsDestructive: true)] };

        var messages = SlackReplyRenderer.ToMessages(reply, ABrief.Now);

        Assert.All(messages, message =>
        {
            AssertWithinLimits(message);
            AssertInert(message.Text);
            Assert.All(message.Blocks!, block => AssertInert(SlackCommandFixture.TextOf(block)));
        });
        Assert.Contains(SlackText.Escape($"“{hostile}”"), SlackCommandFixture.TextOf(messages[0]), StringComparison.Ordinal);
    }

    /// <summary>Everything between angle brackets is a link with a label, as AlertBot creates it.</summary>
    private static void AssertInert(string text)
    {
        for (var at = text.IndexOf('<', StringComparison.Ordinal); at >= 0; at = text.IndexOf('<', at + 1))
        {
            var end = text.IndexOf('>', at);
            Assert.True(end > at, text);
            var inner = text[(at + 1)..end];
            Assert.True(inner.StartsWith("http://", StringComparison.Ordinal) || inner.StartsWith("https://", StringComparison.Ordinal),
                text);
            Assert.Single(inner, c => c == '|');
            Assert.DoesNotContain('<', inner);
        }

        var rest = text.Replace("&amp;", "", StringComparison.Ordinal).Replace("&lt;", "", StringComparison.Ordinal)
            .Replace("&gt;", "", StringComparison.Ordinal);
        Assert.DoesNotContain('&', rest);
    }

    private static void AssertWithinLimits(SlackMessage message)
    {
        Assert.InRange(message.Blocks!.Count, 1, 50);
        Assert.InRange(DisplayText.CountCodePoints(message.Text), 1, SlackLimits.MaxFallbackText);
        Assert.All(message.Blocks, block =>
        {
            switch (block)
            {
                case SlackBlock.Header header:
                    Assert.InRange(DisplayText.CountCodePoints(header.Text.Text), 1, 150);
                    break;
                case SlackBlock.Section section:
                    Assert.InRange(DisplayText.CountCodePoints(section.Text.Text), 1, 3_000);
                    break;
                case SlackBlock.Context context:
                    Assert.InRange(context.Elements.Count, 1, 10);
                    Assert.All(context.Elements, text => Assert.InRange(DisplayText.CountCodePoints(text.Text), 1, 3_000));
                    break;
                case SlackBlock.Actions actions:
                    Assert.InRange(actions.Elements.Count, 1, 25);
                    Assert.All(actions.Elements.OfType<SlackElement.Button>(),
                        button => Assert.InRange(DisplayText.CountCodePoints(button.Text.Text), 1, 75));
                    Assert.All(actions.Elements.OfType<SlackElement.Button>().Where(button => button.Confirm is not null),
                        button => Assert.InRange(DisplayText.CountCodePoints(button.Confirm!.Confirm.Text), 1, 30));
                    break;
            }
        });
    }

    private static IEnumerable<string?> BlockTypes(SlackMessage message)
    {
        using var json = JsonDocument.Parse(message.ToJson());
        return [.. json.RootElement.GetProperty("blocks").EnumerateArray().Select(block => block.GetProperty("type").GetString())];
    }

    private static List<string> Values(SlackMessage message) =>
    [
        .. message.Blocks!.OfType<SlackBlock.Actions>().SelectMany(actions => actions.Elements).SelectMany(element => element switch
        {
            SlackElement.Button button => [button.Value ?? ""],
            SlackElement.Overflow overflow => overflow.Options.Select(option => option.Value),
            _ => Enumerable.Empty<string>(),
        }),
    ];

    private static string Long => string.Concat(Enumerable.Repeat("word & more <of> it ", 400));
}
