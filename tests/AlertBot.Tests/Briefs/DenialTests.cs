using AlertBot.Briefs;

namespace AlertBot.Tests.Briefs;

/// <summary>Whose words are whose where somebody denies them, asks for them, or only hands them on.</summary>
public class DenialTests
{
    private const string Lead = "The engineer Tomas Brandl and Harbour Minister Edith Falk visited the dam on Monday.\n\n";

    [Theory]
    [InlineData("Tomas Brandl never said “the wall will surely fall one day”.")]
    [InlineData("Tomas Brandl did not say “the wall will surely fall one day”.")]
    [InlineData("“The wall will surely fall one day,” Tomas Brandl did not say on Tuesday.")]
    [InlineData("Tomas Brandl denied saying “the wall will surely fall one day”.")]
    [InlineData("Tomas Brandl denies that he said “the wall will surely fall one day”.")]
    [InlineData("Tomas Brandl refused to say “the wall will surely fall one day”.")]
    [InlineData("Tomas Brandl was accused of saying “the wall will surely fall one day”.")]
    [InlineData("Tomas Brandl accused Edith Falk of saying “the wall will surely fall one day”.")]
    [InlineData("“The wall will surely fall one day,” said neither Tomas Brandl nor Edith Falk.")]
    [InlineData("“The wall will surely fall one day,” neither Tomas Brandl nor Edith Falk said.")]
    public void Words_somebody_is_said_not_to_have_spoken_have_no_speaker(string sentence)
    {
        var quotes = QuoteExtractor.Extract(Lead + sentence, "en");

        Assert.All(quotes, quote => Assert.Equal((null, null), (quote.Speaker, quote.Name)));
    }

    [Theory]
    [InlineData("Tomas Brandl not only said “the wall will surely fall one day”, he drew it.")]
    [InlineData("Tomas Brandl has always said “the wall will surely fall one day”.")]
    [InlineData("“The wall will surely fall one day,” said Tomas Brandl, who did not say when.")]
    public void A_denial_of_something_else_leaves_the_speaker(string sentence)
    {
        var quote = Assert.Single(QuoteExtractor.Extract(Lead + sentence, "en"));

        Assert.Equal("Tomas Brandl", quote.Name);
    }

    [Fact]
    public void A_question_that_a_colon_leads_to_is_the_askers_and_the_answer_is_the_others()
    {
        var quotes = QuoteExtractor.Extract(Lead + "Edith Falk asked Tomas Brandl: “Will you ever resign?” Brandl said: “I will never resign.”", "en");

        Assert.Equal(["Edith Falk", "Tomas Brandl"], quotes.Select(quote => quote.Name));
    }

    [Fact]
    public void A_question_before_a_pronoun_and_its_answer_is_the_askers()
    {
        var quotes = QuoteExtractor.Extract(Lead + "Edith Falk asked Tomas Brandl: “Why did you do it?” He replied: “I had no choice at all.”", "en");

        Assert.Equal("Edith Falk", quotes[0].Name);
    }

    [Fact]
    public void A_question_asked_of_one_who_said_nothing_is_not_theirs()
    {
        var quotes = QuoteExtractor.Extract(Lead + "Asked by Edith Falk, “Why did you do it?”, Tomas Brandl said nothing.", "en");

        Assert.All(quotes, quote => Assert.NotEqual("Tomas Brandl", quote.Name));
    }

    [Theory]
    [InlineData("“The wall will surely fall one day,” the Gazette quoted Tomas Brandl as saying.", "Tomas Brandl")]
    [InlineData("The Gazette quoted Tomas Brandl as saying “the wall will surely fall one day”.", "Tomas Brandl")]
    [InlineData("“The wall will surely fall one day,” Edith Falk quoted her father as saying.", null)]
    public void The_one_who_is_quoted_speaks_and_not_who_hands_it_on(string sentence, string? name)
    {
        var quote = Assert.Single(QuoteExtractor.Extract(Lead + sentence, "en"));

        Assert.Equal(name, quote.Name);
    }

    [Fact]
    public void A_relative_named_behind_a_comma_speaks_and_not_the_one_he_belongs_to()
    {
        var quote = Assert.Single(QuoteExtractor.Extract(Lead + "“The wall will surely fall one day,” tweeted Edith Falk’s son, Peter Moen.", "en"));

        Assert.Equal("Peter Moen", quote.Name);
    }

    [Fact]
    public void Words_coined_by_one_are_not_those_of_who_tells_of_it()
    {
        var quotes = QuoteExtractor.Extract(Lead + "The slogan “a wall for every single town” was coined by Edith Falk, said Tomas Brandl.", "en");

        Assert.All(quotes, quote => Assert.NotEqual("Tomas Brandl", quote.Name));
    }
}
