using AlertBot.Quotes;
using AlertBot.Text;

namespace AlertBot.Tests.Quotes;

/// <summary>The order in which quotations are shown.</summary>
public class QuoteRankerTests
{
    private const string Text =
        """
        “It was a quiet day in the valley for all of us,” said a passer-by.

        Harbour Minister Edith Falk spoke late. “We will build the new dam before the winter comes,” Falk said. “The valley has waited for ten years.”

        “The ferry runs again and the school is open from now on,” said Mayor Tomas Brandl.
        """;

    [Fact]
    public void A_named_speaker_with_a_role_ranks_above_an_unnamed_one()
    {
        var ranked = QuoteRanker.Rank(Text, QuoteExtractor.Extract(Text, "en"), []);

        Assert.Equal("Edith Falk", ranked[0].Name);
        Assert.Null(ranked[^1].Name);
    }

    [Fact]
    public void A_quotation_near_the_topic_ranks_first()
    {
        var ferry = Text.IndexOf("ferry", StringComparison.Ordinal);

        var ranked = QuoteRanker.Rank(Text, QuoteExtractor.Extract(Text, "en"), [new TextSpan(ferry, ferry + 5)]);

        Assert.Equal("Tomas Brandl", ranked[0].Name);
    }

    [Fact]
    public void A_part_that_continues_follows_its_first_part()
    {
        var ranked = QuoteRanker.Rank(Text, QuoteExtractor.Extract(Text, "en"), []);

        var second = ranked.ToList().FindIndex(quote => quote.Continues);
        Assert.StartsWith("We will build", ranked[second - 1].Text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_repeated_quotation_ranks_last()
    {
        var text = Text + "\n\n“We will build the new dam before the winter comes,” Harbour Minister Edith Falk said.";

        var ranked = QuoteRanker.Rank(text, QuoteExtractor.Extract(text, "en"), []);

        Assert.Equal(1, ranked.Take(3).Count(quote => quote.Text.StartsWith("We will build", StringComparison.Ordinal)));
        Assert.StartsWith("We will build", ranked[^1].Text, StringComparison.Ordinal);
    }

    [Fact]
    public void No_quotation_is_lost_or_duplicated()
    {
        var quotes = QuoteExtractor.Extract(Text, "en");

        var ranked = QuoteRanker.Rank(Text, quotes, [new TextSpan(0, 3)]);

        Assert.Equal(quotes.OrderBy(quote => quote.Start), ranked.OrderBy(quote => quote.Start));
    }
}
