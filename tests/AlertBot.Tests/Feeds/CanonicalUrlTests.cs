using AlertBot.Feeds;

namespace AlertBot.Tests.Feeds;

public class CanonicalUrlTests
{
    [Theory]
    [InlineData("https://News.Example/a", "http://news.example/a")]
    [InlineData("HTTP://news.example:80/a", "http://news.example/a")]
    [InlineData("https://news.example:443/a", "http://news.example/a")]
    [InlineData("https://news.example:8443/a", "http://news.example:8443/a")]
    [InlineData("https://news.example", "http://news.example/")]
    [InlineData(" https://news.example/a#comments ", "http://news.example/a")]
    [InlineData("https://news.example/#!/story/5", "http://news.example/#!/story/5")]
    [InlineData("https://news.example/a?utm_source=rss&utm_medium=feed", "http://news.example/a")]
    [InlineData("https://news.example/a?id=7&utm_source=rss&page=2", "http://news.example/a?id=7&page=2")]
    [InlineData("https://news.example/a?at_medium=RSS&at_campaign=KARANGA", "http://news.example/a")]
    [InlineData("https://news.example/a?CMP=share&ocid=x&FBCLID=1&gclid=2&mc_cid=3&ns_mchannel=rss&traffic_source=rss",
        "http://news.example/a")]
    [InlineData("https://news.example/a?b=1&amp;utm_source=rss", "http://news.example/a?b=1")]
    [InlineData("https://news.example/a?b=2&a=1", "http://news.example/a?b=2&a=1")]
    [InlineData("https://news.example/A/?ref=front", "http://news.example/A/?ref=front")]
    [InlineData("https://www.news.example/amp/a/", "http://www.news.example/amp/a/")]
    [InlineData("urn:story:7", "urn:story:7")]
    [InlineData("not an address", "not an address")]
    [InlineData("", "")]
    public void Spellings_of_one_address_are_normalized_to_one(string link, string canonical)
    {
        Assert.Equal(canonical, CanonicalUrl.From(link));
        Assert.Equal(canonical, CanonicalUrl.From(canonical));
    }
}
