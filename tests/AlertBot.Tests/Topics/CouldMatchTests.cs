namespace AlertBot.Tests.Topics;

public class CouldMatchTests
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
    public void What_is_known_without_the_text_can_rule_a_query_out(string query, bool could)
    {
        var document = Ask.Document(title: "Harbour strike ends", source: "Harbour Post");

        Assert.Equal(could, Ask.Query(query).CouldMatch(document));
    }

    [Fact]
    public void A_language_that_is_not_known_yet_rules_nothing_out()
    {
        var document = Ask.Document(title: "Strikes end", language: null);

        Assert.True(Ask.Query("lang:de AND grain").CouldMatch(document));
        Assert.True(Ask.Query("title:strike AND grain").CouldMatch(document));
        Assert.False(Ask.Query("title:vote AND grain").CouldMatch(document));
    }

    [Fact]
    public void The_summary_in_place_of_the_text_rules_nothing_out()
    {
        Assert.True(Ask.Query("grain NOT oil").CouldMatch(Ask.Document("oil", title: "Harbour")));
    }
}
