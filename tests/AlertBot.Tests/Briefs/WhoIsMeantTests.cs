using AlertBot.Briefs;

namespace AlertBot.Tests.Briefs;

/// <summary>Whom a pronoun, a surname or a description means.</summary>
public class WhoIsMeantTests
{
    [Fact]
    public void A_pronoun_means_the_subject_and_not_who_leads_up_to_it()
    {
        var quote = Only("Asked about Peter Lund’s letter, Martin Brekke laughed. “I have read worse,” he said.");

        Assert.Equal("Martin Brekke", quote.Name);
    }

    [Fact]
    public void A_pronoun_does_not_mean_the_one_that_the_sentence_before_says_something_to()
    {
        var quote = Only("Hanna Moen runs the shelter. She would rather see the money go to Edith Falk.\n\n“They are trying to shut us down,” she said.");

        Assert.Equal("Hanna Moen", quote.Name);
    }

    [Fact]
    public void A_pronoun_does_not_mean_the_one_whose_adviser_the_sentence_is_about()
    {
        var quote = Only("Peter Lund lost the vote.\n\nLund adviser Martin Brekke saw it otherwise. “We are only starting,” he said.");

        Assert.Equal("Martin Brekke", quote.Name);
    }

    [Fact]
    public void A_pronoun_may_mean_somebody_whose_first_name_tells_nothing_once_the_surname_speaks()
    {
        var quotes = QuoteExtractor.Extract("Tuvaq Ossian has run the harbour since spring, after Peter Lund.\n\nOssian said the gates would hold. “We tested them twice,” he said.", "en");

        Assert.Equal("Tuvaq Ossian", Assert.Single(quotes).Name);
    }

    [Fact]
    public void A_surname_alone_means_whom_the_text_is_about_and_not_a_relative()
    {
        var text = "Edith Falk, a painter of harbours, died on Monday.\n\nHer death was confirmed by her daughter, Hanna Falk. “She was painting,” Hanna Falk said.\n\nFalk left school early. “They gave me a brush,” she recalled in 1990.";

        var quotes = QuoteExtractor.Extract(text, "en");

        Assert.Equal(["Hanna Falk", "Edith Falk"], quotes.Select(quote => quote.Name));
    }

    [Fact]
    public void A_headline_with_a_verb_is_no_name()
    {
        var quote = Only("Martin Brekke Slams Peter Lund Over The Harbour\n\nBrekke met the press on Monday. “It will not stand,” he said.");

        Assert.DoesNotContain("Slams", quote.Name ?? "", StringComparison.Ordinal);
    }

    [Fact]
    public void An_answer_behind_a_colon_is_that_of_its_owner()
    {
        var quote = Only("Hanna Moen had been asked all week about the final. Her answer after the whistle: “Ask me on Monday.”");

        Assert.Equal("Hanna Moen", quote.Name);
    }

    [Fact]
    public void What_somebody_likes_to_call_a_thing_is_his_word()
    {
        var quote = Only("Peter Lund conceded after midnight. The towers rose in his time, a skyline he liked to call “my own children.”");

        Assert.Equal("Peter Lund", quote.Name);
    }

    [Fact]
    public void A_filings_words_are_not_those_of_the_one_it_tells_of()
    {
        var quote = Only("According to a filing with the court, Martin Brekke had asked for the sale of the yard, “including all of the cranes and boats.”");

        Assert.NotEqual("Martin Brekke", quote.Name);
    }

    [Fact]
    public void Parts_around_a_cue_belong_together_though_the_first_ends_with_a_quotation_inside_it()
    {
        var quotes = QuoteExtractor.Extract("‘My father used to say, “Hanna, look up,”’ said Hanna Moen outside court. ‘He never did.’", "en");

        Assert.Equal([false, true], quotes.Select(quote => quote.Continues));
        Assert.All(quotes, quote => Assert.Equal("Hanna Moen", quote.Name));
    }

    [Theory]
    [InlineData("“It is only paper,” Hanna Moen told a packed press conference at noon.", "a packed press conference")]
    [InlineData("“It is only paper,” Hanna Moen told Lindby FM on Monday.", "Lindby FM")]
    public void A_press_conference_and_a_station_are_where_something_was_said(string text, string venue)
    {
        Assert.Equal(venue, Only(text).Venue);
    }

    [Fact]
    public void What_somebody_once_said_was_not_said_in_the_interview_told_of_before()
    {
        var text = "In an interview with the Lindby Review, Hanna Moen recalled her first day. “They gave me gloves,” she said.\n\nShe liked no prizes. “A medal is only dust,” she once told a friend.";

        var quotes = QuoteExtractor.Extract(text, "en");

        Assert.Equal("In an interview with the Lindby Review", quotes[0].Venue);
        Assert.Null(quotes[1].Venue);
    }

    [Fact]
    public void An_interview_is_over_where_somebody_is_told_of_what_another_said()
    {
        var text = "“Four ships have turned round,” Peter Lund told Lindby FM.\n\nThe minister, Hanna Moen, said that she would not choose.\n\nLund, told of the remark, laughed. “She will have to,” he said.";

        var quotes = QuoteExtractor.Extract(text, "en");

        Assert.Equal(["Lindby FM", null], quotes.Select(quote => quote.Venue));
    }

    [Fact]
    public void What_she_adds_behind_a_colon_is_another_quotation()
    {
        var quotes = QuoteExtractor.Extract("“People ask me about the ‘wave,’” Hanna Moen said, adding: “There was no wave. There was a furnace.”", "en");

        Assert.All(quotes, quote => Assert.Equal(("Hanna Moen", false), (quote.Name, quote.Continues)));
        Assert.Equal(2, quotes.Count);
    }

    [Fact]
    public void The_role_of_one_does_not_hold_the_name_of_another_beside_her()
    {
        var quote = Only("The engineer Tomas Brandl and Harbour Minister Edith Falk visited the dam. “It holds,” Falk said.");

        Assert.Equal(("Edith Falk", "Harbour Minister"), (quote.Name, quote.Role));
    }

    [Fact]
    public void A_son_speaks_for_himself()
    {
        var quote = Only("Edith Falk did not come to the dam. Her son said: “She is too tired for this.”");

        Assert.NotEqual("Edith Falk", quote.Name);
        Assert.Equal("Her son", quote.Speaker);
    }

    private static Quote Only(string text) => Assert.Single(QuoteExtractor.Extract(text, "en"));
}
