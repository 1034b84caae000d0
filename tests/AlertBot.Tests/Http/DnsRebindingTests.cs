using System.Net;
using AlertBot.Http;
using AlertBot.Testing;
using static AlertBot.Http.FetchOutcome;

namespace AlertBot.Tests.Http;

/// <summary>DNS answers that change between requests: 127.0.0.1 is allowed, 127.0.0.2 is private and has a listener on the same port.</summary>
public sealed class DnsRebindingTests : IAsyncLifetime
{
    private static readonly IPAddress Outside = IPAddress.Loopback;
    private static readonly IPAddress Inside = IPAddress.Parse("127.0.0.2");
    private LoopbackServer _server = null!;

    public async ValueTask InitializeAsync() => _server = await LoopbackServer.StartAsync();

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    [Fact]
    public async Task A_name_that_resolved_to_a_public_address_is_checked_again_at_the_next_connection()
    {
        using var trap = new System.Net.Sockets.TcpListener(Inside, _server.Address.Port);
        trap.Start();
        var asked = 0;
        using var fetcher = Guarded(_ => asked++ == 0 ? [Outside] : [Inside]);
        _server.On("/feed", 200, ("Connection", "close"));

        var first = await GetAsync(fetcher, "/feed");
        var second = await GetAsync(fetcher, "/feed");

        Assert.IsType<Fetched>(first);
        Assert.Contains("resolves to 127.0.0.2", Assert.IsType<Failed>(second).Reason, StringComparison.Ordinal);
        Assert.Equal(2, asked);
        Assert.False(trap.Pending());
    }

    [Fact]
    public async Task A_pooled_connection_stays_with_the_checked_address()
    {
        using var trap = new System.Net.Sockets.TcpListener(Inside, _server.Address.Port);
        trap.Start();
        var asked = 0;
        using var fetcher = Guarded(_ => asked++ == 0 ? [Outside] : [Inside]);
        _server.On("/feed", "words");

        var outcomes = new[] { await GetAsync(fetcher, "/feed"), await GetAsync(fetcher, "/feed"), await GetAsync(fetcher, "/feed") };

        Assert.All(outcomes, outcome => Assert.IsType<Fetched>(outcome));
        Assert.Equal((1, 3), (asked, _server.Requests.Count));
        Assert.False(trap.Pending());
    }

    [Fact]
    public async Task A_redirect_to_a_rebinding_name_is_refused()
    {
        using var trap = new System.Net.Sockets.TcpListener(Inside, _server.Address.Port);
        trap.Start();
        var asked = 0;
        using var fetcher = Guarded(_ => asked++ == 0 ? [Outside] : [Inside]);
        _server.On("/feed", 302, ("Connection", "close"), ("Location", "/again"));

        var failed = Assert.IsType<Failed>(await GetAsync(fetcher, "/feed"));

        Assert.Contains("resolves to 127.0.0.2, a loopback address", failed.Reason, StringComparison.Ordinal);
        Assert.False(trap.Pending());
    }

    [Fact]
    public async Task A_private_address_of_a_mixed_DNS_answer_is_not_tried_when_the_public_one_refuses()
    {
        using var trap = PrivateListeners.ListenOn("127.0.0.2");
        using var fetcher = Guarded(_ => [Inside, Outside, Inside, IPAddress.IPv6Loopback, IPAddress.Parse("::ffff:127.0.0.2")]);

        var failed = Assert.IsType<Failed>(await GetAsync(fetcher, new Uri($"http://mixed.test:{trap.Port}/")));

        Assert.Contains("refused the connection", failed.Reason, StringComparison.Ordinal);
        Assert.False(trap.WasContacted);
    }

    [Fact]
    public async Task A_thousand_private_addresses_are_all_refused()
    {
        using var trap = PrivateListeners.ListenOn("127.0.0.2");
        using var fetcher = Guarded(_ => [.. Enumerable.Repeat(Inside, 1_000)]);

        var failed = Assert.IsType<Failed>(await GetAsync(fetcher, new Uri($"http://many.test:{trap.Port}/")));

        Assert.Contains("resolves to 127.0.0.2", failed.Reason, StringComparison.Ordinal);
        Assert.False(trap.WasContacted);
    }

    [Fact]
    public async Task The_only_public_address_is_found_among_a_thousand()
    {
        using var fetcher = Guarded(_ => [.. Enumerable.Repeat(Inside, 999), Outside]);
        _server.On("/feed", "words");

        Assert.IsType<Fetched>(await GetAsync(fetcher, "/feed"));
    }

    [Fact]
    public async Task At_most_eight_addresses_of_a_host_are_tried()
    {
        using var trap = PrivateListeners.ListenOn("127.0.1.9");
        IPAddress[] addresses = [.. Enumerable.Range(1, 9).Select(i => IPAddress.Parse($"127.0.1.{i}"))];
        using var fetcher = new Fetcher(
            new NetworkOptions { AllowedRanges = [IPNetwork.Parse("127.0.1.0/24")], Timeout = TimeSpan.FromSeconds(5) },
            TimeProvider.System, (_, _) => Task.FromResult(addresses));

        Assert.IsType<Failed>(await GetAsync(fetcher, new Uri($"http://many.test:{trap.Port}/")));

        Assert.False(trap.WasContacted);
    }

    [Fact]
    public async Task Different_names_of_one_server_do_not_share_credentials()
    {
        using var fetcher = Guarded(_ => [Outside]);
        var port = _server.Address.Port;
        _server.OnRedirect("/a", new Uri($"http://sub.first.test:{port}/b")).OnRedirect("/b", new Uri($"http://first.test.:{port}/c"))
            .OnRedirect("/c", new Uri($"http://127.0.0.1:{port}/d")).OnRedirect("/d", new Uri($"http://FIRST.test:{port}/e"));
        var request = new FetchRequest(new Uri($"http://ada:hush@first.test:{port}/a"),
            Headers: new Dictionary<string, string> { ["X-Key"] = "k1", ["Cookie"] = "s=1" });

        await fetcher.GetAsync(request, TestContext.Current.CancellationToken);

        Assert.Equal(["/a", "/e"],
            _server.Requests.Where(r => r["X-Key"] is not null && r["Cookie"] is not null && r["Authorization"] is not null)
                .Select(r => r.Path));
        Assert.Equal(["/b", "/c", "/d"],
            _server.Requests.Where(r => r["X-Key"] is null && r["Cookie"] is null && r["Authorization"] is null).Select(r => r.Path));
    }

    private static Fetcher Guarded(Func<string, IPAddress[]> answer) => new(
        new NetworkOptions { AllowedRanges = [IPNetwork.Parse("127.0.0.1/32")], Timeout = TimeSpan.FromSeconds(5) },
        TimeProvider.System,
        (host, _) => Task.FromResult(answer(host)));

    private Task<FetchOutcome> GetAsync(Fetcher fetcher, string path) =>
        GetAsync(fetcher, new UriBuilder(_server.UrlOf(path)) { Host = "rebind.test" }.Uri);

    private static Task<FetchOutcome> GetAsync(Fetcher fetcher, Uri address) =>
        fetcher.GetAsync(new FetchRequest(address), TestContext.Current.CancellationToken);
}
