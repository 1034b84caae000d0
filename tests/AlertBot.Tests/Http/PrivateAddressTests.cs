using System.Net;
using AlertBot.Http;
using static AlertBot.Http.FetchOutcome;

namespace AlertBot.Tests.Http;

/// <summary>Every notation of a private address, with real listeners behind it. DNS resolves every name to a private address.</summary>
public sealed class PrivateAddressTests : IDisposable
{
    private static readonly IPAddress[] Inside = [IPAddress.Loopback, IPAddress.IPv6Loopback];
    private readonly PrivateListeners _listeners = PrivateListeners.ListenOn("127.0.0.1", "::1");

    public static TheoryData<string> Addresses =>
    [
        // IPv4: short, decimal, octal, hexadecimal, mixed, padded, the whole loopback net, "this host"
        "http://127.0.0.1:{0}/", "http://127.1:{0}/", "http://127.0.1:{0}/", "http://2130706433:{0}/", "http://0x7f000001:{0}/",
        "http://0x7f.0.0.1:{0}/",
        "http://0x7F.0x0.0x0.0x1:{0}/", "http://0x7f.1:{0}/", "http://017700000001:{0}/", "http://0177.0.0.1:{0}/", "http://0177.1:{0}/",
        "http://0177.0x0.0.1:{0}/",
        "http://127.000.000.001:{0}/", "http://00000177.0.0.01:{0}/", "http://127.0.0.1.:{0}/", "http://127.255.255.254:{0}/",
        "http://0.0.0.0:{0}/", "http://0:{0}/", "http://0x0:{0}/",
        // IPv6: long, short, unspecified, mapped, compatible, translated, NAT64, 6to4, Teredo, ISATAP, scoped
        "http://[::1]:{0}/", "http://[0:0:0:0:0:0:0:1]:{0}/", "http://[0000::0001]:{0}/", "http://[::]:{0}/",
        "http://[::ffff:127.0.0.1]:{0}/", "http://[::ffff:7f00:1]:{0}/", "http://[0:0:0:0:0:ffff:127.0.0.1]:{0}/",
        "http://[::127.0.0.1]:{0}/", "http://[::ffff:0:127.0.0.1]:{0}/", "http://[64:ff9b::127.0.0.1]:{0}/",
        "http://[64:ff9b::7f00:1]:{0}/", "http://[64:ff9b:1::7f00:1]:{0}/",
        "http://[2002:7f00:1::]:{0}/", "http://[2002:7f00:1::1]:{0}/", "http://[2001:0:4136:e378:8000:63bf:80ff:fffe]:{0}/",
        "http://[2a00:1450:4001::5efe:7f00:1]:{0}/", "http://[2a00:1450:4001:0:200:5efe:7f00:1]:{0}/",
        "http://[::1%251]:{0}/", "http://[::1%25lo]:{0}/", "http://[::ffff:127.0.0.1%251]:{0}/", "http://[fe80::1%25lo]:{0}/",
        "http://[fe80::1]:{0}/", "http://[fec0::1]:{0}/", "http://[fd00::1]:{0}/", "http://[ff02::1]:{0}/",
        // names, and digits that only become digits when they are normalised
        "http://localhost:{0}/", "http://LOCALHOST:{0}/", "http://localhost.:{0}/", "http://a.localhost:{0}/",
        "http://ip6-localhost:{0}/", "http://127.0.0.1.nip.example:{0}/", "http://xn--fsqu00a.example:{0}/",
        "http://①②⑦.⓪.⓪.①:{0}/", "http://１２７.０.０.１:{0}/", "http://127。0。0。1:{0}/", "http://127．0．0．1:{0}/", "http://①②⑦.1:{0}/",
        "http://ⓛⓞⓒⓐⓛⓗⓞⓢⓣ:{0}/", "http://%31%32%37.0.0.1:{0}/", "http://127%2E0%2E0%2E1:{0}/", "http://loc%61lhost:{0}/",
        // user info that looks like a host
        "http://news.example@127.0.0.1:{0}/", "http://news.example:80@127.0.0.1:{0}/", "http://news.example%2F@127.0.0.1:{0}/",
        "http://news.example%00@127.0.0.1:{0}/", "http://a@b@127.0.0.1:{0}/", "http://127.0.0.1:{0}#@news.example/",
        "http://127.0.0.1:{0}?@news.example/", "http://127.0.0.1:{0}\\@news.example/", "http://news.example\\@127.0.0.1:{0}/",
        "http:\\\\127.0.0.1:{0}\\", "http:/127.0.0.1:{0}/", "http:127.0.0.1:{0}/", "http:///127.0.0.1:{0}/", " http://127.0.0.1:{0}/ ",
        "HTTP://127.0.0.1:{0}/",
        // https is checked as well
        "https://127.0.0.1:{0}/", "https://[::1]:{0}/", "https://localhost:{0}/",
    ];

