using System.Text;
using AlertBot.Feeds.Opml;

namespace AlertBot.Tests.Feeds.Opml;

public class OpmlTests
{
    private const string List =
        """
        <?xml version="1.0" encoding="UTF-8"?>
        <!-- exported -->
        <opml version="2.0"><head><title>Mine</title></head><body>
          <outline text="Top &amp; first" type="rss" xmlUrl="https://top.example/rss?a=1&amp;b=2" htmlUrl="https://top.example/" description="All of it"/>
          <outline text="News" title="News">
            <outline text="World">
              <outline text="Küste" title="Küste heute" type="atom" xmlUrl="https://coast.example/atom" language="de"/>
            </outline>
            <outline title="Without text" xmlUrl="feed://tide.example/rss"/>
          </outline>
          <outline text="Both/places"><outline text="Top again" xmlUrl="https://top.example/rss?a=1&amp;b=2"/></outline>
          <outline text="Empty folder"/>
        </body></opml>
        """;

    [Fact]
    public void Feeds_are_read_with_names_and_nested_folders_as_labels()
    {
        var read = OpmlReader.Read(Encoding.UTF8.GetBytes(List));

        Assert.Empty(read.Skipped);
        Assert.Equal(["https://top.example/rss?a=1&b=2", "https://coast.example/atom", "http://tide.example/rss"],
            read.Feeds.Select(feed => feed.Address.AbsoluteUri));
        Assert.Equal(["Top & first", "Küste", "Without text"], read.Feeds.Select(feed => feed.Name));
        Assert.Equal([["Both/places"], ["News", "World"], ["News"]], read.Feeds.Select(feed => feed.Outline.Labels));
        Assert.Equal("https://top.example/", read.Feeds[0].Outline.Attributes["htmlUrl"]);
    }

    [Fact]
    public void A_list_survives_a_round_trip()
    {
        var first = OpmlReader.Read(Encoding.UTF8.GetBytes(List));

        var second = OpmlReader.Read(Written(first.Feeds));
        var third = OpmlReader.Read(Written(second.Feeds));

        Assert.Empty(second.Skipped);
        Assert.Equal(Described(first).Order(), Described(second).Order());
        Assert.Equal(Described(second), Described(third));
    }

    [Fact]
    public void Invalid_outlines_are_reported_with_the_reason_and_the_rest_is_imported()
    {
        var read = OpmlReader.Read(Encoding.UTF8.GetBytes(
            """
            <opml version="1.1"><body>
            <outline text="File" xmlUrl="file:///etc/passwd"/>
            <outline text="Script" xmlUrl="javascript:alert(1)"/>
            <outline text="Good" xmlUrl="https://good.example/rss"/>
            <outline text="Lost" type="rss" htmlUrl="https://lost.example/"/>
            <outline text="Elsewhere" type="include" url="https://list.example/x.opml"/>
            <outline xmlUrl=""/>
            </body></opml>
            """));

        Assert.Equal("https://good.example/rss", Assert.Single(read.Feeds).Address.AbsoluteUri);
        Assert.Equal(
            ["skipped line 2 (“File”)", "skipped line 3 (“Script”)", "skipped line 5 (“Lost”)", "skipped line 6 (“Elsewhere”)",
                "skipped line 7"],
            read.Skipped.Select(line => line.Split(": ")[0]));
    }

    [Theory]
    [InlineData("<opml><body><outline text='A &nbsp; B & C' xmlUrl='https://good.example/rss?a=1&b=2'/></body></opml>")]
    [InlineData("<!DOCTYPE opml [<!ENTITY x SYSTEM 'file:///etc/passwd'>]><opml><body><outline text='&x;' "
        + "xmlUrl='https://good.example/rss?a=1&amp;b=2'/></body></opml>")]
    [InlineData("\uFEFF  <opml><body><outline text='\u0001' xmlUrl='https://good.example/rss?a=1&amp;b=2'/></body></opml>")]
    public void A_malformed_list_is_repaired_like_a_feed(string list)
    {
        var read = OpmlReader.Read(Encoding.UTF8.GetBytes(list));

        var feed = Assert.Single(read.Feeds);
        Assert.Equal("https://good.example/rss?a=1&b=2", feed.Address.AbsoluteUri);
        Assert.DoesNotContain("root:", feed.Name ?? "");
    }

