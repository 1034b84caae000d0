using System.Collections.Frozen;
using AlertBot.Text;

namespace AlertBot.Summaries.Extractive;

/// <summary>Finds where a sentence begins behind its dateline (“OSLO, May 3 (Reuters) — …”, “(CNN) …”).</summary>
internal static class Datelines
{
    private const int MaxLength = 70;

    private static readonly string[] Dashes = [" — ", " – ", " -- ", " - ", "— ", ": "];

    private static readonly FrozenSet<string> Agencies = FrozenSet.Create(StringComparer.OrdinalIgnoreCase, "CNN", "AP", "Reuters", "AFP",
        "UPI", "dpa", "EFE", "ANSA", "Xinhua", "Bloomberg", "PTI", "IANS", "ANI", "TASS", "Kyodo", "Yonhap", "CNN Business");

    /// <returns>How many characters to leave out; 0 where there is no dateline.</returns>
    public static int PrefixLength(ReadOnlySpan<char> sentence)
    {
        // “(ANSA) - ROMA, 28 LUG - …” has two.
        var first = SinglePrefixLength(sentence);
        return first == 0 ? 0 : first + SinglePrefixLength(sentence[first..]);
    }

    private static int SinglePrefixLength(ReadOnlySpan<char> sentence)
    {
        var head = sentence[..Math.Min(MaxLength, sentence.Length)];
        var bracket = head.IndexOf(')');
        var open = bracket > 0 ? head[..bracket].IndexOf('(') : -1;
        var agency = bracket > 0 && open >= 0 && bracket - open < 25 && !HasLowerWord(head[..open]) ? bracket + 1 : 0;
        var end = agency > 0 ? SkipDash(sentence, agency) : 0;
        if (end > 0)
        {
            return end;
        }

        // "(CNN) Two …" and "Oslo (CNN) Two …" have no dash; “Congress (ANC) …” is a subject.
        if (agency > 0 && ((head[0] == '(' && char.IsUpper(head[1])) || Agencies.Contains(head[(open + 1)..bracket].ToString())))
        {
            return SkipSpace(sentence, agency);
        }

        foreach (var dash in Dashes)
        {
            var at = head.IndexOf(dash, StringComparison.Ordinal);
            if (at > 1 && (dash[0] == ':' ? IsLabel(head[..at]) : IsPlace(head[..at]) || IsPlaceAndDay(head[..at])))
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

        // Some pages lose the dash to a straight mark: “OSLO (AP) " The government …”.
        while (end < sentence.Length && sentence[end] is '-' or '–' or '—' or ':'
            || (end == next && end + 1 < sentence.Length && sentence[end] == '"' && sentence[end + 1] == ' ')
            || (end == next && end + 1 < sentence.Length && sentence[end] == '.' && sentence[end + 1] is '-' or '–' or '—'))
        {
            end++;
        }

        return end > next ? SkipSpace(sentence, end) : 0;
    }

    private static int SkipSpace(ReadOnlySpan<char> sentence, int at)
    {
        while (at < sentence.Length && char.IsWhiteSpace(sentence[at]))
        {
            at++;
        }

        return at;
    }

    /// <summary>“BHUBANESWAR: …”, “UPDATE, 28.4.2020, 12.45 Uhr: …”: capitals only, or the time of a change.</summary>
    private static bool IsLabel(ReadOnlySpan<char> head) =>
        (head.Length > 3 && IsPlace(head) && !head.ContainsAnyInRange('0', '9'))
            || (head.StartsWith("update", StringComparison.OrdinalIgnoreCase) && head.ContainsAnyInRange('0', '9'));

    /// <summary>“Wien, 14. Dezember 2021”, “Bruselas, 7 oct”, “27.1.2022”: a day, with its place in front or alone.</summary>
    private static bool IsPlaceAndDay(ReadOnlySpan<char> head)
    {
        var (days, months) = (0, 0);
        foreach (var range in head.SplitAny(" ,.()/-"))
        {
            var word = head[range];
            var isNumber = !word.IsEmpty && word.IndexOfAnyExceptInRange('0', '9') < 0;
            days += isNumber ? 1 : 0;
            months += isNumber || word.IsEmpty || MonthNames.Parse(word.ToString()) is null ? 0 : 1;
            if (!word.IsEmpty && !isNumber && !char.IsUpper(word[0]) && MonthNames.Parse(word.ToString()) is null
                && word is not ("de" or "del" or "la"))
            {
                return false;
            }
        }

        return (days > 0 && months > 0) || (days == 3 && head.IndexOfAnyInRange('A', 'z') < 0);
    }

    /// <summary>A place in capitals leads a dateline.</summary>
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
            // “Bruselas, 7 oct (EFE)”.
            if (!text[range].IsEmpty && char.IsLower(text[range][0]) && MonthNames.Parse(text[range].Trim(".,").ToString()) is null)
            {
                return true;
            }
        }

        return false;
    }
}
