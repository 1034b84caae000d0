using System.Net;
using AlertBot.Http;
using AlertBot.Testing;
using Microsoft.AspNetCore.Http;
using static AlertBot.Http.FetchOutcome;

namespace AlertBot.Tests.Http;

public sealed class BotChallengeDetectorTests : IAsyncLifetime
{
    private static readonly NetworkOptions Loopback = new() { AllowedRanges = [IPNetwork.Parse("127.0.0.0/8")] };
    private LoopbackServer _server = null!;

    public async ValueTask InitializeAsync() => _server = await LoopbackServer.StartAsync();

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    [Theory]
    [InlineData(403, "cloudflare", "challenge", "")]
    [InlineData(503, null, "challenge", "")]
    [InlineData(403, "cloudflare", null, "<html><head><title>Just a moment...</title></head></html>")]
    [InlineData(503, "cloudflare", null, "<html><script src='/cdn-cgi/challenge-platform/h/g/orchestrate/chl_page/v1'></script></html>")]
    [InlineData(429, "cloudflare", null, "<script>window._cf_chl_opt={}</script>")]
    public async Task A_Cloudflare_challenge_is_reported_with_its_fix(int status, string? server, string? mitigated, string page)
    {
        var failed = await FailAsync(status, server, mitigated, page);

        Assert.Equal(
            $"{_server.Address.Authority} answered {status} with a Cloudflare challenge, which only browsers pass: ask the site to allow "
                + $"feed readers at this address, or use another address of the feed",
            failed.Reason);
        Assert.Equal((status, TimeSpan.FromMinutes(1)), (failed.Status, failed.RetryAfter));
    }

    [Theory]
    [InlineData(403, "cloudflare", "<html><title>Forbidden</title></html>")]
    [InlineData(503, "nginx", "<html><title>Just a moment...</title></html>")]
    [InlineData(404, "cloudflare", "<html><title>Just a moment...</title></html>")]
    public async Task Other_refusals_keep_their_own_reason(int status, string server, string page) =>
        Assert.DoesNotContain("challenge", (await FailAsync(status, server, null, page)).Reason, StringComparison.Ordinal);

    [Fact]
    public async Task A_refusal_with_an_undecodable_body_keeps_its_status_and_requested_delay()
    {
        _server.On("/feed", context =>
        {
            context.Response.StatusCode = 503;
            context.Response.Headers.Server = "cloudflare";
            context.Response.Headers.RetryAfter = "60";
            context.Response.Headers.ContentEncoding = "gzip";
            return context.Response.WriteAsync("this is not packed");
        });
        using var fetcher = new Fetcher(Loopback, TimeProvider.System);

        var failed =
            Assert.IsType<Failed>(await fetcher.GetAsync(new FetchRequest(_server.UrlOf("/feed")), TestContext.Current.CancellationToken));

        Assert.Equal((503, TimeSpan.FromMinutes(1)), (failed.Status, failed.RetryAfter));
    }

    [Fact]
    public async Task An_endless_challenge_page_is_read_only_up_to_the_limit()
    {
        _server.On("/feed", async context =>
        {
            context.Response.StatusCode = 403;
            context.Response.Headers.Server = "cloudflare";
            for (var block = new byte[1 << 16]; !context.RequestAborted.IsCancellationRequested;)
            {
                await context.Response.Body.WriteAsync(block, context.RequestAborted);
            }
        });

        using var fetcher = new Fetcher(Loopback, TimeProvider.System);
        var outcome = await fetcher.GetAsync(new FetchRequest(_server.UrlOf("/feed")), TestContext.Current.CancellationToken)
            .WaitAsync(TimeSpan.FromSeconds(10));

        Assert.Equal(403, Assert.IsType<Failed>(outcome).Status);
    }

    private async Task<Failed> FailAsync(int status, string? server, string? mitigated, string page)
    {
        _server.On("/feed", context =>
        {
            context.Response.StatusCode = status;
            context.Response.Headers.Server = server;
            context.Response.Headers["cf-mitigated"] = mitigated;
            context.Response.Headers.RetryAfter = "60";
            return context.Response.WriteAsync(page);
        });
        using var fetcher = new Fetcher(Loopback, TimeProvider.System);
        return Assert.IsType<Failed>(
            await fetcher.GetAsync(new FetchRequest(_server.UrlOf("/feed")), TestContext.Current.CancellationToken));
    }
}
