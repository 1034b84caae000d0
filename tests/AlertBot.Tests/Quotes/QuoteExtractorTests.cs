using AlertBot.Quotes;
using FsCheck.Fluent;

namespace AlertBot.Tests.Quotes;

/// <summary>Quotations of a text with their speakers, roles and venues.</summary>
public class QuoteExtractorTests
{
    private const string Lead = "Harbour Minister Edith Falk and the engineer Tomas Brandl visited the dam on Monday.\n\n";

    [Theory]
    [InlineData("“The gates will stay shut,” said Falk.", "Edith Falk", "said")]
    [InlineData("“The gates will stay shut,” Falk said on Monday.", "Edith Falk", "said")]
    [InlineData("“The gates will stay shut,” the minister said.", "Edith Falk", "said")]
    [InlineData("Falk said: “The gates will stay shut.”", "Edith Falk", "said")]
    [InlineData("Falk told Brandl that “the gates will stay shut”.", "Edith Falk", "told")]
    [InlineData("Falk criticised Brandl, saying “the gates will stay shut”.", "Edith Falk", "saying")]
    [InlineData("The gates “will stay shut for a year”, according to Brandl.", "Tomas Brandl", "according to")]
    [InlineData("According to Brandl, the gates “will stay shut for a year”.", "Tomas Brandl", "According to")]
    [InlineData("“The gates will stay shut,” Falk, who has run the harbour since spring, told Brandl.", "Edith Falk", "told")]
    [InlineData("“Will the gates stay shut?” asked Brandl.", "Tomas Brandl", "asked")]
    [InlineData("Brandl: “The gates will stay shut.”", "Tomas Brandl", null)]
    [InlineData("The gates, Brandl warned, were “never meant to carry this”.", "Tomas Brandl", "warned")]
    public void The_subject_of_the_cue_is_the_speaker(string sentence, string name, string? cue)
    {
        var quote = Assert.Single(QuoteExtractor.Extract(Lead + sentence, "en"));

        Assert.Equal((name, cue), (quote.Name, quote.Cue));
    }

    [Theory]
    [InlineData("„Die Tore bleiben zu“, sagte Falk am Montag.")]
    [InlineData("« Les portes restent fermées », a déclaré Edith Falk.")]
    [InlineData("Am Abend fügte sie hinzu: „Die Tore bleiben zu.“")]
    [InlineData("« Les portes restent fermées », explique-t-elle.")]
    [InlineData("«Las puertas seguirán cerradas», dijo Falk el lunes.")]
    public void German_French_and_Spanish_cues_are_recognized(string sentence)
    {
        var quote = Assert.Single(QuoteExtractor.Extract(Lead + sentence, null));

        Assert.Equal("Edith Falk", quote.Name);
    }

    [Fact]
    public void A_quotation_split_by_its_cue_is_two_parts_of_one()
    {
        var quotes = QuoteExtractor.Extract(Lead + "“The gates will stay shut,” Falk said. “We have no choice.”", "en");

        Assert.Equal(["The gates will stay shut,", "We have no choice."], quotes.Select(quote => quote.Text));
        Assert.Equal([false, true], quotes.Select(quote => quote.Continues));
        Assert.All(quotes, quote => Assert.Equal("Edith Falk", quote.Name));
    }

    [Fact]
    public void A_sentence_split_by_its_cue_is_two_parts_of_one()
    {
        var quotes = QuoteExtractor.Extract(Lead + "“The gates,” Falk said, “will stay shut for a year.”", "en");

        Assert.Equal([false, true], quotes.Select(quote => quote.Continues));
        Assert.All(quotes, quote => Assert.Equal("Edith Falk", quote.Name));
    }

