using AlertBot.Quotes;

namespace AlertBot.Tests.Quotes.Context;

/// <summary>The venue that a text gives once for all quotations from the same occasion.</summary>
public class SpeechContextTests
{
    [Theory]
    [InlineData("In an interview with Kanal Fem, the minister defended the wall.", "In an interview with Kanal Fem")]
    [InlineData("In comments delivered at the Council on River Affairs, the minister said the wall was safe.",
        "In comments delivered at the Council on River Affairs")]
    [InlineData("Speaking at the Vale Security Forum, Moen defended the wall.", "at the Vale Security Forum")]
    [InlineData("Moen addressed a rally in Karrow.", "a rally in Karrow")]
    [InlineData("Moen’s letter was short. In it, she said the wall was safe.", "letter")]
    public void A_speech_context_applies_to_the_following_quotations(string sentence, string venue)
    {
        var quotes = QuoteExtractor.Extract(
            $"Harbour Minister Ida Moen went to work.\n\n{sentence}\n\n“We go on as before,” Moen said.\n\n“Nobody will stop us,” she "
                + $"added.", "en");

        Assert.Equal([venue, venue], quotes.Select(quote => quote.Venue));
    }

    [Fact]
    public void The_fuller_description_of_a_speech_context_is_kept()
    {
        var quotes = QuoteExtractor.Extract(
            "In an interview with Kanal Fem, Ida Moen defended the wall.\n\n“We go on as before,” Moen said in the interview.", "en");

        Assert.Equal("In an interview with Kanal Fem", Assert.Single(quotes).Venue);
    }

    [Theory]
    [InlineData("“We go on as before,” Moen said last year.")]
    [InlineData("“We go on as before,” Moen said on Friday.")]
    [InlineData("Reporters met Moen after the speech.\n\n“We go on as before,” Moen said.")]
    [InlineData("“We go on as before,” Tomas Brandl said.")]
    public void Another_time_or_speaker_ends_the_speech_context(string sentence)
    {
        var quotes = QuoteExtractor.Extract("In a speech to the Vale Forum on Monday, Ida Moen defended the wall.\n\n" + sentence, "en");

        Assert.Null(Assert.Single(quotes).Venue);
    }

    [Theory]
    [InlineData("Ida Moen told the Herald that “we go on as before”.", "Herald")]
    [InlineData("Ida Moen told a news conference that “we go on as before”.", "a news conference")]
    [InlineData("Ida Moen told Kanal’s radio programme that “we go on as before”.", "Kanal’s radio programme")]
    [InlineData("“We go on,” Ida Moen said on Tora Dahl’s radio show.", "on Tora Dahl’s radio show")]
    [InlineData("“We go on,” Ida Moen wrote in a letter to the Vale council.", "in a letter to the Vale")]
    [InlineData("“We go on,” Ida Moen said in court.", "in court")]
    [InlineData("“We go on,” Ida Moen said, according to people familiar with the remarks.", null)]
    [InlineData("Ida Moen said that she had been ill during the spring meeting and that “we go on as before”.", null)]
    public void The_venue_phrase_is_complete(string text, string? venue)
    {
        var quote = Assert.Single(QuoteExtractor.Extract(text, "en"));

        Assert.Equal(venue, quote.Venue);
    }
}
