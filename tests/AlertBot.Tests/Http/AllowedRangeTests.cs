using System.Diagnostics;
using System.Net;
using AlertBot.Http;
using AlertBot.Testing;
using static AlertBot.Http.FetchOutcome;

namespace AlertBot.Tests.Http;

/// <summary>Only the settings allow ranges and ports; the environment of the process changes nothing.</summary>
public sealed class AllowedRangeTests : IAsyncLifetime
{
    private LoopbackServer _server = null!;

    public async ValueTask InitializeAsync() =>
        (_server = await LoopbackServer.StartAsync()).On("/feed", "<rss version='2.0'><channel><title>Tidings</title></channel></rss>");

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    [Theory]
    [InlineData("127.0.0.1/32", "http://127.0.0.1:{0}/feed", true)]
    [InlineData("127.0.0.1/32", "http://2130706433:{0}/feed", true)]
    [InlineData("127.0.0.1/32", "http://[::ffff:127.0.0.1]:{0}/feed", true)]
    [InlineData("127.0.0.0/30", "http://127.0.0.1:{0}/feed", true)]
    [InlineData("127.0.0.2/31", "http://127.0.0.1:{0}/feed", false)]
    [InlineData("127.0.0.1/32", "http://127.0.0.2:{0}/feed", false)]
    [InlineData("127.0.0.1/32", "http://[::1]:{0}/feed", false)]
    [InlineData("10.0.0.0/8", "http://127.0.0.1:{0}/feed", false)]
    [InlineData("::1/128", "http://127.0.0.1:{0}/feed", false)]
    [InlineData("fd00::/8", "http://127.0.0.1:{0}/feed", false)]
    [InlineData("::/96", "http://127.0.0.1:{0}/feed", false)]
    public async Task Only_the_allowed_range_is_reached(string allow, string form, bool isReached)
    {
        var options = new NetworkOptions
        {
            AllowedRanges = [IPNetwork.Parse(allow)],
            AllowedPorts = [_server.Address.Port],
            Timeout = TimeSpan.FromSeconds(5)
        };
        using var fetcher = new Fetcher(options, TimeProvider.System);

        var outcome = await fetcher.GetAsync(new FetchRequest(new Uri(string.Format(null, form, _server.Address.Port))),
            TestContext.Current.CancellationToken);

        Assert.Equal((isReached, isReached ? 1 : 0), (outcome is Fetched, _server.Requests.Count));
    }

    [Theory]
    [InlineData("http://203.0.114.7:22/", 22)]
    [InlineData("http://203.0.114.7:8081/", 8081)]
    [InlineData("https://203.0.114.7:6379/", 6379)]
    [InlineData("http://203.0.114.7:443443/", 0)]
    public async Task A_public_address_is_contacted_only_on_allowed_ports(string address, int port)
    {
        if (!Uri.TryCreate(address, UriKind.Absolute, out var uri))
        {
            Assert.Equal(0, port);
            return;
        }

        using var fetcher = new Fetcher(new NetworkOptions { Timeout = TimeSpan.FromSeconds(5) }, TimeProvider.System);

        var failed = Assert.IsType<Failed>(await fetcher.GetAsync(new FetchRequest(uri), TestContext.Current.CancellationToken));

        Assert.Contains($"port {port} is not allowed", failed.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_proxy_of_the_environment_is_not_used()
    {
        using var proxy = PrivateListeners.ListenOn("127.0.0.1");

        var (output, exitCode) = await InspectAsync(proxy, _server.UrlOf("/feed"));

        Assert.Equal(0, exitCode);
        Assert.Contains("Tidings", output, StringComparison.Ordinal);
        Assert.False(proxy.WasContacted);
        Assert.Single(_server.Requests);
    }

    [Theory]
    [InlineData("http", 8443, "http", 8443, true)]
    [InlineData("http", 8443, "https", 8443, false)]
    [InlineData("https", 8443, "http", 8443, false)]
    [InlineData("http", 80, "https", 443, false)]
    [InlineData("https", 443, "https", 8443, false)]
    public void Headers_and_credentials_are_sent_only_to_the_same_scheme_and_port(string scheme, int port, string nextScheme,
        int nextPort, bool areSent)
    {
        var first = new UriBuilder(scheme, "first.test", port) { UserName = "ada", Password = "hush" }.Uri;
        var request = new FetchRequest(first, Headers: new Dictionary<string, string> { ["X-Key"] = "k1" });

        using var message = RequestHeaders.CreateRequest(request, new UriBuilder(nextScheme, "first.test", nextPort).Uri, null);

        Assert.Equal((areSent, areSent), (message.Headers.Contains("X-Key"), message.Headers.Contains("Authorization")));
    }

    /// <summary>Runs the executable with the proxy set in every environment variable that .NET and its libraries read.</summary>
    private static async Task<(string Output, int ExitCode)> InspectAsync(PrivateListeners proxy, Uri address)
    {
        var start = new ProcessStartInfo(
            Environment.ProcessPath is { } host && Path.GetFileNameWithoutExtension(host) == "dotnet" ? host : "dotnet")
        {
            ArgumentList = { Path.Combine(AppContext.BaseDirectory, "alertbot.dll"), "inspect", "feed", address.AbsoluteUri, "--json" },
            RedirectStandardOutput = true,
        };
        foreach (var name in new[] { "HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY" })
        {
            start.Environment[name] = start.Environment[name.ToLowerInvariant()] = $"http://127.0.0.1:{proxy.Port}";
        }

        start.Environment.Remove("NO_PROXY");
        start.Environment.Remove("no_proxy");
        start.Environment["DOTNET_EnableDiagnostics"] = "0";
        using var process = Process.Start(start)!;
        var output = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return (output, process.ExitCode);
    }
}