    [Fact]
    public void A_quotation_paragraph_without_a_cue_continues_the_previous_speaker()
    {
        var quotes = QuoteExtractor.Extract(
            Lead + "“The gates will stay shut,” Falk said. “We have no choice.”\n\nAdvertisement\n\n“It will be a long winter for all "
                + "of us.”\n\n“But we will get through it,” Falk said.", "en");

        Assert.Equal(4, quotes.Count);
        Assert.All(quotes, quote => Assert.Equal("Edith Falk", quote.Name));
    }

    [Fact]
    public void A_paragraph_about_somebody_else_ends_the_speaker_carry_over()
    {
        var quotes = QuoteExtractor.Extract(
            Lead + "“The gates will stay shut,” Falk said.\n\nThe town council met in the evening and heard from thirty residents of "
                + "the valley.\n\n“It will be a long winter for all of us.”", "en");

        Assert.Null(quotes[1].Speaker);
        Assert.Null(quotes[1].Name);
    }

    [Fact]
    public void An_unclosed_quotation_continues_in_the_next_paragraph()
    {
        var quotes = QuoteExtractor.Extract(Lead + "Brandl said: “We warned them in spring.\n\n“They did not listen.”", "en");

        Assert.Equal(["Tomas Brandl", "Tomas Brandl"], quotes.Select(quote => quote.Name));
        Assert.True(quotes[1].Continues);
    }

    [Theory]
    [InlineData("“She was right,” he said.", "Tomas Brandl", "he")]
    [InlineData("“He was right,” she said.", "Edith Falk", "she")]
    [InlineData("“That is settled,” Ms Falk said.", "Edith Falk", "Ms Falk")]
    public void Pronouns_and_surnames_resolve_to_the_full_name(string sentence, string name, string mention)
    {
        var quote = Assert.Single(QuoteExtractor.Extract(Lead + sentence, "en"));

        Assert.Equal((name, mention), (quote.Name, quote.Speaker));
    }

    [Fact]
    public void A_pronoun_without_an_antecedent_gives_no_name()
    {
        var quote = Assert.Single(QuoteExtractor.Extract("Tomas Brandl left early.\n\n“It was dark,” she said.", "en"));

        Assert.Equal(("she", null), (quote.Speaker, quote.Name));
    }

    [Theory]
    [InlineData("Falk was told that “the gates will stay shut for a year and a day”.")]
    [InlineData("“The gates will stay shut for a year,” a letter to Falk said.")]
    [InlineData("Residents asked Falk: “Will the gates stay shut?”")]
    public void The_addressee_is_not_the_speaker(string sentence)
    {
        var quote = Assert.Single(QuoteExtractor.Extract(Lead + sentence, "en"));

        Assert.NotEqual("Edith Falk", quote.Name);
    }

    [Fact]
    public void An_unnamed_speaker_has_a_mention_and_no_name()
    {
        var quote = Assert.Single(QuoteExtractor.Extract("“The gates will stay shut,” said a spokesman for the harbour.", "en"));

        Assert.StartsWith("a spokesman", quote.Speaker, StringComparison.Ordinal);
        Assert.Null(quote.Name);
    }

    [Theory]
    [InlineData("“We go on,” Nordland Foreign Secretary Ida Moen said.", "Ida Moen", "Nordland Foreign Secretary")]
    [InlineData("“We go on,” said Ida Moen, the country’s foreign minister.", "Ida Moen", "country’s foreign minister")]
    [InlineData("“We go on,” Ida Moen, director of the port authority, said.", "Ida Moen", "director of the port authority")]
    [InlineData("“We go on,” Mr Moen said.", "Moen", null)]
    public void The_role_is_taken_from_the_text(string text, string name, string? role)
    {
        var quote = Assert.Single(QuoteExtractor.Extract(text, "en"));

        Assert.Equal((name, role), (quote.Name, quote.Role));
    }

