using System.Collections.Frozen;
using System.Globalization;
using System.Text;

namespace AlertBot.Summaries.LanguageModel.Verification;

/// <summary>
/// Extracts the numbers of a text in a normalized form, so that “1,200”, “1200” and “twelve” of a summary can be compared with its article.
/// </summary>
internal static class NumberExtractor
{
    /// <summary>Spaces that separate groups of digits: no-break, thin, narrow no-break.</summary>
    private const string GroupSpaces = "\u00A0\u2009\u202F";

    /// <summary>In UTF-16 code units: that of the longest word below.</summary>
    private const int MaxWordLength = 14;

    // Each line: the number, then its words. Left out are one and two, which are often articles or pronouns (“the two sides”), and words
    // with another meaning (once, elf, cent, neuf, Sept.).
    private static readonly FrozenDictionary<string, string> NumberWords = Dictionary(
        "3 three drei trois tres", "4 four vier quatre cuatro", "5 five fünf cinq cinco", "6 six sechs seis", "7 seven sieben siete",
        "8 eight acht huit ocho",
        "9 nine neun nueve", "10 ten zehn dix diez", "11 eleven onze", "12 twelve zwölf douze doce", "13 thirteen dreizehn treize trece",
        "14 fourteen vierzehn quatorze catorce",
        "15 fifteen fünfzehn quinze quince", "16 sixteen sechzehn dieciséis", "17 seventeen siebzehn diecisiete",
        "18 eighteen achtzehn dieciocho", "19 nineteen neunzehn diecinueve",
        "20 twenty zwanzig vingt veinte", "30 thirty dreißig trente treinta", "40 forty vierzig quarante cuarenta",
        "50 fifty fünfzig cinquante cincuenta", "60 sixty sechzig soixante sesenta",
        "70 seventy siebzig setenta", "80 eighty achtzig ochenta", "90 ninety neunzig noventa",
        "100 hundred hundreds hundert cien ciento", "1000 thousand thousands tausend mille",
        "1000000 million millions millionen millones millón mn", "1000000000 billion billions milliarde milliarden milliards milliard bn",
        "1000000000000 trillion trillions billionen",
        "12 dozen dozens dutzend dutzende douzaine douzaines docena docenas", "0.5 half halves hälfte halbe moitié mitad",
        "1/3 third thirds drittel tiers tercio tercios",
        "x2 double doubled doubles doubling verdoppelt verdoppelte verdoppeln doublé doubler duplicó duplicar",
        "x3 triple tripled triples tripling verdreifacht verdreifachte triplé tripler triplicó triplicar");

    /// <summary>These are also articles and pronouns. They count only before a magnitude or a counted noun.</summary>
    private static readonly FrozenDictionary<string, string> SmallNumberWords =
        Dictionary("1 a an one ein eine einer un une uno una", "2 two zwei deux dos");

    private static readonly FrozenDictionary<string, string> CountedNouns = Dictionary(
        "x people person persons dead deaths killed injured wounded men man women woman children child soldiers soldier menschen tote "
            + "toten toter verletzte verletzten personen morts mort blessés blessé personnes personne muertos muerto heridos herido "
            + "personas persona");

    private static readonly FrozenSet<string> Magnitudes =
        new[] { "100", "1000", "1000000", "1000000000", "1000000000000" }.ToFrozenSet(StringComparer.Ordinal);

    /// <param name="isSource">The text is the article: every word that may be a number counts.</param>
    /// <returns>Each number of the text, whether written in digits or in words.</returns>
    public static IEnumerable<string> Extract(string text, bool isSource = false)
    {
        for (var at = 0; at < text.Length;)
        {
            var end = at + 1;
            if (IsDigit(text[at]))
            {
                end = EndOfDigits(text, at);
                yield return WithMagnitude(text, NormalizeDigits(text[at..end]), ref end);
            }
            else if (char.IsLetter(text[at]))
            {
                end = EndOfLetters(text, at);
                foreach (var number in ExtractFromWord(text, at, isSource, ref end))
                {
                    yield return number;
                }
            }
            else if (FindNumericSymbol(text, at) is { } symbol)
            {
                yield return symbol;
            }

            at = end;
        }
    }

    private static List<string> ExtractFromWord(string text, int at, bool isSource, ref int end)
    {
        var isAfterDigit = at > 0 && IsDigit(text[at - 1]);
        if (!isAfterDigit && FindNumberWord(text, at, end, SmallNumberWords) is { } small)
        {
            var magnitudeEnd = end;
            var product = WithMagnitude(text, small, ref magnitudeEnd);
            if (magnitudeEnd > end)
            {
                end = magnitudeEnd;
                return [product];
            }

            return isSource || IsCounted(text, end) ? [small] : [];
        }

        if (FindNumberWord(text, at, end) is not { } number)
        {
            return EastAsianNumerals.Extract(text[at..end]);
        }

        if (FindCompound(text, end, number, out var compoundEnd) is { } compound)
        {
            end = compoundEnd;
            return [WithMagnitude(text, compound, ref end)];
        }

        return [WithMagnitude(text, number, ref end)];
    }

    private static bool IsCounted(string text, int end) =>
        NextWord(text, end) is { } word && FindNumberWord(text, word.Start, word.End, CountedNouns) is not null;

