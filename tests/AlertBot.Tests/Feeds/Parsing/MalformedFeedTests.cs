using System.Globalization;
using System.Text;
using AlertBot.Feeds;
using AlertBot.Feeds.Parsing;

namespace AlertBot.Tests.Feeds.Parsing;

/// <summary>Errors of real feeds, one for each test: in the bytes and the XML, and in the contents of the elements.</summary>
public class MalformedFeedTests
{
    static MalformedFeedTests() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

    [Theory]
    [InlineData("utf-8", true, "text/xml; charset=windows-1251", "koi8-r")]
    [InlineData("utf-16", true, "text/xml; charset=utf-8", "utf-8")]
    [InlineData("utf-16BE", true, "text/xml; charset=koi8-r", "")]
    [InlineData("utf-32", true, "text/xml", "")]
    [InlineData("windows-1251", false, "text/xml; charset=windows-1251", "koi8-r")]
    [InlineData("koi8-r", false, "application/rss+xml;charset=\"KOI8-R\"; q=1", "windows-1251")]
    [InlineData("koi8-r", false, "application/rss+xml", "koi8-r")]
    [InlineData("windows-1251", false, "text/xml", "windows-1251")]
    [InlineData("utf-8", false, "text/xml; charset=us-ascii", "")]
    [InlineData("utf-8", false, "text/xml; charset=koi8-x", "utf-8")]
    public void The_byte_order_mark_overrides_the_header_and_the_header_the_declaration(string encoding, bool isMarked,
        string contentType, string declared)
    {
        const string Title = "Паром вернулся в гавань";
        var coder = Encoding.GetEncoding(encoding);
        var declaration = declared.Length > 0 ? $"<?xml version='1.0' encoding='{declared}'?>" : "";
        byte[] bytes = [.. isMarked ? coder.GetPreamble() : [],
            .. coder.GetBytes($"{declaration}<rss version='2.0'><channel><title>{Title}</title></channel></rss>")];

        Assert.Equal(Title, Assert.IsType<FeedParseResult.Parsed>(FeedParser.Parse(bytes, contentType, null)).Document.Title);
    }

    [Theory]
    [InlineData("shift_jis", "港町の橋は月曜日まで通行止めになると市長が述べた。修理は明日から始まります。")]
    [InlineData("windows-1251", "Мост через реку закрыт до понедельника, сообщила мэр города. Ремонт начнётся завтра.")]
    [InlineData("gb18030", "大桥将关闭至星期一，市长表示，维修工作将于明天开始。居民可以乘坐渡轮。")]
    public void An_undeclared_encoding_is_detected_from_the_bytes(string encoding, string title)
    {
        var bytes = Encoding.GetEncoding(encoding).GetBytes($"<rss version='2.0'><channel><title>{title}</title></channel></rss>");

        Assert.Equal(title, Assert.IsType<FeedParseResult.Parsed>(FeedParser.Parse(bytes, null, null)).Document.Title);
    }

    [Theory]
    [InlineData("\r\n\r\n  \t", "")]
    [InlineData("\uFEFF\uFEFF\n", "")]
    [InlineData("Notice: line 7\n", "")]
    [InlineData("<br />\n<b>Notice</b>: line 7<br />\n<?xml version='1.0'?>", "")]
    [InlineData("<?xml version='1.0'?><?xml version='1.0'?>", "")]
    [InlineData("<!-- cached --><?xml version='1.0'?>", "")]
    [InlineData("", "\n<!-- served by node 3 -->\n<script>track()</script>")]
    [InlineData("", "\0\0\0")]
    public void Junk_before_and_after_the_document_is_ignored(string before, string after)
    {
        var feed = Parse(before + "<rss version='2.0'><channel><title>x</title><item><title>One</title></item></channel></rss>" + after);

        Assert.Equal("One", Assert.Single(feed.Entries).Title);
    }

