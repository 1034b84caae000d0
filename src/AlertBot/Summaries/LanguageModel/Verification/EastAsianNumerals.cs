using System.Globalization;

namespace AlertBot.Summaries.LanguageModel.Verification;

/// <summary>Numbers written in Chinese characters.</summary>
internal static class EastAsianNumerals
{
    private const string Digits = "〇一二三四五六七八九";

    /// <summary>The number of numerals that are read: more do not fit a decimal.</summary>
    private const int MaxLength = 24;

    /// <returns>Each run of numerals, in Arabic digits. A single “一” is left out: it is part of many other words.</returns>
    public static List<string> Extract(string letters)
    {
        var found = new List<string>();
        for (var at = 0; at < letters.Length;)
        {
            var end = at;
            while (end < letters.Length && IsNumeral(letters[end]))
            {
                end++;
            }

            var run = letters[at..end];
            if (run is not ("" or "一"))
            {
                found.Add(ToDigits(run));
            }

            at = end + 1;
        }

        return found;
    }

    private static bool IsNumeral(char c) => Digits.Contains(c) || c is '两' or '兩' || UnitOf(c) > 1;

    private static string ToDigits(string run)
    {
        // 三千五百万二十: groups of units below 万, each multiplied by 万, 億 or 兆.
        var whole = 0m;
        var group = 0m;
        var digit = 0m;
        foreach (var c in run.Take(MaxLength))
        {
            var unit = UnitOf(c);
            if (unit >= 10_000)
            {
                whole += Math.Max(1, group + digit) * unit;
                group = 0;
                digit = 0;
            }
            else if (unit > 1)
            {
                group += Math.Max(1, digit) * unit;
                digit = 0;
            }
            else
            {
                digit = (digit * 10) + (c is '两' or '兩' ? 2 : Digits.IndexOf(c, StringComparison.Ordinal));
            }
        }

        return (whole + group + digit).ToString(CultureInfo.InvariantCulture);
    }

    private static long UnitOf(char c) => c switch
    {
        '十' => 10,
        '百' => 100,
        '千' => 1_000,
        '万' or '萬' => 10_000,
        '億' or '亿' => 100_000_000,
        '兆' => 1_000_000_000_000,
        _ => 1,
    };
}
