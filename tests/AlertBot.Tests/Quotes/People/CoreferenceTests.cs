using AlertBot.Quotes;

namespace AlertBot.Tests.Quotes.People;

/// <summary>The persons to whom pronouns, surnames and descriptions refer.</summary>
public class CoreferenceTests
{
    [Fact]
    public void A_pronoun_refers_to_the_subject_and_not_to_a_preceding_phrase()
    {
        var quote = ExtractSingle("Asked about Peter Lund’s letter, Martin Brekke laughed. “I have read worse,” he said.");

        Assert.Equal("Martin Brekke", quote.Name);
    }

    [Fact]
    public void A_pronoun_does_not_refer_to_the_addressee_of_the_previous_sentence()
    {
        var quote = ExtractSingle(
            "Hanna Moen runs the shelter. She would rather see the money go to Edith Falk.\n\n“They are trying to shut us down,” she "
                + "said.");

        Assert.Equal("Hanna Moen", quote.Name);
    }

    [Fact]
    public void A_pronoun_does_not_refer_to_a_name_that_modifies_an_office()
    {
        var quote = ExtractSingle(
            "Peter Lund lost the vote.\n\nLund adviser Martin Brekke saw it otherwise. “We are only starting,” he said.");

        Assert.Equal("Martin Brekke", quote.Name);
    }

    [Theory]
    [InlineData("“We will not stop here,” said Special Agent Owen Latham.", "Owen Latham", "Special Agent")]
    [InlineData("Ines Ray, the attorney for the District of Vermont Owen Latham knows, left. “We will not stop here,” Latham said.",
        "Owen Latham", null)]
    public void A_preceding_profession_or_place_is_not_part_of_a_name(string text, string name, string? role)
    {
        var quote = ExtractSingle(text);

        Assert.Equal((name, role), (quote.Name, quote.Role));
    }

    [Theory]
    [InlineData("“We will not pay for this,” Residents said.", null)]
    [InlineData("Attorneys said “we will not pay for this.”", null)]
    [InlineData("Ann Masters agreed. “We will not pay for this,” Masters said.", "Ann Masters")]
    public void A_group_at_the_start_of_a_sentence_is_not_a_name(string text, string? name)
    {
        Assert.Equal(name, ExtractSingle(text).Name);
    }

    [Fact]
    public void A_pronoun_can_refer_to_a_person_of_unknown_gender_whose_surname_is_the_subject_of_a_speech_verb()
    {
        var quotes = QuoteExtractor.Extract(
            "Tuvaq Ossian has run the harbour since spring, after Peter Lund.\n\nOssian said the gates would hold. “We tested them "
                + "twice,” he said.", "en");

        Assert.Equal("Tuvaq Ossian", Assert.Single(quotes).Name);
    }

    [Fact]
    public void A_surname_alone_refers_to_the_main_person_and_not_to_a_relative()
    {
        var text = "Edith Falk, a painter of harbours, died on Monday.\n\nHer death was confirmed by her daughter, Hanna Falk. “She "
            + "was painting,” Hanna Falk said.\n\nFalk left school early. “They gave me a brush,” she recalled in 1990.";

        var quotes = QuoteExtractor.Extract(text, "en");

        Assert.Equal(["Hanna Falk", "Edith Falk"], quotes.Select(quote => quote.Name));
    }

    [Fact]
    public void A_headline_with_a_verb_is_not_a_name()
    {
        var quote = ExtractSingle(
            "Martin Brekke Slams Peter Lund Over The Harbour\n\nBrekke met the press on Monday. “It will not stand,” he said.");

        Assert.DoesNotContain("Slams", quote.Name ?? "", StringComparison.Ordinal);
    }

    [Fact]
    public void An_answer_after_a_colon_belongs_to_the_person_in_the_possessive()
    {
        var quote = ExtractSingle("Hanna Moen had been asked all week about the final. Her answer after the whistle: “Ask me on Monday.”");

        Assert.Equal("Hanna Moen", quote.Name);
    }

