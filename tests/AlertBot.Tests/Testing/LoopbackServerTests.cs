using System.Net;
using AlertBot.Testing;

namespace AlertBot.Tests.Testing;

public class LoopbackServerTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_path_answers_as_set_and_others_answer_404()
    {
        await using var server = await LoopbackServer.StartAsync();
        server.On("/feed", "<rss/>").On("/gone", 410, ("Retry-After", "7")).OnRedirect("/old", server.UrlOf("/feed"));
        using var client = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false });

        using var feed = await client.GetAsync(server.UrlOf("/feed"), Stop);
        using var gone = await client.GetAsync(server.UrlOf("/gone"), Stop);
        using var old = await client.GetAsync(server.UrlOf("/old"), Stop);
        using var unknown = await client.GetAsync(server.UrlOf("/unknown"), Stop);

        Assert.Equal(("application/rss+xml", "<rss/>"),
            (feed.Content.Headers.ContentType?.MediaType, await feed.Content.ReadAsStringAsync(Stop)));
        Assert.Equal((HttpStatusCode.Gone, "7"), (gone.StatusCode, gone.Headers.RetryAfter?.ToString()));
        Assert.Equal((HttpStatusCode.Found, server.UrlOf("/feed")), (old.StatusCode, old.Headers.Location));
        Assert.Equal(HttpStatusCode.NotFound, unknown.StatusCode);
    }

    [Fact]
    public async Task Requests_are_recorded_in_order_with_their_headers()
    {
        await using var server = await LoopbackServer.StartAsync();
        using var client = new HttpClient();
        client.DefaultRequestHeaders.Add("X-Test", "one");

        using var first = await client.GetAsync(server.UrlOf("/a"), Stop);
        using var second = await client.GetAsync(server.UrlOf("/b"), Stop);

        Assert.Equal([("/a", "one"), ("/b", "one")], server.Requests.Select(request => (request.Path, request["x-test"])));
    }

    [Fact]
    public async Task A_hanging_path_reports_the_request_and_never_answers()
    {
        await using var server = await LoopbackServer.StartAsync();
        var arrived = server.OnHang("/hang");
        using var client = new HttpClient();
        using var giveUp = CancellationTokenSource.CreateLinkedTokenSource(Stop);

        var request = client.GetAsync(server.UrlOf("/hang"), giveUp.Token);
        await arrived;

        Assert.False(request.IsCompleted);
        await giveUp.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => request);
    }

    [Fact]
    public async Task An_allocated_port_is_free_and_not_given_twice()
    {
        var (port, other) = (LoopbackPort.Allocate(), LoopbackPort.Allocate());
        using var client = new HttpClient();

        Assert.NotEqual(port, other);
        await Assert.ThrowsAsync<HttpRequestException>(() => client.GetAsync(new Uri($"http://127.0.0.1:{port}"), Stop));
    }
}
