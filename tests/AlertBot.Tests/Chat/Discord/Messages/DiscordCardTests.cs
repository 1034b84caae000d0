using System.Text.RegularExpressions;
using AlertBot.Briefs;
using AlertBot.Chat.Content;
using AlertBot.Chat.Discord.Messages;
using AlertBot.Stories;
using AlertBot.Testing.Fixtures;

namespace AlertBot.Tests.Chat.Discord.Messages;

public partial class DiscordCardTests
{
    public static TheoryData<string> HostileTexts => HostileFeedTexts.Texts;

    [Theory]
    [MemberData(nameof(HostileTexts))]
    public void Feed_text_cannot_mention_link_or_format(string hostile)
    {
        var embed = Embed(ABrief.Everywhere(hostile));
        var harmless = Embed(ABrief.Everywhere("harmless"));

        Assert.Equal(Marks(harmless.Title), Marks(embed.Title));
        Assert.Equal(Marks(harmless.Description!), Marks(embed.Description!));
        Assert.Equal(Marks(harmless.Fields![0].Value), Marks(embed.Fields![0].Value));
    }

    [Theory]
    [MemberData(nameof(HostileTexts))]
    public void A_reader_sees_the_original_words(string hostile)
    {
        var embed = Embed(ABrief.Everywhere(hostile));

        var words = DisplayText.Clean(hostile);
        Assert.Equal(words, Read(embed.Title));
        Assert.Contains($"“{words}”{(words[0] is ',' or ';' or ':' ? "" : " ")}{words} “{words}”", Read(embed.Description!));
    }

    [Fact]
    public void A_headline_of_10000_characters_is_cut_with_its_escapes_within_the_limit()
    {
        var embed = Embed(ABrief.Bare with { Headline = string.Concat(Enumerable.Repeat("*_👩‍👧", 2_500)) });

        Assert.InRange(DisplayText.CountCodePoints(embed.Title), 200, DiscordLimits.MaxEmbedTitle);
        Assert.EndsWith("…", embed.Title);
        Assert.Empty(Marks(embed.Title));
    }

    [Fact]
    public void Text_that_doubles_when_escaped_stays_within_all_limits()
    {
        var stars = new string('*', 400) + ".";
        var quote = new BriefQuote([new string('_', 590)], new string('~', 160), new string('`', 160), new string('|', 160));
        var source = new BriefSource(new string('[', 200), "https://news.example/" + new string('a', 300), ABrief.Now);
        var brief = new Brief(stars, null, [new string('t', 80)], [stars], [stars, stars], [quote, quote, quote, quote],
            [.. Enumerable.Repeat(source, 9)], null);

        var embed = Embed(brief);

        Assert.InRange(DisplayText.CountCodePoints(embed.Description!), 1, DiscordLimits.MaxEmbedDescription);
        Assert.InRange(DisplayText.CountCodePoints(embed.Fields![0].Value), 1, DiscordLimits.MaxEmbedFieldValue);
        Assert.Contains("quotes", embed.Description);
    }

    [Fact]
    public void A_quote_that_does_not_fit_is_counted_as_omitted()
    {
        var dense = new string('_', 400) + ".";
        var quote = new BriefQuote([new string('*', 600)], new string('~', 160), null, null);

        var embed = Embed(ABrief.Bare with { Summary = [dense, dense], Quotes = [quote, quote, quote] });

        Assert.Equal(1, QuoteLines().Count(embed.Description!));
        Assert.EndsWith("-# 2 more quotes", embed.Description);
    }

    [Fact]
    public void The_link_of_the_title_is_not_repeated_and_each_outlet_is_named_once()
    {
        var embed = Embed(ABrief.Full with { Figures = null });

        Assert.Equal(ABrief.Full.Link, embed.Url);
        Assert.Equal("Harbour Post · <t:1741520880:R>\n[Norland Today (world)](https://today.example/a_%28b%29%7Cc) · <t:1741510800:R>\n"
            + "updated <t:1741521480:t> · 3 publishers (2 independent)", embed.Fields![0].Value);
        Assert.DoesNotContain("https://", embed.Description);
    }

    [Fact]
    public void Figures_on_which_outlets_differ_are_side_by_side_each_with_its_link() =>
        Assert.Contains("\n\nmissing: 3 ([Harbour Post](https://news.example/world/harbour-talks?id=7&from=rss)), "
            + "at least 5 ([Norland Today (world)](https://today.example/a_%28b%29%7Cc))\n\n", Embed(ABrief.Full).Description);

    [Fact]
    public void A_card_with_all_quotes_has_no_button_for_more()
    {
        var few = Card.FromBrief(ABrief.Full with { Quotes = [ABrief.Full.Quotes[0]] }, ABrief.Now);

        Assert.Equal(["Sources", "Mute story", "Why"],
            DiscordCard.Buttons(few, new StoryId(7)).SelectMany(row => row.Components).Select(button => button.Label));
        Assert.DoesNotContain("quote", DiscordCard.ToEmbed(few).Description);
    }

    [Fact]
    public void The_longest_possible_embed_stays_within_the_total()
    {
        const int Headings = 32;

        Assert.InRange(
            DiscordLimits.MaxEmbedTitle + DiscordLimits.MaxEmbedDescription + DiscordLimits.MaxEmbedAuthor
                + DiscordLimits.MaxEmbedFieldValue + DiscordLimits.MaxEmbedFooter + Headings,
            0,
            DiscordLimits.MaxEmbedTotal);
    }

    private static DiscordEmbed Embed(Brief brief) => DiscordCard.ToEmbed(Card.FromBrief(brief, ABrief.Now));

    /// <summary>Finds what Discord's client would interpret: unescaped marks, URLs, emoji names, marks at a line's start.</summary>
    private static List<string> Marks(string text) => [.. Active().Matches(Escaped().Replace(text, "\uE000")).Select(m => m.Value)];

    private static string Read(string text) => Escaped().Replace(text, m => m.Value[1..]);

    [GeneratedRegex(@"\\[^0-9A-Za-z\s]")]
    private static partial Regex Escaped();

    [GeneratedRegex(@"[\\*_~|`\[\]<>@]|^ *(-#|[-+#>]|\d+[.)])|:\w|\w:/|\.\w+/", RegexOptions.Multiline)]
    private static partial Regex Active();

    [GeneratedRegex("^> “", RegexOptions.Multiline)]
    private static partial Regex QuoteLines();
}
