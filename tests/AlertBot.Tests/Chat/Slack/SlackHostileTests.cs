using System.Text;
using AlertBot.Alerts;
using AlertBot.Briefs;
using AlertBot.Chat;
using AlertBot.Chat.Slack;
using AlertBot.Stories;

namespace AlertBot.Tests.Chat.Slack;

/// <summary>Whatever a feed serves, in whatever place: nothing pings, links or formats, nothing exceeds a limit, and quotes read as they were.</summary>
public class SlackHostileTests
{
    private const string OurLink = "https://news.example/a";

    private static readonly string[] Mentions = ["broadcast", "user", "group", "channel", "link", "date", "unescaped", "raw"];

    public static TheoryData<string> Texts => SlackHostile.Texts;

    [Theory]
    [MemberData(nameof(Texts))]
    public void A_card_holds_it_as_text_only(string text)
    {
        foreach (var brief in Briefs(text))
        {
            var blocks = SlackCard.ToBlocks(Card.Of(brief, ABrief.Now), new StoryId(7));

            var marks = SlackTexts.Of(blocks).SelectMany(shown => SlackReader.Read(shown).Marks).ToList();
            Assert.All(marks, mark => Assert.True(IsOurs(mark, text), $"{mark.Kind} {mark.Value}"));
            Assert.InRange(marks.Count(mark => mark.Kind == "bold"), 0, 1);
        }
    }

    [Theory]
    [MemberData(nameof(Texts))]
    public void Summary_and_quotes_read_back_letter_for_letter(string text)
    {
        var card = Card.Of(ABrief.Everywhere(text), ABrief.Now);
        var read = SlackTexts.Of(SlackCard.ToBlocks(card)).Where(shown => shown.Type == "plain_text").Select(shown => SlackReader.Read(shown).Text).ToList();

        foreach (var quote in card.Quotes.Where(quote => PlainText.Count(SlackText.Escape(quote.Line)) <= SlackLimits.SectionText))
        {
            Assert.Contains(quote.Attribution is null ? quote.Words : $"{quote.Words}\n— {quote.Attribution}", read);
            Assert.StartsWith(quote.Parts[0], PlainText.Clean(text), StringComparison.Ordinal);
        }

        var summary = string.Join(' ', card.Summary);
        if (SlackText.IsVisible(summary) && PlainText.Count(SlackText.Escape(summary)) <= SlackLimits.SectionText)
        {
            Assert.Contains(summary, read);
        }
    }

    [Theory]
    [MemberData(nameof(Texts))]
    public void The_headline_is_shown_in_full_in_the_header_or_below_it(string text)
    {
        var card = Card.Of(ABrief.Everywhere(text) with { Sources = [] }, ABrief.Now);
        var headline = SlackText.IsVisible(card.Headline) ? card.Headline : "Untitled";

        var blocks = SlackCard.ToBlocks(card);

        var header = SlackReader.Read(Assert.IsType<SlackBlock.Header>(blocks[0]).Text).Text;
        var lead = blocks.OfType<SlackBlock.Section>().Select(section => section.Text).Where(t => t.Type == "mrkdwn").Select(t => t.Text).FirstOrDefault() ?? "";
        Assert.True(header == headline || (header.EndsWith('…') && headline.StartsWith(header[..^1].TrimEnd(), StringComparison.Ordinal)), header);
        Assert.Contains(header == headline ? "Read at news.example" : SlackText.EscapeMarks(headline), lead);
    }

    [Theory]
    [MemberData(nameof(Texts))]
    public void The_fallback_mentions_nobody_and_links_nothing(string text)
    {
        foreach (var brief in Briefs(text))
        {
            var fallback = SlackCard.ToFallback(Card.Of(brief, ABrief.Now));

            Assert.DoesNotContain(SlackReader.Marked(fallback, verbatim: true).Marks, mark => Mentions.Contains(mark.Kind));
            Assert.InRange(PlainText.Count(fallback), 1, SlackLimits.FallbackText);
        }
    }

    [Theory]
    [MemberData(nameof(Texts))]
    public void As_the_id_of_a_ping_or_a_thread_it_does_nothing(string text)
    {
        var message = new OutgoingMessage("C0123ABCD", ABrief.Full, "n1") { Story = new StoryId(7), Ping = text, Thread = text };

        var body = Encoding.UTF8.GetString(SlackMessages.Of(message, ABrief.Now).ToJson());

        Assert.Equal(Encoding.UTF8.GetString(SlackMessages.Of(message with { Ping = null, Thread = null }, ABrief.Now).ToJson()), body);
    }

    [Fact]
    public async Task Slack_takes_all_of_it_and_finds_no_breach()
    {
        await using var slack = await SlackTexts.UnhurriedSlackAsync();
        var number = 0;

        foreach (var text in SlackHostile.Texts.Select(row => row.Data))
        {
            foreach (var brief in Briefs(text))
            {
                var message = new OutgoingMessage(SlackTexts.Channel, brief with { Image = text }, $"n{number++}") { Story = new StoryId(number), Ping = text };
                await slack.TakeAsync(SlackMessages.Of(message, ABrief.Now));
            }
        }

        Assert.Equal(number, slack.Web.Messages.In(SlackTexts.Channel).Count);
        Assert.DoesNotContain(slack.Web.Messages.In(SlackTexts.Channel), message => message.Headline is null);
    }

    [Fact]
    public void The_table_is_long() => Assert.True(SlackHostile.Texts.Count - Hostile.Texts.Count >= 60);

    /// <summary>In every place at once, and with addresses of the feed's making.</summary>
    private static IEnumerable<Brief> Briefs(string text)
    {
        var everywhere = ABrief.Everywhere(text) with { Topics = [text, "ceasefire"] };
        yield return everywhere;
        yield return everywhere with { Link = text, Sources = [new BriefSource(text, text, null), new BriefSource("Harbour Post", OurLink + "?q=" + text, null)] };
        yield return everywhere with { Link = "https://evil.example/" + text, Headline = text + new string('x', 200), Sources = [] };
        yield return everywhere with { Link = null, Headline = new string('x', 200) + text };
    }

    private static bool IsOurs(SlackMark mark, string text) => mark.Kind switch
    {
        "bold" => true,
        "date" => mark.Value == $"!date^{ABrief.Now.AddMinutes(-1).ToUnixTimeSeconds()}^{{ago}}",
        "link" => mark.Value == OurLink || mark.Value == WebLink.Of(text) || mark.Value == WebLink.Of(OurLink + "?q=" + text) || mark.Value == WebLink.Of("https://evil.example/" + text),
        _ => false,
    };
}
