using System.IO.Compression;
using System.Net;
using System.Net.Sockets;
using System.Text;
using AlertBot.Http;
using AlertBot.Testing;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Time.Testing;
using static AlertBot.Http.FetchOutcome;

namespace AlertBot.Tests.Http;

public sealed class FetcherTests : IAsyncLifetime
{
    private static readonly NetworkOptions Loopback = new() { AllowedRanges = [IPNetwork.Parse("127.0.0.0/8")], MaxBodyBytes = 1_000_000 };
    private LoopbackServer _server = null!;

    public async ValueTask InitializeAsync() => _server = await LoopbackServer.StartAsync();

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    [Fact]
    public async Task A_body_comes_with_its_validators_and_its_address()
    {
        _server.On("/feed", async context =>
        {
            context.Response.Headers.ETag = "W/\"x y\"";
            context.Response.Headers.LastModified = "yesterday, about noon";
            context.Response.ContentType = "text/xml; charset=koi8-r";
            await context.Response.WriteAsync("words");
        });

        var fetched = Assert.IsType<Fetched>(await GetAsync("/feed"));

        Assert.Equal("words", Encoding.UTF8.GetString(fetched.Body));
        Assert.Equal(("W/\"x y\"", "yesterday, about noon", "text/xml; charset=koi8-r"),
            (fetched.ETag, fetched.LastModified, fetched.ContentType));
        Assert.Equal(_server.UrlOf("/feed"), fetched.Address);
        Assert.Null(fetched.MovedTo);
    }

    [Fact]
    public async Task Validators_are_sent_back_byte_for_byte_and_304_means_not_modified()
    {
        _server.On("/feed", 304);

        var outcome = await GetAsync(new FetchRequest(_server.UrlOf("/feed"), "unquoted é, \"x\"", "Sometime, 5 of May"));

        Assert.IsType<NotModified>(outcome);
        var asked = Assert.Single(_server.Requests);
        Assert.Equal(("unquoted é, \"x\"", "Sometime, 5 of May"), (asked["If-None-Match"], asked["If-Modified-Since"]));
    }

    [Fact]
    public async Task An_unsolicited_304_is_a_failure()
    {
        _server.On("/feed", 304);

        Assert.Equal(304, (await FailAsync("/feed")).Status);
    }

