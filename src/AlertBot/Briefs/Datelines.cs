using System.Collections.Frozen;

namespace AlertBot.Briefs;

/// <summary>Finds where a sentence begins behind its dateline (“OSLO, May 3 (Reuters) — …”, “(CNN) …”).</summary>
internal static class Datelines
{
    private const int Longest = 70;

    private static readonly FrozenSet<string> Agencies = FrozenSet.Create(StringComparer.OrdinalIgnoreCase, "CNN", "AP", "Reuters", "AFP", "UPI", "dpa", "EFE", "ANSA", "Xinhua", "Bloomberg", "PTI", "IANS", "ANI", "TASS", "Kyodo", "Yonhap", "CNN Business");

    /// <returns>How many characters to leave out; 0 where there is no dateline.</returns>
    public static int Length(ReadOnlySpan<char> sentence)
    {
        var head = sentence[..Math.Min(Longest, sentence.Length)];
        var bracket = head.IndexOf(')');
        var open = bracket > 0 ? head[..bracket].IndexOf('(') : -1;
        var agency = bracket > 0 && open >= 0 && bracket - open < 25 && !HasLowerWord(head[..open]) ? bracket + 1 : 0;
        var end = agency > 0 ? AfterDash(sentence, agency) : 0;
        if (end > 0)
        {
            return end;
        }

        // "(CNN) Two …" and "Oslo (CNN) Two …" have no dash; “Congress (ANC) …” is a subject.
        if (agency > 0 && ((head[0] == '(' && char.IsUpper(head[1])) || Agencies.Contains(head[(open + 1)..bracket].ToString())))
        {
            return AfterSpace(sentence, agency);
        }

        foreach (var dash in new[] { " — ", " – ", " -- ", " - ", "— " })
        {
            var at = head.IndexOf(dash, StringComparison.Ordinal);
            if (at > 1 && IsPlace(head[..at]))
            {
                return AfterSpace(sentence, at + dash.Length);
            }
        }

        return 0;
    }

    private static int AfterDash(ReadOnlySpan<char> sentence, int at)
    {
        var next = AfterSpace(sentence, at);
        var end = next;
        while (end < sentence.Length && sentence[end] is '-' or '–' or '—' or ':' || (end == next && end + 1 < sentence.Length && sentence[end] == '.' && sentence[end + 1] is '-' or '–' or '—'))
        {
            end++;
        }

        return end > next ? AfterSpace(sentence, end) : 0;
    }

    private static int AfterSpace(ReadOnlySpan<char> sentence, int at)
    {
        while (at < sentence.Length && char.IsWhiteSpace(sentence[at]))
        {
            at++;
        }

        return at;
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
            if (!text[range].IsEmpty && char.IsLower(text[range][0]))
            {
                return true;
            }
        }

        return false;
    }
}
