using AlertBot.Cli.Inspect;
using AlertBot.Http;
using AlertBot.Testing;

namespace AlertBot.Tests.Cli.Inspect;

public class OperatorUrlFetcherTests
{
    [Fact]
    public async Task An_address_typed_by_the_operator_may_be_private()
    {
        await using var server = await LoopbackServer.StartAsync();
        server.On("/feed", "<rss/>");

        var outcome = await OperatorUrlFetcher.GetAsync(server.UrlOf("/feed"), TestContext.Current.CancellationToken);

        Assert.IsType<FetchOutcome.Fetched>(outcome);
    }

    [Fact]
    public async Task Redirects_from_a_typed_address_are_guarded()
    {
        await using var server = await LoopbackServer.StartAsync();
        server.OnRedirect("/feed", new Uri("http://127.0.0.2:" + server.Address.Port + "/inside"));

        var outcome = await OperatorUrlFetcher.GetAsync(server.UrlOf("/feed"), TestContext.Current.CancellationToken);

        Assert.Contains("loopback", Assert.IsType<FetchOutcome.Failed>(outcome).Reason, StringComparison.Ordinal);
    }
}
