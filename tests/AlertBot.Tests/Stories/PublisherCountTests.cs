using AlertBot.Stories;

namespace AlertBot.Tests.Stories;

public class PublisherCountTests
{
    private const string Agency =
        "The two governments agreed on a truce of thirty days on Monday, after talks that had lasted for two weeks in the harbour town.";

    [Fact]
    public void Feeds_of_one_publisher_count_once() => Assert.Equal(new PublisherCount(2, 2), PublisherCount.Count(
    [
        ("Post World", "https://www.post.example/world/1", "The talks ended with a truce, the mediators told reporters late at night."),
        ("Post Europe", "https://europe.post.example/1", "A truce of thirty days was signed in the harbour town after two weeks."),
        ("Courier", "https://courier.example/1", "Fishermen returned to the harbour on Tuesday as the guns fell silent there."),
    ]));

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
}