    [Theory]
    [InlineData("“We go on,” Ida Moen said on Channel Nord’s Morning Hour.", "on Channel Nord’s Morning Hour")]
    [InlineData("“We go on,” Ida Moen wrote on her Fjordbook account.", "on her Fjordbook account")]
    [InlineData("“We go on,” Ida Moen said in an interview with the Nordland Gazette.", "in an interview with the Nordland Gazette")]
    [InlineData("Ida Moen told Reuters that “we go on as before”.", "Reuters")]
    [InlineData("“We go on,” Ida Moen said on Tuesday.", null)]
    [InlineData("“We go on,” Ida Moen told Tomas Brandl.", null)]
    public void The_venue_is_taken_from_the_text(string text, string? venue)
    {
        var quote = Assert.Single(QuoteExtractor.Extract(text, "en"));

        Assert.Equal(venue, quote.Venue);
    }

    [Fact]
    public void A_post_in_capitals_belongs_to_its_author()
    {
        var quote = Assert.Single(
            QuoteExtractor.Extract("“BIG NEWS FOR THE VALLEY. WATCH THIS PLACE! Mayor IM,” Ida Moen wrote on her Fjordbook account.",
                "en"));

        Assert.Equal(("Ida Moen", "BIG NEWS FOR THE VALLEY. WATCH THIS PLACE! Mayor IM,"), (quote.Name, quote.Text));
    }

    [Theory]
    [InlineData("The so-called “dry dam” cost a fortune and nobody wanted it.")]
    [InlineData("The band played “The Long Way Home” and left.")]
    [InlineData("Falk wrote the book “Rivers of the Northern Valley” last year.")]
    [InlineData("The word “dam” is old.")]
    public void Scare_quotes_and_titles_are_not_quotations(string text)
    {
        Assert.Empty(QuoteExtractor.Extract(text, "en"));
    }

    [Fact]
    public void A_short_phrase_that_its_sentence_attributes_is_a_quotation()
    {
        var quote = Assert.Single(QuoteExtractor.Extract(Lead + "Brandl called the plan “utterly mad”.", "en"));

        Assert.Equal(("utterly mad", "Tomas Brandl"), (quote.Text, quote.Name));
    }

    [Fact]
    public void Quotations_and_speakers_match_the_text_at_their_offsets_for_any_text()
    {
        var pieces = new[] { "“", "”", "\"", "‘", "’", "'", "«", "»", "„", "「", "」", " ", ". ", ", ", "Falk", "Edith Falk", "said", "he",
            "told", "according to", "\n\n", "(", ")", "minister", "the", "of", "on", "CNN", "ß", "😀", "\u0301", ":" };
        var texts = Gen.Elements(pieces).ListOf().Select(list => string.Concat(list));

        FsCheck.Check.QuickThrowOnFailure(Prop.ForAll(texts.ToArbitrary(), MatchesText));
        FsCheck.Check.QuickThrowOnFailure(Prop.ForAll<string?>(text => MatchesText(text ?? "")));
    }

    [Theory]
    [InlineData("\"")]
    [InlineData("“")]
    [InlineData("”")]
    [InlineData("'")]
    [InlineData("‘a ")]
    [InlineData("‘as’ ")]
    [InlineData("«")]
    [InlineData("「a")]
    [InlineData("„a b“ ")]
    [InlineData("“a b” ")]
    [InlineData("“a b,” he said. ")]
    [InlineData("said “a b c” ")]
    [InlineData("Ada Moen, ")]
    [InlineData("minister Ada Moen said ")]
    [InlineData("he ")]
    public void A_megabyte_of_any_text_is_processed_in_linear_time(string piece) =>
        WorkGrowth.AssertLinear(piece, 1 << 20, text => QuoteExtractor.Extract(text, "en"));

    private static bool MatchesText(string text) =>
        QuoteExtractor.Extract(text, null).All(quote =>
            text[quote.Start..quote.End] == quote.Text
            && quote.Text.Length > 0
            && (quote.Speaker is null || text[quote.SpeakerStart!.Value..quote.SpeakerEnd!.Value] == quote.Speaker));
}
