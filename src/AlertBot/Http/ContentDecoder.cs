using System.IO.Compression;
using System.IO.Pipelines;
using ZstdSharp;
using ZstdSharp.Unsafe;

namespace AlertBot.Http;

/// <summary>Decompresses response bodies. Written here because .NET's automatic decompression does not support zstd.</summary>
internal static class ContentDecoder
{
    public const string AcceptEncoding = "gzip, br, zstd, deflate";

    /// <summary>Most content codings applied to one body. Real servers apply one; more is an attack on the CPU.</summary>
    private const int MaxEncodings = 2;

    /// <summary>Largest zstd window as an exponent of two: 8 MB, the limit of RFC 9659.</summary>
    private const int MaxZstdWindowLog = 23;

    /// <exception cref="InvalidDataException">The body has a content coding that was not requested, or too many of them.</exception>
    public static async ValueTask<Stream> DecodeAsync(Stream body, HttpContent content, CancellationToken cancellationToken)
    {
        if (!content.Headers.NonValidated.TryGetValues("Content-Encoding", out var named))
        {
            return body;
        }

        var codings = named.ToString().Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        if (codings.Length > MaxEncodings)
        {
            throw new InvalidDataException("too many content codings");
        }

        foreach (var coding in codings.Reverse())
        {
            body = await DecodeAsync(body, coding, cancellationToken);
        }

        return body;
    }

    private static async ValueTask<Stream> DecodeAsync(Stream compressed, string coding, CancellationToken cancellationToken) =>
        coding.ToUpperInvariant() switch
        {
            "GZIP" or "X-GZIP" => new GZipStream(compressed, CompressionMode.Decompress),
            "BR" => new BrotliStream(compressed, CompressionMode.Decompress),
            "ZSTD" => OpenZstd(compressed),
            "DEFLATE" => await OpenDeflateAsync(compressed, cancellationToken),
            "IDENTITY" => compressed,
            _ => throw new InvalidDataException("unsupported content coding"),
        };

    private static DecompressionStream OpenZstd(Stream compressed)
    {
        var stream = new DecompressionStream(compressed, leaveOpen: false);
        stream.SetParameter(ZSTD_dParameter.ZSTD_d_windowLogMax, MaxZstdWindowLog);
        return stream;
    }

    /// <summary>HTTP's deflate is zlib (RFC 9110), but many servers send raw deflate. The first byte shows which.</summary>
    private static async ValueTask<Stream> OpenDeflateAsync(Stream compressed, CancellationToken cancellationToken)
    {
        const int Zlib = 8;
        var pipe = PipeReader.Create(compressed);
        var begin = await pipe.ReadAtLeastAsync(1, cancellationToken);
        var isZlib = begin.Buffer.Length > 0 && (begin.Buffer.FirstSpan[0] & 15) == Zlib;
        pipe.AdvanceTo(begin.Buffer.Start);
        return isZlib ? new ZLibStream(pipe.AsStream(), CompressionMode.Decompress)
            : new DeflateStream(pipe.AsStream(), CompressionMode.Decompress);
    }
}