    [Theory]
    [InlineData("a\u0001b\u000Bc\u001Fd\uFFFEe", "abcde")]
    [InlineData("a&#x1;b&#0;c&#xFFFFFFFF;d", "abcd")]
    [InlineData("Fish & Chips &c. R&D; AT&T", "Fish & Chips &c. R&D; AT&T")]
    [InlineData("caf&eacute; &ndash; &hellip; &euro;5 &rsquo;", "café – … €5 ’")]
    [InlineData("&amp;amp; &#38;amp; &lt;b&gt;bold&lt;/b&gt;", "& & bold")]
    [InlineData("5 < 6 and 7 > 6", "5 < 6 and 7 > 6")]
    public void Invalid_XML_characters_and_references_are_repaired(string written, string title)
    {
        Assert.Equal(title, Item($"<title>{written}</title>").Title);
    }

    [Fact]
    public void A_control_character_in_the_root_name_does_not_affect_declarations()
    {
        var feed = Parse(
            "<rs\0\u0001\u0002s\u0003\u0004><channel><item><title>One</title><dc:creator>Mara Orr</dc:creator></item></channel></rss>");

        Assert.Equal("Mara Orr", Assert.Single(Assert.Single(feed.Entries).Authors));
    }

    [Theory]
    [InlineData("a&amp;#xFFFE;b")]
    [InlineData("a&amp;#xFFFF;b")]
    [InlineData("a\uFFFFb")]
    public void Titles_contain_no_invalid_Unicode(string written)
    {
        Assert.Equal("ab", Item($"<title>{written}</title><description>{written}</description>").Title);
    }

    [Fact]
    public void A_lone_surrogate_in_a_JSON_feed_does_not_throw()
    {
        var document = """{"version":"https://jsonfeed.org/version/1.1","title":"x","items":[{"id":"1","title":"a\ufffeb","content_html":"<p>a&#xfffe;b&#xd800;c</p>","url":"http://a\ufffe/"}]}""";

        var entry = Assert.Single(Parse(document).Entries);
        Assert.Equal(("ab", "<p>ab\uFFFDc</p>"), (entry.Title, entry.Content));
    }

    [Fact]
    public void Undeclared_prefixes_get_their_usual_namespace()
    {
        var entry = Item(
            "<title>t</title><dc:creator>Mara Orr</dc:creator><dc:date>2026-03-03T10:00:00Z</dc:date>"
                + "<content:encoded>&lt;p&gt;whole&lt;/p&gt;</content:encoded><foo:bar x:y='1'/>");

        Assert.Equal(("Mara Orr", "<p>whole</p>", At("2026-03-03T10:00:00Z")),
            (Assert.Single(entry.Authors), entry.Content, entry.Published));
    }

    [Theory]
    [InlineData("<feed xmlns='http://www.w3.org/2005/Atom'><title>x</title><entry><title>One</title></entry><entry><title>Two</title></"
        + "entry><entry><title>Thr", 2)]
    [InlineData("<rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#' "
        + "xmlns='http://purl.org/rss/1.0/'><channel/><item><title>One</title></item><item><ti", 1)]
    [InlineData("<rss version='2.0'><channel><item><title>One</title><description><![CDATA[<p>half", 1)]
    [InlineData("<rss version='2.0'><channel><item><title>One</title></item><item><title>Two</b></item><item><title>Three</title></"
        + "item></channel></rss>", 1)]
    public void Entries_before_a_truncation_are_kept(string document, int entries)
    {
        var feed = Parse(document);

        Assert.Equal(entries, feed.Entries.Count);
        Assert.Equal("One", feed.Entries[0].Title);
    }

    [Theory]
    [InlineData("EST", -5)]
    [InlineData("EDT", -4)]
    [InlineData("CST", -6)]
    [InlineData("PDT", -7)]
    [InlineData("CET", 1)]
    [InlineData("CEST", 2)]
    [InlineData("MSK", 3)]
    [InlineData("IST", 5.5)]
    [InlineData("JST", 9)]
    [InlineData("AEDT", 11)]
    [InlineData("GMT", 0)]
    [InlineData("UT", 0)]
    [InlineData("", 0)]
    public void A_named_time_zone_is_converted_and_a_missing_one_means_UTC(string zone, double offset)
    {
        var entry = Item($"<title>t</title><pubDate>Tue, 03 Mar 2026 12:00:00 {zone}</pubDate>");

        Assert.Equal(At("2026-03-03T12:00:00Z").AddHours(-offset), entry.Published);
    }

