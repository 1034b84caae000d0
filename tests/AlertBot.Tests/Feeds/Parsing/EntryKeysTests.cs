using System.Text;
using AlertBot.Feeds;
using AlertBot.Feeds.Parsing;

namespace AlertBot.Tests.Feeds.Parsing;

public class EntryKeysTests
{
    [Fact]
    public void Id_link_and_text_are_keys()
    {
        Assert.Equal(["guid", "link", "content"],
            Kinds("<item><title>Flood</title><guid isPermaLink='false'>1</guid><link>https://x.example/1</link><description>The river "
                + "rises.</description></item>"));
    }

    [Fact]
    public void Without_text_beyond_the_title_there_is_no_content_key()
    {
        Assert.Equal(["guid"],
            Kinds("<item><title>Flood</title><guid isPermaLink='false'>1</guid><description>Flood</description></item>"));
    }

    [Fact]
    public void An_entry_with_only_a_title_is_identified_by_it()
    {
        Assert.Equal(["content"], Kinds("<item><title>Flood</title></item>"));
    }

    [Fact]
    public void A_link_shared_by_different_entries_is_not_a_key()
    {
        Assert.Equal(["guid"],
            Kinds("<item><title>Flood</title><guid "
                + "isPermaLink='false'>1</guid><link>https://x.example/live?utm_source=a</link></item><item><title>Fire</title><guid "
                + "isPermaLink='false'>2</guid><link>https://x.example/live</link></item>"));
    }

    [Fact]
    public void An_id_shared_by_different_entries_is_not_a_key()
    {
        Assert.Equal(["link"],
            Kinds("<item><title>Flood</title><guid "
                + "isPermaLink='false'>0</guid><link>https://x.example/1</link></item><item><title>Fire</title><guid "
                + "isPermaLink='false'>0</guid><link>https://x.example/2</link></item>"));
    }

    [Fact]
    public void An_entry_listed_twice_keeps_its_keys_and_its_place()
    {
        const string Item = "<item><title>Flood</title><guid isPermaLink='false'>1</guid><link>https://x.example/1</link></item>";

        Assert.Equal(["guid", "link"], Kinds(Item + Item));
        Assert.Equal(2, Entries(Item + Item).Count);
    }

    [Fact]
    public void A_reissued_entry_shares_its_link_key()
    {
        var once = Entries(
            "<item><title>Flood</title><guid isPermaLink='false'>1#0</guid><link>https://x.example/1?at_medium=RSS</link></item>");
        var again = Entries(
            "<item><title>Flood, updated</title><guid isPermaLink='false'>1#1</guid><link>http://x.example/1</link></item>");

        Assert.Equal(once[0].Keys[1], again[0].Keys[1]);
        Assert.NotEqual(once[0].Keys[0], again[0].Keys[0]);
        Assert.Matches("^[0-9a-f]{64}$", once[0].Keys[0].Hash);
    }

    [Fact]
    public void The_same_words_under_another_id_link_and_date_are_another_entry()
    {
        var monday = Entries(
            "<item><title>Morning briefing</title><guid isPermaLink='false'>1</guid><link>https://x.example/1</link>"
                + "<description>What you need to know.</description><pubDate>Mon, 23 Nov 2026 06:00:00 GMT</pubDate></item>");
        var tuesday = Entries(
            "<item><title>Morning briefing</title><guid isPermaLink='false'>2</guid><link>https://x.example/2</link>"
                + "<description>What you need to know.</description><pubDate>Tue, 24 Nov 2026 06:00:00 GMT</pubDate></item>");

        Assert.Empty(monday[0].Keys.Intersect(tuesday[0].Keys));
    }

    [Fact]
    public void The_same_words_under_an_id_and_link_that_change_with_every_poll_are_the_same_entry()
    {
        var once = Entries(
            "<item><title>Flood</title><guid isPermaLink='false'>s1</guid><link>https://x.example/?s=1</link>"
                + "<description>The river rises.</description><pubDate>Mon, 23 Nov 2026 06:00:00 GMT</pubDate></item>");
        var again = Entries(
            "<item><title>Flood</title><guid isPermaLink='false'>s2</guid><link>https://x.example/?s=2</link>"
                + "<description>The river rises.</description><pubDate>Mon, 23 Nov 2026 06:00:00 GMT</pubDate></item>");

        Assert.Single(once[0].Keys.Intersect(again[0].Keys));
    }

    [Theory]
    [InlineData("<item><title>Tr&#xD800;uce</title><guid>\uDC00</guid></item>")]
    [InlineData("<item><title>Tr&amp;#55296;uce</title><description>&amp;#xDC00;</description></item>")]
    public void A_lone_surrogate_does_not_reject_a_feed(string items) => Assert.NotEmpty(Kinds(items));

    private static IEnumerable<string> Kinds(string items) => Entries(items)[0].Keys.Select(k => k.Kind);

    private static IReadOnlyList<Entry> Entries(string items) =>
        Assert.IsType<FeedParseResult.Parsed>(
            FeedParser.Parse(Encoding.UTF8.GetBytes($"<rss version='2.0'><channel>{items}</channel></rss>"), null, null)).Document.Entries;
}
