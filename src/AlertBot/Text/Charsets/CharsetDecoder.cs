using System.Text;
using UtfUnknown;

namespace AlertBot.Text.Charsets;

/// <summary>
/// Turns a page's bytes into text: a byte order mark, the HTTP header, the page's own word, then what the bytes look like.
/// </summary>
internal static class CharsetDecoder
{
    /// <summary>Detection looks at so much: enough to tell, and no slower on a page of megabytes.</summary>
    private const int MaxDetectionBytes = 65_536;

    private static readonly UTF8Encoding StrictUtf8 = new(false, throwOnInvalidBytes: true);

    static CharsetDecoder() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

    /// <returns>What the document is when it is no web page; null for a page.</returns>
    public static string? DescribeNonHtml(ReadOnlySpan<byte> body, string? contentType)
    {
        var type = contentType?.Split(';')[0].Trim().ToLowerInvariant();
        return body.IsEmpty ? "the page is empty"
            : body.StartsWith("%PDF-"u8) ? "the page is a PDF file, no HTML"
            : body.TrimStart(" \t\r\n"u8).StartsWith("{"u8) && !body.Contains((byte)'<') ? "the page is JSON, no HTML"
            : type is null or "" or "application/octet-stream" or "application/xml" ? null
            : type.Contains("html", StringComparison.Ordinal) || type.StartsWith("text/", StringComparison.Ordinal) ? null
            : $"the page is {type}, no HTML";
    }

    public static string Decode(ReadOnlySpan<byte> body, string? contentType)
    {
        if (CharsetHeuristics.DetectByteOrderMark(body) is { } marked)
        {
            return marked.Encoding.GetString(body[marked.Length..]);
        }

        if (CharsetHeuristics.DetectUtf16ByZeros(body) is { } wide)
        {
            return wide.GetString(body);
        }

        var named = FindDeclaredEncoding(body, contentType);
        return IsUtf8Likely(body, named) && DecodeStrictUtf8(body) is { } text ? text : ChooseEncoding(body, named).GetString(body);
    }

    /// <summary>The header's word before the page's, unless it is but a server's default where the page names another encoding.</summary>
    private static Encoding? FindDeclaredEncoding(ReadOnlySpan<byte> body, string? contentType)
    {
        var (header, page) = (CharsetDeclarations.FromHeader(contentType), CharsetDeclarations.FromMarkup(body));
        return header is null || (page is { IsSingleByte: true } or not (null or UTF8Encoding) && CharsetDeclarations.IsWestern(header))
            ? page : header;
    }

    /// <summary>Many pages of today carry the declaration of a template of yesterday: bytes that are UTF-8 throughout are UTF-8.</summary>
    private static bool IsUtf8Likely(ReadOnlySpan<byte> body, Encoding? named) =>
        !CharsetHeuristics.HasJapaneseEscapes(body)
            && (named is null or UTF8Encoding || named.IsSingleByte || body.ContainsAnyExceptInRange((byte)0, (byte)0x7F));

    private static string? DecodeStrictUtf8(ReadOnlySpan<byte> body)
    {
        try
        {
            return StrictUtf8.GetString(body);
        }
        catch (DecoderFallbackException)
        {
            return null;
        }
    }

    private static Encoding ChooseEncoding(ReadOnlySpan<byte> body, Encoding? named)
    {
        if (CharsetHeuristics.HasJapaneseEscapes(body))
        {
            return Encoding.GetEncoding(50220);
        }

        if (named is not (null or UTF8Encoding) && CharsetHeuristics.IsFlawedUtf8(body))
        {
            return Encoding.UTF8;
        }

        var isWrong = named is null
            || (named is UTF8Encoding ? !CharsetHeuristics.IsMostlyUtf8(body)
                : CharsetDeclarations.IsWestern(named) && !CharsetHeuristics.LooksWestern(body));
        return isWrong ? DetectEncoding(body) ?? (named is null or UTF8Encoding ? Encoding.GetEncoding(1252) : named) : named!;
    }

    private static Encoding? DetectEncoding(ReadOnlySpan<byte> body) =>
        CharsetDetector.DetectFromBytes(CharsetHeuristics.ExtractNonAscii(body, MaxDetectionBytes)).Detected is { Confidence: > 0.3f,
            Encoding: { } found } ? found : null;
}
