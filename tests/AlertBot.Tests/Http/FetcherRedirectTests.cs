using System.Net;
using System.Text;
using AlertBot.Http;
using AlertBot.Testing;
using static AlertBot.Http.FetchOutcome;

namespace AlertBot.Tests.Http;

public sealed class FetcherRedirectTests : IAsyncLifetime
{
    private static readonly NetworkOptions Loopback = new() { AllowedRanges = [IPNetwork.Parse("127.0.0.1/32")] };
    private LoopbackServer _server = null!;
    private LoopbackServer _other = null!;

    public async ValueTask InitializeAsync() => (_server, _other) = (await LoopbackServer.StartAsync(), await LoopbackServer.StartAsync());

    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        await _other.DisposeAsync();
    }

    [Fact]
    public async Task A_permanent_redirect_gives_the_new_address()
    {
        _server.OnRedirect("/old", new Uri("/newer", UriKind.Relative), 301).OnRedirect("/newer", _other.UrlOf("/new"), 308);
        _other.On("/new", "words");

        var fetched = Assert.IsType<Fetched>(await GetAsync(_server.UrlOf("/old")));

        Assert.Equal((_other.UrlOf("/new"), _other.UrlOf("/new")), (fetched.Address, fetched.MovedTo));
    }

    [Fact]
    public async Task A_temporary_step_means_the_feed_has_not_moved()
    {
        _server.OnRedirect("/old", _server.UrlOf("/newer"), 301).OnRedirect("/newer", _server.UrlOf("/new"), 302).On("/new", "words");

        var fetched = Assert.IsType<Fetched>(await GetAsync(_server.UrlOf("/old")));

        Assert.Equal(_server.UrlOf("/new"), fetched.Address);
        Assert.Null(fetched.MovedTo);
    }

    [Fact]
    public async Task A_redirect_loop_is_reported()
    {
        _server.OnRedirect("/a", _server.UrlOf("/b")).OnRedirect("/b", _server.UrlOf("/a"));

        var failed = await FailAsync(_server.UrlOf("/a"));

        Assert.Contains("redirects in a loop", failed.Reason, StringComparison.Ordinal);
        Assert.Equal(2, _server.Requests.Count);
    }

    [Fact]
    public async Task Redirects_stop_after_five()
    {
        for (var i = 0; i < 9; i++)
        {
            _server.OnRedirect($"/{i}", _server.UrlOf($"/{i + 1}"));
        }

        var failed = await FailAsync(_server.UrlOf("/0"));

        Assert.Contains("more than 5 times", failed.Reason, StringComparison.Ordinal);
        Assert.Equal(6, _server.Requests.Count);
    }

    [Theory]
    [InlineData("http://127.0.0.2:{0}/")]
    [InlineData("http://2130706434:{0}/")]
    [InlineData("http://0x7f.0.0.2:{0}/")]
    [InlineData("http://[::ffff:127.0.0.2]:{0}/")]
    [InlineData("http://[::1]:{0}/")]
    [InlineData("http://0.0.0.0:{0}/")]
    [InlineData("http://169.254.169.254/latest/meta-data/")]
    [InlineData("http://inside.test:{0}/")]
    [InlineData("//127.0.0.2:{0}/")]
    public async Task A_redirect_into_the_private_network_is_refused(string target)
    {
        using var fetcher =
            new Fetcher(Loopback, TimeProvider.System, (_, _) => Task.FromResult<IPAddress[]>([IPAddress.Parse("10.0.0.7")]));
        _server.On("/out", 302, ("Location", string.Format(null, target, _other.Address.Port)));

        var failed =
            Assert.IsType<Failed>(await fetcher.GetAsync(new FetchRequest(_server.UrlOf("/out")), TestContext.Current.CancellationToken));

        Assert.EndsWith("the operator can allow it with network.allow", failed.Reason, StringComparison.Ordinal);
        Assert.Empty(_other.Requests);
    }

    [Fact]
    public async Task A_redirect_to_another_scheme_is_refused()
    {
        _server.On("/out", 302, ("Location", "file:///etc/passwd"));

        Assert.Contains("redirects to file", (await FailAsync(_server.UrlOf("/out"))).Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_address_that_was_checked_is_the_one_connected_to()
    {
        var asked = 0;
        IPAddress[] first = [IPAddress.Parse("192.168.3.4")], then = [IPAddress.Loopback];
        using var fetcher = new Fetcher(new NetworkOptions(), TimeProvider.System, (_, _) => Task.FromResult(asked++ == 0 ? first : then));

        var failed = Assert.IsType<Failed>(
            await fetcher.GetAsync(new FetchRequest(new Uri("http://rebind.test/")), TestContext.Current.CancellationToken));

        Assert.Equal("rebind.test resolves to 192.168.3.4, a private address: the operator can allow it with network.allow",
            failed.Reason);
        Assert.Equal(1, asked);
    }

    [Fact]
    public async Task A_host_with_one_public_address_is_reached_only_there()
    {
        IPAddress[] both = [IPAddress.Parse("127.0.0.2"), IPAddress.Loopback];
        using var fetcher = new Fetcher(Loopback, TimeProvider.System, (_, _) => Task.FromResult(both));
        _server.On("/feed", "words");

        var address = new UriBuilder(_server.UrlOf("/feed")) { Host = "both.test" }.Uri;

        Assert.IsType<Fetched>(await fetcher.GetAsync(new FetchRequest(address), TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task A_port_that_is_not_allowed_is_refused()
    {
        using var fetcher =
            new Fetcher(new NetworkOptions(), TimeProvider.System, (_, _) => Task.FromResult<IPAddress[]>([IPAddress.Parse("198.41.0.4")]));

        var failed = Assert.IsType<Failed>(
            await fetcher.GetAsync(new FetchRequest(new Uri("http://mail.test:25/")), TestContext.Current.CancellationToken));

        Assert.Equal("mail.test:25: port 25 is not allowed: add it to network.ports if that is intended", failed.Reason);
    }

    [Fact]
    public async Task Headers_and_credentials_are_sent_only_to_the_first_host()
    {
        _server.OnRedirect("/a", _server.UrlOf("/b")).OnRedirect("/b", _other.UrlOf("/c"));
        _other.OnRedirect("/c", _server.UrlOf("/d"));
        var address = new UriBuilder(_server.UrlOf("/a")) { UserName = "ada", Password = "s%C3%A9cret" }.Uri;

        await GetAsync(new FetchRequest(address, Headers: new Dictionary<string, string> { ["X-Key"] = "k1" }));

        var basic = "Basic " + Convert.ToBase64String(Encoding.UTF8.GetBytes("ada:sécret"));
        Assert.All(_server.Requests, r => Assert.Equal(("k1", basic), (r["X-Key"], r["Authorization"])));
        Assert.Equal(3, _server.Requests.Count);
        var stranger = Assert.Single(_other.Requests);
        Assert.Null(stranger["X-Key"]);
        Assert.Null(stranger["Authorization"]);
    }

    [Fact]
    public async Task Credentials_appear_neither_in_the_address_nor_in_a_reason()
    {
        _server.On("/feed", "words").On("/bad", 500);
        Uri With(string path) => new UriBuilder(_server.UrlOf(path)) { UserName = "ada", Password = "hush" }.Uri;

        var fetched = Assert.IsType<Fetched>(await GetAsync(With("/feed")));
        var failed = await FailAsync(With("/bad"));

        Assert.Equal(_server.UrlOf("/feed").AbsoluteUri, fetched.Address.AbsoluteUri);
        Assert.DoesNotContain("hush", failed.Reason, StringComparison.Ordinal);
        Assert.DoesNotContain("ada", failed.Reason, StringComparison.Ordinal);
    }

    private static Task<FetchOutcome> GetAsync(Uri address) => GetAsync(new FetchRequest(address));

    private static async Task<FetchOutcome> GetAsync(FetchRequest request)
    {
        using var fetcher = new Fetcher(Loopback, TimeProvider.System);
        return await fetcher.GetAsync(request, TestContext.Current.CancellationToken);
    }

    private static async Task<Failed> FailAsync(Uri address) => Assert.IsType<Failed>(await GetAsync(address));
}
