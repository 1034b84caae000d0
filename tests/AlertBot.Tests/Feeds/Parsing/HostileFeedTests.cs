using System.Text;
using AlertBot.Feeds.Parsing;

namespace AlertBot.Tests.Feeds.Parsing;

public class HostileFeedTests
{
    [Fact]
    public void An_external_entity_is_not_fetched()
    {
        var feed = Parse(
            """<!DOCTYPE rss [<!ENTITY x SYSTEM "file:///etc/passwd"><!ENTITY % y SYSTEM "http://127.0.0.1:1/x.dtd"> %y;]><rss version="2.0"><channel><title>a&x;b</title></channel></rss>""");

        Assert.Equal("a&x;b", feed.Title);
    }

    [Fact]
    public void An_entity_expansion_bomb_is_not_expanded()
    {
        var bomb = new StringBuilder("<!DOCTYPE rss [<!ENTITY e0 \"hahahahaha\">");
        for (var i = 1; i < 12; i++)
        {
            bomb.Append(null, $"<!ENTITY e{i} \"").Insert(bomb.Length, $"&e{i - 1};", 10).Append("\">");
        }

        var feed = Parse(bomb + "]><rss version='2.0'><channel><title>&e11;</title></channel></rss>");

        Assert.Equal("&e11;", feed.Title);
    }

    [Fact]
    public void A_repeated_entity_does_not_multiply()
    {
        var document = $"<!DOCTYPE rss [<!ENTITY e \"{new string('x', 100)}\">]><rss "
            + $"version='2.0'><channel><title>{string.Concat(Enumerable.Repeat("&e;", 300_000))}</title></channel></rss>";

        Assert.InRange(Parse(document).Title!.Length, 1_000_000, 3_000_000);
    }