    [Fact]
    public void Atom_0_3_issued_and_modified_dates_are_read()
    {
        var entry = Assert.Single(
            Parse("<feed version='0.3' "
                + "xmlns='http://purl.org/atom/ns#'><modified>2026-01-01T00:00:00Z</modified><entry><title>t</"
                + "title><issued>2026-03-03T10:00:00-05:00</issued><modified>2026-03-04T10:00:00Z</"
                + "modified><created>2026-03-01T10:00:00Z</created></entry></feed>").Entries);

        Assert.Equal((At("2026-03-03T15:00:00Z"), At("2026-03-04T10:00:00Z")), (entry.Published!.Value, entry.Updated!.Value));
    }

    [Theory]
    [InlineData("<pubDate>soon</pubDate>")]
    [InlineData("<pubDate/>")]
    [InlineData("<pubDate>0000-00-00</pubDate>")]
    [InlineData("")]
    public void An_entry_without_a_date_does_not_inherit_the_feeds_date(string date)
    {
        var entry = Assert.Single(
            Parse($"<rss version='2.0'><channel><title>x</title><pubDate>Tue, 03 Mar 2026 12:00:00 GMT</pubDate><lastBuildDate>Tue, 03 "
                + $"Mar 2026 12:00:00 GMT</lastBuildDate><item><title>t</title>{date}</item></channel></rss>").Entries);

        Assert.Null(entry.Published);
        Assert.Null(entry.Updated);
    }

    [Theory]
    [InlineData("<link rel='replies' href='/r'/><link rel='edit' href='/e'/><link rel='alternate' href='/a'/>", "https://x.example/a")]
    [InlineData("<link rel='self' href='/s'/><link href='/a'/>", "https://x.example/a")]
    [InlineData("<link rel='alternate' type='text/html'>https://x.example/a</link>", "https://x.example/a")]
    [InlineData("<link rel='enclosure' href='/m.mp3'/>", null)]
    [InlineData("<link rel='alternate' href='javascript:x()'/><link rel='alternate' href='/a'/>", "https://x.example/a")]
    public void The_alternate_Atom_link_is_the_article(string links, string? link)
    {
        var feed = Parse(
            $"<feed xmlns='http://www.w3.org/2005/Atom'><title>x</title><entry><id>tag:x.example,2026:1</id>"
                + $"<title>t</title>{links}</entry></feed>", "https://x.example/atom.xml");

        Assert.Equal(link, Assert.Single(feed.Entries).Link);
    }

    [Theory]
    [InlineData("<guid>https://x.example/1</guid>", "https://x.example/1")]
    [InlineData("<guid isPermaLink='true'>https://x.example/1</guid>", "https://x.example/1")]
    [InlineData("<guid isPermaLink='false'>https://x.example/1</guid>", null)]
    [InlineData("<guid>x-1</guid>", null)]
    [InlineData("<guid>https://x.example/1</guid><link>https://x.example/2</link>", "https://x.example/2")]
    public void A_permalink_guid_is_the_link_when_there_is_no_other(string elements, string? link)
    {
        Assert.Equal(link, Item($"<title>t</title>{elements}").Link);
    }

    [Theory]
    [InlineData("<title type='html'>&lt;em&gt;Snow&lt;/em&gt; &amp;amp; ice</title>", "Snow & ice")]
    [InlineData("<title type='text'>Use &lt;em&gt; sparingly</title>", "Use <em> sparingly")]
    [InlineData("<title type='xhtml'><div xmlns='http://www.w3.org/1999/xhtml'>Snow <b>&amp;</b> ice</div></title>", "Snow & ice")]
    [InlineData("<title type='html'><![CDATA[<img alt='a > b' src='x'>Snow]]></title>", "Snow")]
    [InlineData("<title type='html'>Snow&lt;!-- never closed &gt; falls&lt;script&gt;x()&lt;/script&gt;</title>", "Snow falls")]
    public void A_title_is_plain_text_in_every_encoding_of_it(string title, string text)
    {
        Assert.Equal(text, Assert.Single(Parse($"<feed xmlns='http://www.w3.org/2005/Atom'><entry>{title}</entry></feed>").Entries).Title);
    }

