using AlertBot.Tests.Http;
using Microsoft.AspNetCore.Http;

namespace AlertBot.Tests.Feeds.WebSub;

public sealed class HubDiscoveryTests : IAsyncLifetime
{
    private WebSubTown _town = null!;

    public async ValueTask InitializeAsync() => _town = await WebSubTown.OpenAsync();

    public ValueTask DisposeAsync() => _town.DisposeAsync();

    [Fact]
    public async Task The_address_that_the_feed_gives_itself_is_the_topic_and_it_is_polled_where_it_was_found()
    {
        _town.News.On("/feed", _town.Rss(_town.Hub.Address.AbsoluteUri).Replace($"href=\"{_town.Topic}\"", "href=\"https://harbour.example/rss\"", StringComparison.Ordinal));

        Assert.Equal("https://harbour.example/rss", (await _town.SubscribeAsync()).Topic);
        Assert.Equal([_town.Topic], await _town.Test.TextsAsync("SELECT url FROM feed"));
    }

    [Theory]
    [InlineData("<{hub}>; rel=\"hub\", </self>; rel=\"self\"")]
    [InlineData("</self>; rel=self; title=\"a, <b>\", <{hub}>; title=x; rel=\"other hub\"")]
    public async Task Headers_name_the_hub_before_the_document_does(string link)
    {
        _town.News.On("/feed", context =>
        {
            context.Response.Headers.Append("Link", link.Replace("{hub}", _town.Hub.Address.AbsoluteUri, StringComparison.Ordinal));
            context.Response.ContentType = "application/rss+xml";
            return context.Response.WriteAsync(_town.Rss("http://10.0.0.7/hub"));
        });

        Assert.Equal(_town.News.At("/self").AbsoluteUri, (await _town.SubscribeAsync()).Topic);
    }

    [Fact]
    public async Task A_JSON_feed_names_its_hub_among_other_kinds_and_is_pushed_as_JSON()
    {
        var feed = $$"""{"version":"https://jsonfeed.org/version/1.1","title":"Tides","feed_url":"https://tides.example/f.json","hubs":[{"type":"rssCloud","url":"http://10.0.0.7/"},{"type":"WebSub","url":"{{_town.Hub.Address}}"}],"items":[]}""";
        _town.News.On("/feed", feed, "application/feed+json");

        var subscription = await _town.SubscribeAsync();
        await _town.Hub.PublishAsync(subscription.Topic, feed.Replace("[]", "[{\"id\":\"1\",\"title\":\"High water\"}]", StringComparison.Ordinal), contentType: "application/feed+json");

        Assert.Equal("https://tides.example/f.json", subscription.Topic);
        Assert.Equal(["High water"], await _town.NewsAsync());
    }

    [Fact]
    public async Task A_hub_that_moved_for_now_is_followed()
    {
        _town.News.On("/feed", _town.Rss(new Uri(_town.Hub.Address, "/moved").AbsoluteUri));

        Assert.Equal(_town.Topic, (await _town.SubscribeAsync()).Topic);
    }

    [Theory]
    [InlineData("http://10.0.0.7/hub", "private address")]
    [InlineData("http://169.254.169.254/hub", "link-local address")]
    [InlineData("http://[::ffff:10.0.0.7]/hub", "private address")]
    public async Task A_hub_inside_is_not_reached(string hub, string reason)
    {
        _town.News.On("/feed", _town.Rss(hub));
        await _town.PollAsync();

        await _town.DoErrandsAsync();

        Assert.Contains(reason, Assert.Single(await _town.Test.TextsAsync("SELECT last_error FROM websub")));
    }

    [Fact]
    public async Task A_hub_cannot_lead_on_to_one_inside()
    {
        await using var other = await LoopbackServer.StartAsync();
        other.OnRedirect("/hub", new Uri("http://10.0.0.7/hub"), 307);
        _town.News.On("/feed", _town.Rss(other.At("/hub").AbsoluteUri));
        await _town.PollAsync();

        await _town.DoErrandsAsync();

        Assert.Contains("private address", Assert.Single(await _town.Test.TextsAsync("SELECT last_error FROM websub")));
    }
}
