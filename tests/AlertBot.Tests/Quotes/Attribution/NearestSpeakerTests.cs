using AlertBot.Quotes;

namespace AlertBot.Tests.Quotes.Attribution;

/// <summary>The speaker where another name is nearer to the quotation, or where the speaker is uncertain.</summary>
public class NearestSpeakerTests
{
    private const string Lead = "Harbour Minister Edith Falk and the engineer Tomas Brandl visited the dam on Monday.\n\n";

    [Theory]
    [InlineData("Falk said in a letter that the wall alone could add “six or seven feet” to the lake.", "Falk")]
    [InlineData("Falk said the first report described the wall as “a danger to the whole valley”.", "Falk")]
    [InlineData("Falk told Brandl that her side would “count every stone,” according to two clerks who were present.", "Falk")]
    [InlineData("The town blamed builders who, in the words of one mason, “never owned a level.”", "one mason")]
    [InlineData("By then, a spokesman for the mayor said, member states will be “asked to be kind.”", "a spokesman for the mayor")]
    [InlineData("The text of the deal, seen by the Gazette, obliges both towns to report “any fall of more than a foot”.", "The text")]
    [InlineData("A clerk’s report to the council, dated 9 May, warned that use was “well below any fair measure”.",
        "A clerk’s report to the council")]
    [InlineData("A safety report of 2031, published by the harbour office, had described the wall as “fit for all weathers”.",
        "A safety report")]
    public void The_subject_of_the_cue_speaks_and_not_a_nearer_name(string sentence, string mention)
    {
        var quote = Assert.Single(QuoteExtractor.Extract(Lead + sentence, "en"));

        Assert.Equal(mention, quote.Speaker);
    }

    [Theory]
    [InlineData("A spokeswoman for the quarry shook her head. “The letter is the letter,” she said.")]
    [InlineData("One villager, who would not give her name, had come back for a goat. “They say go, but where?” she asked.")]
    public void A_pronoun_after_an_unnamed_person_refers_to_nobody_else(string paragraph)
    {
        var quote = Assert.Single(QuoteExtractor.Extract(Lead + "Falk left early.\n\n" + paragraph, "en"));

        Assert.Null(quote.Name);
    }

    [Fact]
    public void A_paragraph_of_speech_after_a_statement_belongs_to_its_speaker()
    {
        var quotes = QuoteExtractor.Extract(
            Lead + "The town cheered. Falk said the gates would open on Friday.\n\n“We asked for two pumps. We have one.", "en");

        Assert.Equal("Edith Falk", Assert.Single(quotes).Name);
    }

    [Fact]
    public void A_pronoun_before_a_colon_is_the_speaker()
    {
        var quotes = QuoteExtractor.Extract(
            Lead + "Falk smiled.\n\nShe brushed the question of money aside: “We have built with less before.”", "en");

        Assert.Equal("Edith Falk", Assert.Single(quotes).Name);
    }

    [Theory]
    [InlineData("‘A wall nobody wants’\n\nThe town voted on Monday.")]
    [InlineData("Masons call it the “cold pool.” It never freezes.")]
    [InlineData("He was tried for his so-called ‘ghost bricks’.")]
    [InlineData("In her memoir, “Long Water,” Falk tells of the wall.")]
    public void Headings_terms_and_titles_of_works_are_not_quotations(string text)
    {
        Assert.Empty(QuoteExtractor.Extract(text, "en"));
    }

    [Fact]
    public void A_plural_genitive_does_not_close_single_marks()
    {
        var quote = Assert.Single(
            QuoteExtractor.Extract("Falk said in a statement that it would buy ‘a roof, drains and a miners’ washroom that is warm’.",
                "en"));

        Assert.Equal("a roof, drains and a miners’ washroom that is warm", quote.Text);
    }

    [Fact]
    public void An_employer_is_not_a_venue()
    {
        var quote = Assert.Single(QuoteExtractor.Extract("“It will hold,” said Ida Moen, a geologist at the University of Vale.", "en"));

        Assert.Equal(("Ida Moen", "geologist at the University of Vale", null), (quote.Name, quote.Role, quote.Venue));
    }

    [Theory]
    [InlineData("Falk said: “We will build it again.”", "Falk")]
    [InlineData("Falk looked at the wall.\n\n“We will build it again.”", null)]
    [InlineData("The road was long.\n\n“We will build it again.” The rain fell.", null)]
    public void A_quotation_whose_speaker_is_uncertain_is_kept_without_one(string text, string? speaker)
    {
        var quote = Assert.Single(QuoteExtractor.Extract(Lead + text, "en"));

        Assert.Equal(("We will build it again.", speaker), (quote.Text, quote.Speaker));
    }

    [Theory]
    [InlineData('\u200B')]
    [InlineData('\u202E')]
    [InlineData('\u2066')]
    [InlineData('\uFEFF')]
    [InlineData('\u0007')]
    [InlineData('\u00AD')]
    public void An_invisible_character_in_a_name_does_not_make_another_person(char hidden)
    {
        var text = $"{Lead}“We go on,” Edith Fa{hidden}lk said. “It will hold,” Bran{hidden}dl said.";

        var quotes = QuoteExtractor.Extract(text, "en");

        Assert.All(quotes,
            quote => Assert.True(quote.Speaker is null || text[quote.SpeakerStart!.Value..quote.SpeakerEnd!.Value] == quote.Speaker));
        Assert.DoesNotContain(quotes, quote => quote.Text == "We go on," && quote.Name == "Tomas Brandl");
        Assert.DoesNotContain(quotes, quote => quote.Text == "It will hold," && quote.Name == "Edith Falk");
    }

    [Theory]
    [InlineData("said ")]
    [InlineData("Falk said that the report ")]
    [InlineData("the report of 2031, published ")]
    [InlineData("“‘“a b ")]
    [InlineData("‘the miners’ ")]
    [InlineData("according to the ")]
    [InlineData("in the words of ")]
    [InlineData("told Moen that it could add ")]
    [InlineData("A clerk left. “No way,” she said. ")]
    [InlineData("Ida\u200B Mo\u202Een said “a b c” ")]
    public void A_megabyte_of_cues_is_read_in_linear_time(string piece) =>
        WorkGrowth.AssertLinear(piece, 1 << 20, text => QuoteExtractor.Extract(text + "“One more word.”", "en"));
}
