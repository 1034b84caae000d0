using System.Collections.Frozen;
using AlertBot.Text;

namespace AlertBot.Summaries.Extractive;

/// <summary>Finds the dateline at the beginning of a sentence (“OSLO, May 3 (Reuters) — …”, “(CNN) …”).</summary>
internal static class Datelines
{
    /// <summary>The maximum length of a dateline, in UTF-16 code units.</summary>
    private const int MaxLength = 70;

    /// <summary>The maximum length of an agency name in parentheses.</summary>
    private const int MaxAgencyLength = 24;

    private static readonly string[] Dashes = [" — ", " – ", " -- ", " - ", "— ", ": "];

    private static readonly FrozenSet<string> Agencies = FrozenSet.Create(StringComparer.OrdinalIgnoreCase, "CNN", "AP", "Reuters", "AFP",
        "UPI", "dpa", "EFE", "ANSA", "Xinhua", "Bloomberg", "PTI", "IANS", "ANI", "TASS", "Kyodo", "Yonhap", "CNN Business");

    /// <returns>The length of the dateline with the space after it; 0 when there is none.</returns>
    public static int PrefixLength(ReadOnlySpan<char> sentence)
    {
        // “(ANSA) - ROMA, 28 LUG - …” has two.
        var first = SinglePrefixLength(sentence);
        return first == 0 ? 0 : first + SinglePrefixLength(sentence[first..]);
    }

    private static int SinglePrefixLength(ReadOnlySpan<char> sentence)
    {
        var head = sentence[..Math.Min(MaxLength, sentence.Length)];
        var close = head.IndexOf(')');
        var open = close > 0 ? head[..close].IndexOf('(') : -1;
        var agencyEnd = close > 0 && open >= 0 && close - open <= MaxAgencyLength && !HasLowerWord(head[..open]) ? close + 1 : 0;
        var end = agencyEnd > 0 ? SkipDash(sentence, agencyEnd) : 0;
        if (end > 0)
        {
            return end;
        }

        // “(CNN) Two …” and “Oslo (CNN) Two …” have no dash. In “Congress (ANC) …”, it is an abbreviation of the subject.
        if (agencyEnd > 0 && ((head[0] == '(' && char.IsUpper(head[1])) || Agencies.Contains(head[(open + 1)..close].ToString())))
        {
            return SkipSpace(sentence, agencyEnd);
        }

        foreach (var dash in Dashes)
        {
            var at = head.IndexOf(dash, StringComparison.Ordinal);
            if (at > 1 && (dash[0] == ':' ? IsLabel(head[..at]) : IsPlace(head[..at]) || IsDate(head[..at])))
            {
                return SkipSpace(sentence, at + dash.Length);
            }
        }

        return 0;
    }

    private static int SkipDash(ReadOnlySpan<char> sentence, int at)
    {
        var next = SkipSpace(sentence, at);
        var end = next;

        while (end < sentence.Length && IsDashOrColon(sentence[end]) || (end == next && IsBrokenDash(sentence[end..])))
        {
            end++;
        }

        return end > next ? SkipSpace(sentence, end) : 0;
    }

    private static bool IsDashOrColon(char c) => c is '-' or '–' or '—' or ':';

    /// <summary>“OSLO (AP) " The …”, “(EFE).- …”: some pages replace the dash by a quotation mark, or put a period before it.</summary>
    private static bool IsBrokenDash(ReadOnlySpan<char> rest) =>
        rest.Length > 1 && ((rest[0] == '"' && rest[1] == ' ') || (rest[0] == '.' && rest[1] is '-' or '–' or '—'));

    private static int SkipSpace(ReadOnlySpan<char> sentence, int at)
    {
        while (at < sentence.Length && char.IsWhiteSpace(sentence[at]))
        {
            at++;
        }

        return at;
    }

    /// <summary>“BHUBANESWAR: …”, “UPDATE, 28.4.2020, 12.45 Uhr: …”: capitals only, or the time of an update.</summary>
    private static bool IsLabel(ReadOnlySpan<char> head) =>
        (head.Length > 3 && IsPlace(head) && !head.ContainsAnyInRange('0', '9'))
            || (head.StartsWith("update", StringComparison.OrdinalIgnoreCase) && head.ContainsAnyInRange('0', '9'));

    /// <summary>“Wien, 14. Dezember 2021”, “Bruselas, 7 oct”, “27.1.2022”: a date, alone or after a place.</summary>
    private static bool IsDate(ReadOnlySpan<char> head)
    {
        var numbers = 0;
        var months = 0;
        foreach (var range in head.SplitAny(" ,.()/-"))
        {
            var word = head[range];
            var isNumber = !word.IsEmpty && word.IndexOfAnyExceptInRange('0', '9') < 0;
            var isMonth = !isNumber && !word.IsEmpty && MonthNames.Parse(word.ToString()) is not null;
            numbers += isNumber ? 1 : 0;
            months += isMonth ? 1 : 0;
            if (!word.IsEmpty && !isNumber && !isMonth && !char.IsUpper(word[0]) && word is not ("de" or "del" or "la"))
            {
                return false;
            }
        }

        return (numbers > 0 && months > 0) || (numbers == 3 && head.IndexOfAnyInRange('A', 'z') < 0);
    }

    /// <summary>“OSLO”, “NEW YORK, May 3”: the place of a dateline is in capitals.</summary>
    private static bool IsPlace(ReadOnlySpan<char> head)
    {
        var comma = head.IndexOfAny(',', '(');
        var place = comma < 0 ? head : head[..comma];
        return place.Length > 2 && char.IsUpper(place[0]) && place.IndexOfAnyInRange('a', 'z') < 0 && !HasLowerWord(head);
    }

    private static bool HasLowerWord(ReadOnlySpan<char> text)
    {
        foreach (var range in text.Split(' '))
        {
            // Months are lower case in some languages: “Bruselas, 7 oct (EFE)”.
            if (!text[range].IsEmpty && char.IsLower(text[range][0]) && MonthNames.Parse(text[range].Trim(".,").ToString()) is null)
            {
                return true;
            }
        }

        return false;
    }
}
