using System.Text;
using AlertBot.Feeds.Discovery;

namespace AlertBot.Tests.Feeds.Discovery;

public class FeedAutodiscoveryTests
{
    [Theory]
    [InlineData("<b>")]
    [InlineData("<link rel=alternate type=application/rss+xml href=")]
    [InlineData("<link rel=alternate type=application/rss+xml href=/feed>")]
    [InlineData("<base href='x'><link rel=alternate")]
    [InlineData("<!--")]
    public void Megabytes_of_markup_are_searched_in_linear_time(string piece) =>
        WorkGrowth.AssertLinear(piece, 2_000_000,
            page => FeedAutodiscovery.FindLinks(Encoding.UTF8.GetBytes(page), "text/html", new Uri("https://site.example/")));
}
