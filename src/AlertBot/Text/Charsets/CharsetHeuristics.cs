using System.Buffers;
using System.Text;

namespace AlertBot.Text.Charsets;

/// <summary>What the bytes of a document show about its encoding.</summary>
internal static class CharsetHeuristics
{
    /// <summary>Limits the bytes that are examined.</summary>
    private const int MaxExaminedBytes = 400_000;

    /// <summary>Least number of non-ASCII bytes (or characters) as evidence against the declared encoding.</summary>
    private const int MinNonAsciiBytes = 24;

    /// <summary>Bytes at the start that are searched for the zeros of UTF-16.</summary>
    private const int MaxUtf16Bytes = 512;

    /// <summary>Least share of zeros on the one side, and greatest on the other side, of ASCII mark-up in UTF-16.</summary>
    private const double ManyZerosShare = 0.4;
    private const double FewZerosShare = 0.02;

    public static (Encoding Encoding, int Length)? DetectByteOrderMark(ReadOnlySpan<byte> body) => body switch
    {
        [0xEF, 0xBB, 0xBF, ..] => (Encoding.UTF8, 3),
        [0xFF, 0xFE, 0, 0, ..] => (Encoding.UTF32, 4),
        [0, 0, 0xFE, 0xFF, ..] => (new UTF32Encoding(bigEndian: true, byteOrderMark: false), 4),
        [0xFF, 0xFE, ..] => (Encoding.Unicode, 2),
        [0xFE, 0xFF, ..] => (Encoding.BigEndianUnicode, 2),
        _ => null,
    };

    /// <summary>
    /// Detects UTF-16, UTF-32 and EBCDIC without a byte order mark, by the bytes of the first "&lt;" or by the zeros of UTF-16.
    /// </summary>
    public static Encoding? DetectUnmarkedUnicode(ReadOnlySpan<byte> body) => body switch
    {
        [0x3C, 0, 0, 0, ..] => Encoding.UTF32,
        [0, 0, 0, 0x3C, ..] => new UTF32Encoding(bigEndian: true, byteOrderMark: false),
        [0x3C, 0, not 0, ..] => Encoding.Unicode,
        [0, 0x3C, 0, not 0, ..] => Encoding.BigEndianUnicode,

        // "<?xm" in EBCDIC.
        [0x4C, 0x6F, 0xA7, 0x94, ..] => Encoding.GetEncoding(37),
        _ => DetectUtf16ByZeros(body),
    };

    /// <summary>Mark-up is ASCII, so in UTF-16 nearly every second byte of the start is zero, always on the same side.</summary>
    private static Encoding? DetectUtf16ByZeros(ReadOnlySpan<byte> body)
    {
        var start = body[..(Math.Min(body.Length, MaxUtf16Bytes) & ~1)];
        if (start.Length < 16 || !start.Contains((byte)0))
        {
            return null;
        }

        var even = 0;
        var odd = 0;
        for (var i = 0; i < start.Length; i += 2)
        {
            even += start[i] == 0 ? 1 : 0;
            odd += start[i + 1] == 0 ? 1 : 0;
        }

        var half = start.Length / 2.0;
        return odd > half * ManyZerosShare && even < half * FewZerosShare ? Encoding.Unicode
            : even > half * ManyZerosShare && odd < half * FewZerosShare ? Encoding.BigEndianUnicode
            : null;
    }

    /// <summary>ISO-2022-JP consists of ASCII bytes. Its letters follow escapes that no other encoding of documents has.</summary>
    public static bool HasJapaneseEscapes(ReadOnlySpan<byte> body) => body.IndexOf("\u001b$B"u8) >= 0 || body.IndexOf("\u001b$@"u8) >= 0;

    /// <summary>
    /// Non-ASCII letters are single in Western languages. In Greek, Cyrillic, Arabic or Chinese they follow each other.
    /// </summary>
    public static bool LooksWestern(ReadOnlySpan<byte> body)
    {
        var high = 0;
        var adjacent = 0;
        body = body[..Math.Min(body.Length, MaxExaminedBytes)];
        for (var i = 0; i < body.Length; i++)
        {
            if (body[i] >= 0x80)
            {
                high++;
                adjacent += (i > 0 && body[i - 1] >= 0x80) || (i + 1 < body.Length && body[i + 1] >= 0x80) ? 1 : 0;
            }
        }

        return high < MinNonAsciiBytes || adjacent < high * 0.7;
    }

    /// <summary>
    /// UTF-8 with a few invalid bytes, as in pages of several sources, and not another encoding that is declared as UTF-8.
    /// </summary>
    public static bool IsMostlyUtf8(ReadOnlySpan<byte> body) => CountUtf8(body) is var (valid, invalid) && valid > invalid * 2;

    /// <summary>UTF-8 with very few invalid bytes. No other encoding gives so many valid characters by chance.</summary>
    public static bool IsFlawedUtf8(ReadOnlySpan<byte> body) =>
        CountUtf8(body) is var (valid, invalid) && valid >= MinNonAsciiBytes && invalid * MinNonAsciiBytes < valid;

    private static (int Valid, int Invalid) CountUtf8(ReadOnlySpan<byte> body)
    {
        var valid = 0;
        var invalid = 0;
        body = body[..Math.Min(body.Length, MaxExaminedBytes)];
        while (body.IndexOfAnyExceptInRange((byte)0, (byte)0x7F) is >= 0 and var next)
        {
            body = body[next..];
            var isValid = Rune.DecodeFromUtf8(body, out _, out var length) == OperationStatus.Done;
            valid += isValid ? 1 : 0;
            invalid += isValid ? 0 : 1;
            body = body[length..];
        }

        return (valid, invalid);
    }

    /// <summary>
    /// The non-ASCII bytes with those after them up to a tag or line end. Without the mark-up, detection is better and faster.
    /// </summary>
    public static byte[] ExtractNonAscii(ReadOnlySpan<byte> body, int maxBytes)
    {
        var extract = new ArrayBufferWriter<byte>(Math.Min(body.Length, maxBytes) + 1);
        while (extract.WrittenCount < maxBytes && body.IndexOfAnyInRange((byte)0x80, (byte)0xFF) is >= 0 and var start)
        {
            var end = body[start..].IndexOfAny((byte)'<', (byte)'\n');
            var length = Math.Min(end < 0 ? body.Length - start : end, maxBytes - extract.WrittenCount);
            extract.Write(body.Slice(start, Math.Max(1, length)));
            extract.Write(" "u8);
            body = body[(start + Math.Max(1, length))..];
        }

        return extract.WrittenSpan.ToArray();
    }
}
