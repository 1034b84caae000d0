using System.Net;
using System.Text;
using AlertBot.Http;
using AlertBot.Testing;
using static AlertBot.Http.FetchOutcome;

namespace AlertBot.Tests.Http;

/// <summary>
/// An allowed server (127.0.0.1) redirects to private addresses (127.0.0.2 and ::1), where real listeners wait.
/// </summary>
public sealed class PrivateRedirectTests : IAsyncLifetime
{
    private readonly PrivateListeners _listeners = PrivateListeners.ListenOn("127.0.0.2", "::1");
    private LoopbackServer _outside = null!;

    public static TheoryData<string> Targets =>
    [
        "http://127.0.0.2:{0}/", "http://127.2:{0}/", "http://2130706434:{0}/", "http://0x7f000002:{0}/", "http://0x7f.0.0.2:{0}/",
        "http://017700000002:{0}/", "http://0177.0.0.2:{0}/", "http://127.0.0.2.:{0}/",
        "http://[::1]:{0}/", "http://[::ffff:127.0.0.2]:{0}/", "http://[::ffff:7f00:2]:{0}/", "http://[::127.0.0.2]:{0}/",
        "http://[64:ff9b::127.0.0.2]:{0}/", "http://[2002:7f00:2::]:{0}/", "http://[::1%251]:{0}/",
        "http://inside.test:{0}/", "http://①②⑦.0.0.2:{0}/", "http://１２７.０.０.２:{0}/", "http://127%2E0%2E0%2E2:{0}/",
        "http://127.0.0.1@127.0.0.2:{0}/", "http://127.0.0.1:80@127.0.0.2:{0}/", "http://127.0.0.2:{0}#@127.0.0.1/",
        "http://127.0.0.2:{0}\\@127.0.0.1/",
        "//127.0.0.2:{0}/", "///127.0.0.2:{0}/", "////127.0.0.2:{0}/", "\\\\127.0.0.2:{0}\\", "/\\127.0.0.2:{0}/", "\\/127.0.0.2:{0}/",
        "http:\\\\127.0.0.2:{0}/", "http:/127.0.0.2:{0}/", "http:///127.0.0.2:{0}/", "HTTP://127.0.0.2:{0}/", "  http://127.0.0.2:{0}/",
        "https://127.0.0.2:{0}/",
        "http://169.254.169.254/latest/meta-data/", "http://[fd00:ec2::254]/latest/", "http://168.63.129.16/machine",
        "http://10.0.0.1:{0}/", "http://0.0.0.0:{0}/",
        "file:///etc/passwd", "file:/etc/passwd", "file://127.0.0.2/x", "ftp://127.0.0.2:{0}/", "gopher://127.0.0.2:{0}/_x",
        "data:text/xml,<rss/>", "javascript:1", "ws://127.0.0.2:{0}/", "dict://127.0.0.2:{0}/", "ldap://127.0.0.2:{0}/", "unix:/x",
        "http://", "http://:{0}/", "http://127.0.0.2:99999/", "http:", ":", "",
    ];

    public async ValueTask InitializeAsync() => _outside = await LoopbackServer.StartAsync();

    public async ValueTask DisposeAsync()
    {
        await _outside.DisposeAsync();
        _listeners.Dispose();
    }

    [Theory]
    [MemberData(nameof(Targets))]
    public async Task A_redirect_to_a_private_address_is_refused_in_any_notation(string form)
    {
        var target = Encoding.Latin1.GetString(Encoding.UTF8.GetBytes(string.Format(null, form, _listeners.Port)));
        _outside.On("/out", 302, ("Location", target));

        await RefuseAsync(_outside.UrlOf("/out"));
    }

    [Theory]
    [InlineData(301)]
    [InlineData(302)]
    [InlineData(303)]
    [InlineData(307)]
    [InlineData(308)]
    public async Task A_chain_of_redirects_is_checked_at_every_step(int status)
    {
        _outside.OnRedirect("/a", _outside.UrlOf("/b"), status).OnRedirect("/b", _outside.UrlOf("/c"), 307)
            .On("/c", status, ("Location", $"//127.0.0.2:{_listeners.Port}/"));

        var failed = await RefuseAsync(_outside.UrlOf("/a"));

        Assert.Contains("127.0.0.2 is a loopback address", failed.Reason, StringComparison.Ordinal);
        Assert.Equal(3, _outside.Requests.Count);
    }

