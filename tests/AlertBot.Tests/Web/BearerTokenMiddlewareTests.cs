using System.Net;
using AlertBot.Web;
using Microsoft.AspNetCore.Builder;

namespace AlertBot.Tests.Web;

public class BearerTokenMiddlewareTests
{
    private const string Everywhere = "http://0.0.0.0:8080";
    private const string Token = "correct horse";

    [Theory]
    [InlineData("/metrics")]
    [InlineData("/")]
    public async Task On_loopback_no_token_is_required(string path)
    {
        await using var server = await RunningWebServer.StartAsync(token: Token);

        Assert.Equal(HttpStatusCode.OK, (await server.GetAsync(path)).StatusCode);
    }

    [Theory]
    [InlineData("/metrics")]
    [InlineData("/")]
    public async Task Elsewhere_a_page_requires_the_token_and_explains_it(string path)
    {
        await using var server = await RunningWebServer.StartAsync(Everywhere, "s3cret");

        var refused = await server.GetAsync(path);
        var granted = await AskAsync(server, path, "Bearer s3cret");

        Assert.Equal(HttpStatusCode.Unauthorized, refused.StatusCode);
        Assert.Equal("Bearer", refused.Headers.WwwAuthenticate.ToString());
        Assert.Contains("Authorization: Bearer", await TextAsync(refused), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, granted.StatusCode);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("  ")]
    public async Task Elsewhere_a_page_is_disabled_while_no_token_is_configured(string? token)
    {
        await using var server = await RunningWebServer.StartAsync(Everywhere, token);

        var refused = await AskAsync(server, "/metrics", $"Bearer {token}");

        Assert.Equal(HttpStatusCode.Forbidden, refused.StatusCode);
        Assert.Contains("Set web.token", await TextAsync(refused), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/healthz")]
    [InlineData("/readyz")]
    public async Task Health_and_readiness_are_open_to_all(string path)
    {
        await using var server = await RunningWebServer.StartAsync(Everywhere, "s3cret");

        Assert.Equal(HttpStatusCode.OK, (await server.GetAsync(path)).StatusCode);
    }

    [Fact]
    public async Task A_page_without_metadata_is_protected()
    {
        await using var server =
            await RunningWebServer.StartAsync(Everywhere, "s3cret", map: app => app.MapGet("/added-later", () => "inside"));

        Assert.Equal(HttpStatusCode.Unauthorized, (await server.GetAsync("/added-later")).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await AskAsync(server, "/added-later", "Bearer s3cret")).StatusCode);
    }

    [Theory]
    [InlineData("Bearer")]
    [InlineData("Bearer ")]
    [InlineData("Bearer s3cre")]
    [InlineData("Bearer s3crett")]
    [InlineData("Bearer S3CRET")]
    [InlineData("Bearer s3cret, Bearer s3cret")]
    [InlineData("Bearer s3cret extra")]
    [InlineData("Bearer null")]
    [InlineData("Basic s3cret")]
    [InlineData("s3cret")]
    [InlineData("\"Bearer\" s3cret")]
    [InlineData("Bearer \"s3cret\"")]
    public async Task A_header_that_resembles_the_token_is_refused(string header)
    {
        await using var server = await RunningWebServer.StartAsync(Everywhere, "s3cret");

        Assert.Equal(HttpStatusCode.Unauthorized, (await AskAsync(server, "/metrics", header)).StatusCode);
    }

    [Fact]
    public async Task A_duplicate_header_is_refused()
    {
        await using var server = await RunningWebServer.StartAsync(Everywhere, "s3cret");

        Assert.Equal(HttpStatusCode.Unauthorized, (await AskAsync(server, "/metrics", "Bearer wrong", "Bearer s3cret")).StatusCode);
    }

    [Fact]
    public async Task A_very_long_token_is_refused_like_any_wrong_one()
    {
        await using var server = await RunningWebServer.StartAsync(Everywhere, "s3cret");

        Assert.Equal(HttpStatusCode.Unauthorized,
            (await AskAsync(server, "/metrics", "Bearer s3cret" + new string('x', 16_000))).StatusCode);
    }

    [Theory]
    [InlineData("/METRICS")]
    [InlineData("/metrics/")]
    [InlineData("//metrics")]
    [InlineData("/healthz/../metrics")]
    [InlineData("/healthz/%2e%2e/metrics")]
    [InlineData("/%6detrics")]
    [InlineData("/metrics?token=s3cret")]
    public async Task Alternative_spellings_of_the_path_are_refused(string path)
    {
        await using var server = await RunningWebServer.StartAsync(Everywhere, "s3cret");
        var address =
            new Uri(server.Address.OriginalString + path, new UriCreationOptions { DangerousDisablePathAndQueryCanonicalization = true });

        var response = await server.Client.GetAsync(address, TestContext.Current.CancellationToken);

        Assert.Contains(response.StatusCode, new[] { HttpStatusCode.Unauthorized, HttpStatusCode.NotFound });
    }

    [Fact]
    public async Task A_token_with_a_space_is_accepted()
    {
        await using var server = await RunningWebServer.StartAsync(Everywhere, Token + "\n");

        Assert.Equal(HttpStatusCode.OK, (await AskAsync(server, "/metrics", $"bearer {Token}")).StatusCode);
    }

    [Theory]
    [InlineData("http://127.0.0.1:8080", true)]
    [InlineData("http://127.9.9.9:8080", true)]
    [InlineData("http://[::1]:8080", true)]
    [InlineData("http://localhost:8080", true)]
    [InlineData("http://0.0.0.0:8080", false)]
    [InlineData("http://[::]:8080", false)]
    [InlineData("http://192.168.1.2:8080", false)]
    [InlineData("http://alertbot:8080", false)]
    [InlineData("http://localhost.:8080", false)]
    [InlineData("http://127.0.0.1@alertbot:8080", false)]
    [InlineData("http://localhost.example:8080", false)]
    [InlineData("http://127.0.0.1.example:8080", false)]
    public void Only_a_loopback_binding_counts_as_loopback(string listen, bool isLoopback)
    {
        Assert.Equal(isLoopback, BearerTokenMiddleware.IsLoopback(new Uri(listen)));
    }

    private static async Task<HttpResponseMessage> AskAsync(RunningWebServer server, string path, params string[] authorization)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.TryAddWithoutValidation("Authorization", authorization);
        return await server.Client.SendAsync(request, TestContext.Current.CancellationToken);
    }

    private static Task<string> TextAsync(HttpResponseMessage response) =>
        response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
}
