using System.Globalization;
using System.Text;

namespace AlertBot.Text;

/// <summary>What a character is to a word.</summary>
internal static class CharacterClasses
{
    /// <summary>A letter or digit of a script that puts spaces between its words.</summary>
    public static bool IsWordCharacter(Rune rune) => Rune.IsLetterOrDigit(rune) && !IsApostrophe(rune) && !IsUnspacedLetter(rune);

    /// <summary>A letter of a script that is written without spaces: each is a word of its own.</summary>
    public static bool IsUnspacedLetter(Rune rune) => rune.Value >= 0x0E00
        && (rune.Value is (>= 0x0E00 and <= 0x0EFF) or (>= 0x1000 and <= 0x109F) or (>= 0x1780 and <= 0x17FF)
                or (>= 0x3005 and <= 0x3007) or (>= 0x3041 and <= 0x3096) or (>= 0x30A1 and <= 0x30FA) or (>= 0x30FC and <= 0x30FF)
                or (>= 0x31F0 and <= 0x31FF)
                or (>= 0xFF66 and <= 0xFF9D)
            || IsIdeograph(rune))
        && Rune.IsLetter(rune);

    public static bool IsIdeograph(Rune rune) => rune.Value is
        (>= 0x3400 and <= 0x4DBF) or (>= 0x4E00 and <= 0x9FFF) or (>= 0x20000 and <= 0x3FFFF);

    /// <summary>A sign that belongs to the letter before it.</summary>
    public static bool IsCombiningMark(Rune rune) => rune.Value is 0xFF9E or 0xFF9F
        || (!rune.IsAscii
            && Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark
                or UnicodeCategory.EnclosingMark);

    /// <summary>Soft hyphens, zero-width characters and direction marks: they are not there.</summary>
    public static bool IsFormatCharacter(Rune rune) => !rune.IsAscii && Rune.GetUnicodeCategory(rune) == UnicodeCategory.Format;

    /// <summary>A hyphen, or the short dash that stands for one; between two words it makes one compound.</summary>
    public static bool IsHyphen(Rune rune) =>
        rune.Value is '-' or '\u2010' or '\u2011' or '\u2012' or '\u2013' or '\u2212' or '\uFE63' or '\uFF0D';

    public static bool IsApostrophe(Rune rune) =>
        rune.Value is '\'' or '\u2019' or '\u2018' or '\u201B' or '\u02BC' or '\u02BB' or '\uFF07' or '\u2032';

    public static bool IsDoubleQuote(char character) =>
        character is '"' or '\u201C' or '\u201D' or '\u201E' or '\u201F' or '\u00AB' or '\u00BB' or '\uFF02';
}
