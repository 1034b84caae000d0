using System.IO.Compression;
using System.Net;
using System.Text;
using AlertBot.Http;
using AlertBot.Testing;
using ZstdSharp;
using static AlertBot.Http.FetchOutcome;

namespace AlertBot.Tests.Http;

public sealed class ContentDecoderTests : IAsyncLifetime
{
    private static readonly NetworkOptions Loopback = new() { AllowedRanges = [IPNetwork.Parse("127.0.0.0/8")], MaxBodyBytes = 1_000_000 };
    private LoopbackServer _server = null!;

    public async ValueTask InitializeAsync() => _server = await LoopbackServer.StartAsync();

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    [Fact]
    public async Task Every_requested_compression_can_be_decoded()
    {
        var words = Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat("The ferry to Norvia sails again. ", 2000)));
        _server.On("/plain", "words");
        await GetAsync("/plain");
        var asked = Assert.Single(_server.Requests)["Accept-Encoding"]!.Split(", ");

        foreach (var coding in asked)
        {
            Serve($"/{coding}", coding, Pack(coding, words));
            Assert.Equal(words, Assert.IsType<Fetched>(await GetAsync($"/{coding}")).Body);
        }

        Assert.Equal(["gzip", "br", "zstd", "deflate"], asked);
    }

    [Theory]
    [InlineData("gzip")]
    [InlineData("br")]
    [InlineData("zstd")]
    [InlineData("deflate")]
    public async Task Decompression_stops_at_the_size_limit(string coding)
    {
        Serve("/bomb", coding, Pack(coding, new byte[100_000_000]));

        Assert.Contains("larger than 1 MB", Assert.IsType<Failed>(await GetAsync("/bomb")).Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nested_decompression_stops_at_the_size_limit()
    {
        Serve("/bomb", "gzip, zstd", Pack("zstd", Pack("gzip", new byte[100_000_000])));

        Assert.Contains("larger than 1 MB", Assert.IsType<Failed>(await GetAsync("/bomb")).Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_zstd_body_with_an_oversized_window_is_refused()
    {
        using var compressor = new Compressor(1);
        compressor.SetParameter(ZstdSharp.Unsafe.ZSTD_cParameter.ZSTD_c_windowLog, 27);
        compressor.SetParameter(ZstdSharp.Unsafe.ZSTD_cParameter.ZSTD_c_contentSizeFlag, 0);
        using var packed = new MemoryStream();
        await using (var stream = new CompressionStream(packed, compressor, leaveOpen: true))
        {
            await stream.WriteAsync(Encoding.UTF8.GetBytes("a few words"), TestContext.Current.CancellationToken);
        }

        Serve("/wide", "zstd", packed.ToArray());

        Assert.Contains("does not match its Content-Encoding", Assert.IsType<Failed>(await GetAsync("/wide")).Reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("zstd")]
    [InlineData("br")]
    [InlineData("deflate")]
    [InlineData("compress")]
    [InlineData("gzip, gzip, gzip")]
    public async Task A_body_with_a_wrong_content_encoding_is_reported(string coding)
    {
        Serve("/lie", coding, Encoding.UTF8.GetBytes("xxx this is not packed at all, and long enough to be seen as such"));

        Assert.Contains("does not match its Content-Encoding", Assert.IsType<Failed>(await GetAsync("/lie")).Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Raw_deflate_is_decoded()
    {
        using var packed = new MemoryStream();
        await using (var stream = new DeflateStream(packed, CompressionLevel.Fastest, leaveOpen: true))
        {
            await stream.WriteAsync(Encoding.UTF8.GetBytes("a few words"), TestContext.Current.CancellationToken);
        }

        Serve("/raw", "deflate", packed.ToArray());

        Assert.Equal("a few words", Encoding.UTF8.GetString(Assert.IsType<Fetched>(await GetAsync("/raw")).Body));
    }

    private static byte[] Pack(string coding, byte[] body)
    {
        using var packed = new MemoryStream();
        using (Stream stream = coding switch
        {
            "gzip" => new GZipStream(packed, CompressionLevel.Fastest, leaveOpen: true),
            "br" => new BrotliStream(packed, CompressionLevel.Fastest, leaveOpen: true),
            "deflate" => new ZLibStream(packed, CompressionLevel.Fastest, leaveOpen: true),
            _ => new CompressionStream(packed, 1, leaveOpen: true),
        })
        {
            stream.Write(body);
        }

        return packed.ToArray();
    }

    private void Serve(string path, string coding, byte[] body) => _server.On(path, async context =>
    {
        context.Response.Headers.ContentEncoding = coding;
        await context.Response.Body.WriteAsync(body, context.RequestAborted);
    });

    private async Task<FetchOutcome> GetAsync(string path)
    {
        using var fetcher = new Fetcher(Loopback, TimeProvider.System);
        return await fetcher.GetAsync(new FetchRequest(_server.UrlOf(path)), TestContext.Current.CancellationToken);
    }
}