    [Theory]
    [InlineData("base64", "U25vdyAmYW1wOyBpY2U=", "Snow & ice")]
    [InlineData("escaped", "&lt;b&gt;Snow&lt;/b&gt;", "Snow")]
    [InlineData("xml", "Snow &amp; ice", "Snow & ice")]
    public void Atom_0_3_content_modes_are_supported(string mode, string title, string text)
    {
        Assert.Equal(text,
            Assert.Single(
                Parse($"<feed version='0.3' xmlns='http://purl.org/atom/ns#'><entry><title "
                    + $"mode='{mode}' type='text/html'>{title}</title></entry></feed>").Entries).Title);
    }

    [Theory]
    [InlineData("<content:encoded><![CDATA[<p>Write &lt;b&gt; and &amp;amp; so</p>]]></content:encoded>")]
    [InlineData("<content:encoded>&lt;p&gt;Write &amp;lt;b&amp;gt; and &amp;amp;amp; so&lt;/p&gt;</content:encoded>")]
    public void Content_is_decoded_once(string content)
    {
        Assert.Equal("<p>Write &lt;b&gt; and &amp;amp; so</p>", Item($"<title>t</title>{content}").Content);
    }

    [Fact]
    public void An_item_without_a_title_takes_it_from_its_image()
    {
        var entry = Item(
            "<link>https://x.example/1</link><media:group><media:content url='https://x.example/1.jpg'>"
                + "<media:title>Snow in Velin</media:title></media:content></media:group>");

        Assert.Equal("Snow in Velin", entry.Title);
    }

    [Fact]
    public void Content_of_every_format_is_sanitized()
    {
        const string Bad = "<p onclick='x()'>a<script>x()</script><a href='javascript:x()'>b</a></p>";
        var html = System.Net.WebUtility.HtmlEncode(Bad);
        string[] documents =
        [
            $"<rss version='2.0'><channel><item><title>t</title><content:encoded>{html}</content:encoded></item></channel></rss>",
            $"<feed xmlns='http://www.w3.org/2005/Atom'><entry><title>t</title><content type='html'>{html}</content></entry></feed>",
            $"<feed xmlns='http://www.w3.org/2005/Atom'><entry><title>t</title><content type='xhtml'>{Bad}</content></entry></feed>",
            $$"""{"version":"https://jsonfeed.org/version/1","items":[{"id":"1","title":"t","content_html":"{{Bad}}"}]}""",
        ];

        Assert.All(documents, document => Assert.Equal("<p>a<a>b</a></p>", Assert.Single(Parse(document).Entries).Content));
    }

    [Fact]
    public void JSON_Feed_1_0_has_one_author_and_external_addresses()
    {
        var feed = Parse(
            """{"version":"https://jsonfeed.org/version/1","title":"x","items":[{"id":"https://x.example/1","external_url":"https://y.example/2","title":"t","content_html":"<p>c</p>","author":{"name":"Ole"},"date_published":"2026-03-03T10:00:00+02:00","date_modified":"2026-03-03T11:00:00"}]}""");

        var entry = Assert.Single(feed.Entries);
        Assert.Equal(("json1.0", "https://y.example/2", "Ole", "<p>c</p>"),
            (feed.Format, entry.Link, Assert.Single(entry.Authors), entry.Content));
        Assert.Equal((At("2026-03-03T08:00:00Z"), At("2026-03-03T11:00:00Z")), (entry.Published!.Value, entry.Updated!.Value));
    }

    private static DateTimeOffset At(string instant) => DateTimeOffset.Parse(instant, CultureInfo.InvariantCulture);

    private static Entry Item(string elements) =>
        Assert.Single(Parse($"<rss version='2.0'><channel><title>x</title><item>{elements}</item></channel></rss>").Entries);

    private static FeedDocument Parse(string document, string? address = null) =>
        Assert.IsType<FeedParseResult.Parsed>(
            FeedParser.Parse(Encoding.UTF8.GetBytes(document), null, address is null ? null : new Uri(address))).Document;
}
