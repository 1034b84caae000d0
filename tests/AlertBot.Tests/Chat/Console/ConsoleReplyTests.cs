using AlertBot.Alerts.Subscriptions;
using AlertBot.Chat.Console;
using AlertBot.Chat.Content;
using AlertBot.Stories;
using AlertBot.Testing.Fixtures;

namespace AlertBot.Tests.Chat.Console;

public class ConsoleReplyTests
{
    public static TheoryData<string> HostileTexts => HostileFeedTexts.Texts;

    [Fact]
    public void A_story_is_shown_like_an_alert_with_commands_in_place_of_buttons()
    {
        var card = Card.FromBrief(ABrief.Full, ABrief.Now);

        var lines = Lines(Reply.Of(new ReplyBlock.Story(card, new StoryId(1)), new ReplyBlock.Story(card, new StoryId(2))));

        var alone = ConsoleCardRenderer.Render(card).Select(line => line.ToPlain()).ToList();
        Assert.Equal([.. alone, "", .. alone, "For more quotes: `/news quotes`. To see why a story was posted: `/news why LINK`"],
            lines);
    }

    [Fact]
    public void A_quotation_is_printed_on_one_line_with_both_marks_speaker_and_venue()
    {
        var card = Card.FromBrief(ABrief.Full, ABrief.Now);

        var line = Assert.Single(
            Lines(Reply.Of(new ReplyBlock.Quotation(card.Quotes[0], new CardSource("Harbour Post", "https://harbour.example/1", null)))));

        Assert.Equal($"  {card.Quotes[0].Words} — {card.Quotes[0].Attribution} (Harbour Post https://harbour.example/1)", line);
    }

    [Theory]
    [MemberData(nameof(HostileTexts))]
    public void No_part_of_a_reply_injects_terminal_sequences_or_line_breaks(string hostile)
    {
        var text = RichText.Of(
            "x ", hostile, new RichText.Span.Strong(hostile), new RichText.Span.Code(hostile), new RichText.Span.Link(hostile, hostile),
            new RichText.Span.DestinationLink(new DestinationAddress("discord", hostile)));

        var lines = Lines(
            Reply.Of(new ReplyBlock.Heading(hostile), new ReplyBlock.Paragraph(text), new ReplyBlock.Item(text),
                new ReplyBlock.Hint(text)));

        Assert.Equal(4, lines.Count);
        Assert.All(lines,
            line => Assert.DoesNotContain(line,
                c => char.IsControl(c) || c is (>= '\u202a' and <= '\u202e') or (>= '\u2066' and <= '\u2069')));
    }

    [Fact]
    public void An_unsafe_link_is_reduced_to_its_label()
    {
        Assert.Equal(["a, b (https://b.example/), 2 h ago"], Lines(Reply.Of(new ReplyBlock.Paragraph(RichText.Of(
            new RichText.Span.Link("a", "javascript:alert(1)"), ", ", new RichText.Span.Link("b", "https://b.example/"), ", ",
            new RichText.Span.RelativeTime(ABrief.Now.AddHours(-2)))))));
    }

    private static List<string> Lines(Reply reply) =>
        [.. new ConsoleReplyRenderer(isTerminal: false, ABrief.Now).Render(reply).Select(line => line.ToPlain())];
}
