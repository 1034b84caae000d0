using AlertBot.Cli.Inspect;
using AlertBot.Http;
using AlertBot.Tests.Http;

namespace AlertBot.Tests.Cli.Inspect;

public class TypedAddressTests
{
    [Fact]
    public async Task An_address_that_the_operator_typed_may_lie_inside()
    {
        await using var server = await LoopbackServer.StartAsync();
        server.On("/feed", "<rss/>");

        var outcome = await TypedAddress.GetAsync(server.At("/feed"), TestContext.Current.CancellationToken);

        Assert.IsType<FetchOutcome.Fetched>(outcome);
    }

    [Fact]
    public async Task Where_a_typed_address_redirects_to_is_guarded()
    {
        await using var server = await LoopbackServer.StartAsync();
        server.OnRedirect("/feed", new Uri("http://127.0.0.2:" + server.Address.Port + "/inside"));

        var outcome = await TypedAddress.GetAsync(server.At("/feed"), TestContext.Current.CancellationToken);

        Assert.Contains("loopback", Assert.IsType<FetchOutcome.Failed>(outcome).Reason, StringComparison.Ordinal);
    }
}