    /// <summary>The word after a space or hyphen, or directly after a digit (“30bn”).</summary>
    private static (int Start, int End)? NextWord(string text, int end) =>
        end + 1 < text.Length && (text[end] is ' ' or '-' || IsGroupSeparator(text[end])) && char.IsLetter(text[end + 1])
            ? (end + 1, EndOfLetters(text, end + 1))
        : end < text.Length && char.IsLetter(text[end]) && end > 0 && IsDigit(text[end - 1]) ? (end, EndOfLetters(text, end))
        : null;

    private static bool IsGroupSeparator(char c) => GroupSpaces.Contains(c);

    /// <summary>“30 million” is one number, so that a summary can neither drop nor change the magnitude.</summary>
    private static string WithMagnitude(string text, string number, ref int end)
    {
        if (!decimal.TryParse(number, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var value))
        {
            return number;
        }

        var isProduct = false;
        while (NextWord(text, end) is { } next && FindNumberWord(text, next.Start, next.End) is { } magnitude
            && Magnitudes.Contains(magnitude) && value < 1_000_000_000_000m)
        {
            value *= decimal.Parse(magnitude, CultureInfo.InvariantCulture);
            end = next.End;
            isProduct = true;
        }

        return isProduct ? value.ToString("0.##########", CultureInfo.InvariantCulture) : number;
    }

    /// <summary>“½”, “Ⅳ”, “①”, and digits of other scripts outside of the Basic Multilingual Plane.</summary>
    private static string? FindNumericSymbol(string text, int at) =>
        Rune.TryGetRuneAt(text, at, out var rune)
            && Rune.GetUnicodeCategory(rune) is UnicodeCategory.OtherNumber or UnicodeCategory.LetterNumber
                or UnicodeCategory.DecimalDigitNumber
            ? Rune.GetNumericValue(rune).ToString(CultureInfo.InvariantCulture)
            : null;

    private static bool IsDigit(char c) => char.IsDigit(c);

    /// <summary>Digits with single periods, commas, apostrophes or group spaces between them.</summary>
    private static int EndOfDigits(string text, int at)
    {
        while (at < text.Length && (IsDigit(text[at]) || IsSeparatorInNumber(text, at)))
        {
            at++;
        }

        return at;
    }

    private static bool IsSeparatorInNumber(string text, int at) =>
        at + 1 < text.Length && IsDigit(text[at + 1]) && IsDigit(text[at - 1])
        && (text[at] is '.' or ',' or '\'' or '’' || IsGroupSpace(text, at));

    private static bool IsGroupSpace(string text, int at) =>
        (GroupSpaces.Contains(text[at]) || text[at] == ' ') && at + 3 < text.Length && IsDigit(text[at + 2]) && IsDigit(text[at + 3])
            && (at + 4 == text.Length || !IsDigit(text[at + 4]));

    private static int EndOfLetters(string text, int at)
    {
        while (at < text.Length && char.IsLetter(text[at]))
        {
            at++;
        }

        return at;
    }

    /// <summary>
    /// “1,200” and “1.200” → “1200”; “2.5” and “2,5” → “2.5”. Groups of three digits are read as thousands, never as decimals.
    /// </summary>
    private static string NormalizeDigits(string digits)
    {
        var parts = digits.Split(['.', ',', '\'', '’', ' ', .. GroupSpaces]).Select(ToAsciiDigits).ToList();
        return parts.Skip(1).All(part => part.Length == 3) ? string.Concat(parts) : string.Join('.', parts);
    }

    private static string ToAsciiDigits(string digits) =>
        string.Concat(digits.Select(digit => CharUnicodeInfo.GetDecimalDigitValue(digit).ToString(CultureInfo.InvariantCulture)));

    private static string? FindNumberWord(string text, int start, int end) => FindNumberWord(text, start, end, NumberWords);

    private static string? FindNumberWord(string text, int start, int end, FrozenDictionary<string, string> words)
    {
        if (end - start > MaxWordLength)
        {
            return null;
        }

        Span<char> lower = stackalloc char[MaxWordLength];
        var length = text.AsSpan(start, end - start).ToLowerInvariant(lower);
        return words.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(lower[..length], out var number) ? number : null;
    }

    /// <summary>“twenty-five” → 25.</summary>
    /// <param name="end">The end of the first word.</param>
    /// <param name="tens">The number of the first word.</param>
    private static string? FindCompound(string text, int end, string tens, out int unitEnd)
    {
        unitEnd = end;
        if (tens is not ['2' or '3' or '4' or '5' or '6' or '7' or '8' or '9', '0'] || end + 1 >= text.Length
            || text[end] is not ('-' or '‑' or ' ') || !char.IsLetter(text[end + 1]))
        {
            return null;
        }

        unitEnd = EndOfLetters(text, end + 1);
        var unit = text.AsSpan(end + 1, unitEnd - end - 1);
        return FindNumberWord(text, end + 1, unitEnd) is [var digit] ? $"{tens[0]}{digit}"
            : unit.Equals("one", StringComparison.OrdinalIgnoreCase) ? $"{tens[0]}1"
            : unit.Equals("two", StringComparison.OrdinalIgnoreCase) ? $"{tens[0]}2"
            : null;
    }

    private static FrozenDictionary<string, string> Dictionary(params string[] lines) =>
        lines.Select(line => line.Split(' '))
            .SelectMany(parts => parts.Skip(1).Select(word => KeyValuePair.Create(word, parts[0])))
            .ToFrozenDictionary(StringComparer.Ordinal);
}
