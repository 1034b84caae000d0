using System.Globalization;
using System.Text;

namespace AlertBot.Text;

/// <summary>
/// Brings characters that count as the same to one form: case, accents, width, ligatures, Arabic vowel signs and alef forms.
/// </summary>
internal static class CharacterFolding
{
    // Covers every alphabet up to the punctuation block; what lies beyond is rare enough to be computed each time.
    private static readonly string?[] Cache = new string?[0x2000];

    /// <summary>Appends the folded form of one character; nothing for a mark that does not count.</summary>
    /// <param name="keepCase">For words whose case counts; accents and width are folded all the same.</param>
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

    /// <returns>The letters and digits of a text with their case, all else left out: two of these are compared where case counts.</returns>
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

        // Syllables of Hangul and the vowels of South-East Asia would fall apart and never be put together again; U+FFFE is no character
        // and cannot.
        var text = rune.Value is 0xFFFE or (>= 0xAC00 and <= 0xD7A3) or (>= 0x0E00 and <= 0x0EFF) || CharacterClasses.IsIdeograph(rune)
            ? rune.ToString()
            : rune.ToString().Normalize(NormalizationForm.FormKD);
        var folded = new StringBuilder(text.Length);
        foreach (var part in text.EnumerateRunes().Where(part => !IsDiacritic(part)))
        {
            folded.Append(ReplacementFor(part) ?? part.ToString());
        }

        return keepCase ? folded.ToString() : folded.ToString().ToLowerInvariant();
    }

    // Letters that Unicode does not take apart although readers write them either way.
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

    private static bool IsDiacritic(Rune rune) => rune.Value is
        (>= 0x0300 and <= 0x036F) or (>= 0x1AB0 and <= 0x1AFF) or (>= 0x1DC0 and <= 0x1DFF) or (>= 0x20D0 and <= 0x20FF)
            or (>= 0xFE00 and <= 0xFE2F)
        or (>= 0x0591 and <= 0x05BD) or 0x05BF or 0x05C1 or 0x05C2 or 0x05C4 or 0x05C5 or 0x05C7
        or (>= 0x0610 and <= 0x061A) or 0x0640 or (>= 0x064B and <= 0x065F) or 0x0670 or (>= 0x06D6 and <= 0x06ED);
}
