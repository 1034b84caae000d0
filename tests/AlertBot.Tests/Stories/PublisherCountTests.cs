using AlertBot.Stories;

namespace AlertBot.Tests.Stories;

public class PublisherCountTests
{
    private const string Agency =
        "OSK (Wire) - At least 32 people were killed when a ferry sank off the harbour of Osk on Monday, the coast guard said. "
        + "Rescuers searched the water through the night, and the port remained closed to all other ships.";

    private const string Own =
        "Our reporter saw the ferry leave late in the afternoon. It carried twice as many passengers as it may, "
        + "people on the quay said, and nobody had counted them before the storm came up.";

    [Theory]
    [InlineData("https://www.courier.example/a", "courier.example")]
    [InlineData("https://feeds.news.courier.co.uk/a", "courier.co.uk")]
    [InlineData("https://courier.com.au/a", "courier.com.au")]
    [InlineData("https://COURIER.example./a", "courier.example")]
    [InlineData("https://news.co.example/a", "co.example")]
    [InlineData("https://www.yomi.ne.jp/a", "yomi.ne.jp")]
    [InlineData("https://osk.blogspot.com/a", "osk.blogspot.com")]
    [InlineData("https://news.google.com/rss/articles/1", null)]
    [InlineData("http://127.0.0.1:8080/a", null)]
    [InlineData("http://[::1]/a", null)]
    [InlineData("http://localhost/a", null)]
    [InlineData("javascript:alert(1)", null)]
    [InlineData("not a link", null)]
    [InlineData(null, null)]
    public void The_domain_of_a_publisher_is_the_one_it_registered(string? link, string? domain) =>
        Assert.Equal(domain, Publisher.FindDomain(link));

    [Fact]
    public void Several_feeds_of_one_publisher_count_as_one()
    {
        var count = PublisherCount.Count(
        [
            ("Courier World", "https://world.courier.example/1", Agency), ("Courier Top", "https://www.courier.example/2", Own),
        ]);

        Assert.Equal(new PublisherCount(1, 1), count);
    }

    [Fact]
    public void An_agency_text_under_any_introduction_is_one_independent_source()
    {
        var count = PublisherCount.Count(
        [
            ("Courier", "https://courier.example/1", Agency), ("Post", "https://post.example/2", $"Read our live ticker here. {Agency}"),
            ("Harbour", "https://harbour.example/3", Own), ("Tidende", "https://tidende.example/4", Agency.Replace("OSK (Wire) - ", "")),
        ]);

        Assert.Equal(new PublisherCount(4, 2), count);
    }

    [Fact]
    public void A_publisher_with_a_text_of_its_own_beside_the_agencys_is_independent_of_one_that_prints_only_the_agencys()
    {
        var count = PublisherCount.Count(
        [
            ("Courier", "https://courier.example/1", Agency), ("Courier", "https://courier.example/2", Own),
            ("Post", "https://post.example/3", Agency),
        ]);

        Assert.Equal(new PublisherCount(2, 2), count);
    }

    [Fact]
    public void An_outlet_without_a_usable_link_counts_by_its_name()
    {
        var count = PublisherCount.Count(
        [
            ("Courier", "https://courier.example/1", Agency), ("courier ", null, Own), ("Post", "http://127.0.0.1/1", ""),
            ("POST", "http://127.0.0.1/2", ""), ("Tidende", "http://127.0.0.1/3", ""),
        ]);

        Assert.Equal(new PublisherCount(3, 3), count);
    }

    [Fact]
    public void Forty_copies_of_an_agency_are_one_independent_source() => Assert.Equal(new PublisherCount(40, 1), PublisherCount.Count(
        [.. Enumerable.Range(0, 40).Select(i => ($"Outlet {i}", (string?)$"https://outlet{i}.example/1", Agency))]));

    [Theory]
    [InlineData("https://www.bbc.co.uk/1", "https://feeds.bbc.co.uk/2", 1)]
    [InlineData("https://bbc.co.uk/1", "https://guardian.co.uk/2", 2)]
    [InlineData("https://a.com/1", "https://b.com/2", 2)]
    [InlineData("https://192.0.2.1/1", "https://192.0.2.2/2", 2)]
    [InlineData(null, "not an address", 2)]
    public void A_publisher_is_a_registrable_domain_or_else_a_name(string? one, string? other, int expected) =>
        Assert.Equal(expected, PublisherCount.Count([("One", one, "a"), ("Two", other, "b")]).Publishers);

    [Fact]
    public void No_articles_count_nothing() => Assert.Equal(new PublisherCount(0, 0), PublisherCount.Count([]));
}
