using AlertBot.Quotes;
using AlertBot.Summaries.Extractive;

namespace AlertBot.Tests.Summaries.Extractive;

/// <summary>Summaries of several outlets, and sentences that depend on the previous one.</summary>
public class StorySummaryTests
{
    private const string Lead =
        """
        The parliament of Norvia voted on Tuesday to open the border at Osk after eleven years.

        Lorries will be let through first, from the first of May, the ministry of transport said.

        Shopkeepers in the harbour town have painted their windows for the day.
        """;

    private const string Other =
        """
        Traders on both banks expect 2,000 lorries a week once the border crossing at Osk is open again.

        The customs hall, closed since the floods, needs a new roof that will cost six million crowns.
        """;

    [Fact]
    public void The_first_outlet_leads_and_others_add_new_information()
    {
        var summary = Summarize(Text(Lead), Text(Other));

        Assert.StartsWith("The parliament of Norvia", summary[0], StringComparison.Ordinal);
        Assert.Contains(summary, sentence => Other.Contains(sentence, StringComparison.Ordinal));
    }

    [Fact]
    public void An_agency_copy_does_not_change_the_summary()
    {
        var copy = "OSK (NPA) — "
            + Lead.Replace("Shopkeepers in the harbour town", "Shopkeepers in the small harbour town", StringComparison.Ordinal);

        Assert.Equal(Summarize(Text(Lead)), Summarize(Text(Lead), Text(copy)));
        Assert.Equal(Summarize(Text(Lead), Text(Other)), Summarize(Text(Lead), Text(Other), Text(copy)));
    }

    [Theory]
    [InlineData("zh", "诺维亚议会星期二在奥斯克投票决定于五月一日重新开放边境。奥斯克的店主们为这一天粉刷了他们的窗户和门。", "诺维亚议会周二在奥斯克投票决定于五月一日重新开放边境。海关大厅需要新的屋顶，费用估计为六百万克朗。")]
    [InlineData("ja", "ノルビア議会は火曜日、オスクの国境を五月一日に再開することを決めた。町の店主たちはこの日のために窓を塗り直した。",
        "ノルビア議会は火曜日に、オスクの国境を五月一日に再開することを決めた。税関の建物には新しい屋根が必要で費用は六百万という。")]
    public void A_repeated_sentence_in_a_script_without_spaces_is_used_once(string language, string one, string other)
    {
        var summary = Summarize(Text(one, language), Text(other, language));

        Assert.Single(summary, sentence => sentence.Contains("五月一日", StringComparison.Ordinal));
    }

    [Fact]
    public void Articles_in_another_language_are_not_used()
    {
        var german = Text(
            "Das Parlament von Norvia hat am Dienstag beschlossen, die Grenze bei Osk zu öffnen.\n\nHändler rechnen mit 2.000 "
                + "Lastwagen in der Woche.", "de-AT");

        Assert.Equal(Summarize(Text(Lead)), Summarize(Text(Lead), german));
        Assert.All(Summarize(german, Text(Lead)), sentence => Assert.DoesNotContain("parliament", sentence, StringComparison.Ordinal));
    }

    [Fact]
    public void Texts_of_unknown_language_are_not_mixed_with_others()
    {
        Assert.Equal(Summarize(Text(Lead, null)), Summarize(Text(Lead, null), Text(Other)));
        Assert.Equal(Summarize(Text(Lead)), Summarize(Text(Lead), Text(Other, null)));
    }

