using AlertBot.Briefs;
using AlertBot.Chat.Content;
using AlertBot.Quotes;
using AlertBot.Summaries.Extractive;
using AlertBot.Text;

namespace AlertBot.Tests.Summaries.Extractive;

/// <summary>
/// The first sentence of an article is kept, although it begins with a dateline or a label, or contains a quotation.
/// </summary>
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
    public void A_dateline_is_removed_and_its_sentence_stays(string lead)
    {
        var summary = Summarize(lead + Rest);

        Assert.Equal("The council voted on Monday to build a second dam above the town.", summary[0]);
    }

    [Theory]
    [InlineData("The council of Lind – the largest in the valley – voted on Monday to build a second dam.")]
    [InlineData("Council leaders agreed: a second dam above the town of Lind will be built before next winter.")]
    [InlineData("On 3 November 2025 the council of Lind voted to build a second dam – the first since the war.")]
    public void Text_that_is_not_a_dateline_stays(string lead)
    {
        Assert.Equal(lead, Summarize(lead + Rest)[0]);
    }

    [Fact]
    public void A_quotation_in_the_lead_is_not_repeated_on_the_card()
    {
        var lead = "The council of Lind voted on Monday to build “a dam that the whole valley needs” above the town, its mayor Edith "
            + "Falk said.";
        var text = lead + Rest + "\n\n“We will not wait for another flood,” said Edith Falk, the mayor of Lind.";
        var quotes = QuoteExtractor.Extract(text, "en");
        var summary = Summarize(text);

        var card = Card.FromBrief(
            new Brief("A dam for Lind", null, [], [], summary, BriefComposer.ComposeQuotes(QuoteRanker.Rank(text, quotes, [])), [], null),
            DateTimeOffset.UnixEpoch);

        Assert.Equal(lead, summary[0]);
        Assert.Equal(["We will not wait for another flood,"], card.Quotes.SelectMany(quote => quote.Parts));
        Assert.Equal(1, card.MoreQuoteCount);
    }

    [Fact]
    public void A_lead_without_a_full_stop_is_not_a_heading()
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
    public void A_sentence_that_depends_on_the_previous_one_is_left_out(string sentence)
    {
        Assert.True(AnaphoraDetector.DependsOnPrevious(sentence, isFirst: false));
    }

    [Theory]
    [InlineData("Ce lundi, la ville de Lind a voté la construction d’un second barrage.")]
    [InlineData("En este año la ciudad de Lind construirá una segunda presa.")]
    [InlineData("In diesem Jahr baut die Stadt Lind eine zweite Talsperre.")]
    [InlineData("Das Rathaus von Lind öffnet am Montag.")]
    public void A_calendar_date_is_not_an_anaphor(string sentence)
    {
        Assert.False(AnaphoraDetector.DependsOnPrevious(sentence, isFirst: false));
    }

    [Fact]
    public void A_heading_separated_by_a_line_break_is_not_part_of_the_sentence()
    {
        var summary = Summarize(
            "The council of Lind voted on Monday to build a second dam above the town." + Rest
                + "\n\nA dam for the whole valley\nThe council of Lind and the council of Aster voted for a second dam on Monday.");

        Assert.DoesNotContain(summary, sentence => sentence.Contains('\n', StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("He bought shares of Alder Motor Co. 787 of them were sold again in May.", 1)]
    [InlineData("The man was seen by the physician.Police arrested him an hour later.", 2)]
    [InlineData("The site Booking.Example opened on Monday.", 1)]
    public void Sentence_ends_are_found(string text, int sentences)
    {
        Assert.Equal(sentences, SentenceSplitter.Split(text).Count);
    }

    [Fact]
    public void A_reversed_French_mark_does_not_open_a_quotation()
    {
        var text = "Le prévenu a reconnu le » vol aggravé « , demandant au tribunal d’ordonner une expertise » avant toute décision.";

        Assert.DoesNotContain(QuoteExtractor.Extract(text, "fr"), quote => quote.Text.Contains("demandant", StringComparison.Ordinal));
    }

    private static List<string> Summarize(string text) =>
        [.. ExtractiveSummarizer.Summarize(null, text, "en", QuoteExtractor.Extract(text, "en"), []).Select(sentence => sentence.Text)];
}
