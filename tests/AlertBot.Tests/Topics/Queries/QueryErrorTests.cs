using AlertBot.Topics.Matching;
using AlertBot.Topics.Queries;
using FsCheck;
using FsCheck.Fluent;

namespace AlertBot.Tests.Topics.Queries;

public class QueryErrorTests
{
    [Theory]
    [InlineData("", 0, "empty")]
    [InlineData("  ", 0, "empty")]
    [InlineData("truce (a, b)", 6, "an operator is missing before this phrase, parenthesis or field: write AND or a comma between the two")]
    [InlineData("(a, b) truce", 7, "an operator is missing")]
    [InlineData("oil source:Post", 4, "an operator is missing")]
    [InlineData("NOT truce", 0, "only NOT")]
    [InlineData("truce, -talks", 7, "only NOT")]
    [InlineData("-(a, b)", 0, "only NOT")]
    [InlineData("war \"peace", 4, "not closed: add a \"")]
    [InlineData("war AND (peace", 8, "not closed: add a )")]
    [InlineData("war) peace", 3, "this ) has no matching (")]
    [InlineData("subject:war", 0, "no field \"subject\": use title, text, source, author, lang")]
    [InlineData("war NEAR peace", 4, "write NEAR/10")]
    [InlineData("war NEAR/x peace", 4, "write NEAR/10")]
    [InlineData("war NEAR/99999999999 peace", 4, "1000 words at most")]
    [InlineData("NEAR/5 peace", 0, "before it")]
    [InlineData("war NEAR/5", 10, "missing at the end")]
    [InlineData("war NEAR/5 NOT peace", 11, "each side of NEAR must be")]
    [InlineData("war NEAR/5 (a AND b)", 11, "each side of NEAR must be")]
    [InlineData("war AND", 7, "missing at the end")]
    [InlineData("war,, peace", 4, "missing")]
    [InlineData("war AND OR peace", 8, "missing")]
    [InlineData("()", 1, "missing")]
    [InlineData("title:", 6, "must be followed by a word")]
    [InlineData("title:(text:war)", 7, "the field text is inside the field title")]
    [InlineData("lang:german", 5, "needs one language code")]
    [InlineData("lang:de Wahl", 5, "needs one language code")]
    [InlineData("war - peace", 4, "write -word")]
    [InlineData("war | peace", 4, "write a comma or OR")]
    [InlineData("war; peace", 3, "write a comma or OR")]
    [InlineData("war && peace", 4, "write AND")]
    [InlineData("*war", 0, "only at the end")]
    [InlineData("\"\"", 0, "there is no word here")]
    [InlineData("!!!", 0, "there is no word here")]
    [InlineData("= war", 0, "write =NATO")]
    public void A_query_error_gives_its_position_and_fix(string query, int position, string message)
    {
        var error = Assert.IsType<QueryParseResult.Invalid>(TopicQuery.Parse(query));

        Assert.Contains(message, error.Message, StringComparison.Ordinal);
        Assert.Equal(position, error.Position);
    }

    [Fact]
    public void Oversized_queries_are_refused_at_once()
    {
        string[] queries =
        [
            new string('(', 5000) + "war",
            new string('(', 5000) + "war" + new string(')', 5000),
            "war" + string.Concat(Enumerable.Repeat(" NEAR/5 war", 800)),
            "war" + string.Concat(Enumerable.Repeat(" NEAR/5 war", 7)),
            new string('x', 20_000),
            string.Concat(Enumerable.Repeat("a,", 8000)),
        ];

        Assert.All(queries, query => Assert.IsType<QueryParseResult.Invalid>(TopicQuery.Parse(query)));
    }

    [Fact]
    public void The_most_expensive_allowed_query_costs_no_more_than_the_length_of_the_text()
    {
        var query = QueryFixture.Parse(
            string.Concat(Enumerable.Repeat("NOT ", 500)) + "war" + string.Concat(Enumerable.Repeat(" NEAR/1000 war", 6)));

        WorkGrowth.AssertLinear("war ", 400_000, text => Assert.NotNull(query.Match(QueryFixture.Document(text))));
        WorkGrowth.AssertLinear("w-", 1_000_000,
            text => Assert.Null(query.Match(QueryFixture.Document(text, title: new string('.', text.Length / 2)))));
        WorkGrowth.AssertLinear("a@", 600_000,
            text => Assert.Null(query.Match(QueryFixture.Document(new string('a', text.Length), title: text))));
    }

    [Fact]
    public void Any_text_is_parsed_or_refused_without_an_exception()
    {
        string[] pieces = ["war", "(", ")", "\"", ",", " ", " AND ", " OR ", "NOT ", "-", " NEAR/3 ", "NEAR", "=", "*", "title:", "lang:",
            "de", "“", ":", "/", "\uD83D", "停", "'", "5", ".", "\n"];
        var queries = Gen.Elements(pieces).ListOf().Select(string.Concat).ToArbitrary();
        var document = QueryFixture.Document("The war, 停火 and 5 wars.", title: "War");

        Prop.ForAll(queries, text => IsParsedOrRefused(text, document)).Check(Config.QuickThrowOnFailure.WithMaxTest(2000));
        Prop.ForAll(ArbMap.Default.ArbFor<string>(), text => IsParsedOrRefused(text ?? "", document)).QuickCheckThrowOnFailure();
    }

    private static bool IsParsedOrRefused(string text, TopicDocument document)
    {
        switch (TopicQuery.Parse(text))
        {
            case QueryParseResult.Parsed parsed:
                parsed.Query.Match(document);
                parsed.Query.CouldMatch(document);
                return true;
            case QueryParseResult.Invalid error:
                return error.Position >= 0 && error.Position <= text.Length && error.Message.Length > 0;
            default:
                return false;
        }
    }
}
