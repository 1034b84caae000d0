using System.Buffers;
using System.Collections.Frozen;
using System.Globalization;
using AlertBot.Articles.Phrases;
using AlertBot.Text;

namespace AlertBot.Articles.Cleaning;

/// <summary>Recognizes a line that is nothing but the date of publication, in any language.</summary>
internal static class PublicationDateLine
{
    /// <summary>Longer lines, in characters, are not dates.</summary>
    private const int MaxLength = 110;

    /// <summary>Characters before the date: an outlet, a place, the initials of the author.</summary>
    private const int MaxPrefixLength = 30;

    /// <summary>Words before the date; more are a sentence.</summary>
    private const int MaxPrefixWords = 4;

    /// <summary>Unknown words of one or two letters are allowed once, for initials or a zone.</summary>
    private const int MaxUnknownWordLength = 2;

    // Numbers of four digits outside these years are not years.
    private const int MinYear = 1990;
    private const int YearLimit = 2100;

    private const string TimeZones = "et est edt pt pst pdt ct cst cdt mt gmt utc ist bst cet cest mez mesz";

    private static readonly SearchValues<char> PrefixSeparators = SearchValues.Create("|–—,-(:");

    private static readonly FrozenSet<string> AccompanyingWords =
        $"{AllLanguages.DateWords} {TimeZones}".Split(' ').ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    public static bool IsMatch(string line)
    {
        if (line.Length is 0 or > MaxLength)
        {
            return false;
        }

        return WeekdayNames.Contains(line.AsSpan().Trim(" ,."))
            || (line.Any(char.IsDigit) && (IsDate(line) || IsDate(SkipPrefix(line))));
    }

    /// <summary>Returns the date of "Ulm Bay, 12 May 2020" or "Ana Lund | 12 May 2020"; empty when the prefix is not that short.</summary>
    private static ReadOnlySpan<char> SkipPrefix(string line)
    {
        var at = line.AsSpan(0, Math.Min(line.Length, MaxPrefixLength)).IndexOfAny(PrefixSeparators);
        if (at < 2 || at + 2 >= line.Length)
        {
            return [];
        }

        var isPrefix = char.IsUpper(line[0])
            && char.IsWhiteSpace(line[at + 1])
            && line.AsSpan(0, at).Trim().Count(' ') < MaxPrefixWords;
        return isPrefix ? line.AsSpan(at + 1) : [];
    }

    private static bool IsDate(ReadOnlySpan<char> line)
    {
        var (months, years, numbers, unknown) = (0, 0, 0, 0);
        for (var at = 0; at < line.Length;)
        {
            var end = FindTokenEnd(line, at);
            var word = line[at..end];
            at = Math.Max(end, at + 1);
            if (word.IsEmpty)
            {
                continue;
            }

            if (char.IsAsciiDigit(word[0]))
            {
                if (word.Length is 3 or > 4)
                {
                    return false;
                }

                numbers++;
                years += IsYear(word) ? 1 : 0;
            }
            else if (MonthNames.Parse(word) is not null)
            {
                months++;
            }
            else if (!IsKnownWord(word) && (word.Length > MaxUnknownWordLength || ++unknown > 1))
            {
                return false;
            }
        }

        return numbers >= 2 && (years > 0 || months > 0 || (numbers <= 3 && line.Contains(':')));
    }

    private static bool IsYear(ReadOnlySpan<char> number) =>
        number.Length == 4 && int.Parse(number, CultureInfo.InvariantCulture) is >= MinYear and < YearLimit;

    /// <summary>A token has either letters or digits: "4pm" and "2nd" are two.</summary>
    private static int FindTokenEnd(ReadOnlySpan<char> line, int at)
    {
        var end = at;
        while (end < line.Length && char.IsLetterOrDigit(line[end]) && char.IsAsciiDigit(line[end]) == char.IsAsciiDigit(line[at]))
        {
            end++;
        }

        return end;
    }

    private static bool IsKnownWord(ReadOnlySpan<char> word) =>
        AccompanyingWords.GetAlternateLookup<ReadOnlySpan<char>>().Contains(word) || WeekdayNames.Contains(word);
}
