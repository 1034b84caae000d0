using AlertBot.Quotes;

namespace AlertBot.Tests.Quotes.Detection;

/// <summary>Speakers of words that a sentence denies, asks for or relays.</summary>
public class NegatedAttributionTests
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
    public void A_quotation_with_a_negated_cue_has_no_speaker(string sentence)
    {
        var quotes = QuoteExtractor.Extract(Lead + sentence, "en");

        Assert.All(quotes, quote => Assert.Equal((null, null), (quote.Speaker, quote.Name)));
    }

    [Theory]
    [InlineData("Tomas Brandl not only said “the wall will surely fall one day”, he drew it.")]
    [InlineData("Tomas Brandl has always said “the wall will surely fall one day”.")]
    [InlineData("“The wall will surely fall one day,” said Tomas Brandl, who did not say when.")]
    public void A_denial_of_something_else_keeps_the_speaker(string sentence)
    {
        var quote = Assert.Single(QuoteExtractor.Extract(Lead + sentence, "en"));

        Assert.Equal("Tomas Brandl", quote.Name);
    }

    [Fact]
    public void A_question_after_a_colon_belongs_to_the_asker_and_the_answer_to_the_other()
    {
        var quotes = QuoteExtractor.Extract(
            Lead + "Edith Falk asked Tomas Brandl: “Will you ever resign?” Brandl said: “I will never resign.”", "en");

        Assert.Equal(["Edith Falk", "Tomas Brandl"], quotes.Select(quote => quote.Name));
    }

    [Fact]
    public void A_question_before_a_pronoun_and_its_answer_belongs_to_the_asker()
    {
        var quotes = QuoteExtractor.Extract(
            Lead + "Edith Falk asked Tomas Brandl: “Why did you do it?” He replied: “I had no choice at all.”", "en");

        Assert.Equal("Edith Falk", quotes[0].Name);
    }

    [Fact]
    public void A_question_is_not_attributed_to_a_person_who_did_not_answer()
    {
        var quotes = QuoteExtractor.Extract(Lead + "Asked by Edith Falk, “Why did you do it?”, Tomas Brandl said nothing.", "en");

        Assert.All(quotes, quote => Assert.NotEqual("Tomas Brandl", quote.Name));
    }

    [Theory]
    [InlineData("“The wall will surely fall one day,” the Gazette quoted Tomas Brandl as saying.", "Tomas Brandl")]
    [InlineData("The Gazette quoted Tomas Brandl as saying “the wall will surely fall one day”.", "Tomas Brandl")]
    [InlineData("“The wall will surely fall one day,” Edith Falk quoted her father as saying.", null)]
    public void A_quotation_belongs_to_the_quoted_person_and_not_to_the_one_relaying_it(string sentence, string? name)
    {
        var quote = Assert.Single(QuoteExtractor.Extract(Lead + sentence, "en"));

        Assert.Equal(name, quote.Name);
    }

    [Fact]
    public void A_relative_named_in_an_apposition_is_the_speaker()
    {
        var quote = Assert.Single(
            QuoteExtractor.Extract(Lead + "“The wall will surely fall one day,” tweeted Edith Falk’s son, Peter Moen.", "en"));

        Assert.Equal("Peter Moen", quote.Name);
    }

    [Fact]
    public void A_coined_term_belongs_to_its_author_and_not_to_the_one_mentioning_it()
    {
        var quotes =
            QuoteExtractor.Extract(Lead + "The slogan “a wall for every single town” was coined by Edith Falk, said Tomas Brandl.", "en");

        Assert.All(quotes, quote => Assert.NotEqual("Tomas Brandl", quote.Name));
    }
}
