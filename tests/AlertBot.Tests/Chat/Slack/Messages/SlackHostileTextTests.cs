using System.Text;
using AlertBot.Alerts.Delivery;
using AlertBot.Briefs;
using AlertBot.Chat.Content;
using AlertBot.Chat.Slack.Messages;
using AlertBot.Stories;
using AlertBot.Testing.Fixtures;

namespace AlertBot.Tests.Chat.Slack.Messages;

/// <summary>
/// Hostile text from feeds, in every position, cannot mention, link or format, exceeds no limit, and is quoted verbatim.
/// </summary>
public class SlackHostileTextTests
{
    private const string ExpectedLink = "https://news.example/a";

    private static readonly string[] Mentions = ["broadcast", "user", "group", "channel", "link", "date", "unescaped", "raw"];

    public static TheoryData<string> Texts => SlackHostileTexts.Texts;

    [Theory]
    [MemberData(nameof(Texts))]
    public void A_card_shows_hostile_text_as_plain_text(string text)
    {
        foreach (var brief in Briefs(text))
        {
            var blocks = SlackCardRenderer.ToBlocks(Card.FromBrief(brief, ABrief.Now), new StoryId(7));

            var marks = SlackTexts.Of(blocks).SelectMany(shown => SlackMarkupReader.Read(shown).Marks).ToList();
            Assert.All(marks, mark => Assert.True(IsExpected(mark, text), $"{mark.Kind} {mark.Value}"));
            Assert.InRange(marks.Count(mark => mark.Kind == "bold"), 0, 1);
        }
    }

    [Theory]
    [MemberData(nameof(Texts))]
    public void Summary_and_quotes_are_displayed_exactly(string text)
    {
        var card = Card.FromBrief(ABrief.Everywhere(text), ABrief.Now);
        var blocks = SlackCardRenderer.ToBlocks(card);
        var quotes = SlackTexts.QuotesOf(blocks).ToList();
        var read = SlackTexts.Of(blocks).Where(shown => shown.Type == "plain_text")
            .Select(shown => SlackMarkupReader.Read(shown).Text).ToList();

        foreach (var quote in card.Quotes.Where(quote => DisplayText.CountCodePoints(quote.Line) <= SlackLimits.MaxQuoteText
            && quote.Parts.Any(SlackText.IsVisible)))
        {
            Assert.Contains($"{quote.Words}\n— {quote.Attribution}", quotes);
            Assert.StartsWith(quote.Parts[0], DisplayText.Clean(text), StringComparison.Ordinal);
        }

        var summary = string.Concat(card.Summary.Where(sentence => SlackText.IsVisible(sentence.Text))
            .Select((sentence, i) => (i == 0 ? "" : sentence.Separator) + sentence.NamedText));
        if (SlackText.IsVisible(summary) && DisplayText.CountCodePoints(SlackText.Escape(summary)) <= SlackLimits.MaxSectionText)
        {
            Assert.Contains(summary, read);
        }
    }

    [Theory]
    [MemberData(nameof(Texts))]
    public void The_headline_is_shown_in_full_in_the_header_or_below_it(string text)
    {
        var card = Card.FromBrief(ABrief.Everywhere(text) with { Sources = [] }, ABrief.Now);
        var headline = SlackText.IsVisible(card.Headline) ? card.Headline : "Untitled";

        var blocks = SlackCardRenderer.ToBlocks(card);

        var header = SlackMarkupReader.Read(Assert.IsType<SlackBlock.Header>(blocks[0]).Text).Text;
        var linkLine = blocks.OfType<SlackBlock.Section>().Select(section => section.Text)
            .FirstOrDefault(sectionText => sectionText.Type == "mrkdwn")?.Text ?? "";
        Assert.True(header == headline || (header.EndsWith('…') && headline.StartsWith(header[..^1].TrimEnd(), StringComparison.Ordinal)),
            header);
        Assert.Contains(header == headline ? "Read at news.example" : SlackText.EscapeMrkdwn(headline), linkLine);
    }

    [Theory]
    [MemberData(nameof(Texts))]
    public void The_fallback_text_has_no_mentions_or_links(string text)
    {
        foreach (var brief in Briefs(text))
        {
            var fallback = SlackCardRenderer.ToFallback(Card.FromBrief(brief, ABrief.Now));

            Assert.DoesNotContain(SlackMarkupReader.Marked(fallback, verbatim: true).Marks, mark => Mentions.Contains(mark.Kind));
            Assert.InRange(DisplayText.CountCodePoints(fallback), 1, SlackLimits.MaxFallbackText);
        }
    }

    [Theory]
    [MemberData(nameof(Texts))]
    public void Hostile_text_as_a_ping_or_thread_id_has_no_effect(string text)
    {
        var message = new OutgoingMessage("C0123ABCD", ABrief.Full, "n1") { Story = new StoryId(7), Ping = text, ThreadRootId = text };

        var body = Encoding.UTF8.GetString(SlackAlertMessage.ForPost(message, ABrief.Now).ToJson());

        Assert.Equal(
            Encoding.UTF8.GetString(SlackAlertMessage.ForPost(message with { Ping = null, ThreadRootId = null }, ABrief.Now).ToJson()),
            body);
    }

    [Fact]
    public async Task Slack_accepts_all_hostile_text_without_a_violation()
    {
        await using var slack = await SlackTexts.StartUnlimitedSlackAsync();
        var number = 0;

        foreach (var text in SlackHostileTexts.Texts.Select(row => row.Data))
        {
            foreach (var brief in Briefs(text))
            {
                var message = new OutgoingMessage(SlackTexts.Channel, brief with { Image = text },
                    $"n{number++}")
                { Story = new StoryId(number), Ping = text };
                await slack.PostAsync(SlackAlertMessage.ForPost(message, ABrief.Now));
            }
        }

        Assert.Equal(number, slack.WebApi.Messages.InChannel(SlackTexts.Channel).Count);
        Assert.DoesNotContain(slack.WebApi.Messages.InChannel(SlackTexts.Channel), message => message.Headline is null);
    }

    [Fact]
    public void The_Slack_table_adds_at_least_sixty_hostile_texts() =>
        Assert.True(SlackHostileTexts.Texts.Count - HostileFeedTexts.Texts.Count >= 60);

    /// <summary>Briefs with the text in every position at once, and in addresses.</summary>
    private static IEnumerable<Brief> Briefs(string text)
    {
        var everywhere = ABrief.Everywhere(text) with { Topics = [text, "ceasefire"] };
        yield return everywhere;
        yield return everywhere with
        {
            Link = text,
            Sources = [new BriefSource(text, text, null), new BriefSource("Harbour Post", ExpectedLink + "?q=" + text, null)]
        };
        yield return everywhere with { Link = "https://evil.example/" + text, Headline = text + new string('x', 200), Sources = [] };
        yield return everywhere with { Link = null, Headline = new string('x', 200) + text };
    }

    private static bool IsExpected(SlackMark mark, string text) => mark.Kind switch
    {
        "bold" => true,
        "date" => mark.Value == $"!date^{ABrief.Now.AddMinutes(-1).ToUnixTimeSeconds()}^{{ago}}"
            || mark.Value == $"!date^{ABrief.Now.ToUnixTimeSeconds()}^{{time}}",
        "link" => mark.Value is ExpectedLink or "https://news.example/b"
            || mark.Value == WebLink.Sanitize(text)
            || mark.Value == WebLink.Sanitize(ExpectedLink + "?q=" + text)
            || mark.Value == WebLink.Sanitize("https://evil.example/" + text),
        _ => false,
    };
}
