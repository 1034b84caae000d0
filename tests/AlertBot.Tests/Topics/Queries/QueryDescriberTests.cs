using AlertBot.Topics.Queries;

namespace AlertBot.Tests.Topics.Queries;

public class QueryDescriberTests
{
    private const string Endings = ". Plural, possessive and verb forms also match";

    [Theory]
    [InlineData("truce", "the word truce" + Endings)]
    [InlineData("ceasefire, truce, \"cessation of hostilities\"",
        "any of: the word ceasefire, the word truce, the exact phrase “cessation of hostilities”" + Endings)]
    [InlineData("security guarantee", "the phrase “security guarantee”" + Endings)]
    [InlineData("\"truce\"", "the exact word “truce”")]
    [InlineData("immigra*", "any word that begins with “immigra”")]
    [InlineData("=NATO", "the word NATO in exactly this case")]
    [InlineData("=\"Black Sea\"", "the phrase “Black Sea” in exactly this case")]
    [InlineData("\"Article 5\" NEAR/40 (=NATO, =EU)",
        "the exact phrase “Article 5” with at most 40 words between it and one of (the word NATO in exactly this case, the word EU in "
        + "exactly this case)")]
    [InlineData("\"a\" NEAR/0 \"b\"", "the exact word “a” with no word between it and the exact word “b”")]
    [InlineData("\"a\" NEAR/1 \"b\" NEAR/2 \"c\"",
        "(the exact word “a” with at most one word between it and the exact word “b”) with at most 2 words between it and the exact "
        + "word “c”")]
    [InlineData("\"a\" AND \"b\"", "both the exact word “a” and the exact word “b”")]
    [InlineData("\"a\" AND \"b\" AND \"c\"", "all of the exact word “a” and the exact word “b” and the exact word “c”")]
    [InlineData("\"a\" -\"b\" -\"c\"", "the exact word “a”, but not the exact word “b” or the exact word “c”")]
    [InlineData("\"a\" AND (\"b\", \"c\")", "both the exact word “a” and one of (the exact word “b”, the exact word “c”)")]
    [InlineData("\"a\" AND \"b\", \"c\"", "any of: (both the exact word “a” and the exact word “b”), the exact word “c”")]
    [InlineData("title:\"a\"", "in the title the exact word “a”")]
    [InlineData("title:(\"a\", \"b\")", "in the title one of (the exact word “a”, the exact word “b”)")]
    [InlineData("title:\"a\", \"b\"", "any of: in the title the exact word “a”, the exact word “b”")]
    [InlineData("source:\"Post\" AND author:\"Lind\"",
        "both in the name of the source the exact word “Post” and in the name of the author the exact word “Lind”")]
    [InlineData("\"Wahl\" AND lang:de", "both the exact word “Wahl” and an article in German")]
    [InlineData("\"a\" AND lang:pt-BR", "both the exact word “a” and an article in Portuguese (Brazil)")]
    [InlineData("COVID-19", "the word COVID-19" + Endings)]
    public void A_query_is_described_in_words(string query, string expected)
    {
        Assert.Equal(expected, QueryDescriber.Describe(QueryFixture.Parse(query)));
    }
}
