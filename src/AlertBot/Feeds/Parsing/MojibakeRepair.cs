using System.Globalization;
using System.Text;
using System.Xml.Linq;

namespace AlertBot.Feeds.Parsing;

/// <summary>
/// Undoes what a publisher's software did to its texts: read UTF-8 as Latin-1 and wrote that as UTF-8 again ("cafÃ©" for "café").
/// Only where everything beyond ASCII in the whole document could have come about so, and enough of it is there.
/// </summary>
internal static class MojibakeRepair
{
    /// <summary>Fewer letters prove nothing: they may be an example in a text about just this.</summary>
    private const int MinLetters = 10;

    /// <summary>No language has fewer letters of its own in a text of some length; a single pair could be somebody's ornament.</summary>
    private const int MinDistinctLetters = 3;

    private static readonly byte[] Windows1252 = BuildTable();

    /// <param name="text">The whole document, mark-up included.</param>
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

    /// <summary>Each text of an element as a whole or not at all.</summary>
    public static void Repair(XElement root, List<string> warnings)
    {
        foreach (var text in root.DescendantNodes().OfType<XText>())
        {
            text.Value = Repair(text.Value);
        }

        warnings.Add("the texts were encoded twice (UTF-8 read as Latin-1): this was undone where it is certain");
    }

    private static string Repair(string text)
    {
        // People type ’ – “ € themselves: a text with characters beyond Latin-1 is not certain.
        if (Ascii.IsValid(text) || text.AsSpan().ContainsAnyExceptInRange('\0', '\u00FF'))
        {
            return text;
        }

        var undone = new StringBuilder(text.Length);
        var rest = text.AsSpan();
        while (rest.IndexOfAnyExceptInRange('\0', '\u007F') is >= 0 and var next)
        {
            var run = NonAsciiRun(rest[next..]);
            if (TryDecode(run, null) is not { } meant)
            {
                return text;
            }

            undone.Append(rest[..next]).Append(meant);
            rest = rest[(next + run.Length)..];
        }

        return undone.Append(rest).ToString();
    }

    private static ReadOnlySpan<char> NonAsciiRun(ReadOnlySpan<char> text) =>
        text.IndexOfAnyInRange('\0', '\u007F') is >= 0 and var end ? text[..end] : text;

    /// <returns>What the run was before it was encoded again; null when it never was.</returns>
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

        var meant = Encoding.UTF8.GetString(bytes);
        foreach (var rune in meant.EnumerateRunes())
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

        return meant;
    }

    /// <summary>
    /// The byte of each character; 0 where it has none. What Windows-1252 leaves open stays the control character that it is in Latin-1.
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
