using System.Text;
using AlertBot.Feeds.Parsing;

namespace AlertBot.Tests.Feeds.Parsing;

public class FeedParserTests
{
    private const string Rss = """
        <?xml version="1.0" encoding="utf-8"?>
        <rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/">
          <channel>
            <title>The Harbour &amp; Hill Post</title>
            <link>https://harbour.example/</link>
            <language>en-gb</language>
            <item>
              <title>Ferry &lt;i&gt;Aurelia&lt;/i&gt; &amp;amp; crew return</title>
              <link>/news/ferry</link>
              <guid isPermaLink="false">hh-1</guid>
              <pubDate>Tue, 03 Mar 2026 09:30:00 EST</pubDate>
              <dc:creator>Mara Lindqvist</dc:creator>
              <category>Sea</category>
              <description>&lt;p&gt;The ferry is &lt;b&gt;back&lt;/b&gt;.&lt;/p&gt;</description>
              <content:encoded><![CDATA[<p>The ferry is back, said <a href="/people/orr">Tom Orr</a>.</p>]]></content:encoded>
            </item>
            <item><title>Bridge closed</title><guid>https://harbour.example/news/bridge</guid></item>
          </channel>
        </rss>
        """;

    [Fact]
    public void An_RSS_document_is_read_as_published()
    {
        var feed = Parse(Rss, "https://harbour.example/feeds/all.xml");

        Assert.Equal(("rss2.0", "The Harbour & Hill Post", "https://harbour.example/", "en-gb"),
            (feed.Format, feed.Title, feed.Link, feed.Language));
        var entry = feed.Entries[0];
        Assert.Equal(("hh-1", "Ferry Aurelia & crew return", "https://harbour.example/news/ferry"), (entry.Id, entry.Title, entry.Link));
        Assert.Equal(new DateTimeOffset(2026, 3, 3, 14, 30, 0, TimeSpan.Zero), entry.Published);
        Assert.Null(entry.Updated);
        Assert.Equal(["Mara Lindqvist"], entry.Authors);
        Assert.Equal(["Sea"], entry.Categories);
        Assert.Equal("The ferry is back.", entry.Summary);
        Assert.Equal("""<p>The ferry is back, said <a href="https://harbour.example/people/orr">Tom Orr</a>.</p>""", entry.Content);
    }

    [Fact]
    public void A_permalink_guid_is_the_link_and_a_missing_date_is_null()
    {
        var entry = Parse(Rss).Entries[1];

        Assert.Equal("https://harbour.example/news/bridge", entry.Link);
        Assert.Null(entry.Published);
        Assert.Null(entry.Content);
    }

    [Fact]
    public void A_relative_link_without_a_base_is_null()
    {
        Assert.Null(Parse(Rss).Entries[0].Link);
    }

    [Fact]
    public void An_Atom_document_is_read_as_published()
    {
        var feed = Parse("""
            <feed xmlns="http://www.w3.org/2005/Atom" xml:base="https://hill.example/">
              <title type="html">Hill &amp;amp; Dale</title>
              <link rel="self" href="atom.xml"/><link href="/front"/><link rel="hub" href="https://hub.example/"/>
              <entry xml:base="news/">
                <id>tag:hill.example,2026:1</id>
                <title type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml">Snow <em>again</em></div></title>
                <link rel="enclosure" href="a.mp3" type="audio/mpeg"/>
                <link rel="alternate" href="a.json" type="application/json"/>
                <link rel="alternate" href="a.html" type="text/html"/>
                <published>2026-03-03T10:00:00+02:00</published>
                <updated>2026-03-03T09:00:00</updated>
                <author><name>Ida Berg</name></author>
                <category term="weather" label="Weather"/>
                <content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p onclick="x()">Snow.</p></div></content>
              </entry>
            </feed>
            """);

        Assert.Equal(("atom1.0", "Hill & Dale", "https://hill.example/front", "https://hub.example/"),
            (feed.Format, feed.Title, feed.Link, feed.Hub));
        var entry = Assert.Single(feed.Entries);
        Assert.Equal(("Snow again", "https://hill.example/news/a.html"), (entry.Title, entry.Link));
        Assert.Equal((new DateTimeOffset(2026, 3, 3, 8, 0, 0, TimeSpan.Zero), new DateTimeOffset(2026, 3, 3, 9, 0, 0, TimeSpan.Zero)),
            (entry.Published!.Value, entry.Updated!.Value));
        Assert.Equal(("Ida Berg", "Weather", "<div><p>Snow.</p></div>"),
            (Assert.Single(entry.Authors), Assert.Single(entry.Categories), entry.Content));
    }

    [Fact]
    public void A_JSON_feed_is_read_as_published()
    {
        var feed = Parse("""
            {"version":"https://jsonfeed.org/version/1.1","title":"Dale News","home_page_url":"https://dale.example/","hubs":[{"type":"WebSub","url":"https://hub.example/"}],
             "items":[{"id":7,"url":"/7","title":"A & B","content_text":"One.\nTwo <2>.","date_published":"2026-03-03T10:00:00Z","authors":[{"name":"Ole"}],"tags":["x"]}]}
            """, "https://dale.example/feed.json");

        Assert.Equal(("json1.1", "Dale News", "https://hub.example/"), (feed.Format, feed.Title, feed.Hub));
        var entry = Assert.Single(feed.Entries);
        Assert.Equal(("7", "A & B", "https://dale.example/7", "<p>One.</p><p>Two &lt;2&gt;.</p>"),
            (entry.Id, entry.Title, entry.Link, entry.Content));
    }

