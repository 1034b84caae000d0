using AlertBot.Alerts.Delivery;
using AlertBot.Briefs;
using AlertBot.Chat.Content;
using AlertBot.Chat.Slack.Messages;
using AlertBot.Stories;
using AlertBot.Testing.Fixtures;

namespace AlertBot.Tests.Chat.Slack.Messages;

public class SlackCardRendererTests
{
    [Fact]
    public async Task Text_that_grows_fivefold_when_escaped_stays_within_all_limits()
    {
        var and = new string('&', 440);
        var link = "https://news.example/?" + string.Concat(Enumerable.Repeat("a=1&", 480));
        var quote = new BriefQuote([new string('&', 500)], new string('&', 60), null, null);
        var brief = new Brief(new string('&', 10_000), link, [and], [and], [and, and], [quote, quote],
            [.. Enumerable.Repeat(new BriefSource(and, link, null), 9)], null);

        await using var slack = await SlackTexts.StartUnlimitedSlackAsync();
        slack.WebApi.MarkupRules.AllowedUserGroups.Add("S0123ABCD");

        await slack.PostAsync(
            SlackAlertMessage.ForPost(new OutgoingMessage(SlackTexts.Channel, brief, "n1") { Story = new StoryId(7), Ping = "S0123ABCD" },
                ABrief.Now));

        Assert.InRange(DisplayText.CountCodePoints(slack.WebApi.Messages.InChannel(SlackTexts.Channel)[0].Text), 1_000,
            SlackLimits.MaxFallbackText);
    }

    [Fact]
    public async Task The_shortest_and_the_longest_card_are_within_all_limits()
    {
        var letters = string.Concat(Enumerable.Repeat("Words and more words. ", 100));
        var quote = new BriefQuote([letters], letters, letters, letters);
        var longest = new Brief(letters, "https://news.example/" + new string('a', 2_000),
            [.. Enumerable.Range(0, 60).Select(n => n + letters)], [letters], [letters, letters, letters],
            [.. Enumerable.Repeat(quote, 60)],
            [.. Enumerable.Repeat(new BriefSource(letters, "https://news.example/" + new string('a', 2_000), ABrief.Now), 60)], ABrief.Now);

        await using var slack = await SlackTexts.StartUnlimitedSlackAsync();
        foreach (var brief in new[] { ABrief.Bare, longest })
        {
            await slack.PostAsync(
                SlackAlertMessage.ForPost(new OutgoingMessage(SlackTexts.Channel, brief, "n1") { Story = new StoryId(long.MaxValue) },
                    ABrief.Now));
        }

        Assert.Equal([2, 9], slack.WebApi.Messages.InChannel(SlackTexts.Channel).Select(message => message.Blocks!.Count));
    }

    [Fact]
    public void A_quote_that_shows_nothing_is_omitted_and_counted()
    {
        var quote = new BriefQuote(["\u200B\u2060"], "Mara Lindqvist", null, null);

        var blocks = SlackCardRenderer.ToBlocks(
            Card.FromBrief(ABrief.Bare with { Quotes = [quote, new BriefQuote(["Short."], null, null, null)] }, ABrief.Now));

        var texts = SlackTexts.Of(blocks).Select(text => text.Text).ToList();
        Assert.Equal(["Untitled", "1 more quote"], texts);
        Assert.Equal(["“Short.”\n— speaker not identified"], SlackTexts.QuotesOf(blocks));
    }

    [Fact]
    public void A_headline_longer_than_a_header_is_whole_in_the_link_below_it()
    {
        var headline = string.Concat(Enumerable.Repeat("Harbour talks resume. ", 10)).Trim();

        var blocks = SlackCardRenderer.ToBlocks(Card.FromBrief(ABrief.Full with { Headline = headline }, ABrief.Now));

        var header = Assert.IsType<SlackBlock.Header>(blocks[0]).Text.Text;
        Assert.InRange(DisplayText.CountCodePoints(header), 100, 150);
        Assert.EndsWith("…", header);
        Assert.Equal($"*<https://news.example/world/harbour-talks?id=7&amp;from=rss|{headline}>* · Harbour Post · "
            + "<!date^1741520880^{ago}|12 min ago>",
            Assert.IsType<SlackBlock.Section>(blocks[2]).Text.Text);
    }

    [Fact]
    public void The_only_source_and_its_link_are_shown_once()
    {
        var brief = ABrief.Full with { Sources = [ABrief.Full.Sources[0]], Publishers = 1, Figures = null, SummaryOutlets = null };

        var blocks = SlackCardRenderer.ToBlocks(Card.FromBrief(brief, ABrief.Now));

        var texts = string.Join('\n', SlackTexts.Of(blocks).Select(text => text.Text));
        Assert.Equal(2, texts.Split("Harbour Post").Length);
        Assert.Equal(2, texts.Split("https://news.example/").Length);
        Assert.DoesNotContain("updated", texts);
    }

