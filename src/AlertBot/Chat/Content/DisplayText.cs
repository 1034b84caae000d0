using System.Globalization;
using System.Text;

namespace AlertBot.Chat.Content;

/// <summary>
/// Prepares text from feeds and people for display: one line, no control characters. Lengths are in code points; cuts are between
/// graphemes.
/// </summary>
internal static class DisplayText
{
    private const string Ellipsis = "…";

    /// <summary>
    /// Combining marks on one letter. No writing system stacks more; a hundred of them (“Zalgo text”) would cover the lines around.
    /// </summary>
    private const int MaxCombiningMarks = 8;

    /// <returns>
    /// The text with white space folded, without control characters (so no ANSI escapes) and without bidirectional overrides.
    /// Visible characters stay as they were. So do the marks that Arabic and Hebrew need (LRM, RLM, ALM), and emoji joiners.
    /// </returns>
    public static string Clean(string? text)
    {
        var clean = new StringBuilder(text?.Length ?? 0);
        var space = false;
        var marks = 0;
        foreach (var rune in (text ?? "").EnumerateRunes())
        {
            if (Rune.IsWhiteSpace(rune))
            {
                space = clean.Length > 0;
                continue;
            }

            marks = IsCombiningMark(rune) ? marks + 1 : 0;
            if (IsControlOrBidiOverride(rune) || marks > MaxCombiningMarks)
            {
                continue;
            }

            if (space)
            {
                clean.Append(' ');
                space = false;
            }

            clean.Append(rune);
        }

        return clean.ToString();
    }

    /// <summary>Cleans one of several spans of a line: a space at either end separates it from the next span and stays.</summary>
    public static string CleanSpan(string text)
    {
        var clean = Clean(text);
        return clean.Length == 0
            ? (text.Any(char.IsWhiteSpace) ? " " : "")
            : (char.IsWhiteSpace(text[0]) ? " " : "") + clean + (char.IsWhiteSpace(text[^1]) ? " " : "");
    }

    /// <summary>Counts Unicode code points, the unit of the platforms' limits.</summary>
    public static int CountCodePoints(string text)
    {
        var count = 0;
        foreach (var unit in text)
        {
            count += char.IsLowSurrogate(unit) ? 0 : 1;
        }

        return count;
    }

    /// <summary>
    /// Cuts a text and marks the cut with an ellipsis, at a word end if one is near. Not for quotes, which are cut at sentence ends.
    /// </summary>
    /// <param name="max">Length limit in code points, ellipsis included.</param>
    public static string Truncate(string text, int max)
    {
        if (CountCodePoints(text) <= max)
        {
            return text;
        }

        var end = 0;
        var count = 1;
        while (end < text.Length)
        {
            var next = StringInfo.GetNextTextElementLength(text.AsSpan(end));
            count += CountCodePoints(text.Substring(end, next));
            if (count > max)
            {
                break;
            }

            end += next;
        }

        var word = end > 0 ? text.LastIndexOf(' ', end - 1) : -1;
        return (word > end / 2 ? text[..word] : text[..end]).TrimEnd() + Ellipsis;
    }

    /// <returns>The longest beginning of the text whose escaped form has at most <paramref name="max"/> code points, escaped.</returns>
    public static string TruncateEscaped(string text, int max, Func<string, string> escape)
    {
        var whole = Truncate(text, max);
        if (CountCodePoints(escape(whole)) is var length && length <= max)
        {
            return escape(whole);
        }

        var (fits, over) = (1, max);
        while (over - fits > 1)
        {
            var middle = (fits + over) / 2;
            (fits, over) = CountCodePoints(escape(Truncate(whole, middle))) <= max ? (middle, over) : (fits, middle);
        }

        return escape(Truncate(whole, fits));
    }

    private static bool IsCombiningMark(Rune rune) =>
        Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark;

    private static bool IsControlOrBidiOverride(Rune rune) =>
        Rune.GetUnicodeCategory(rune) is UnicodeCategory.Control
        || rune.Value is (>= 0x202A and <= 0x202E) or (>= 0x2066 and <= 0x206F) or (>= 0xFFF9 and <= 0xFFFB);
}
