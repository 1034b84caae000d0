namespace AlertBot.Tests.Topics.Matching;

public class PartialMatchTests
{
    [Theory]
    [InlineData("grain", true)]
    [InlineData("title:strike", true)]
    [InlineData("title:grain", false)]
    [InlineData("title:grain AND oil", false)]
    [InlineData("title:grain, oil", true)]
    [InlineData("grain NOT title:strike", false)]
    [InlineData("grain NOT strike", false)]
    [InlineData("grain NOT oil", true)]
    [InlineData("source:Post AND grain", true)]
    [InlineData("source:Times AND grain", false)]
    [InlineData("author:Vale AND grain", true)]
    [InlineData("lang:de AND grain", false)]
    [InlineData("lang:en AND grain", true)]
    [InlineData("title:(grain NEAR/3 strike)", false)]
    [InlineData("harbour NEAR/3 grain", true)]
    [InlineData("(title:vote) NEAR/3 grain", false)]
    public void Known_fields_can_rule_out_a_query_before_the_text_is_read(string query, bool couldMatch)
    {
        var document = QueryFixture.Document(title: "Harbour strike ends", source: "Harbour Post");

        Assert.Equal(couldMatch, QueryFixture.Parse(query).CouldMatch(document));
    }

    [Fact]
    public void An_unknown_language_rules_out_nothing()
    {
        var document = QueryFixture.Document(title: "Strikes end", language: null);

        Assert.True(QueryFixture.Parse("lang:de AND grain").CouldMatch(document));
        Assert.True(QueryFixture.Parse("title:strike AND grain").CouldMatch(document));
        Assert.False(QueryFixture.Parse("title:vote AND grain").CouldMatch(document));
    }

    [Fact]
    public void A_summary_in_place_of_the_text_rules_out_nothing()
    {
        Assert.True(QueryFixture.Parse("grain NOT oil").CouldMatch(QueryFixture.Document("oil", title: "Harbour")));
    }
}
