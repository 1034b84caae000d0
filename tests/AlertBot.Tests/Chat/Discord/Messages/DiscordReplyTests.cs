using AlertBot.Alerts.Subscriptions;
using AlertBot.Chat.Content;
using AlertBot.Chat.Discord.Messages;
using AlertBot.Stories;
using AlertBot.Testing.Fixtures;
using Span = AlertBot.Chat.Content.RichText.Span;

namespace AlertBot.Tests.Chat.Discord.Messages;

public class DiscordReplyTests
{
    private static readonly CardSource Source = new("Harbour Post", "https://news.example/a", ABrief.Now);

    [Fact]
    public void A_reply_renders_its_blocks()
    {
        var reply = Reply.Of(
            new ReplyBlock.Heading("Topics"),
            new ReplyBlock.Item(RichText.Of(new Span.Strong("ceasefire"), ": ", new Span.Code("ceasefire, truce"))),
            new ReplyBlock.Item(
                RichText.Of("in ", new Span.DestinationLink(new DestinationAddress("discord", "1402000000000000009")), " and ",
                    new Span.DestinationLink(new DestinationAddress("webhook", "news_room")))),
            new ReplyBlock.Paragraph(
                RichText.Of("Last poll ", new Span.RelativeTime(ABrief.Now), " from ",
                    new Span.Link("Harbour Post", "https://news.example/a"), ", ", new Span.Link("no link", "ftp://x"))),
            new ReplyBlock.Quotation(new CardQuote(["The guns fall silent."], "Tomas Berel", "the chief mediator", null), Source),
            new ReplyBlock.Hint(RichText.Of("Undo: ", new Span.Code("/news topic remove name:ceasefire"))));

        var message = Assert.Single(DiscordReply.ToMessages(reply));

        Assert.Equal(
            """
            **Topics**
            - **ceasefire**\: `ceasefire, truce`
            - in <#1402000000000000009> and webhook\:news\_room

            Last poll <t:1741521600:R> from [Harbour Post](<https://news.example/a>), no link

            > “The guns fall silent.”
            > — **Tomas Berel**, the chief mediator · [Harbour Post](<https://news.example/a>) · <t:1741521600:R>

            -# Undo\: `/news topic remove name:ceasefire`
            """,
            message.Content,
            ignoreLineEndingDifferences: true);
    }

    [Fact]
    public void Each_story_is_a_message_with_buttons_after_the_preceding_text()
    {
        var card = Card.FromBrief(ABrief.Full, ABrief.Now);
        var reply = Reply.Of(new ReplyBlock.Heading("Latest"), new ReplyBlock.Story(card, new StoryId(7)),
            new ReplyBlock.Story(card, new StoryId(8)), new ReplyBlock.Hint("That is all."));

        var messages = DiscordReply.ToMessages(reply);

        Assert.Equal(["**Latest**", null, @"-# That is all."], messages.Select(message => message.Content));
        Assert.Equal(["news1:sources:7", "news1:mute:7", "news1:why:7", "news1:quotes:7"],
            messages[0].Components![0].Components.Select(button => button.CustomId));
        Assert.Equal("news1:sources:8", messages[1].Components![0].Components[0].CustomId);
        Assert.Null(messages[2].Embeds);
    }

    [Fact]
    public void A_long_reply_continues_in_further_messages_without_cutting_quotations()
    {
        var words = string.Concat(Enumerable.Repeat("We will count the hours. ", 20)).Trim();
        var quotations = Enumerable.Repeat(new ReplyBlock.Quotation(new CardQuote([words], "Mara Lindqvist", null, null), Source), 8);

        var messages = DiscordReply.ToMessages(Reply.Of([.. quotations]));

        Assert.InRange(messages.Count, 2, DiscordReply.MaxMessages);
        Assert.All(messages, message => Assert.InRange(DisplayText.CountCodePoints(message.Content!), 1, DiscordLimits.MaxContent));
        Assert.Equal(8, messages.Sum(message => message.Content!.Split($"“{words}”").Length - 1));
    }

    [Fact]
    public void An_endless_reply_is_truncated_after_five_follow_ups_with_a_notice()
    {
        var items = Enumerable.Range(0, 900).Select(i => new ReplyBlock.Item($"An item of a list that is far too long, number {i}"));

        var messages = DiscordReply.ToMessages(Reply.Of([.. items]));

        Assert.Equal(6, messages.Count);
        Assert.Equal("-# The rest is left out: the reply is too long.", messages[^1].Content);
    }

    [Fact]
    public void A_line_longer_than_a_message_is_cut_and_its_code_is_closed()
    {
        var message = Assert.Single(
            DiscordReply.ToMessages(Reply.Of(new ReplyBlock.Paragraph(RichText.Of("Query: ", new Span.Code(new string('x', 3_000)))))));

        Assert.InRange(DisplayText.CountCodePoints(message.Content!), 1_900, DiscordLimits.MaxContent);
        Assert.EndsWith("…`", message.Content);
    }

    [Fact]
    public void A_quotation_with_an_endless_source_address_keeps_its_text()
    {
        var quote = new CardQuote([new string('*', 590) + "."], new string('~', 160), new string('_', 160), new string('|', 160));

        var message = Assert.Single(
            DiscordReply.ToMessages(
                Reply.Of(new ReplyBlock.Quotation(quote, Source with { Link = "https://news.example/" + new string('a', 2_000) }))));

        Assert.InRange(DisplayText.CountCodePoints(message.Content!), 1_200, DiscordLimits.MaxContent);
        Assert.Contains("Harbour Post", message.Content);
    }

    [Fact]
    public void Buttons_are_attached_to_the_last_message()
    {
        var reply = Reply.Of(new ReplyBlock.Paragraph("Muted.")) with
        {
            Buttons =
            [new ReplyButton("Unmute", "news1:unmute:7"), new ReplyButton("Remove", "x", IsDestructive: true)]
        };

        var row = Assert.Single(Assert.Single(DiscordReply.ToMessages(reply)).Components!);

        Assert.Equal([("Unmute", 2), ("Remove", 4)], row.Components.Select(button => (button.Label, button.Style)));
    }

    [Fact]
    public void An_empty_reply_gets_a_placeholder_text()
    {
        Assert.Equal("There is nothing to show.", Assert.Single(DiscordReply.ToMessages(Reply.Of())).Content);
    }
}
