using System.IO.Compression;
using System.IO.Pipelines;
using ZstdSharp;
using ZstdSharp.Unsafe;

namespace AlertBot.Http;

/// <summary>The compressions of bodies that can be read, hence are asked for; .NET's own reader of them knows no zstd.</summary>
internal static class ContentDecoder
{
    public const string AcceptEncoding = "gzip, br, zstd, deflate";

    /// <summary>A body packed in itself again and again is no feed.</summary>
    private const int MaxEncodings = 2;

    /// <summary>As an exponent of two: 8 MB, the most that RFC 9659 lets a server ask a reader to hold.</summary>
    private const int MaxZstdWindowLog = 23;

    /// <exception cref="InvalidDataException">The body is packed in a way that was not asked for.</exception>
    public static async ValueTask<Stream> DecodeAsync(Stream body, HttpContent content, CancellationToken cancellationToken)
    {
        if (!content.Headers.NonValidated.TryGetValues("Content-Encoding", out var named))
        {
            return body;
        }

        var codings = named.ToString().Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        if (codings.Length > MaxEncodings)
        {
            throw new InvalidDataException("packed too often");
        }

        foreach (var coding in codings.Reverse())
        {
            body = await DecodeAsync(body, coding, cancellationToken);
        }

        return body;
    }

    private static async ValueTask<Stream> DecodeAsync(Stream packed, string coding, CancellationToken cancellationToken) =>
        coding.ToUpperInvariant() switch
    {
        "GZIP" or "X-GZIP" => new GZipStream(packed, CompressionMode.Decompress),
        "BR" => new BrotliStream(packed, CompressionMode.Decompress),
        "ZSTD" => OpenZstd(packed),
        "DEFLATE" => await OpenDeflateAsync(packed, cancellationToken),
        "IDENTITY" => packed,
        _ => throw new InvalidDataException("packed in an unknown way"),
    };

    private static DecompressionStream OpenZstd(Stream packed)
    {
        var stream = new DecompressionStream(packed, leaveOpen: false);
        stream.SetParameter(ZSTD_dParameter.ZSTD_d_windowLogMax, MaxZstdWindowLog);
        return stream;
    }

    /// <summary>HTTP's deflate is zlib, and what many servers send is deflate without it: the first byte tells.</summary>
    private static async ValueTask<Stream> OpenDeflateAsync(Stream packed, CancellationToken cancellationToken)
    {
        const int Zlib = 8;
        var pipe = PipeReader.Create(packed);
        var begin = await pipe.ReadAtLeastAsync(1, cancellationToken);
        var isZlib = begin.Buffer.Length > 0 && (begin.Buffer.FirstSpan[0] & 15) == Zlib;
        pipe.AdvanceTo(begin.Buffer.Start);
        return isZlib ? new ZLibStream(pipe.AsStream(), CompressionMode.Decompress)
            : new DeflateStream(pipe.AsStream(), CompressionMode.Decompress);
    }
}