    [Theory]
    [InlineData(404, false)]
    [InlineData(410, false)]
    [InlineData(403, false)]
    [InlineData(408, true)]
    [InlineData(429, true)]
    [InlineData(500, true)]
    [InlineData(503, true)]
    public async Task A_refusal_gives_host_status_and_whether_to_retry(int status, bool isTransient)
    {
        _server.On("/secret-path", status);

        var failed = await FailAsync("/secret-path");

        Assert.Equal((status, isTransient), (failed.Status, failed.IsTransient));
        Assert.StartsWith($"127.0.0.1:{_server.Address.Port} answered {status} ", failed.Reason, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", failed.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Retry_After_is_parsed_as_seconds_and_as_a_date()
    {
        var time = new FakeTimeProvider(new DateTimeOffset(2026, 3, 1, 12, 0, 0, TimeSpan.Zero));
        using var fetcher = new Fetcher(Loopback, time);
        _server.On("/seconds", 429, ("Retry-After", "120")).On("/date", 503, ("Retry-After", "Sun, 01 Mar 2026 12:05:00 GMT"))
            .On("/past", 503, ("Retry-After", "Sun, 01 Mar 2026 11:00:00 GMT"));

        Assert.Equal(TimeSpan.FromMinutes(2), Assert.IsType<Failed>(await GetAsync("/seconds", fetcher)).RetryAfter);
        Assert.Equal(TimeSpan.FromMinutes(5), Assert.IsType<Failed>(await GetAsync("/date", fetcher)).RetryAfter);
        Assert.Equal(TimeSpan.Zero, Assert.IsType<Failed>(await GetAsync("/past", fetcher)).RetryAfter);
    }

    [Fact]
    public async Task A_hanging_server_is_abandoned_after_the_timeout()
    {
        var time = new FakeTimeProvider();
        using var fetcher = new Fetcher(Loopback, time);
        var arrived = _server.OnHang("/hang");

        var outcome = GetAsync("/hang", fetcher);
        await arrived.WaitAsync(TimeSpan.FromSeconds(10));
        time.Advance(TimeSpan.FromSeconds(20));

        var failed = Assert.IsType<Failed>(await outcome);
        Assert.True(failed.IsTransient);
        Assert.Contains("sent no response within 15 s", failed.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_slowly_dripping_server_is_abandoned_after_the_timeout()
    {
        var time = new FakeTimeProvider();
        using var fetcher = new Fetcher(Loopback, time);

        // The clock is not advanced until the client has seen the start of the response.
        _server.On("/drip", async context =>
        {
            while (!context.RequestAborted.IsCancellationRequested)
            {
                await context.Response.WriteAsync("x");
                await context.Response.Body.FlushAsync();
                await Task.Delay(TimeSpan.FromMilliseconds(100), TimeProvider.System);
                time.Advance(TimeSpan.FromSeconds(1));
            }
        });

        var outcome = await GetAsync("/drip", fetcher).WaitAsync(TimeSpan.FromSeconds(30));

        Assert.Contains("did not finish it", Assert.IsType<Failed>(outcome).Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_200_MB_body_is_not_read_past_the_limit()
    {
        // A raw socket, because a web server accepts more data until it notices that the client has gone.
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var serving = ServeWithoutEndAsync(listener);

        var failed = Assert.IsType<Failed>(await GetAsync(new FetchRequest(new Uri($"http://{listener.LocalEndpoint}/long"))));

        Assert.Contains("larger than 1 MB: raise network.maxBody", failed.Reason, StringComparison.Ordinal);
        Assert.False(failed.IsTransient);
        Assert.InRange(await serving.WaitAsync(TimeSpan.FromSeconds(20)), 1_000_000, 50_000_000);
    }

    /// <returns>The number of bytes accepted, including those in socket buffers.</returns>
    private static async Task<long> ServeWithoutEndAsync(TcpListener listener)
    {
        using var client = await listener.AcceptTcpClientAsync();
        var stream = client.GetStream();
        await stream.ReadExactlyAsync(new byte[16]);
        await stream.WriteAsync("HTTP/1.1 200 OK\r\nContent-Type: text/xml\r\nConnection: close\r\n\r\n"u8.ToArray());
        var (block, sent) = (new byte[1 << 16], 0L);
        try
        {
            while (sent < 200_000_000)
            {
                await stream.WriteAsync(block);
                sent += block.Length;
            }
        }
        catch (IOException)
        {
            // Expected: the client has closed the connection.
        }

        return sent;
    }

    [Theory]
    [InlineData("gzip")]
    [InlineData("br")]
    [InlineData("deflate")]
    public async Task A_compressed_body_is_decoded_only_up_to_the_size_limit(string encoding)
    {
        _server.On("/small", context => WriteAsync(context, encoding, 500_000))
            .On("/bomb", context => WriteAsync(context, encoding, 100_000_000));

        Assert.Equal(500_000, Assert.IsType<Fetched>(await GetAsync("/small")).Body.Length);
        Assert.Contains("larger than 1 MB", (await FailAsync("/bomb")).Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_body_with_a_wrong_content_encoding_is_reported()
    {
        _server.On("/lie", async context =>
        {
            context.Response.Headers.ContentEncoding = "gzip";
            await context.Response.WriteAsync("this is no gzip at all, and long enough to be seen as none");
        });

        Assert.Contains("does not match its Content-Encoding", (await FailAsync("/lie")).Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_connection_closed_midway_is_a_transient_failure()
    {
        _server.On("/cut", async context =>
        {
            context.Response.ContentLength = 1000;
            await context.Response.WriteAsync("half");
            await context.Response.Body.FlushAsync();
            context.Abort();
        });

        var failed = await FailAsync("/cut");

        Assert.True(failed.IsTransient);
        Assert.Matches("before the end of the response|reset the connection", failed.Reason);
    }

    [Fact]
    public async Task A_refused_connection_is_reported()
    {
        await _server.DisposeAsync();

        var failed = await FailAsync("/feed");

        Assert.True(failed.IsTransient);
        Assert.Contains("refused the connection", failed.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_unresolvable_name_is_reported()
    {
        using var fetcher = new Fetcher(Loopback, TimeProvider.System,
            (_, _) => throw new System.Net.Sockets.SocketException((int)System.Net.Sockets.SocketError.HostNotFound));

        var failed = Assert.IsType<Failed>(await GetAsync(new FetchRequest(new Uri("http://nowhere.test/")), fetcher));

        Assert.Equal("DNS does not know the name nowhere.test: check the spelling of the address", failed.Reason);
    }

    [Fact]
    public async Task TLS_to_a_plain_HTTP_server_is_reported()
    {
        var failed = Assert.IsType<Failed>(await GetAsync(new FetchRequest(new UriBuilder(_server.Address) { Scheme = "https" }.Uri)));

        Assert.Contains("TLS", failed.Reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("ftp://example.test/feed")]
    [InlineData("file:///etc/passwd")]
    public async Task Only_http_and_https_addresses_are_requested(string address)
    {
        var failed = Assert.IsType<Failed>(await GetAsync(new FetchRequest(new Uri(address))));

        Assert.Contains("http:// and https://", failed.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Cancellation_by_the_caller_is_not_a_server_failure()
    {
        using var cancel = new CancellationTokenSource();
        using var fetcher = new Fetcher(Loopback, TimeProvider.System);
        var arrived = _server.OnHang("/hang");

        var outcome = fetcher.GetAsync(new FetchRequest(_server.UrlOf("/hang")), cancel.Token);
        await arrived.WaitAsync(TimeSpan.FromSeconds(10));
        await cancel.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => outcome);
    }

    [Fact]
    public async Task The_user_agent_identifies_the_bot_or_is_as_configured()
    {
        using var named = new Fetcher(Loopback with { UserAgent = "NewsDesk 7 (mail us)" }, TimeProvider.System);

        await GetAsync("/a");
        await GetAsync("/a", named);

        Assert.Matches(@"^AlertBot/\d+\.\d+\.\d+ \(\+https://", _server.Requests.First()["User-Agent"]!);
        Assert.Equal("NewsDesk 7 (mail us)", _server.Requests.Last()["User-Agent"]);
    }

    private static async Task WriteAsync(HttpContext context, string encoding, int zeros)
    {
        context.Response.Headers.ContentEncoding = encoding;
        var body = context.Response.Body;
        await using Stream packed = encoding switch
        {
            "gzip" => new GZipStream(body, CompressionLevel.Fastest, leaveOpen: true),
            "br" => new BrotliStream(body, CompressionLevel.Fastest, leaveOpen: true),
            _ => new ZLibStream(body, CompressionLevel.Fastest, leaveOpen: true),
        };
        var block = new byte[100_000];
        for (var written = 0; written < zeros; written += block.Length)
        {
            await packed.WriteAsync(block, context.RequestAborted);
        }
    }

    private static async Task<FetchOutcome> GetAsync(FetchRequest request, Fetcher? fetcher = null)
    {
        using var own = fetcher is null ? new Fetcher(Loopback, TimeProvider.System) : null;
        return await (fetcher ?? own)!.GetAsync(request, TestContext.Current.CancellationToken);
    }

    private Task<FetchOutcome> GetAsync(string path, Fetcher? fetcher = null) => GetAsync(new FetchRequest(_server.UrlOf(path)), fetcher);

    private async Task<Failed> FailAsync(string path) => Assert.IsType<Failed>(await GetAsync(path));
}
