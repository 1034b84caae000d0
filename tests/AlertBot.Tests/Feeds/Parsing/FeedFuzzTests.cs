using System.Text;
using AlertBot.Feeds.Parsing;
using AlertBot.Testing.Feeds;

namespace AlertBot.Tests.Feeds.Parsing;

/// <summary>A few thousand mutated documents in each run. The <c>fuzz</c> scenario of the benchmarks runs more.</summary>
public class FeedFuzzTests
{
    private static readonly byte[][] Samples =
    [
        .. new[]
        {
            """
            <?xml version="1.0" encoding="utf-8"?><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:media="http://search.yahoo.com/mrss/"><channel><title>Harbour &amp; Hill</title><link>https://harbour.example/</link>
            <item><title>Ferry returns – at last</title><link>/news/ferry?a=1&amp;b=2</link><guid isPermaLink="false">hh-1</guid><pubDate>Tue, 03 Mar 2026 09:30:00 EST</pubDate><dc:creator>Mara Lindqvist</dc:creator><category>Sea</category><description>&lt;p&gt;The &lt;b&gt;ferry&lt;/b&gt; is back.&lt;/p&gt;</description>
            <content:encoded><![CDATA[<div><p>The ferry is back, said <a href="/people/orr" onclick="x()">Tom Orr</a>.</p><script>x()</script><table><tr><td>1</td></tr></table><img src="a.jpg"></div>]]></content:encoded><media:content url="https://harbour.example/f.jpg" medium="image"/></item>
            <item><title><![CDATA[Bridge <i>closed</i>]]></title><guid>https://harbour.example/bridge</guid><dc:date>2026-03-03T10:00:00+01:00</dc:date></item></channel></rss>
            """,
            """
            <!DOCTYPE feed [<!ENTITY post "The Hill Post">]><feed xmlns="http://www.w3.org/2005/Atom" xml:base="https://hill.example/" xml:lang="en"><title type="html">&post; &amp;amp; Dale</title><link rel="self" href="atom.xml"/><link href="/front"/><link rel="hub" href="https://hub.example/"/>
            <entry xml:base="news/"><id>tag:hill.example,2026:1</id><title type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml">Snow <em>again</em></div></title><link rel="alternate" href="a.html" type="text/html"/><published>2026-03-03T10:00:00+02:00</published><updated>2026-03-03T09:00:00</updated><author><name>Ida Berg</name></author><category term="weather" label="Weather"/><content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p onclick="x()">Snow &#8212; deep.</p></div></content></entry></feed>
            """,
            """
            <rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/"><channel rdf:about="https://dale.example/"><title>Новости Дейла</title><link>https://dale.example/</link></channel><item rdf:about="https://dale.example/1"><title>Мост закрыт</title><link>https://dale.example/1</link><dc:date>2026-03-03</dc:date></item></rdf:RDF>
            """,
            """
            {"version":"https://jsonfeed.org/version/1.1","title":"Dale News","home_page_url":"https://dale.example/","hubs":[{"type":"WebSub","url":"https://hub.example/"}],"items":[{"id":7,"url":"/7","title":"A & B","content_html":"<p>One <a href='/x'>x</a></p>","date_published":"2026-03-03T10:00:00Z","authors":[{"name":"Ole"}],"tags":["x"]}]}
            """,
            "<feed version='0.3' xmlns='http://purl.org/atom/ns#'><title mode='base64'>U25vdw==</title><entry>"
                + "<title mode='escaped'>&lt;b&gt;x&lt;/b&gt;</title><issued>2026-03-03T10:00:00Z</issued>"
                + "<link rel='alternate' href='http://x.example/1'/>"
                + "<content type='application/octet-stream' mode='base64'>PHA+eDwvcD4=</content></entry></feed>",
        }.Select(Encoding.UTF8.GetBytes),
    ];

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Any_damaged_document_gives_a_feed_or_a_refusal(int seed)
    {
        var mutator = new FeedMutator(seed, Samples);

        for (var i = 0; i < 2_000; i++)
        {
            var (body, contentType, address) = mutator.Next();
            var before = GC.GetAllocatedBytesForCurrentThread();

            var reading = FeedParser.Parse(body, contentType, address);

            Assert.True(FeedInvariants.FindViolation(reading) is null,
                $"seed {seed}, document {i}: {FeedInvariants.FindViolation(reading)}");
            Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 64L << 20);
        }
    }
}
