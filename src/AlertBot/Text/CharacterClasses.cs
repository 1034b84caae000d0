using System.Buffers;
using System.Globalization;
using System.Text;

namespace AlertBot.Text;

/// <summary>The character classes that words, queries and quotations are read by.</summary>
internal static class CharacterClasses
{
    /// <summary>The double marks around quotations in news text; a paragraph without them has no quotation.</summary>
    public static readonly SearchValues<char> QuotationMarks = SearchValues.Create("“”„«»\"");

    public static readonly SearchValues<char> WhitespaceExceptSpace =
        SearchValues.Create([.. Enumerable.Range(0, char.MaxValue + 1).Select(c => (char)c).Where(c => c != ' ' && char.IsWhiteSpace(c))]);

    /// <summary>A letter or digit of a script that puts spaces between its words.</summary>
    public static bool IsWordCharacter(Rune rune) => Rune.IsLetterOrDigit(rune) && !IsApostrophe(rune) && !IsUnspacedLetter(rune);

    /// <summary>
    /// A letter of a script that is written without spaces (Chinese, Japanese, Thai, Lao, Burmese, Khmer): each is a word of its own.
    /// </summary>
    public static bool IsUnspacedLetter(Rune rune) => rune.Value >= 0x0E00
        && (IsSoutheastAsian(rune) || IsKana(rune) || IsIdeograph(rune))
        && Rune.IsLetter(rune);

    /// <summary>Thai, Lao, Burmese, Khmer.</summary>
    private static bool IsSoutheastAsian(Rune rune) =>
        rune.Value is (>= 0x0E00 and <= 0x0EFF) or (>= 0x1000 and <= 0x109F) or (>= 0x1780 and <= 0x17FF);

    /// <summary>Hiragana, katakana in both widths, and the Japanese iteration marks.</summary>
    private static bool IsKana(Rune rune) => rune.Value is (>= 0x3005 and <= 0x3007) or (>= 0x3041 and <= 0x3096)
        or (>= 0x30A1 and <= 0x30FA) or (>= 0x30FC and <= 0x30FF) or (>= 0x31F0 and <= 0x31FF) or (>= 0xFF66 and <= 0xFF9D);

    public static bool IsIdeograph(Rune rune) => rune.Value is
        (>= 0x3400 and <= 0x4DBF) or (>= 0x4E00 and <= 0x9FFF) or (>= 0x20000 and <= 0x3FFFF);

    /// <summary>A mark that belongs to the letter before it; U+FF9E and U+FF9F are the half-width voicing marks of katakana.</summary>
    public static bool IsCombiningMark(Rune rune) => rune.Value is 0xFF9E or 0xFF9F
        || (!rune.IsAscii && Rune.GetUnicodeCategory(rune)
            is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark or UnicodeCategory.EnclosingMark);

    /// <summary>Soft hyphens, zero-width characters and direction marks, which readers do not see.</summary>
    public static bool IsFormatCharacter(Rune rune) => !rune.IsAscii && Rune.GetUnicodeCategory(rune) == UnicodeCategory.Format;

    /// <summary>A hyphen, or a short dash in place of one; between two words it makes a compound.</summary>
    public static bool IsHyphen(Rune rune) =>
        rune.Value is '-' or '\u2010' or '\u2011' or '\u2012' or '\u2013' or '\u2212' or '\uFE63' or '\uFF0D';

    public static bool IsApostrophe(Rune rune) =>
        rune.Value is '\'' or '\u2019' or '\u2018' or '\u201B' or '\u02BC' or '\u02BB' or '\uFF07' or '\u2032';

    /// <summary>A double quotation mark of any language or keyboard, as people type them around a phrase of a query.</summary>
    public static bool IsDoubleQuote(char character) =>
        character is '"' or '\u201C' or '\u201D' or '\u201E' or '\u201F' or '\u00AB' or '\u00BB' or '\uFF02';
}
