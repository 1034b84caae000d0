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

    [Theory]
    [InlineData("“We sign,” he said, “not today.”", "he said,")]
    [InlineData("“We sign”, Mr. Varga said, “not today.”", ", Mr. Varga said,")]
    [InlineData("« We sign », a-t-il dit, « not today. »", ", a-t-il dit,")]
    [InlineData("„We sign“, sagte er, „not today.“", ", sagte er,")]
    [InlineData("“We sign,” he said. “not today.”", "")]
    [InlineData("“We sign,” he said. She left, “not today.”", "")]
    [InlineData("“We sign,” he said to “them” and “not today.”", "")]
    [InlineData("“We sign,”\n“not today.”", "")]
    [InlineData("“We sign,” “not today.”", "")]
    [InlineData("“We sign,” he said after a very long night of talks with all the parties there, “not today.”", "")]
    public void The_text_between_the_parts_of_a_quotation_is_kept_where_it_is_a_cue(string text, string cue)
    {
        var (first, second) = (text.IndexOf("We", StringComparison.Ordinal), text.IndexOf("not today", StringComparison.Ordinal));
        var end = first + (text[first + 7] == ',' ? 8 : 7);

        var brief = Compose(text, new Quote(text[first..end], first, end, "Varga"),
            new Quote(text[second..(second + 10)], second, second + 10, "Varga", Continues: true));

        Assert.Equal([cue], Assert.Single(brief.Quotes).Cues);
    }

    [Fact]
    public void A_story_of_one_article_has_no_coverage_figures_or_named_sentences()
    {
        var brief = Compose("32 people were killed when the ferry sank off Osk on Monday. 41 others were injured in the harbour.");

        Assert.Equal((1, 1), (brief.Publishers, brief.IndependentPublishers));
        Assert.Null(brief.Figures);
        Assert.Null(brief.SummaryOutlets);
        Assert.DoesNotContain("Figures", BriefJson.Serialize(brief));
    }

    [Fact]
    public void Publishers_and_differing_figures_of_a_story_are_in_its_brief()
    {
        var first = AnArticle.Seen(Now) with
        {
            Title = "Ferry sinks off Osk, 32 dead",
            Text = "At least 32 people were killed when a ferry sank off Osk.",
        };
        var second = AnArticle.Seen(Now.AddMinutes(3)) with
        {
            Source = "Coast Wire",
            Link = "https://wire.example/1",
            Title = "Ferry disaster: 41 dead",
            Text = "The coast guard counts 41 dead.",
        };

        var brief = BriefComposer.Compose(first, second);

        Assert.Equal((2, 2, Now.AddMinutes(3)), (brief.Publishers, brief.IndependentPublishers, brief.Updated));
        var figure = Assert.Single(brief.Figures!);
        Assert.Equal("dead", figure.Label);
        Assert.Equal([("32", "Harbour Post"), ("41", "Coast Wire")], figure.Values.Select(value => (value.Number, value.Sources[0].Name)));
        Assert.Equal("https://wire.example/1", figure.Values[1].Sources[0].Link);
        Assert.Equal(BriefJson.Serialize(brief), BriefJson.Serialize(BriefJson.Deserialize(BriefJson.Serialize(brief))));
    }

    [Fact]
    public void Sentences_of_a_second_outlet_are_named_as_its_own()
    {
        var first = AnArticle.Seen(Now) with { Text = "Norvia and Sundmark agreed on a truce on Monday after nine days of talks." };
        var second = AnArticle.Seen(Now) with
        {
            Source = "Coast Wire",
            Link = "https://wire.example/1",
            Text = "Ships may pass the strait of Lind again from Thursday under the truce, the coast guard commander ordered.",
        };

        var brief = BriefComposer.Compose(first, second);

        Assert.Equal(2, brief.Summary.Count);
        Assert.Equal([null, "Coast Wire"], brief.SummaryOutlets!);
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
