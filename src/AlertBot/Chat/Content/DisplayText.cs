using System.Globalization;
using System.Text;

namespace AlertBot.Chat.Content;

/// <summary>
/// Text from feeds made fit to be shown: one line, no invisible commands; lengths count code points, cuts fall between graphemes.
/// </summary>
internal static class DisplayText
{
    private const string Ellipsis = "…";

    /// <summary>Marks above and below one letter: no writing system stacks more, and a hundred reach over the lines around them.</summary>
    private const int MaxCombiningMarks = 8;

    /// <returns>
    /// The text with white space folded and without control characters (so no ANSI escapes) and direction overrides.
    /// What a reader sees stays as it was; the marks that Arabic and Hebrew need (LRM, RLM, ALM) and emoji joiners stay.
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

    /// <summary>Unicode code points, as the platforms count.</summary>
    public static int CountCodePoints(string text)
    {
        var count = 0;
        foreach (var unit in text)
        {
            count += char.IsLowSurrogate(unit) ? 0 : 1;
        }

        return count;
    }

    /// <summary>Cuts what is no quotation, such as a headline, with an ellipsis; at a word's end where one is near.</summary>
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

    /// <summary>The longest beginning whose escaped form is no longer than <paramref name="max"/> code points, escaped.</summary>
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
