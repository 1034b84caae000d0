using System.Text;
using AlertBot.Feeds;
using AlertBot.Feeds.Parsing;

namespace AlertBot.Tests.Feeds.Parsing;

public class EntryImageTests
{
    [Theory]
    [InlineData("""<media:thumbnail url="https://cdn.example/t.jpg" width="240"/><media:content url="https://cdn.example/c.jpg" medium="image"/>""", "https://cdn.example/t.jpg")]
    [InlineData("""<media:content url="https://cdn.example/v.mp4" medium="video"/><media:content url="https://cdn.example/c.jpg" medium="image"/>""", "https://cdn.example/c.jpg")]
    [InlineData("""<media:content url="https://cdn.example/c" type="image/webp"/>""", "https://cdn.example/c")]
    [InlineData("""<media:group><media:content url="https://cdn.example/g.jpg" medium="image"/></media:group>""",
        "https://cdn.example/g.jpg")]
    [InlineData("""<media:content url="https://cdn.example/v.mp4" medium="video"><media:thumbnail url="https://cdn.example/still.jpg"/></media:content>""", "https://cdn.example/still.jpg")]
    [InlineData("""<enclosure url="/pictures/e.png" type="image/png" length="1"/>""", "https://harbour.example/pictures/e.png")]
    [InlineData("""<media:thumbnail url="https://count.example/p.gif" width="1" height="1"/><enclosure url="https://cdn.example/e.png" type="image/png"/>""", "https://cdn.example/e.png")]
    [InlineData("""<enclosure url="https://cdn.example/talk.mp3" type="audio/mpeg"/>""", null)]
    [InlineData("""<media:thumbnail url="javascript:alert(1)"/>""", null)]
    [InlineData("""<media:thumbnail url="data:image/png;base64,AAAA"/>""", null)]
    [InlineData("", null)]
    public void An_RSS_item_has_its_media_image(string markup, string? expected)
    {
        var entry = Parse(
            $"""<rss version="2.0" xmlns:media="http://search.yahoo.com/mrss/"><channel><title>t</title><item><title>a</title>{markup}</item></channel></rss>""");

        Assert.Equal(expected, entry.Image);
    }

    [Fact]
    public void An_Atom_entry_has_its_enclosed_picture()
    {
        var entry = Parse(
            """<feed xmlns="http://www.w3.org/2005/Atom"><entry><title>a</title><id>1</id><link href="https://a.example/"/><link rel="enclosure" type="image/jpeg" href="https://cdn.example/a.jpg"/></entry></feed>""");

        Assert.Equal("https://cdn.example/a.jpg", entry.Image);
    }

    [Theory]
    [InlineData("\"image\": \"https://cdn.example/i.jpg\", \"banner_image\": \"https://cdn.example/b.jpg\"", "https://cdn.example/i.jpg")]
    [InlineData("\"banner_image\": \"b.jpg\"", "https://harbour.example/b.jpg")]
    [InlineData("\"image\": {}, \"banner_image\": [\"x\"]", null)]
    [InlineData("\"image\": null", null)]
    public void A_JSON_Feed_item_has_its_image_or_banner(string members, string? expected)
    {
        var entry = Parse($$"""{"version": "https://jsonfeed.org/version/1.1", "items": [{"id": "1", {{members}}}]}""");

        Assert.Equal(expected, entry.Image);
    }

    private static Entry Parse(string document) =>
        Assert.IsType<FeedParseResult.Parsed>(
            FeedParser.Parse(Encoding.UTF8.GetBytes(document), null, new Uri("https://harbour.example/feed"))).Document.Entries[0];
}
