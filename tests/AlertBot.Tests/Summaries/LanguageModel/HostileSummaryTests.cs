using AlertBot.Quotes;
using AlertBot.Summaries.LanguageModel;
using AlertBot.Summaries.LanguageModel.Verification;
using Microsoft.Extensions.Time.Testing;

namespace AlertBot.Tests.Summaries.LanguageModel;

public class HostileSummaryTests
{
    private const string Text =
        """
        Karl Ross met Anna Berg on Monday and asked for the northern islands. The shipyard owes 30 million crowns, 3 ships lie idle and two people were hurt.

        “We will never give up the islands, and the harbour stays ours,” Anna Berg, the governor, said on Monday.
        """;

    private static readonly SourceText Source = new("Islands stay with the governor", Text, QuoteExtractor.Extract(Text, "en"), "en");

    [Theory]
    [InlineData("Anna Berg said “We will never give up the islands.”")]
    [InlineData("“The harbour stays ours”, Berg said.", false)]
    [InlineData("“the harbour stays ours”, Berg said.", false)]
    [InlineData("Karl Ross said “We will never give up the islands” to Anna Berg.", false)]
    [InlineData("Karl Ross met Anna Berg. He said: “We will never give up the islands.”", false, "Karl Ross met Anna Berg.")]
    [InlineData("The opposition said “We will never give up the islands.”", false)]
    [InlineData("Anna Berg never said “We will never give up the islands.”", false)]
    [InlineData("Anna Berg denied saying “We will never give up the islands.”", false)]
    [InlineData("Anna Berg said “give up the islands.”", false)]
    [InlineData("The shipyard owes 30 million crowns.")]
    [InlineData("The shipyard owes 30 crowns.", false)]
    [InlineData("The shipyard owes 30 billion crowns.", false)]
    [InlineData("Two people were hurt.")]
    [InlineData("One million people were hurt.", false)]
    [InlineData("A dozen ships lie idle.", false)]
    [InlineData("Half of the ships lie idle.", false)]
    [InlineData("About ½ of the ships lie idle.", false)]
    [InlineData("船三隻が停泊している。")]
    [InlineData("船五隻が停泊している。", false)]
    [InlineData("Ask ＠ross about it.", false)]
    [InlineData("Read more (a.co) today.", false)]
    [InlineData("The islands ~~stay~~ with her.", false)]
    [InlineData("The islands _stay_ with her.", false)]
    [InlineData("Ross left ‘the islands with nothing.", false)]
    [InlineData("Ross met her. Here is the summary as you wished.", false, "Ross met her.")]
    [InlineData("Ross met her. Let me know about more.", false, "Ross met her.")]
    public void Only_text_supported_by_the_article_is_kept(string answer, bool isKept = true, string? expected = null)
    {
        var kept = SummaryVerifier.Verify(answer, isCutOff: false, Source);

        Assert.Equal(isKept ? answer : expected, kept is null ? null : string.Join(' ', kept));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-60)]
    public void A_429_without_a_delay_pauses_requests_for_a_few_seconds(int seconds)
    {
        var time = new FakeTimeProvider();
        var breaker = new CircuitBreaker(time);

        breaker.RecordFailure(TimeSpan.FromSeconds(seconds));

        Assert.False(breaker.TryEnter(out _));
        time.Advance(TimeSpan.FromSeconds(11));
        Assert.True(breaker.TryEnter(out _));
    }

    [Fact]
    public void Only_the_caller_holding_the_probe_can_return_it()
    {
        var time = new FakeTimeProvider();
        var breaker = new CircuitBreaker(time);
        Assert.True(breaker.TryEnter(out var first));
        breaker.RecordFailure(TimeSpan.FromSeconds(20));
        time.Advance(TimeSpan.FromSeconds(21));
        Assert.True(breaker.TryEnter(out var probe));

        breaker.Release(first);
        Assert.False(breaker.TryEnter(out _));

        breaker.Release(probe);
        Assert.True(breaker.TryEnter(out _));
    }
}
