using AlertBot.Feeds.Parsing;
using AlertBot.Testing.Feeds;

namespace AlertBot.Tests.Testing;

public class FeedMutatorTests
{
    private static readonly byte[] Document =
        "<rss version='2.0'><channel><title>Harbour Post</title><item><title>Tide 1</title></item></channel></rss>"u8.ToArray();

    [Fact]
    public void The_same_seed_gives_the_same_documents()
    {
        var (first, second) = (new FeedMutator(7, [Document]), new FeedMutator(7, [Document]));

        for (var i = 0; i < 50; i++)
        {
            var (one, other) = (first.Next(), second.Next());
            Assert.Equal(one.Body, other.Body);
            Assert.Equal((one.ContentType, one.Address), (other.ContentType, other.Address));
        }
    }

    [Fact]
    public void Most_documents_are_damaged()
    {
        var mutator = new FeedMutator(1, [Document]);

        var unchanged = Enumerable.Range(0, 200).Count(_ => mutator.Next().Body.AsSpan().SequenceEqual(Document));

        Assert.InRange(unchanged, 0, 10);
    }

    [Fact]
    public void A_feed_with_a_script_link_violates_the_invariants()
    {
        var parsed = Assert.IsType<FeedParseResult.Parsed>(FeedParser.Parse(Document, null, null));
        var broken = parsed with { Document = parsed.Document with { Link = "javascript:x()" } };

        Assert.Null(FeedInvariants.FindViolation(parsed));
        Assert.Equal("the feed has a link that is not http", FeedInvariants.FindViolation(broken));
        Assert.Equal("rejected without a reason", FeedInvariants.FindViolation(new FeedParseResult.Rejected("")));
    }
}
