using System.Text;
using System.Text.Unicode;
using UtfUnknown;

namespace AlertBot.Text.Charsets;

/// <summary>
/// Decodes the bytes of a feed or page. The order is: byte order mark, HTTP header, the document's own declaration, then what the bytes
/// look like. Bytes that are valid UTF-8 are read as UTF-8 even if another encoding is declared: many servers and templates declare a
/// former one.
/// </summary>
internal static class CharsetDecoder
{
    /// <summary>Limits the bytes that the detector reads. More would be slower and not more certain.</summary>
    private const int MaxDetectionBytes = 65_536;

    /// <summary>Least confidence of the detector, from 0 to 1. Below it, a guess is worse than Windows-1252.</summary>
    private const float MinConfidence = 0.3f;

    private const int Utf8CodePage = 65001;
    private const int Windows1252CodePage = 1252;
    private const int Iso2022JpCodePage = 50220;
    private const string InvalidBytesWarning = "some bytes are not valid in the document's encoding; they were read as Windows-1252";

    static CharsetDecoder() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

    /// <param name="contentType">The HTTP header, if any.</param>
    public static DecodedText Decode(ReadOnlySpan<byte> body, string? contentType, MarkupKind kind)
    {
        if (CharsetHeuristics.DetectByteOrderMark(body) is var (marked, length))
        {
            return new DecodedText(marked.GetString(body[length..]), null);
        }

        if (CharsetHeuristics.DetectUnmarkedUnicode(body) is { } wide)
        {
            return new DecodedText(wide.GetString(body), null);
        }

        if (CharsetHeuristics.HasJapaneseEscapes(body))
        {
            return new DecodedText(Encoding.GetEncoding(Iso2022JpCodePage).GetString(body), null);
        }

        var declared = FindDeclaredEncoding(body, contentType, kind);
        return IsUtf8(body, declared)
            ? new DecodedText(Encoding.UTF8.GetString(body), null)
            : DecodeOther(body, declared, kind);
    }

    /// <summary>
    /// The header takes precedence (RFC 7303), except that a Western header is often the default of a server: then another encoding of the
    /// document wins.
    /// </summary>
    private static Encoding? FindDeclaredEncoding(ReadOnlySpan<byte> body, string? contentType, MarkupKind kind)
    {
        var header = CharsetDeclarations.FromHeader(contentType);
        var document = CharsetDeclarations.FromMarkup(body, kind);
        var isServerDefault = header is not null && CharsetDeclarations.IsWestern(header) && document is not (null or UTF8Encoding);
        return header is null || isServerDefault ? document : header;
    }

    /// <summary>Pure ASCII is not evidence against a multi-byte encoding, which may use escapes.</summary>
    private static bool IsUtf8(ReadOnlySpan<byte> body, Encoding? declared) =>
        Utf8.IsValid(body)
        && (declared is null or UTF8Encoding || declared.IsSingleByte || body.ContainsAnyExceptInRange((byte)0, (byte)0x7F));

    /// <summary>Decodes bytes that are not valid UTF-8 as a whole.</summary>
    private static DecodedText DecodeOther(ReadOnlySpan<byte> body, Encoding? declared, MarkupKind kind)
    {
        var encoding = ChooseEncoding(body, declared, kind);
        var isDeclared = encoding.CodePage == declared?.CodePage;
        return encoding.CodePage switch
        {
            Utf8CodePage => new DecodedText(MixedUtf8.Decode(body), InvalidBytesWarning),
            Windows1252CodePage => new DecodedText(MixedUtf8.Decode(body), isDeclared ? null : InvalidBytesWarning),
            _ => new DecodedText(
                encoding.GetString(body),
                isDeclared ? null : $"the encoding is not as declared; the document was read as {encoding.WebName}"),
        };
    }

    private static Encoding ChooseEncoding(ReadOnlySpan<byte> body, Encoding? declared, MarkupKind kind)
    {
        if (declared is not (null or UTF8Encoding) && CharsetHeuristics.IsFlawedUtf8(body))
        {
            return Encoding.UTF8;
        }

        var isWrong = declared is null
            || (declared is UTF8Encoding
                ? !CharsetHeuristics.IsMostlyUtf8(body)
                : CharsetDeclarations.IsWestern(declared) && !CharsetHeuristics.LooksWestern(body));
        return !isWrong ? declared!
            : DetectEncoding(body, kind) ?? (declared is null or UTF8Encoding ? Encoding.GetEncoding(Windows1252CodePage) : declared);
    }

    /// <summary>The mark-up and scripts of a page mislead the detector. A feed is mostly text, where the ASCII letters help it.</summary>
    private static Encoding? DetectEncoding(ReadOnlySpan<byte> body, MarkupKind kind)
    {
        var bytes = kind == MarkupKind.Html
            ? CharsetHeuristics.ExtractNonAscii(body, MaxDetectionBytes)
            : body[..Math.Min(body.Length, MaxDetectionBytes)].ToArray();
        return CharsetDetector.DetectFromBytes(bytes).Detected is { Confidence: > MinConfidence, Encoding: { } found } ? found : null;
    }
}

/// <summary>A decoded document.</summary>
/// <param name="Warning">What was guessed, for a person; null when the encoding is as declared.</param>
internal readonly record struct DecodedText(string Text, string? Warning);