    [Fact]
    public void A_term_somebody_uses_is_attributed_to_that_person()
    {
        var quote = ExtractSingle(
            "Peter Lund conceded after midnight. The towers rose in his time, a skyline he liked to call “my own children.”");

        Assert.Equal("Peter Lund", quote.Name);
    }

    [Fact]
    public void Words_of_a_court_filing_are_not_attributed_to_the_person_it_describes()
    {
        var quote = ExtractSingle(
            "According to a filing with the court, Martin Brekke had asked for the sale of the yard, “including all of the cranes and "
                + "boats.”");

        Assert.NotEqual("Martin Brekke", quote.Name);
    }

    [Fact]
    public void Parts_around_a_cue_are_joined_although_the_first_ends_with_a_nested_quotation()
    {
        var quotes =
            QuoteExtractor.Extract("‘My father used to say, “Hanna, look up,”’ said Hanna Moen outside court. ‘He never did.’", "en");

        Assert.Equal([false, true], quotes.Select(quote => quote.Continues));
        Assert.All(quotes, quote => Assert.Equal("Hanna Moen", quote.Name));
    }

    [Theory]
    [InlineData("“It is only paper,” Hanna Moen told a packed press conference at noon.", "a packed press conference")]
    [InlineData("“It is only paper,” Hanna Moen told Lindby FM on Monday.", "Lindby FM")]
    public void A_press_conference_and_a_broadcaster_are_venues(string text, string venue)
    {
        Assert.Equal(venue, ExtractSingle(text).Venue);
    }

    [Fact]
    public void An_earlier_statement_does_not_get_the_interview_as_venue()
    {
        var text = "In an interview with the Lindby Review, Hanna Moen recalled her first day. “They gave me gloves,” she said.\n\nShe "
            + "liked no prizes. “A medal is only dust,” she once told a friend.";

        var quotes = QuoteExtractor.Extract(text, "en");

        Assert.Equal("In an interview with the Lindby Review", quotes[0].Venue);
        Assert.Null(quotes[1].Venue);
    }

    [Fact]
    public void An_interview_context_ends_when_another_persons_words_are_reported()
    {
        var text = "“Four ships have turned round,” Peter Lund told Lindby FM.\n\nThe minister, Hanna Moen, said that she would not "
            + "choose.\n\nLund, told of the remark, laughed. “She will have to,” he said.";

        var quotes = QuoteExtractor.Extract(text, "en");

        Assert.Equal(["Lindby FM", null], quotes.Select(quote => quote.Venue));
    }

    [Fact]
    public void Words_added_after_a_colon_are_another_quotation()
    {
        var quotes = QuoteExtractor.Extract(
            "“People ask me about the ‘wave,’” Hanna Moen said, adding: “There was no wave. There was a furnace.”", "en");

        Assert.All(quotes, quote => Assert.Equal(("Hanna Moen", false), (quote.Name, quote.Continues)));
        Assert.Equal(2, quotes.Count);
    }

    [Fact]
    public void A_role_does_not_contain_the_name_of_another_person()
    {
        var quote = ExtractSingle("The engineer Tomas Brandl and Harbour Minister Edith Falk visited the dam. “It holds,” Falk said.");

        Assert.Equal(("Edith Falk", "Harbour Minister"), (quote.Name, quote.Role));
    }

    [Fact]
    public void A_relative_of_a_named_person_is_a_separate_speaker()
    {
        var quote = ExtractSingle("Edith Falk did not come to the dam. Her son said: “She is too tired for this.”");

        Assert.NotEqual("Edith Falk", quote.Name);
        Assert.Equal("Her son", quote.Speaker);
    }

    private static Quote ExtractSingle(string text) => Assert.Single(QuoteExtractor.Extract(text, "en"));
}