    [Theory]
    [InlineData(200, "Refresh", "0; url=http://127.0.0.2:{0}/")]
    [InlineData(300, "Location", "http://127.0.0.2:{0}/")]
    [InlineData(305, "Location", "http://127.0.0.2:{0}/")]
    [InlineData(200, "Alt-Svc", "h2=\"127.0.0.2:{0}\", h3=\"127.0.0.2:{0}\"; ma=3600")]
    [InlineData(201, "Content-Location", "http://127.0.0.2:{0}/")]
    public async Task Other_redirecting_headers_are_ignored(int status, string header, string value)
    {
        _outside.On("/out", status, (header, string.Format(null, value, _listeners.Port)));
        using var fetcher = Guarded();

        await fetcher.GetAsync(new FetchRequest(_outside.UrlOf("/out")), TestContext.Current.CancellationToken);
        await fetcher.GetAsync(new FetchRequest(_outside.UrlOf("/out")), TestContext.Current.CancellationToken);

        Assert.Equal(2, _outside.Requests.Count);
        Assert.False(_listeners.WasContacted);
    }

    [Fact]
    public async Task Multiple_Location_headers_do_not_lead_to_private_addresses()
    {
        _outside.On("/out", 302, ("Location", "/nowhere"), ("Location", $"http://127.0.0.2:{_listeners.Port}/"));

        await RefuseAsync(_outside.UrlOf("/out"));
    }

    [Fact]
    public async Task Any_Location_value_gives_an_outcome_and_no_exception()
    {
        string[] pieces = ["http", "https", "ftp", ":", "/", "//", "\\", "@", "[", "]", "%", "%00", "%2F", "#", "?", "..", ".", " ", "\t",
            "::1", "127.0.0.2", "0x7f.2", $":{_listeners.Port}", ":0", ":65536", "é", "①", "xn--", "\u00AD", "\u202E", "a",
            new string('a', 300), "-", "fe80::1%lo", "user:pass@", "&", "=", "\u00FF", "~", "{", "\"", "xn--\u0000", "\uFFFD", "\uE000",
            "a\u0301", "\u0301", "\u200D", "۰", "א1"];
        var random = new Random(20261123);
        var location = "";
        _outside.On("/out", context =>
        {
            context.Response.StatusCode = 302;
            context.Response.Headers.Location = Encoding.Latin1.GetString(Encoding.UTF8.GetBytes(location));
            return Task.CompletedTask;
        });
        using var fetcher = Guarded();

        for (var i = 0; i < 1_500; i++)
        {
            location = string.Concat(Enumerable.Range(0, random.Next(1, 9)).Select(_ => pieces[random.Next(pieces.Length)]));
            var start = random.Next(2) == 0 ? _outside.UrlOf("/out")
                : new UriBuilder(_outside.UrlOf("/out")) { UserName = "ada", Password = "hush" }.Uri;

            Assert.IsType<Failed>(await fetcher.GetAsync(new FetchRequest(start), TestContext.Current.CancellationToken));
            Assert.False(_listeners.WasContacted, location);
        }
    }

    private Fetcher Guarded() => new(
        new NetworkOptions
        {
            AllowedRanges = [IPNetwork.Parse("127.0.0.1/32")],
            AllowedPorts = [80, 443, _listeners.Port],
            Timeout = TimeSpan.FromSeconds(5)
        },
        TimeProvider.System,
        (_, _) => Task.FromResult<IPAddress[]>([IPAddress.Parse("127.0.0.2"), IPAddress.IPv6Loopback]));

    private async Task<Failed> RefuseAsync(Uri address)
    {
        using var fetcher = Guarded();

        var failed = Assert.IsType<Failed>(await fetcher.GetAsync(new FetchRequest(address), TestContext.Current.CancellationToken));

        Assert.False(_listeners.WasContacted, failed.Reason);
        return failed;
    }
}