    public static TheoryData<string> Places =>
    [
        "169.254.169.254", "0xa9fea9fe", "2852039166", "0251.0376.0251.0376", "[::ffff:a9fe:a9fe]", "[64:ff9b::a9fe:a9fe]",
        "[2002:a9fe:a9fe::]", "[fd00:ec2::254]", "[fd20:ce::254]", "100.100.100.200", "192.0.0.192", "168.63.129.16",
        "[::ffff:168.63.129.16]",
        "10.0.0.1", "10.1", "172.16.0.1", "172.31.255.254", "192.168.0.1", "192.168.257", "100.64.0.1", "198.18.0.1", "224.0.0.1",
        "240.0.0.1", "255.255.255.255",
    ];

    public static TheoryData<string> Schemes =>
    [
        "file:///etc/passwd", "file://127.0.0.1/etc/passwd", "ftp://127.0.0.1:{0}/", "gopher://127.0.0.1:{0}/_GET",
        "dict://127.0.0.1:{0}/", "ldap://127.0.0.1:{0}/", "ws://127.0.0.1:{0}/", "wss://127.0.0.1:{0}/", "net.tcp://127.0.0.1:{0}/",
        "data:text/xml,<rss/>", "javascript:alert(1)", "unix:/var/run/docker.sock", "http+unix://%2Fvar%2Frun%2Fdocker.sock/",
        "jar:http://127.0.0.1:{0}/!/", "view-source:http://127.0.0.1:{0}/", "feed:http://127.0.0.1:{0}/", "/etc/passwd",
        "//127.0.0.1:{0}/", "\\\\127.0.0.1\\share",
    ];

    public void Dispose() => _listeners.Dispose();

    [Theory]
    [MemberData(nameof(Addresses))]
    public async Task A_private_address_is_not_reached_in_any_notation(string form)
    {
        await RefuseAsync(string.Format(null, form, _listeners.Port), Inside);
    }

    [Theory]
    [MemberData(nameof(Places))]
    public async Task Metadata_and_private_networks_are_refused_before_connecting(string host)
    {
        var failed = await RefuseAsync($"http://{host}/latest/", Inside);

        Assert.EndsWith("can allow it with network.allow", failed!.Reason, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Places))]
    public async Task A_name_that_resolves_to_a_private_address_is_refused(string host)
    {
        var place = IPAddress.Parse(host.Trim('[', ']'));

        var failed = await RefuseAsync("http://news.example/", [place, place]);

        Assert.StartsWith("news.example resolves to ", failed!.Reason, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Schemes))]
    public async Task Only_http_and_https_are_supported(string form)
    {
        await RefuseAsync(string.Format(null, form, _listeners.Port), Inside);
    }

    [Fact]
    public async Task The_real_localhost_is_refused()
    {
        using var fetcher = new Fetcher(new NetworkOptions { AllowedPorts = [_listeners.Port] }, TimeProvider.System);

        var failed = Assert.IsType<Failed>(
            await fetcher.GetAsync(new FetchRequest(new Uri($"http://localhost:{_listeners.Port}/")),
                TestContext.Current.CancellationToken));

        Assert.Contains("a loopback address", failed.Reason, StringComparison.Ordinal);
        Assert.False(_listeners.WasContacted);
    }

    [Fact]
    public async Task The_listener_is_reached_when_the_guard_is_disabled()
    {
        using var fetcher = new Fetcher(
            new NetworkOptions { AllowedRanges = [IPNetwork.Parse("127.0.0.1/32")], Timeout = TimeSpan.FromMilliseconds(300) },
            TimeProvider.System);

        await fetcher.GetAsync(new FetchRequest(new Uri($"http://127.0.0.1:{_listeners.Port}/")), TestContext.Current.CancellationToken);

        Assert.True(_listeners.WasContacted);
    }

    /// <returns>Null when .NET cannot parse the text as an address.</returns>
    private async Task<Failed?> RefuseAsync(string text, IPAddress[] everyName)
    {
        if (!Uri.TryCreate(text, UriKind.Absolute, out var address))
        {
            return null;
        }

        // The port is allowed, so only the address can be the reason of a refusal.
        var options = new NetworkOptions { AllowedPorts = [80, 443, _listeners.Port], Timeout = TimeSpan.FromSeconds(5) };
        using var fetcher = new Fetcher(options, TimeProvider.System, (_, _) => Task.FromResult(everyName));

        var failed = Assert.IsType<Failed>(await fetcher.GetAsync(new FetchRequest(address), TestContext.Current.CancellationToken));

        Assert.Matches("network.allow$|only http:// and https:// addresses are supported$", failed.Reason);
        Assert.False(_listeners.WasContacted, failed.Reason);
        return failed;
    }
}
