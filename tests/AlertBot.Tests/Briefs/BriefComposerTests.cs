using AlertBot.Briefs;
using AlertBot.Quotes;
using AlertBot.Testing.Fixtures;

namespace AlertBot.Tests.Briefs;

public class BriefComposerTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 23, 12, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData("Varga", "Ana Varga", "Ana Varga")]
    [InlineData("the harbour ministry", null, "the harbour ministry")]
    [InlineData("She", null, null)]
    [InlineData("His lawyer", null, null)]
    [InlineData("Their spokeswoman Marrow", null, null)]
    [InlineData("Ihr Sprecher", null, null)]
    [InlineData(null, null, null)]
    public void A_quote_shows_its_speakers_name_or_the_mention_but_never_a_pronoun(string? mention, string? name, string? shown)
    {
        var text = "“The truce holds tonight,” somebody said.";

        var brief = Compose(text, new Quote(text[1..24], 1, 24, mention, Name: name));

        Assert.Equal(shown, Assert.Single(brief.Quotes).Speaker);
    }

    [Fact]
    public void A_quotation_split_by_its_cue_becomes_one_quote_of_two_verbatim_parts()
    {
        const string Text = "“The truce holds,” Varga said. “We watch it.”";

        var brief = Compose(Text, new Quote(Text[1..16], 1, 16, "Varga", Name: "Ana Varga"),
            new Quote(Text[32..44], 32, 44, "Varga", Name: "Ana Varga", Continues: true));

        Assert.Equal([Text[1..16], Text[32..44]], Assert.Single(brief.Quotes).Parts);
    }

    [Fact]
    public void Each_matched_word_is_listed_once()
    {
        var article = AnArticle.Seen(Now);
        var topic = article.Topics[0] with
        {
            Evidence = [new("title", 31, 36, "truce"), new("text", 31, 36, "truce"), new("text", 0, 5, "Truce")],
        };

        Assert.Equal(["truce"], BriefComposer.Compose(article with { Topics = [topic] }).Matched);
    }

    [Fact]
    public void An_article_without_a_title_is_headed_by_its_first_sentence()
    {
        var article = AnArticle.Seen(Now) with { Title = "", Text = "The truce holds. Nobody knows why." };

        Assert.Equal("The truce holds.", BriefComposer.Compose(article).Headline);
    }

    private static Brief Compose(string text, params Quote[] quotes)
    {
        var article = AnArticle.Seen(Now) with { Text = text, Quotes = quotes };
        return BriefComposer.Compose(article);
    }
}
