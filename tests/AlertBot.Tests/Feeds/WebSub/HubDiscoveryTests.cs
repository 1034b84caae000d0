using AlertBot.Testing;
using AlertBot.Testing.Feeds;
using Microsoft.AspNetCore.Http;

namespace AlertBot.Tests.Feeds.WebSub;

public sealed class HubDiscoveryTests : IAsyncLifetime
{
    private WebSubHost _host = null!;

    public async ValueTask InitializeAsync() => _host = await WebSubHost.OpenAsync();

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    [Fact]
    public async Task The_feeds_self_link_is_the_WebSub_topic_and_polling_keeps_the_original_address()
    {
        _host.News.On("/feed",
            _host.Rss(_host.Hub.Address.AbsoluteUri)
                .Replace($"href=\"{_host.Topic}\"", "href=\"https://harbour.example/rss\"", StringComparison.Ordinal));

        Assert.Equal("https://harbour.example/rss", (await _host.SubscribeAsync()).Topic);
        Assert.Equal([_host.Topic], await _host.Test.TextsAsync("SELECT url FROM feed"));
    }

    [Theory]
    [InlineData("<{hub}>; rel=\"hub\", </self>; rel=\"self\"")]
    [InlineData("</self>; rel=self; title=\"a, <b>\", <{hub}>; title=x; rel=\"other hub\"")]
    public async Task Link_headers_take_precedence_over_the_document(string link)
    {
        _host.News.On("/feed", context =>
        {
            context.Response.Headers.Append("Link", link.Replace("{hub}", _host.Hub.Address.AbsoluteUri, StringComparison.Ordinal));
            context.Response.ContentType = "application/rss+xml";
            return context.Response.WriteAsync(_host.Rss("http://10.0.0.7/hub"));
        });

        Assert.Equal(_host.News.UrlOf("/self").AbsoluteUri, (await _host.SubscribeAsync()).Topic);
    }

    [Fact]
    public async Task A_JSON_Feed_hub_is_found_among_other_types_and_pushes_JSON()
    {
        var feed = $$"""{"version":"https://jsonfeed.org/version/1.1","title":"Tides","feed_url":"https://tides.example/f.json","hubs":[{"type":"rssCloud","url":"http://10.0.0.7/"},{"type":"WebSub","url":"{{_host.Hub.Address}}"}],"items":[]}""";
        _host.News.On("/feed", feed, "application/feed+json");

        var subscription = await _host.SubscribeAsync();
        await _host.Hub.PublishAsync(subscription.Topic,
            feed.Replace("[]", "[{\"id\":\"1\",\"title\":\"High water\"}]", StringComparison.Ordinal),
            contentType: "application/feed+json");

        Assert.Equal("https://tides.example/f.json", subscription.Topic);
        Assert.Equal(["High water"], await _host.NewsAsync());
    }

    [Fact]
    public async Task A_temporary_redirect_of_a_hub_is_followed()
    {
        _host.News.On("/feed", _host.Rss(new Uri(_host.Hub.Address, "/moved").AbsoluteUri));

        Assert.Equal(_host.Topic, (await _host.SubscribeAsync()).Topic);
    }

    [Theory]
    [InlineData("http://10.0.0.7/hub", "private address")]
    [InlineData("http://169.254.169.254/hub", "link-local address")]
    [InlineData("http://[::ffff:10.0.0.7]/hub", "private address")]
    public async Task A_hub_at_a_private_address_is_not_contacted(string hub, string reason)
    {
        _host.News.On("/feed", _host.Rss(hub));
        await _host.PollAsync();

        await _host.SendHubRequestsAsync();

        Assert.Contains(reason, Assert.Single(await _host.Test.TextsAsync("SELECT last_error FROM websub")));
    }

    [Fact]
    public async Task A_hub_cannot_redirect_to_a_private_address()
    {
        await using var other = await LoopbackServer.StartAsync();
        other.OnRedirect("/hub", new Uri("http://10.0.0.7/hub"), 307);
        _host.News.On("/feed", _host.Rss(other.UrlOf("/hub").AbsoluteUri));
        await _host.PollAsync();

        await _host.SendHubRequestsAsync();

        Assert.Contains("private address", Assert.Single(await _host.Test.TextsAsync("SELECT last_error FROM websub")));
    }
}
