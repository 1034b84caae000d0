using System.Globalization;
using System.Text;
using System.Xml.Linq;

namespace AlertBot.Feeds.Parsing;

/// <summary>
/// Repairs text that a publisher's software read as Latin-1 although it was UTF-8, and wrote as UTF-8 again ("cafÃ©" for "café"). This is
/// assumed only when all non-ASCII text of the document fits the pattern and there is enough of it.
/// </summary>
internal static class MojibakeRepair
{
    /// <summary>Least number of letters as evidence. Fewer may be an example in a text about this very error.</summary>
    private const int MinLetters = 10;

    /// <summary>Least number of different letters as evidence. A single repeated letter may be decoration.</summary>
    private const int MinDistinctLetters = 3;

    private static readonly byte[] Windows1252 = BuildTable();

    /// <param name="text">The whole document with its mark-up.</param>
    public static bool IsLikely(ReadOnlySpan<char> text)
    {
        var letters = new Dictionary<int, int>();
        while (text.IndexOfAnyExceptInRange('\0', '\u007F') is >= 0 and var next)
        {
            var run = NonAsciiRun(text[next..]);
            if (TryDecode(run, letters) is null)
            {
                return false;
            }

            text = text[(next + run.Length)..];
        }

        return letters.Count >= MinDistinctLetters && letters.Values.Sum() >= MinLetters;
    }

    /// <summary>Repairs each text of an element as a whole or not at all.</summary>
    public static void Repair(XElement root, List<string> warnings)
    {
        foreach (var text in root.DescendantNodes().OfType<XText>())
        {
            text.Value = Repair(text.Value);
        }

        warnings.Add("the texts were encoded twice (UTF-8 read as Latin-1); this was repaired where it is certain");
    }

    private static string Repair(string text)
    {
        // Characters beyond Latin-1 (’ – “ €) were typed by a person, so the text is not certain to be encoded twice.
        if (Ascii.IsValid(text) || text.AsSpan().ContainsAnyExceptInRange('\0', '\u00FF'))
        {
            return text;
        }

        var repaired = new StringBuilder(text.Length);
        var rest = text.AsSpan();
        while (rest.IndexOfAnyExceptInRange('\0', '\u007F') is >= 0 and var next)
        {
            var run = NonAsciiRun(rest[next..]);
            if (TryDecode(run, null) is not { } decoded)
            {
                return text;
            }

            repaired.Append(rest[..next]).Append(decoded);
            rest = rest[(next + run.Length)..];
        }

        return repaired.Append(rest).ToString();
    }

    private static ReadOnlySpan<char> NonAsciiRun(ReadOnlySpan<char> text) =>
        text.IndexOfAnyInRange('\0', '\u007F') is >= 0 and var end ? text[..end] : text;

    /// <param name="letters">Counts the letters of the decoded text by code point, if given.</param>
    /// <returns>The run as it was before the second encoding; null when it was not encoded twice.</returns>
    private static string? TryDecode(ReadOnlySpan<char> run, Dictionary<int, int>? letters)
    {
        var bytes = new byte[run.Length];
        for (var i = 0; i < run.Length; i++)
        {
            bytes[i] = run[i] < Windows1252.Length ? Windows1252[run[i]] : (byte)0;
        }

        if (bytes.Contains((byte)0) || !System.Text.Unicode.Utf8.IsValid(bytes))
        {
            return null;
        }

        var decoded = Encoding.UTF8.GetString(bytes);
        foreach (var rune in decoded.EnumerateRunes())
        {
            if (Rune.GetUnicodeCategory(rune) is UnicodeCategory.Control or UnicodeCategory.OtherNotAssigned or UnicodeCategory.PrivateUse)
            {
                return null;
            }

            if (letters is not null && Rune.IsLetter(rune))
            {
                letters[rune.Value] = letters.GetValueOrDefault(rune.Value) + 1;
            }
        }

        return decoded;
    }

    /// <summary>
    /// Maps each character to its byte, 0 for none. The bytes that Windows-1252 does not define are the control characters of Latin-1.
    /// </summary>
    private static byte[] BuildTable()
    {
        const string High = "€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008DŽ\u008F\u0090‘’“”•–—˜™š›œ\u009DžŸ";
        var table = new byte[High.Max() + 1];
        for (var i = 0x80; i <= 0xFF; i++)
        {
            table[i] = (byte)i;
        }

        for (var i = 0; i < High.Length; i++)
        {
            table[High[i]] = (byte)(0x80 + i);
        }

        return table;
    }
}
