using System.Diagnostics;
using AlertBot.Topics;

namespace AlertBot.Tests.Topics;

public class QueryEffortTests
{
    // Somebody's own feed may hold a page of one repeated word, and his query the same word hundreds of times.
    private static readonly string Page = string.Concat(Enumerable.Repeat("a ", 50_000).Concat(Enumerable.Repeat("a-", 150_000)));

    [Theory]
    [InlineData("a*", ",", 300)]
    [InlineData("a", ",", 480)]
    [InlineData("a", " ", 480)]
    [InlineData("a*", " ", 300)]
    [InlineData("a", "-", 480)]
    [InlineData("(a,a,a,a,a,a)", " NEAR/1000 ", 6)]
    public void A_query_made_to_be_slow_costs_a_moment(string part, string between, int times)
    {
        var query = Ask.Query(string.Join(between, Enumerable.Repeat(part, times)));
        var document = Ask.Document(Page);
        _ = document.IndexOf(SearchedField.Text);
        var (began, allocated) = (Stopwatch.GetTimestamp(), GC.GetAllocatedBytesForCurrentThread());

        query.Match(document);

        // Without a bound it is a minute and dozens of gigabytes; with it a second or two, or more beside other tests.
        Assert.InRange(Stopwatch.GetElapsedTime(began).TotalSeconds, 0, 30);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - allocated, 0, 5_000_000_000);
    }

    [Fact]
    public void What_is_found_is_told_even_where_not_all_could_be_looked_at()
    {
        var query = string.Join(',', Enumerable.Repeat("a", 480));

        Assert.Equal(200, Ask.Evidence(query, Ask.Document(Page))!.Count);
    }

    [Fact]
    public void What_could_not_be_looked_for_to_the_end_is_not_taken_to_be_absent()
    {
        var query = string.Join(',', Enumerable.Repeat("a", 480));

        Assert.Null(Ask.Evidence($"({query}) AND NOT truce", Ask.Document(Page + "truce")));
    }
}