    [Fact]
    public void Endlessly_nested_elements_are_refused()
    {
        var document = "<rss version='2.0'><channel>" + string.Concat(Enumerable.Repeat("<a>", 1_000_000));

        Assert.Contains("nested", Assert.IsType<FeedParseResult.Rejected>(Read(document)).Reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("<div>")]
    [InlineData("<div></x>")]
    [InlineData("<li><div></x>")]
    [InlineData("<b><p>")]
    [InlineData("<table><td>")]
    public void Endlessly_nested_content_becomes_plain_text(string tags)
    {
        Assert.Equal("<p>end</p>", ContentSanitizer.Sanitize(string.Concat(Enumerable.Repeat(tags, 100_000)) + "end", null));
    }

    [Fact]
    public void Reopened_formatting_is_not_multiplied()
    {
        var formatting = string.Concat(Enumerable.Range(0, 150).Select(i => $"<font id={i}>"));

        var content = ContentSanitizer.Sanitize(formatting + string.Concat(Enumerable.Repeat("<p>x", 200_000)), null);

        Assert.InRange(content!.Length, 1, 1_000_000);
    }

    [Theory]
    [InlineData("<")]
    [InlineData("<a ")]
    [InlineData("<a b='")]
    [InlineData("&")]
    [InlineData("&x")]
    [InlineData("<!--")]
    [InlineData("<![CDATA[")]
    [InlineData("<!DOCTYPE [\"'")]
    [InlineData("<?x ")]
    [InlineData("<script>")]
    [InlineData("&lt;script&gt;")]
    [InlineData("&lt;!--")]
    [InlineData("]]>")]
    [InlineData("<item><title>t</title></item>")]
    [InlineData("<item x:y='1'/>")]
    public void A_megabyte_of_one_construct_is_parsed_in_linear_time(string piece) =>
        WorkGrowth.AssertLinear(piece, 1_000_000, text =>
        {
            Read("<rss version='2.0'><channel><title>" + text);
            Read("<rss version='2.0'><channel><title>x</title>" + text + "</channel></rss>");
        });

    [Theory]
    [InlineData("<rss version='2.0' {0}><channel><item><title>t</title></item></channel></rss>")]
    [InlineData("<rss version='2.0'><channel {0}><item><title>t</title></item></channel></rss>")]
    [InlineData("<rss version='2.0'><channel><item {0}><title>t</title></item></channel></rss>")]
    public void A_hundred_thousand_attributes_are_parsed_in_linear_time(string document) =>
        WorkGrowth.AssertLinear(100_000, count =>
        {
            var attributes = string.Concat(Enumerable.Range(0, count).Select(i => $" a{i}=''"));
            return () => Assert.Equal("t",
                Assert.Single(Parse(document.Replace("{0}", attributes, StringComparison.Ordinal)).Entries).Title);
        });

    [Theory]
    [InlineData("<p>a<script>alert(1)</script>b</p>", "<p>ab</p>")]
    [InlineData("<p onclick=alert(1) onmouseover='x' style='position:fixed' class=c id=i>a</p>", "<p>a</p>")]
    [InlineData("<a href='javascript:alert(1)'>a</a>", "<a>a</a>")]
    [InlineData("<a href=' jAvAsCrIpT&#58;alert(1)'>a</a>", "<a>a</a>")]
    [InlineData("<a href='java\tscript:alert(1)'>a</a>", "<a>a</a>")]
    [InlineData("<a href='&#1;javascript:alert(1)'>a</a>", "<a>a</a>")]
    [InlineData("<a href='vbscript:x'>a</a>", "<a>a</a>")]
    [InlineData("<a href='data:text/html,<script>alert(1)</script>'>a</a>", "<a>a</a>")]
    [InlineData("<img src='data:image/svg+xml;base64,PHN2Zz4=' onerror=alert(1) alt=x>", "<img alt=\"x\">")]
    [InlineData("<img src=x onerror=alert(1)>", "<img>")]
    [InlineData("<iframe src='https://evil.example/'></iframe>a", "a")]
    [InlineData("<object data=x><p>in</p></object>a<embed src=x>", "a")]
    [InlineData("<svg><a xlink:href='javascript:alert(1)'><text>x</text></a></svg>a", "a")]
    [InlineData("<math><mi//xlink:href='data:x,<script>alert(1)</script>'>a", null)]
    [InlineData("<form action='https://evil.example/'><input name=q></form>a", "a")]
    [InlineData("<style>@import 'https://evil.example/';</style>a", "a")]
    [InlineData("<meta http-equiv=refresh content='0;url=https://evil.example/'>a", "a")]
    [InlineData("<base href='https://evil.example/'><a href='/x'>a</a>", "<a>a</a>")]
    [InlineData("<noscript><p title='</noscript><img src=x onerror=alert(1)>'></noscript>a", null)]
    [InlineData("<!--><img src=x onerror=alert(1)>-->a", "<img>--&gt;a")]
    [InlineData("<custom-tag><p>kept</p></custom-tag>", "<p>kept</p>")]
    [InlineData("<script>only</script>", null)]
    public void Active_content_is_removed(string html, string? sanitized)
    {
        Assert.Equal(sanitized, ContentSanitizer.Sanitize(html, null));
    }

    [Fact]
    public void Titles_and_summaries_contain_no_markup()
    {
        var entry = Assert.Single(
            Parse("<rss version='2.0'><channel><item><title>&lt;script&gt;x()&lt;/script&gt;Flood &lt;img src=x "
                + "onerror=y&gt;warning</title><description><![CDATA[<style>p{}</style><p>River<br>rises</p>]]></description></item></"
                + "channel></rss>").Entries);

        Assert.Equal(("Flood warning", "River rises"), (entry.Title, entry.Summary));
    }

    private static FeedParseResult Read(string document) => FeedParser.Parse(Encoding.UTF8.GetBytes(document), null, null);

    private static FeedDocument Parse(string document) => Assert.IsType<FeedParseResult.Parsed>(Read(document)).Document;
}
