using System.Globalization;
using System.Text;

namespace AlertBot.Text;

/// <summary>
/// Maps characters that readers treat as the same to one form: case, accents, width, ligatures, Arabic vowel signs and alef forms.
/// </summary>
internal static class CharacterFolding
{
    /// <summary>
    /// The folded forms of the characters below U+2000, which covers every alphabet; others are rare and computed each time.
    /// </summary>
    private static readonly string?[] Cache = new string?[0x2000];

    /// <summary>Marks that are left out, in ascending order: accents, Hebrew points, Arabic vowel signs and tatweel.</summary>
    private static readonly (int First, int Last)[] DiacriticRanges =
    [
        (0x0300, 0x036F),
        (0x0591, 0x05BD), (0x05BF, 0x05BF), (0x05C1, 0x05C2), (0x05C4, 0x05C5), (0x05C7, 0x05C7),
        (0x0610, 0x061A), (0x0640, 0x0640), (0x064B, 0x065F), (0x0670, 0x0670), (0x06D6, 0x06ED),
        (0x1AB0, 0x1AFF), (0x1DC0, 0x1DFF), (0x20D0, 0x20FF), (0xFE00, 0xFE2F),
    ];

    /// <summary>Appends the folded form of one character; appends nothing for a diacritic.</summary>
    /// <param name="keepCase">For case-sensitive words; accents and width are folded in any case.</param>
    public static void AppendFolded(StringBuilder target, Rune rune, bool keepCase = false)
    {
        if (rune.IsAscii)
        {
            target.Append(keepCase ? (char)rune.Value : char.ToLowerInvariant((char)rune.Value));
        }
        else if (keepCase)
        {
            target.Append(Fold(rune, keepCase: true));
        }
        else if (rune.Value < Cache.Length)
        {
            target.Append(Cache[rune.Value] ??= Fold(rune, keepCase: false));
        }
        else
        {
            target.Append(Fold(rune, keepCase: false));
        }
    }

    /// <returns>The letters and digits of a text in their case: the key by which case-sensitive words are compared.</returns>
    public static string ToCasedKey(ReadOnlySpan<char> text)
    {
        var cased = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            if (Rune.IsLetterOrDigit(rune))
            {
                AppendFolded(cased, rune, keepCase: true);
            }
        }

        return cased.ToString();
    }

    private static string Fold(Rune rune, bool keepCase)
    {
        if (Rune.IsDigit(rune))
        {
            return ((int)Rune.GetNumericValue(rune)).ToString(CultureInfo.InvariantCulture);
        }

        var text = IsKeptComposed(rune) ? rune.ToString() : rune.ToString().Normalize(NormalizationForm.FormKD);
        var folded = new StringBuilder(text.Length);
        foreach (var part in text.EnumerateRunes().Where(part => !IsDiacritic(part)))
        {
            folded.Append(ReplacementFor(part) ?? part.ToString());
        }

        return keepCase ? folded.ToString() : folded.ToString().ToLowerInvariant();
    }

    /// <summary>
    /// Hangul syllables, Thai and Lao vowels and ideographs would be decomposed into parts that readers do not know as letters. U+FFFE is
    /// not a character: normalizing it throws.
    /// </summary>
    private static bool IsKeptComposed(Rune rune) =>
        rune.Value is 0xFFFE or (>= 0xAC00 and <= 0xD7A3) or (>= 0x0E00 and <= 0x0EFF) || CharacterClasses.IsIdeograph(rune);

    /// <summary>Letters that Unicode does not decompose although readers write them either way.</summary>
    private static string? ReplacementFor(Rune rune) => rune.Value switch
    {
        'ß' => "ss",
        'ẞ' => "SS",
        'ø' => "o",
        'Ø' => "O",
        'ł' => "l",
        'Ł' => "L",
        'đ' or 'ð' => "d",
        'Đ' or 'Ð' => "D",
        'æ' => "ae",
        'Æ' => "AE",
        'œ' => "oe",
        'Œ' => "OE",
        'ı' => "i",
        'ħ' => "h",
        'Ħ' => "H",
        'ς' => "σ",
        'ٱ' => "ا",
        _ => null,
    };

    private static bool IsDiacritic(Rune rune)
    {
        foreach (var (first, last) in DiacriticRanges)
        {
            if (rune.Value <= last)
            {
                return rune.Value >= first;
            }
        }

        return false;
    }
}