    [Fact]
    public void A_card_with_all_quotes_has_no_button_for_more()
    {
        var few = Card.FromBrief(ABrief.Full with { Quotes = [ABrief.Full.Quotes[0]] }, ABrief.Now);
        var more = Card.FromBrief(ABrief.Full, ABrief.Now);

        Assert.DoesNotContain("MoreQuotes", ActionIds(few));
        Assert.Contains("MoreQuotes", ActionIds(more));
        Assert.DoesNotContain("quote", string.Concat(SlackTexts.Of(SlackCardRenderer.ToBlocks(few)).Select(text => text.Text)));
    }

    [Fact]
    public void Quotes_are_text_that_Slack_shows_as_it_is()
    {
        var brief = ABrief.Bare with { Quotes = [new BriefQuote(["a < b & <@U1> *c*"], "<!here>", null, null)] };

        var blocks = SlackCardRenderer.ToBlocks(Card.FromBrief(brief, ABrief.Now));

        Assert.Equal(["“a < b & <@U1> *c*”\n— <!here>"], SlackTexts.QuotesOf(blocks));
        Assert.All(blocks.OfType<SlackBlock.RichText>().SelectMany(block => block.Elements), quote =>
            Assert.Equal("rich_text_quote", quote.Type));
    }

    private static IEnumerable<string> ActionIds(Card card) => SlackCardRenderer.ToBlocks(card, new StoryId(7))
        .OfType<SlackBlock.Actions>().SelectMany(actions => actions.Elements).Select(element => element.ActionId);

    [Fact]
    public void A_date_before_1970_is_rendered_in_a_form_Slack_accepts()
    {
        var old = DateTimeOffset.FromUnixTimeSeconds(-86_400);
        var brief = ABrief.Full with { Published = old, Sources = [new BriefSource("Harbour Post", "https://news.example/a", old)] };

        var texts = SlackTexts.Of(SlackCardRenderer.ToBlocks(Card.FromBrief(brief, ABrief.Now))).Select(text => text.Text).ToList();

        Assert.Contains(texts, text => text.Contains("<!date^0^{ago}|", StringComparison.Ordinal));
        Assert.DoesNotContain(texts, text => text.Contains("<!date^-", StringComparison.Ordinal));
    }

    [Fact]
    public void A_header_is_cut_between_graphemes()
    {
        var family = "👩‍👩‍👧‍👦";

        var brief = ABrief.Bare with { Headline = string.Concat(Enumerable.Repeat(family, 40)) };
        var blocks = SlackCardRenderer.ToBlocks(Card.FromBrief(brief, ABrief.Now));

        var header = Assert.IsType<SlackBlock.Header>(blocks[0]).Text.Text;
        Assert.Equal(string.Concat(Enumerable.Repeat(family, 21)) + "…", header);
    }

    [Fact]
    public void A_link_without_an_outlet_shows_its_host()
    {
        var blocks = SlackCardRenderer.ToBlocks(
            Card.FromBrief(ABrief.Full with { Link = "https://today.example/b", Topics = [], Matched = [] }, ABrief.Now));

        Assert.Equal("*<https://today.example/b|Read at today.example>*", Assert.IsType<SlackBlock.Section>(blocks[1]).Text.Text);
    }

    [Fact]
    public void An_invisible_headline_is_shown_as_untitled()
    {
        var card = Card.FromBrief(ABrief.Everywhere("\u200B\u2060"), ABrief.Now);

        var blocks = SlackCardRenderer.ToBlocks(card);

        Assert.Equal("Untitled", Assert.IsType<SlackBlock.Header>(blocks[0]).Text.Text);
        Assert.Equal("*<https://news.example/a|Read at news.example>*", Assert.IsType<SlackBlock.Section>(blocks[2]).Text.Text);
        Assert.StartsWith("<https://news.example/b|news.example>", Assert.IsType<SlackBlock.Context>(blocks[^1]).Elements[0].Text);
        Assert.StartsWith("ceasefire: Untitled", SlackCardRenderer.ToFallback(card));
    }

    [Fact]
    public void The_fallback_text_counts_omitted_quotes_and_keeps_the_outlets()
    {
        var quote = new BriefQuote([new string('&', 590)], "Mara Lindqvist", null, null);

        var text = SlackCardRenderer.ToFallback(Card.FromBrief(ABrief.Full with { Quotes = [quote, quote, quote] }, ABrief.Now));

        Assert.EndsWith("\n2 more quotes\nReported by Harbour Post, Norland Today (world)", text);
    }
}
