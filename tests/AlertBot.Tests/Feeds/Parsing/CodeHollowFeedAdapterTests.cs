using System.Text;
using System.Xml.Linq;
using AlertBot.Feeds.Parsing;

namespace AlertBot.Tests.Feeds.Parsing;

/// <summary>What CodeHollow.FeedReader reads, and what AlertBot's own reader adds where the library finds less.</summary>
public class CodeHollowFeedAdapterTests
{
    private const string Rdf = "xmlns='http://purl.org/rss/1.0/' xmlns:dc='http://purl.org/dc/elements/1.1/'";

    private const string RssItem = "<item><title>t</title><link>/1</link><guid>g</guid><author>Ida Berg</author>"
        + "<category>Sea</category><pubDate>Tue, 03 Mar 2026 12:00:00 EST</pubDate></item>";

    [Fact]
    public void The_library_reads_an_RSS_2_0_item()
    {
        var item = ReadWithLibrary($"<rss version='2.0'><channel>{RssItem}</channel></rss>", "rss2.0");

        Assert.Equal(("g", "/1", "Tue, 03 Mar 2026 12:00:00 EST"), (item.Id, item.Link, item.Published));
        Assert.Equal(["Ida Berg"], item.Authors);
        Assert.Equal(["Sea"], item.Categories);
    }

    [Fact]
    public void The_library_reads_Dublin_Core()
    {
        var item = ReadWithLibrary(
            $"<rss version='2.0' {Rdf.Replace("xmlns=", "x=", StringComparison.Ordinal)}><channel><item><dc:creator>Ole</dc:creator>"
                + "<dc:subject>Sea</dc:subject><dc:date>2026-03-03</dc:date></item></channel></rss>", "rss2.0");

        Assert.Equal("2026-03-03", item.Published);
        Assert.Equal(["Ole"], item.Authors);
        Assert.Equal(["Sea"], item.Categories);
    }

    [Fact]
    public void The_library_reads_an_RSS_1_0_item()
    {
        var item = ReadWithLibrary(
            $"<rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#' {Rdf}><channel/><item rdf:about='a'><link>/1</link>"
                + "<dc:creator>Ole</dc:creator><dc:date>2026-03-03</dc:date></item></rdf:RDF>", "rss1.0");

        Assert.Equal(("a", "/1", "2026-03-03"), (item.Id, item.Link, item.Published));
        Assert.Equal(["Ole"], item.Authors);
    }

    [Theory]
    [InlineData("rss0.91")]
    [InlineData("rss0.92")]
    public void The_library_reads_an_older_item(string format)
    {
        var item = ReadWithLibrary($"<rss><channel>{RssItem}</channel></rss>", format);

        Assert.Equal((null, "/1", "Tue, 03 Mar 2026 12:00:00 EST"), (item.Id, item.Link, item.Published));
    }

    [Fact]
    public void The_library_reads_an_Atom_entry_without_its_link()
    {
        var item = ReadWithLibrary(
            "<feed xmlns='http://www.w3.org/2005/Atom'><entry><id>tag:1</id><link href='/1'/><author><name>Ida</name></author>"
                + "<contributor><name>Ole</name></contributor><category term='sea' label='Sea'/><published>2026-03-03</published>"
                + "<updated>2026-03-04</updated></entry></feed>", "atom1.0");

        Assert.Equal(("tag:1", null, "2026-03-03", "2026-03-04"), (item.Id, item.Link, item.Published, item.Updated));
        Assert.Equal(["Ida", "Ole"], item.Authors);
        Assert.Equal(["Sea"], item.Categories);
    }

    [Fact]
    public void Authors_that_the_library_would_drop_are_all_read()
    {
        const string Elements = "<dc:creator>Ida</dc:creator><dc:creator>Ole</dc:creator><dc:subject>Sea</dc:subject>"
            + "<dc:subject>Snow</dc:subject>";

        var entry = Assert.Single(Parse($"<rss version='2.0'><channel><item><title>t</title>{Elements}</item></channel></rss>").Entries);

        Assert.Equal(["Ida", "Ole"], entry.Authors);
        Assert.Equal(["Sea", "Snow"], entry.Categories);
    }

    [Theory]
    [InlineData("<RSS><CHANNEL><ITEM><TITLE>t</TITLE><GUID>g</GUID></ITEM></CHANNEL></RSS>")]
    [InlineData("<rss version='2.0'><channel><title>x</title></channel><item><title>t</title><guid>g</guid></item></rss>")]
    [InlineData("<rss version='2.0'><item><title>t</title><guid>g</guid></item></rss>")]
    [InlineData("<a:feed xmlns:a='http://www.w3.org/2005/Atom'><a:entry><a:id>g</a:id><a:title>t</a:title></a:entry></a:feed>")]
    [InlineData("<entry xmlns='http://www.w3.org/2005/Atom'><id>g</id><title>t</title></entry>")]
    public void Items_that_the_library_does_not_find_are_read(string document)
    {
        var entry = Assert.Single(Parse(document).Entries);

        Assert.Equal(("g", "t"), (entry.Id, entry.Title));
    }

    [Fact]
    public void A_document_on_which_the_library_fails_is_read_with_a_warning()
    {
        var feed = Parse($"<r:RDF xmlns:r='http://www.w3.org/1999/02/22-rdf-syntax-ns#' {Rdf}><channel/>"
            + "<item r:about='https://x.example/1'><title>t</title><dc:creator>Ole</dc:creator></item></r:RDF>");

        var entry = Assert.Single(feed.Entries);
        Assert.Equal(("https://x.example/1", "t", "Ole"), (entry.Id, entry.Title, Assert.Single(entry.Authors)));
        Assert.Contains("CodeHollow.FeedReader failed", Assert.Single(feed.Warnings), StringComparison.Ordinal);
    }

    [Fact]
    public void A_named_time_zone_is_not_converted_by_the_library()
    {
        var entry = Assert.Single(Parse($"<rss version='2.0'><channel>{RssItem}</channel></rss>").Entries);

        Assert.Equal(new DateTimeOffset(2026, 3, 3, 17, 0, 0, TimeSpan.Zero), entry.Published);
    }

    [Theory]
    [InlineData(100, 1)]
    [InlineData(1, 10_001)]
    public void A_document_beyond_the_limits_is_read_without_the_library(int attributes, int items)
    {
        var written = string.Concat(Enumerable.Range(0, attributes).Select(i => $" a{i}=''"));
        var root = Root($"<rss{written}><channel>{string.Concat(Enumerable.Repeat(RssItem, items))}</channel></rss>");
        var channel = root.Element("channel")!;

        Assert.Null(CodeHollowFeedAdapter.Read(root, channel, [.. channel.Elements("item")], "rss2.0", []));
    }

    private static CodeHollowItem ReadWithLibrary(string document, string format)
    {
        var root = Root(document);
        var items = root.Descendants().Where(e => e.Name.LocalName is "item" or "entry").ToList();

        var feed = CodeHollowFeedAdapter.Read(root, root.Elements().FirstOrDefault(e => e.IsNamed("channel")) ?? root, items, format, []);

        return feed!.Find(Assert.Single(items))!;
    }

    private static XElement Root(string document) => PartialXmlReader.Read(document, [])!;

    private static FeedDocument Parse(string document) =>
        Assert.IsType<FeedParseResult.Parsed>(FeedParser.Parse(Encoding.UTF8.GetBytes(document), null, null)).Document;
}