    [Fact]
    public void A_truncated_list_gives_its_complete_outlines_and_a_warning()
    {
        var read = OpmlReader.Read(
            Encoding.UTF8.GetBytes(
                "<opml><body><outline text='A' xmlUrl='https://good.example/rss'/>\n<outline text='B' xmlUrl='https://cut.exa"));

        Assert.Equal("A", Assert.Single(read.Feeds).Name);
        Assert.Contains("line 2: the file is truncated", Assert.Single(read.Skipped));
    }

    [Theory]
    [InlineData("")]
    [InlineData("not xml")]
    [InlineData("<rss version='2.0'><channel/></rss>")]
    [InlineData("{\"a\":1}")]
    public void A_document_that_is_not_OPML_is_refused_with_one_sentence(string text)
    {
        var read = OpmlReader.Read(Encoding.UTF8.GetBytes(text));

        Assert.Empty(read.Feeds);
        Assert.True(text.Length == 0 || read.Skipped.Single().Contains("this is not OPML", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("<outline text='d'>")]
    [InlineData("<outline text='n' xmlUrl='https://many.example/'/>")]
    [InlineData("<outline text='n'><outline xmlUrl='https://same.example/'/></outline>")]
    [InlineData("<!-- -->")]
    public void The_cost_of_reading_grows_with_the_length(string piece) =>
        WorkGrowth.AssertLinear(piece, 4_000_000, text => OpmlReader.Read(Encoding.UTF8.GetBytes("<opml><body>" + text)));

    [Fact]
    public void Entity_bombs_depth_and_absurd_counts_are_handled_within_bounds()
    {
        var bomb = "<!DOCTYPE o [<!ENTITY a 'lol'>"
            + string.Concat(Enumerable.Range(0, 30).Select(n => $"<!ENTITY b{n} '&a;&a;&a;&a;&a;&a;'>"))
            + "]><opml><body><outline text='&b29;' xmlUrl='https://good.example/'/></body></opml>";
        var deep = "<opml><body>" + string.Concat(Enumerable.Repeat("<outline text='d'>", 100_000))
            + "<outline xmlUrl='https://deep.example/'/>" + string.Concat(Enumerable.Repeat("</outline>", 100_000)) + "</body></opml>";
        var many = "<opml><body>"
            + string.Concat(Enumerable.Range(0, 100_000).Select(n => $"<outline text='{n}' xmlUrl='https://many.example/{n}'/>\n"))
            + "</body></opml>";
        var same = "<opml><body>"
            + string.Concat(
                Enumerable.Range(0, 100_000).Select(n => $"<outline text='{n}'><outline xmlUrl='https://same.example/'/></outline>\n"))
                + "</body></opml>";
        var wide = $"<opml><body><outline text='{new string('x', 1_000_000)}' xmlUrl='https://wide.example/' "
            + $"note='{new string('y', 1_000_000)}'/></body></opml>";

        var read = new[] { bomb, deep, many, same, wide }.Select(list => OpmlReader.Read(Encoding.UTF8.GetBytes(list))).ToList();

        Assert.InRange(read[0].Feeds.Single().Name?.Length ?? 0, 0, 200);
        Assert.InRange(read[1].Feeds.Single().Outline.Folders.Single().Count, 1, 20);
        Assert.Equal(OpmlReader.MaxFeeds, read[2].Feeds.Count);
        Assert.Contains("line 10001 (“10000”)", read[2].Skipped[0]);
        Assert.Equal("skipped 89000 more lines: fix those above and import the file again", read[2].Skipped[^1]);
        Assert.InRange(read[3].Feeds.Single().Outline.Folders.Count, 1, 50);
        Assert.InRange(read[4].Feeds.Single().Outline.ToJson().Length, 0, 100);
    }

    private static byte[] Written(IReadOnlyList<OpmlFeed> feeds)
    {
        using var stream = new MemoryStream();
        OpmlWriter.Write(stream, feeds, new DateTimeOffset(2026, 11, 24, 0, 0, 0, TimeSpan.Zero));
        return stream.ToArray();
    }

    private static IEnumerable<string> Described(OpmlReadResult read) => read.Feeds.Select(feed =>
        $"{feed.Address} {feed.Name} {string.Join(';', feed.Outline.Folders.Select(folder => string.Join('>', folder)))} {string.Join(';', feed.Outline.Attributes.Where(a => a.Key != "type").Select(a => $"{a.Key}={a.Value}"))}");
}
