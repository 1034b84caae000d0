using AlertBot.Quotes;
using AlertBot.Summaries;
using AlertBot.Summaries.Extractive;
using AlertBot.Text;
using FsCheck.Fluent;

namespace AlertBot.Tests.Summaries.Extractive;

public class ExtractiveSummarizerTests
{
    private const string News =
        """
        The Northern Valley council voted on Monday to build a second dam above the town of Lind.

        He added that the work would begin before the first snow falls in the mountains.

        “We will build the new dam before the winter comes, and nobody will stop us this time,” said Edith Falk.

        The dam will cost 40 million crowns and protect 3,000 homes in the valley, the council said.

        Engineers had warned the council of Lind for years that the old dam above the town could not hold another flood in the valley.

        The ferry across Lake Orrin will run again from June.
        """;

    [Fact]
    public void Two_or_three_sentences_are_picked_in_order_and_verbatim()
    {
        var summary = Summarize(News);

        Assert.InRange(summary.Count, 2, 3);
        Assert.Equal(summary.OrderBy(sentence => sentence.Start), summary);
        Assert.All(summary, sentence => Assert.Equal(News[sentence.Start..sentence.End], sentence.Text));
        Assert.StartsWith("The Northern Valley council voted", summary[0].Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("He added")]
    [InlineData("We will build the new dam")]
    public void Dependent_sentences_and_quotations_are_left_out(string piece)
    {
        Assert.DoesNotContain(Summarize(News), sentence => sentence.Text.Contains(piece, StringComparison.Ordinal));
    }

    [Fact]
    public void The_summary_favours_the_topic()
    {
        var at = News.IndexOf("ferry", StringComparison.Ordinal);

        var with = Summarize(News, new TextSpan(at, at + 5));

        Assert.DoesNotContain(Summarize(News), sentence => sentence.Text.Contains("ferry", StringComparison.Ordinal));
        Assert.Contains(with, sentence => sentence.Text.Contains("ferry", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("By Ida Moen and Tomas Brandl in Lind.")]
    [InlineData("Story continues below this ad and goes on after it.")]
    [InlineData("Follow us on Fjordbook for more of the news of the valley.")]
    [InlineData("Sign up for our newsletter and never miss the news of Lind.")]
    [InlineData("A crane stands on the old dam above the town of Lind last spring. (File photo)")]
    [InlineData("News Sport Weather Northern Valley Council Dam Lind Contact About Privacy")]
    [InlineData("Updated: Monday at noon with more on the dam of the valley.")]
    public void Boilerplate_captions_and_bylines_are_left_out(string line)
    {
        var text = line + "\n\n" + News.Replace("The dam will cost", line + "\n\nThe dam will cost", StringComparison.Ordinal);

        var summary = Summarize(text);

        Assert.NotEmpty(summary);
        Assert.DoesNotContain(summary, sentence => line.Contains(sentence.Text, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("LIND, Nordland (NPA) — ")]
    [InlineData("LIND — ")]
    [InlineData("(NPA) -- ")]
    public void A_dateline_is_cut_off(string dateline)
    {
        Assert.StartsWith("The Northern Valley council", Summarize(dateline + News)[0].Text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_redundant_sentence_is_not_picked()
    {
        var text = News + "\n\nThe Northern Valley council voted on Monday to build a second dam above Lind.";

        Assert.Single(Summarize(text), sentence => sentence.Text.StartsWith("The Northern Valley council voted", StringComparison.Ordinal));
    }

    [Fact]
    public void A_text_without_sentences_has_no_summary()
    {
        Assert.Empty(Summarize("Home\n\nSport\n\nWeather"));
        Assert.Empty(Summarize(""));
    }

    [Fact]
    public void Every_sentence_of_any_text_is_verbatim()
    {
        var pieces = new[] { "The council of the valley met on Monday and ", "built a dam.", " He left.", "\n\n", "“", "”", "\"",
            " said Falk", "(Photo)", "LIND — ", "😀", "3.5 ", "…" };
        var texts = Gen.Elements(pieces).ListOf().Select(list => string.Concat(list));

        FsCheck.Check.QuickThrowOnFailure(
            Prop.ForAll(texts.ToArbitrary(),
                text => Summarize(text) is { Count: <= 3 } summary
                    && summary.All(sentence => text[sentence.Start..sentence.End] == sentence.Text)));
    }

    [Theory]
    [InlineData("a ")]
    [InlineData("\"a. ")]
    [InlineData("The council met on Monday in Lind. ")]
    [InlineData("A b c d e f g.\n\n")]
    public void A_megabyte_is_summarized_in_linear_time(string piece) =>
        WorkGrowth.AssertLinear(piece, 1 << 20, text => Summarize(text));

    private static IReadOnlyList<SummarySentence> Summarize(string text, params TextSpan[] topic) =>
        ExtractiveSummarizer.Summarize(null, text, "en", QuoteExtractor.Extract(text, "en"), topic);
}
