using System.Text.RegularExpressions;
using AlertBot.Briefs;
using AlertBot.Chat;
using AlertBot.Chat.Slack;

namespace AlertBot.Tests.Chat;

public partial class SlackCardTests
{
    public static TheoryData<string> HostileTexts => Hostile.Texts;

    [Theory]
    [MemberData(nameof(HostileTexts))]
    public void No_text_from_a_feed_mentions_links_or_formats(string hostile)
    {
        var texts = Texts(ABrief.Everywhere(hostile));
        var harmless = Texts(ABrief.Everywhere("harmless"));

        Assert.Equal(harmless.Select(t => t.Type), texts.Select(t => t.Type));
        Assert.Equal(harmless.Where(IsMarked).Select(t => Marks(t.Text)), texts.Where(IsMarked).Select(t => Marks(t.Text)));
        Assert.All(texts.Where(t => !IsMarked(t)), t => Assert.DoesNotMatch("[<>]|&(?!amp;|lt;|gt;)", t.Text));
    }

    [Theory]
    [MemberData(nameof(HostileTexts))]
    public void Quotes_and_summary_read_as_they_were(string hostile)
    {
        var read = Texts(ABrief.Everywhere(hostile)).Where(t => !IsMarked(t)).Select(t => Read(t.Text)).ToList();

        var words = PlainText.Clean(hostile);
        Assert.Contains(words, read);
        Assert.Contains(read, t => t.StartsWith($"“{words}” “{words}” — {words}", StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(HostileTexts))]
    public void The_fallback_mentions_nobody(string hostile)
    {
        var text = SlackCard.ToFallback(Card.Of(ABrief.Everywhere(hostile), ABrief.Now));

        Assert.DoesNotMatch("[<>]|&(?!amp;|lt;|gt;)", text);
        Assert.NotEmpty(text);
    }

    [Fact]
    public void Text_that_grows_fivefold_when_escaped_stays_within_all_limits()
    {
        var and = new string('&', 440);
        var quote = new BriefQuote([new string('&', 600)], new string('&', 100), null, null);
        var brief = new Brief(new string('&', 10_000), "https://news.example/?" + string.Concat(Enumerable.Repeat("a=1&", 480)), [and], [and], [and, and], [quote, quote], [.. Enumerable.Repeat(new BriefSource(and, "https://news.example/?" + string.Concat(Enumerable.Repeat("a=1&", 480)), null), 9)], null);

        var card = Card.Of(brief, ABrief.Now);

        Assert.All(SlackCard.ToBlocks(card).SelectMany(TextsOf).Select(t => t.Text), t => Assert.InRange(PlainText.Count(t), 1, SlackLimits.SectionText));
        Assert.InRange(PlainText.Count(SlackCard.ToFallback(card)), 1, SlackLimits.FallbackText);
    }

    [Fact]
    public void A_quote_without_room_is_counted_among_the_others()
    {
        var quote = new BriefQuote([new string('&', 600)], "Mara Lindqvist", null, null);

        var blocks = SlackCard.ToBlocks(Card.Of(ABrief.Bare with { Quotes = [quote, new BriefQuote(["Short."], null, null, null)] }, ABrief.Now));

        Assert.Equal("“Short.”", TextsOf(blocks[1])[0].Text);
        Assert.Equal("1 more quote", TextsOf(blocks[2])[0].Text);
    }

    private static List<SlackTextObject> Texts(Brief brief) =>
        [.. SlackCard.ToBlocks(Card.Of(brief, ABrief.Now)).SelectMany(TextsOf)];

    private static IReadOnlyList<SlackTextObject> TextsOf(SlackBlock block) => block switch
    {
        SlackBlock.Section section => [section.Text],
        SlackBlock.Context context => context.Elements,
        _ => [],
    };

    private static bool IsMarked(SlackTextObject text) => text.Type == "mrkdwn";

    /// <summary>What Slack would obey in mrkdwn.</summary>
    private static List<string> Marks(string text) => [.. Active().Matches(text).Select(m => m.Value)];

    private static string Read(string text) => text
        .Replace("&lt;", "<", StringComparison.Ordinal)
        .Replace("&gt;", ">", StringComparison.Ordinal)
        .Replace("&amp;", "&", StringComparison.Ordinal);

    [GeneratedRegex(@"[*_~`<>|]|:[\w+-]+:|&(?!amp;|lt;|gt;)")]
    private static partial Regex Active();
}