    [Theory]
    [InlineData("<rss version='0.91'><channel><title>x</title></channel></rss>", "rss0.91")]
    [InlineData("<rss version='0.94'><channel><title>x</title></channel></rss>", "rss0.94")]
    [InlineData("<rss><channel><title>x</title></channel></rss>", "rss2.0")]
    [InlineData("<r:RDF xmlns:r='http://www.w3.org/1999/02/22-rdf-syntax-ns#' "
        + "xmlns='http://purl.org/rss/1.0/'><channel/><item><title>t</title></item></r:RDF>", "rss1.0")]
    [InlineData("<r:RDF xmlns:r='http://www.w3.org/1999/02/22-rdf-syntax-ns#' "
        + "xmlns='http://my.netscape.com/rdf/simple/0.9/'><channel/></r:RDF>", "rss0.9")]
    [InlineData("<feed version='0.3' xmlns='http://purl.org/atom/ns#'><title>x</title></feed>", "atom0.3")]
    [InlineData("""{"version":"https://jsonfeed.org/version/1","title":"x","items":[]}""", "json1.0")]
    public void Formats_are_detected(string document, string format)
    {
        Assert.Equal(format, Parse(document).Format);
    }

    [Theory]
    [InlineData("", "empty")]
    [InlineData(" \r\n ", "empty")]
    [InlineData("<!DOCTYPE html><html><head><title>Hello</title><link rel=alternate></head><body><p>a<br>b</html>",
        "this is a web page, not a feed")]
    [InlineData("<CHANNEL HREF='http://x.example/'><ITEM HREF='http://x.example/1'/></CHANNEL>", "CDF")]
    [InlineData("<opml version='2.0'><body/></opml>", "OPML")]
    [InlineData("<urlset xmlns='http://www.sitemaps.org/schemas/sitemap/0.9'/>", "sitemap")]
    [InlineData("""{"rss":{"channel":{"item":[]}}}""", "not a JSON Feed")]
    [InlineData("""{"version":"https://jsonfeed.org/version/1","items":[{"id":"1","title":"a""", "truncated")]
    [InlineData("""{"version":"https://jsonfeed.org/version/1","title":"\ud800","items":[]}""", "invalid characters")]
    [InlineData("[]", "not a JSON Feed")]
    [InlineData("plain words", "neither XML nor JSON")]
    [InlineData("<", "neither XML nor JSON")]
    public void A_document_that_is_not_a_feed_is_refused_with_its_kind(string document, string reason)
    {
        var refused = Assert.IsType<FeedParseResult.Rejected>(FeedParser.Parse(Encoding.UTF8.GetBytes(document), null, null));

        Assert.Contains(reason, refused.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Common_errors_of_real_feeds_are_repaired()
    {
        var entry = Assert.Single(Parse("""
            Warning: cache is cold
            <rss version="2.0"><channel><title>x</title><item><title>Caf&eacute; R&D &mdash; 5 < 6 &#150; &nosuch; &#1;</title>
            <media:title>m</media:title><link>https://x.example/?a=1&b=2</link><dc:date>2026-03-03</dc:date></item></channel></rss> trailing words
            """).Entries);

        Assert.Equal(("Café R&D — 5 < 6 – &nosuch;", "https://x.example/?a=1&b=2"), (entry.Title, entry.Link));
        Assert.Equal(new DateTimeOffset(2026, 3, 3, 0, 0, 0, TimeSpan.Zero), entry.Published);
    }

    [Fact]
    public void Complete_entries_of_a_truncated_document_are_kept()
    {
        var feed = Parse(
            "<rss version='2.0'><channel><title>x</title><item><title>One</title></item><item><title>Two</title></item><item><title>Thr");

        Assert.Equal(["One", "Two"], feed.Entries.Select(e => e.Title));
        Assert.Contains("an error at line 1", Assert.Single(feed.Warnings), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("koi8-r", "text/xml; charset=koi8-r", "")]
    [InlineData("windows-1251", null, "windows-1251")]
    [InlineData("utf-16", null, "utf-16")]
    [InlineData("utf-16BE", "text/xml", "utf-8")]
    [InlineData("utf-8", null, "")]
    [InlineData("utf-8", "text/xml; charset=iso-8859-1", "")]
    [InlineData("utf-8", "text/xml; charset=no-such", "no-such-either")]
    public void The_encoding_is_detected(string encoding, string? contentType, string declared)
    {
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        var declaration = declared.Length > 0 ? $"<?xml version='1.0' encoding='{declared}'?>" : "";
        var bytes = Encoding.GetEncoding(encoding)
            .GetBytes(declaration + "<rss version='2.0'><channel><title>Новости дня</title></channel></rss>");

        var reading = FeedParser.Parse(bytes, contentType, null);

        Assert.Equal("Новости дня", Assert.IsType<FeedParseResult.Parsed>(reading).Document.Title);
    }

    private static FeedDocument Parse(string document, string? address = null)
    {
        var reading = FeedParser.Parse(Encoding.UTF8.GetBytes(document), null, address is null ? null : new Uri(address));
        return Assert.IsType<FeedParseResult.Parsed>(reading).Document;
    }
}
