using AlertBot.Articles;
using AlertBot.Briefs;
using AlertBot.Chat;

namespace AlertBot.Tests.Briefs;

/// <summary>The first sentence of an article says what happened: dateline, label or a quotation in it cost the summary nothing of it.</summary>
public class SummaryLeadTests
{
    private const string Rest =
        """


        The council of Lind will pay 40 million crowns for the dam and the new road to it.

        Engineers of the valley have warned of floods for years and asked for a higher wall.
        """;

    [Theory]
    [InlineData("LIND: The council voted on Monday to build a second dam above the town.")]
    [InlineData("LIND, Nov 3 (Valley News) - The council voted on Monday to build a second dam above the town.")]
    [InlineData("Lind, 14. November 2025 – The council voted on Monday to build a second dam above the town.")]
    [InlineData("Lind, 7 nov (VNA).- The council voted on Monday to build a second dam above the town.")]
    [InlineData("(VNA) - LIND, 28 NOV - The council voted on Monday to build a second dam above the town.")]
    [InlineData("LIND, Valley (AP) \" The council voted on Monday to build a second dam above the town.")]
    [InlineData("27.1.2022 - The council voted on Monday to build a second dam above the town.")]
    [InlineData("Update, 28.4.2020, 12.45 Uhr: The council voted on Monday to build a second dam above the town.")]
    public void A_dateline_goes_and_the_sentence_stays(string lead)
    {
        var summary = Summarize(lead + Rest);

        Assert.Equal("The council voted on Monday to build a second dam above the town.", summary[0]);
    }

    [Theory]
    [InlineData("The council of Lind – the largest in the valley – voted on Monday to build a second dam.")]
    [InlineData("Council leaders agreed: a second dam above the town of Lind will be built before next winter.")]
    [InlineData("On 3 November 2025 the council of Lind voted to build a second dam – the first since the war.")]
    public void What_is_no_dateline_stays(string lead)
    {
        Assert.Equal(lead, Summarize(lead + Rest)[0]);
    }

    [Fact]
    public void A_lead_may_quote_and_the_card_does_not_say_it_again()
    {
        var lead = "The council of Lind voted on Monday to build “a dam that the whole valley needs” above the town, its mayor Edith Falk said.";
        var text = lead + Rest + "\n\n“We will not wait for another flood,” said Edith Falk, the mayor of Lind.";
        var quotes = QuoteExtractor.Extract(text, "en");
        var summary = Summarize(text);

        var card = Card.Of(
            new Brief("A dam for Lind", null, [], [], summary, AlertBot.Alerts.BriefWriter.Quotes(KeyQuotes.Rank(text, quotes, [])), [], null),
            DateTimeOffset.UnixEpoch);

        Assert.Equal(lead, summary[0]);
        Assert.Equal(["We will not wait for another flood,"], card.Quotes.SelectMany(quote => quote.Parts));
        Assert.Equal(1, card.MoreQuotes);
    }

    [Fact]
    public void A_lead_without_a_full_stop_is_no_heading()
    {
        var lead = "The council of Lind has this morning agreed to pay the £71.6million for a second dam above the town";

        Assert.Equal(lead, Summarize(lead + Rest)[0]);
        Assert.DoesNotContain("A dam for the valley", Summarize("A dam for the valley" + Rest));
    }

    [Theory]
    [InlineData("Separately, the council of Lind agreed to mend the road above the town before the winter.")]
    [InlineData("The mayor of Lind has since said that the dam would be built in the spring of next year.")]
    [InlineData("Hierbei wurden in der Talstadt Lind am Montag drei Menschen bei dem Hochwasser verletzt.")]
    [InlineData("Das zeigt, dass die Talstadt Lind am Montag auf das Hochwasser nicht vorbereitet war.")]
    [InlineData("De esta manera, la ciudad de Lind tendrá una segunda presa antes del próximo invierno.")]
    [InlineData("À cause de ces pluies, la ville de Lind construira un second barrage avant l’hiver.")]
    [InlineData("Nach dieser Sitzung des Rates von Lind wird am Montag über die zweite Talsperre abgestimmt.")]
    public void What_leans_on_the_sentence_before_stays_out(string sentence)
    {
        Assert.True(Leaning.Is(sentence, begins: false));
    }

    [Theory]
    [InlineData("Ce lundi, la ville de Lind a voté la construction d’un second barrage.")]
    [InlineData("En este año la ciudad de Lind construirá una segunda presa.")]
    [InlineData("In diesem Jahr baut die Stadt Lind eine zweite Talsperre.")]
    [InlineData("Das Rathaus von Lind öffnet am Montag.")]
    public void A_day_of_the_calendar_leans_on_nothing(string sentence)
    {
        Assert.False(Leaning.Is(sentence, begins: false));
    }

    [Fact]
    public void A_heading_that_only_a_line_break_parts_is_not_shown_with_its_sentence()
    {
        var summary = Summarize("The council of Lind voted on Monday to build a second dam above the town." + Rest + "\n\nA dam for the whole valley\nThe council of Lind and the council of Aster voted for a second dam on Monday.");

        Assert.DoesNotContain(summary, sentence => sentence.Contains('\n', StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("He bought shares of Alder Motor Co. 787 of them were sold again in May.", 1)]
    [InlineData("The man was seen by the physician.Police arrested him an hour later.", 2)]
    [InlineData("The site Booking.Example opened on Monday.", 1)]
    public void Sentences_end_where_they_end(string text, int sentences)
    {
        Assert.Equal(sentences, Sentences.Split(text).Count);
    }

    [Fact]
    public void A_French_mark_turned_round_opens_no_quotation()
    {
        var text = "Le prévenu a reconnu le » vol aggravé « , demandant au tribunal d’ordonner une expertise » avant toute décision.";

        Assert.DoesNotContain(QuoteExtractor.Extract(text, "fr"), quote => quote.Text.Contains("demandant", StringComparison.Ordinal));
    }

    private static List<string> Summarize(string text) =>
        [.. Summarizer.Summarize(null, text, "en", QuoteExtractor.Extract(text, "en"), []).Select(sentence => sentence.Text)];
}
