using System.Buffers;
using System.Text;
using System.Text.RegularExpressions;
using UtfUnknown;

namespace AlertBot.Text;

/// <summary>
/// Turns the bytes of a document into text: by byte order mark, HTTP header, XML declaration, and what the bytes look like.
/// </summary>
internal static partial class DocumentDecoder
{
    static DocumentDecoder() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

    public static string Decode(ReadOnlySpan<byte> body, string? contentType, List<string> warnings)
    {
        if (DetectByteOrderMark(body) is var (marked, length) && marked is not null)
        {
            return marked.GetString(body[length..]);
        }

        var declared = ReadXmlEncoding(body);
        foreach (var name in new[] { ReadCharsetParameter(contentType), declared })
        {
            if (name is not null && GetEncoding(name) is { } encoding && TryDecodeStrictly(encoding, body) is { } text)
            {
                return text;
            }
        }

        return DecodeByDetection(body, warnings);
    }

    /// <summary>A byte order mark, or the bytes of "&lt;" or "&lt;?" in an encoding that is no superset of ASCII.</summary>
    private static (Encoding? Encoding, int Length) DetectByteOrderMark(ReadOnlySpan<byte> body) => body switch
    {
        [0xEF, 0xBB, 0xBF, ..] => (Encoding.UTF8, 3),
        [0xFF, 0xFE, 0, 0, ..] => (Encoding.UTF32, 4),
        [0, 0, 0xFE, 0xFF, ..] => (new UTF32Encoding(bigEndian: true, false), 4),
        [0xFF, 0xFE, ..] => (Encoding.Unicode, 2),
        [0xFE, 0xFF, ..] => (Encoding.BigEndianUnicode, 2),
        [0x3C, 0, 0, 0, ..] => (Encoding.UTF32, 0),
        [0, 0, 0, 0x3C, ..] => (new UTF32Encoding(bigEndian: true, false), 0),
        [0x3C, 0, not 0, ..] => (Encoding.Unicode, 0),
        [0, 0x3C, 0, not 0, ..] => (Encoding.BigEndianUnicode, 0),
        [0x4C, 0x6F, 0xA7, 0x94, ..] => (Encoding.GetEncoding(37), 0),
        _ => (null, 0),
    };

    private static string? ReadXmlEncoding(ReadOnlySpan<byte> body)
    {
        var head = Encoding.Latin1.GetString(body[..Math.Min(body.Length, 1024)]);
        var match = DeclarationPattern().Match(head);
        return match.Success ? match.Groups[1].Value : null;
    }

    private static string? ReadCharsetParameter(string? contentType)
    {
        var at = contentType?.IndexOf("charset=", StringComparison.OrdinalIgnoreCase) ?? -1;
        return at < 0 ? null : contentType![(at + 8)..].Split(';')[0].Trim(' ', '"', '\'', '\t');
    }

    /// <summary>As browsers read the name: what calls itself Latin-1 or ASCII is Windows-1252, GB 2312 is GB 18030.</summary>
    private static Encoding? GetEncoding(string name)
    {
        var known = name.Trim().ToLowerInvariant() switch
        {
            "us-ascii" or "ascii" or "iso-8859-1" or "latin1" or "latin-1" or "iso8859-1" or "iso_8859-1" or "l1" => "windows-1252",
            "gb2312" or "gbk" or "x-gbk" => "gb18030",
            "utf8" or "unicode-1-1-utf-8" => "utf-8",
            "ks_c_5601-1987" or "euc_kr" => "euc-kr",
            "shift-jis" or "sjis" or "x-sjis" or "ms_kanji" => "shift_jis",
            "iso-8859-9" => "windows-1254",
            "tis-620" or "iso-8859-11" => "windows-874",
            var other => other,
        };
        try
        {
            return Encoding.GetEncoding(known, EncoderFallback.ReplacementFallback, DecoderFallback.ExceptionFallback);
        }
        catch (Exception e) when (e is ArgumentException or NotSupportedException)
        {
            // No such encoding; or UTF-7, which .NET refuses with reason.
            return null;
        }
    }

    /// <returns>Null when the bytes are not of this encoding, or its name cannot be meant since the document was read as ASCII.</returns>
    private static string? TryDecodeStrictly(Encoding encoding, ReadOnlySpan<byte> body)
    {
        // What says Windows-1252 is often UTF-8, in whole or in parts: no sequence of UTF-8 makes sense as Windows-1252.
        if (encoding.CodePage is 1252)
        {
            return DecodeMixedUtf8(body);
        }

        if (encoding.CodePage is 1200 or 1201 or 12000 or 12001)
        {
            return null;
        }

        try
        {
            return encoding.GetString(body);
        }
        catch (DecoderFallbackException)
        {
            return null;
        }
    }

    private static string DecodeByDetection(ReadOnlySpan<byte> body, List<string> warnings)
    {
        if (System.Text.Unicode.Utf8.IsValid(body))
        {
            return Encoding.UTF8.GetString(body);
        }

        // A few broken characters in a document that is UTF-8 otherwise are no reason to take it for something else.
        var sniffed = IsMostlyUtf8(body) ? null
            : CharsetDetector.DetectFromBytes(body[..Math.Min(body.Length, 1 << 16)].ToArray()).Detected?.Encoding;
        warnings.Add(sniffed is null
            ? "some bytes are not valid in the document's encoding: they were taken for Windows-1252"
            : $"the encoding is not as declared: taken for {sniffed.WebName}");
        return sniffed is null ? DecodeMixedUtf8(body) : sniffed.GetString(body);
    }

    /// <summary>At least nine of ten sequences beyond ASCII are valid UTF-8, which does not happen by chance.</summary>
    private static bool IsMostlyUtf8(ReadOnlySpan<byte> body)
    {
        var (valid, broken) = (0, 0);
        while (body.IndexOfAnyExceptInRange((byte)0, (byte)127) is >= 0 and var next)
        {
            body = body[next..];
            var status = Rune.DecodeFromUtf8(body, out _, out var length);
            (valid, broken) = status == OperationStatus.Done ? (valid + 1, broken) : (valid, broken + 1);
            body = body[Math.Max(length, 1)..];
        }

        return valid > broken * 9;
    }

    /// <summary>UTF-8 with single bytes of Windows-1252 in between, as left by software that pastes texts together unread.</summary>
    private static string DecodeMixedUtf8(ReadOnlySpan<byte> body)
    {
        var windows = Encoding.GetEncoding(1252);
        var text = new StringBuilder(body.Length);
        while (!body.IsEmpty)
        {
            var ascii = body.IndexOfAnyExceptInRange((byte)0, (byte)127);
            text.Append(Encoding.ASCII.GetString(ascii < 0 ? body : body[..ascii]));
            body = ascii < 0 ? default : body[ascii..];
            if (!body.IsEmpty)
            {
                var isRune = Rune.DecodeFromUtf8(body, out var rune, out var length) == OperationStatus.Done;
                text.Append(isRune ? rune.ToString() : windows.GetString(body[..length]));
                body = body[length..];
            }
        }

        return text.ToString();
    }

    [GeneratedRegex("""^\s*<\?xml[^>]*?encoding\s*=\s*["']\s*([A-Za-z0-9._:-]+)\s*["']""", RegexOptions.NonBacktracking)]
    private static partial Regex DeclarationPattern();
}
