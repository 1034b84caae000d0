using AlertBot.Topics.Matching;

namespace AlertBot.Tests.Topics.Matching;

public class MatchBudgetTests
{
    // A user may add a feed with a page of one repeated word, and a query with that word hundreds of times.
    private static readonly string Page = string.Concat(Enumerable.Repeat("a ", 50_000).Concat(Enumerable.Repeat("a-", 150_000)));

    [Theory]
    [InlineData("a*", ",", 300)]
    [InlineData("a", ",", 480)]
    [InlineData("a", " ", 480)]
    [InlineData("a*", " ", 300)]
    [InlineData("a", "-", 480)]
    [InlineData("(a,a,a,a,a,a)", " NEAR/1000 ", 6)]
    public void An_expensive_query_is_bounded_by_the_match_budget(string part, string separator, int times)
    {
        var query = QueryFixture.Parse(string.Join(separator, Enumerable.Repeat(part, times)));
        var document = QueryFixture.Document(Page);
        _ = document.GetIndex(SearchedField.Text);
        var allocatedBefore = GC.GetAllocatedBytesForCurrentThread();

        query.Match(document);

        // Without the budget this takes a minute and dozens of gigabytes.
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - allocatedBefore, 0, 5_000_000_000);
    }

    [Fact]
    public void Matches_found_before_the_budget_ran_out_are_returned()
    {
        var query = string.Join(',', Enumerable.Repeat("a", 480));

        Assert.Equal(200, QueryFixture.Evidence(query, QueryFixture.Document(Page))!.Count);
    }

    [Fact]
    public void An_unfinished_search_does_not_count_as_absence()
    {
        var query = string.Join(',', Enumerable.Repeat("a", 480));

        Assert.Null(QueryFixture.Evidence($"({query}) AND NOT truce", QueryFixture.Document(Page + "truce")));
    }
}
