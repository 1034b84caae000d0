using System.Buffers;
using System.Text;

namespace AlertBot.Text.Charsets;

/// <summary>What the bytes of a page themselves tell of their encoding.</summary>
internal static class CharsetHeuristics
{
    /// <summary>So much of a page is looked at.</summary>
    private const int MaxExaminedBytes = 400_000;

    /// <summary>Fewer bytes beyond ASCII are no evidence against what is declared.</summary>
    private const int MinNonAsciiBytes = 24;

    private const double ManyZerosShare = 0.4;
    private const double FewZerosShare = 0.02;

    public static (Encoding Encoding, int Length)? DetectByteOrderMark(ReadOnlySpan<byte> body) =>
        body.StartsWith((ReadOnlySpan<byte>)[0xEF, 0xBB, 0xBF]) ? (Encoding.UTF8, 3)
        : body.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xFE, 0, 0]) ? (Encoding.UTF32, 4)
        : body.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xFE]) ? (Encoding.Unicode, 2)
        : body.StartsWith((ReadOnlySpan<byte>)[0xFE, 0xFF]) ? (Encoding.BigEndianUnicode, 2)
        : null;

    /// <summary>
    /// UTF-16 without its mark: mark-up is ASCII, so nearly every second byte of a page's beginning is zero, always on the same side.
    /// </summary>
    public static Encoding? DetectUtf16ByZeros(ReadOnlySpan<byte> body)
    {
        var start = body[..(Math.Min(body.Length, 512) & ~1)];
        var (even, odd) = (0, 0);
        for (var i = 0; i < start.Length; i++)
        {
            _ = start[i] != 0 ? 0 : i % 2 == 0 ? even++ : odd++;
        }

        var half = start.Length / 2.0;
        return half < 8 ? null
            : start.StartsWith((ReadOnlySpan<byte>)[0x3C, 0]) && start[3] == 0 ? Encoding.Unicode
            : start.StartsWith((ReadOnlySpan<byte>)[0, 0x3C, 0]) ? Encoding.BigEndianUnicode
            : odd > half * ManyZerosShare && even < half * FewZerosShare ? Encoding.Unicode
            : even > half * ManyZerosShare && odd < half * FewZerosShare ? Encoding.BigEndianUnicode
            : null;
    }

    /// <summary>ISO-2022-JP is ASCII to look at: its letters stand behind escapes that no other encoding of pages has.</summary>
    public static bool HasJapaneseEscapes(ReadOnlySpan<byte> body) => body.IndexOf("\u001b$B"u8) >= 0 || body.IndexOf("\u001b$@"u8) >= 0;

    /// <summary>
    /// Letters beyond ASCII stand alone among others in Western languages; in Greek, Cyrillic, Arabic or Chinese they stand together.
    /// </summary>
    public static bool LooksWestern(ReadOnlySpan<byte> body)
    {
        var (high, paired) = (0, 0);
        body = body[..Math.Min(body.Length, MaxExaminedBytes)];
        for (var i = 0; i < body.Length; i++)
        {
            if (body[i] >= 0x80)
            {
                high++;
                paired += (i > 0 && body[i - 1] >= 0x80) || (i + 1 < body.Length && body[i + 1] >= 0x80) ? 1 : 0;
            }
        }

        return high < MinNonAsciiBytes || paired < high * 0.7;
    }

    /// <summary>
    /// UTF-8 with a few broken bytes, as pages put together from several sources have them; not another encoding under its name.
    /// </summary>
    public static bool IsMostlyUtf8(ReadOnlySpan<byte> body) => CountUtf8(body) is var (good, bad) && good > bad * 2;

    /// <summary>UTF-8 with a byte broken here and there: no other encoding gives so many whole characters by chance.</summary>
    public static bool IsFlawedUtf8(ReadOnlySpan<byte> body) =>
        CountUtf8(body) is var (good, bad) && good >= MinNonAsciiBytes && bad * MinNonAsciiBytes < good;

    private static (int Good, int Bad) CountUtf8(ReadOnlySpan<byte> body)
    {
        var (good, bad) = (0, 0);
        body = body[..Math.Min(body.Length, MaxExaminedBytes)];
        while (!body.IsEmpty)
        {
            var isGood = Rune.DecodeFromUtf8(body, out _, out var length) == OperationStatus.Done;
            good += isGood && length > 1 ? 1 : 0;
            bad += isGood ? 0 : 1;
            body = body[length..];
        }

        return (good, bad);
    }

    /// <summary>The bytes around those beyond ASCII, without the mark-up between them: on them a guess is better and quicker.</summary>
    public static byte[] ExtractNonAscii(ReadOnlySpan<byte> body, int most)
    {
        var telling = new ArrayBufferWriter<byte>(Math.Min(body.Length, most) + 1);
        while (telling.WrittenCount < most && body.IndexOfAnyInRange((byte)0x80, (byte)0xFF) is >= 0 and var at)
        {
            var end = body[at..].IndexOfAny((byte)'<', (byte)'\n');
            var length = Math.Min(end < 0 ? body.Length - at : end, most - telling.WrittenCount);
            telling.Write(body.Slice(at, Math.Max(1, length)));
            telling.Write(" "u8);
            body = body[(at + Math.Max(1, length))..];
        }

        return telling.WrittenSpan.ToArray();
    }
}
