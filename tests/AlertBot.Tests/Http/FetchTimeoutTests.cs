using System.Net;
using System.Net.Sockets;
using AlertBot.Http;
using AlertBot.Testing;
using Microsoft.AspNetCore.Http;
using static AlertBot.Http.FetchOutcome;

namespace AlertBot.Tests.Http;

/// <summary>Each phase of a request has its own share of the time limit, and a timeout names the phase.</summary>
public sealed class FetchTimeoutTests : IAsyncLifetime
{
    private static readonly NetworkOptions Brief =
        new() { AllowedRanges = [IPNetwork.Parse("127.0.0.0/8")], Timeout = TimeSpan.FromSeconds(1) };
    private LoopbackServer _server = null!;

    public async ValueTask InitializeAsync() => _server = await LoopbackServer.StartAsync();

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    [Fact]
    public async Task A_DNS_timeout_is_reported()
    {
        var reason = await FailAsync(new Uri("http://slow.test/"), async (_, cancellationToken) =>
        {
            await new TaskCompletionSource().Task.WaitAsync(cancellationToken);
            return [];
        });

        Assert.StartsWith("DNS did not answer for slow.test within 0.25 s: ", reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_connect_timeout_is_reported()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start(0);
        var waiting = Enumerable.Range(0, 8)
            .Select(_ => new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { Blocking = false }).ToList();
        foreach (var socket in waiting)
        {
            // Nothing accepts connections: once the queue is full, further ones get no response.
            Assert.Throws<SocketException>(() => socket.Connect(listener.LocalEndpoint));
        }

        var reason = await FailAsync(new Uri($"http://{listener.LocalEndpoint}/"));

        Assert.StartsWith($"{listener.LocalEndpoint} did not accept the connection within 0.5 s: ", reason, StringComparison.Ordinal);
        waiting.ForEach(socket => socket.Dispose());
    }

    [Fact]
    public async Task A_TLS_handshake_timeout_is_reported()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();

        var reason = await FailAsync(new Uri($"https://{listener.LocalEndpoint}/"));

        Assert.StartsWith($"{listener.LocalEndpoint} accepted the connection but did not complete the TLS handshake within 0.5 s: ", reason,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_response_timeout_is_reported()
    {
        _ = _server.OnHang("/hang");

        var reason = await FailAsync(_server.UrlOf("/hang"));

        Assert.StartsWith($"{_server.Address.Authority} accepted the request but sent no response within 0.75 s: ", reason,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_response_timeout_on_a_pooled_connection_is_reported()
    {
        _server.On("/feed", "words");
        _ = _server.OnHang("/hang");
        using var fetcher = new Fetcher(Brief, TimeProvider.System);
        await fetcher.GetAsync(new FetchRequest(_server.UrlOf("/feed")), TestContext.Current.CancellationToken);

        var failed =
            Assert.IsType<Failed>(await fetcher.GetAsync(new FetchRequest(_server.UrlOf("/hang")), TestContext.Current.CancellationToken));

        Assert.Contains("sent no response within 0.75 s", failed.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_body_timeout_is_reported()
    {
        _server.On("/body", async context =>
        {
            await context.Response.WriteAsync("<rss>");
            await context.Response.Body.FlushAsync();
            await LoopbackServer.WaitForDisconnectAsync(context);
        });

        var reason = await FailAsync(_server.UrlOf("/body"));

        Assert.StartsWith($"{_server.Address.Authority} began a response but did not finish it within 1 s: ", reason,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_response_that_is_slow_but_in_time_at_each_stage_is_read()
    {
        _server.On("/slow", async context =>
        {
            await Task.Delay(TimeSpan.FromMilliseconds(300), TimeProvider.System, context.RequestAborted);
            await context.Response.WriteAsync("first ");
            await context.Response.Body.FlushAsync();
            await Task.Delay(TimeSpan.FromMilliseconds(200), TimeProvider.System, context.RequestAborted);
            await context.Response.WriteAsync("last");
        });
        using var fetcher = new Fetcher(Brief with { Timeout = TimeSpan.FromSeconds(4) }, TimeProvider.System);

        Assert.IsType<Fetched>(await fetcher.GetAsync(new FetchRequest(_server.UrlOf("/slow")), TestContext.Current.CancellationToken));
    }

    private static async Task<string> FailAsync(Uri address, Func<string, CancellationToken, Task<IPAddress[]>>? resolve = null)
    {
        using var fetcher = resolve is null ? new Fetcher(Brief, TimeProvider.System) : new Fetcher(Brief, TimeProvider.System, resolve);
        var failed = Assert.IsType<Failed>(await fetcher.GetAsync(new FetchRequest(address), TestContext.Current.CancellationToken));
        Assert.True(failed.IsTransient);
        return failed.Reason;
    }
}
