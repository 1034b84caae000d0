using AlertBot.Quotes;

namespace AlertBot.Tests.Quotes.Attribution;

/// <summary>The speaker where other words come between quotation, cue and name.</summary>
public class SpeakerAttributionTests
{
    private const string Lead = "Harbour Minister Edith Falk and the engineer Tomas Brandl visited the dam on Monday.\n\n";

    [Theory]
    [InlineData("Falk, for her part, called the wall “a danger to the whole valley”.")]
    [InlineData("Falk, hoping to calm the town, called the wall “a danger to the whole valley”.")]
    [InlineData("Falk (N-Vale.) called the wall “a danger to the whole valley”.")]
    [InlineData("Falk adopted the plan, calling the wall “a danger to the whole valley”.")]
    [InlineData("Hours later, Falk told the town that it was “a danger to the whole valley”.")]
    [InlineData("Reprising one of her lines, Falk called the wall “a danger to the whole valley”.")]
    [InlineData("Falk said she thinks the wall is “a danger to the whole valley”.")]
    [InlineData("The wall was called “a danger to the whole valley” and a waste, said Falk, who has seen it.")]
    [InlineData("But the wall, said Falk, is “a danger to the whole valley”.")]
    [InlineData("Brandl was asked by Falk whether it was “a danger to the whole valley”.")]
    [InlineData("The hall fell silent, with Falk shouting “this is a danger to the whole valley”.")]
    [InlineData("“It is a danger to the whole valley,” Falk retaliated.")]
    [InlineData("In other words, explained Edith Falk: “It is a danger to the whole valley.”")]
    public void Words_between_subject_and_cue_are_skipped(string sentence)
    {
        var quote = Assert.Single(QuoteExtractor.Extract(Lead + sentence, "en"));

        Assert.Equal("Edith Falk", quote.Name);
    }

    [Theory]
    [InlineData("His home state of affairs was “nobody’s fault and nobody’s business”.")]
    [InlineData("Some 11 minutes going by was “nobody’s fault and nobody’s business”.")]
    [InlineData("The rest of the past called it “nobody’s fault and nobody’s business”.")]
    public void An_inanimate_subject_is_not_a_speaker(string sentence)
    {
        var quotes = QuoteExtractor.Extract(Lead + sentence, "en");

        Assert.All(quotes, quote => Assert.Null(quote.Speaker));
    }

    [Theory]
    [InlineData("the minister", "Edith Falk")]
    [InlineData("the presidential hopeful", "Edith Falk")]
    [InlineData("the 54-year-old", "Edith Falk")]
    public void A_description_refers_to_the_current_speaker(string mention, string name)
    {
        var text = $"Harbour Minister Edith Falk opened the gates.\n\n“We go on as before,” Falk said.\n\nThe wall would "
            + $"stand, {mention} said, “for another hundred years”.";

        var quotes = QuoteExtractor.Extract(text, "en");

        Assert.Equal((mention, name), (quotes[^1].Speaker, quotes[^1].Name));
    }

    [Theory]
    [InlineData("the Vale senator", "Ida Moen")]
    [InlineData("the Karrow senator", "Bo Lund")]
    public void A_place_distinguishes_two_holders_of_one_office(string mention, string name)
    {
        var text = $"Sen. Ida Moen (R-Vale) met Sen. Bo Lund (D-Karrow) on Monday.\n\n“We go on as before,” {mention} said.";

        var quote = Assert.Single(QuoteExtractor.Extract(text, "en"));

        Assert.Equal(name, quote.Name);
    }

    [Fact]
    public void A_possessive_phrase_leads_to_the_person_it_names()
    {
        var text = "Harbour Minister Peter Falk stayed away. Falk's lawyer, Tomas Brandl, said in a statement that the case was "
            + "weak.\n\n“We are disappointed, but hardly surprised,” he said.";

        var quote = Assert.Single(QuoteExtractor.Extract(text, "en"));

        Assert.Equal("Tomas Brandl", quote.Name);
    }

    [Theory]
    [InlineData("Mayor Ann King (R-Vale) said: “We go on.”", "Ann King", "Mayor")]
    [InlineData("Work and Rivers Secretary Ida Moen said: “We go on.”", "Ida Moen", "Work and Rivers Secretary")]
    [InlineData("Ida Moen KC, for the town of Vale, said: “We go on.”", "Ida Moen", "KC, for the town of Vale")]
    [InlineData("The vote prompted President Ida Moen to act. “We go on,” Moen said.", "Ida Moen", "President")]
    [InlineData("Nordland’s attorney general, Ida Moen, a Liberal, said: “We go on.”", "Ida Moen", "attorney general")]
    [InlineData("“We go on,” said 70-year-old shopkeeper Ida Moen.", "Ida Moen", "70-year-old shopkeeper")]
    [InlineData("Ida Moen, a former Nordland state lawmaker, said: “We go on.”", "Ida Moen", "former Nordland state lawmaker")]
    public void A_role_is_complete_and_contains_nothing_else(string text, string name, string role)
    {
        var quote = Assert.Single(QuoteExtractor.Extract(text, "en"));

        Assert.Equal(name, quote.Name);
        Assert.EndsWith(role, quote.Role, StringComparison.Ordinal);
    }

    [Fact]
    public void A_role_given_once_applies_to_every_later_quotation()
    {
        var quotes = QuoteExtractor.Extract(
            Lead + "“The gates stay shut,” Falk said.\n\nThe council met.\n\n“It will be a long winter,” Ms Falk said.", "en");

        Assert.All(quotes, quote => Assert.Equal("Harbour Minister", quote.Role));
    }

    [Theory]
    [InlineData("\u202e")]
    [InlineData("\u200b")]
    [InlineData("\u2066")]
    public void Control_characters_in_a_name_are_harmless(string control)
    {
        var text = $"“The gates stay shut,” said Edith {control}Falk{control}.\n\n“It is over,” Falk\nsaid.";

        var quotes = QuoteExtractor.Extract(text, "en");

        Assert.Equal(2, quotes.Count);
        Assert.All(quotes, quote => Assert.DoesNotContain('\n', quote.Name ?? ""));
        Assert.All(quotes, quote => Assert.DoesNotContain('“', quote.Speaker ?? ""));
    }
}