    [Fact]
    public void Near_duplicate_sentences_of_several_outlets_are_used_once()
    {
        var second = Text("Norvia's parliament voted on Tuesday to open the border at Osk after eleven years.\n\n" + Other);

        Assert.Single(Summarize(Text(Lead), second), sentence => sentence.Contains("voted on Tuesday", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("He told the crowd that the bridge would be open by the summer of next year.")]
    [InlineData("The move comes after eleven years of talks between the two ministries of transport.")]
    [InlineData("Both had asked the ministry of transport for a bridge at Osk many years ago.")]
    [InlineData("But the ministry of transport has no money for a second bridge at Osk.")]
    [InlineData("Meanwhile the ministry of transport looks for money for a second bridge at Osk.")]
    [InlineData("That decision will cost the ministry of transport some six million crowns a year.")]
    [InlineData("In March, he had promised the traders of Osk a bridge before the summer.")]
    [InlineData("The bridge of Osk will be open by the summer of next year, she said.")]
    [InlineData("For the same reason the traders of Osk have asked for a second bridge.")]
    [InlineData("The traders of Osk have also asked for a second bridge over the river.")]
    [InlineData("Here is what the traders of Osk know about the bridge and its opening.")]
    public void A_sentence_that_depends_on_the_previous_one_is_left_out(string dependent)
    {
        var text = Lead.Replace("Lorries will", dependent + " Lorries will", StringComparison.Ordinal);

        Assert.DoesNotContain(Summarize(Text(text)), sentence => sentence.StartsWith(dependent[..10], StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("Er habe den Händlern von Osk eine Brücke bis zum Sommer versprochen.", "de")]
    [InlineData("Dieser Schritt kostet das Ministerium sechs Millionen Kronen im Jahr.", "de")]
    [InlineData("Die Brücke von Osk werde im Sommer geöffnet, betonte er.", "de")]
    [InlineData("Die Händler von Osk haben auch eine zweite Brücke über den Fluss verlangt.", "de")]
    [InlineData("Elle avait promis aux commerçants d’Osk un pont avant la fin de l’été.", "fr")]
    [InlineData("Cette décision coûtera six millions de couronnes par an au ministère.", "fr")]
    [InlineData("Ella había prometido a los comerciantes de Osk un puente antes del verano.", "es")]
    [InlineData("Además, el ministerio busca dinero para un segundo puente en Osk.", "es")]
    public void Dependent_sentences_are_left_out_in_other_languages(string dependent, string language)
    {
        var first = language switch
        {
            "de" => "Das Parlament von Norvia hat am Dienstag beschlossen, die Grenze bei Osk zu öffnen.",
            "fr" => "Le parlement de Norvia a voté mardi l’ouverture de la frontière à Osk.",
            _ => "El parlamento de Norvia votó el martes abrir la frontera en Osk.",
        };

        Assert.Equal([first], Summarize(Text($"{first} {dependent}", language)));
    }

    [Fact]
    public void A_sentence_repeating_a_shown_quotation_is_left_out()
    {
        const string News =
            """
            The parliament of Norvia voted on Tuesday to open the border at Osk after eleven years.

            The minister of transport, Ida Moen, said that Norvia “has waited long enough for the lorries to roll again” and would not wait a day longer.

            The customs hall needs a new roof that will cost six million crowns.
            """;

        Assert.Equal(2, Summarize(Text(News)).Count);
        Assert.DoesNotContain(Summarize(Text(News)), sentence => sentence.Contains("waited long enough", StringComparison.Ordinal));
    }

    [Fact]
    public void An_uninformative_third_sentence_is_left_out()
    {
        var summary = Summarize(
            Text(Lead.Replace("Shopkeepers in the harbour town have painted their windows for the day.", "A band will play on Friday.",
                StringComparison.Ordinal)));

        Assert.Equal(2, summary.Count);
    }

    [Theory]
    [InlineData("the border and the river and the harbour ")]
    [InlineData("“We will open the border.” ")]
    [InlineData("- a list item of a page\n\n")]
    [InlineData("The border, the river, the harbour, she, ")]
    public void Many_outlets_of_a_megabyte_are_summarized_in_linear_time(string piece) =>
        WorkGrowth.AssertLinear((1 << 20) / piece.Length, times =>
        {
            var text = Text(string.Concat(Enumerable.Repeat(piece, times)));
            return () => Summarize([.. Enumerable.Repeat(text, 10)]);
        });

    private static SummarySource Text(string text, string? language = "en") =>
        new(null, text, language, QuoteExtractor.Extract(text, language), []);

    private static List<string> Summarize(params SummarySource[] texts) =>
        [.. ExtractiveSummarizer.Summarize(texts).Select(sentence => sentence.Text)];
}
