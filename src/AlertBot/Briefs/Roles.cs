using System.Collections.Frozen;
using AlertBot.Briefs.Tongues;

namespace AlertBot.Briefs;

/// <summary>Finds the office that a text gives to a name, before it or in apposition.</summary>
internal static class Roles
{
    private static readonly FrozenSet<string> BeforeOffice = Vocabulary.Set(
        "former ex ex- then late acting outgoing incoming retired deputy assistant vice fellow longtime long-time one-time onetime embattled disgraced ousted elected newly-elected president-elect interim current retiring leading ruling self-styled self-described exiled jailed imprisoned disputed chief senior junior co- controversial");

    /// <returns>The office as the text gives it; null where it gives none.</returns>
    public static string? Of(Frame frame, NameParts name) => frame.Tongue is not null ? TongueRoles.Of(frame, name) : InFront(frame, name) ?? Letters(frame, name.Last) ?? CommaBefore(frame, name) ?? Behind(frame, name.Last);

    /// <summary>Where the text says that somebody comes from: “(R-Fla.)”, “, D-Ohio,”, “of Ohio”.</summary>
    public static string? Origin(Frame frame, int last)
    {
        var i = last + 1;
        if ((frame[i].Is('(') || frame[i].Is(',')) && frame[i + 1].IsWord && frame[i + 1].Text.Length > 3 && frame[i + 1].Text[1] is '-' && frame[i + 1].Text[0] is 'R' or 'D' or 'I')
        {
            return frame[i + 1].Text[2..].TrimEnd('.');
        }

        i += frame[i].Is(',') ? 1 : 0;
        return frame[i].Lower is "of" or "from" && frame[i + 1].IsCapital ? Names.WithoutPossessive(frame[i + 1].Text).TrimEnd('.') : null;
    }

    /// <summary>“Ann Bo QC, for the town, said”.</summary>
    private static string? Letters(Frame frame, int name)
    {
        var letters = name + 1;
        if (frame[letters].Text is not ("QC" or "KC" or "SC" or "MP" or "MEP" or "MSP" or "TD"))
        {
            return null;
        }

        var end = letters;
        if (frame[letters + 1].Is(',') && frame[letters + 2].Lower is "for" or "representing" or "of")
        {
            for (end = letters + 2; frame[end + 1].IsWord && end - letters < Limits.Phrase && CueVerbs.Of(frame[end + 1]) == CueForm.None | CueNouns.IsNoun(frame, end + 1); end++)
            {
            }

            end = frame[end + 1].Is(',') ? end : letters;
        }

        return Slice(frame, letters, end);
    }

    /// <summary>Where the words of office begin that lead to a name's first word.</summary>
    public static int Before(Frame frame, int name)
    {
        var start = name;
        var office = Titles.IsOffice(frame[name].Text) || (frame[name].IsCapital && Titles.IsOffice(frame[name + 1].Text));
        for (var i = name - 1; i >= 0 && name - i < 8; i--)
        {
            var token = frame[i];
            if (!token.IsWord || Vocabulary.IsTime(token) || CueVerbs.Of(token) != CueForm.None || Vocabulary.IsAuxiliary(token) || Vocabulary.IsAdverb(token) || Vocabulary.IsSubjectPronoun(token))
            {
                break;
            }

            // "Ann Bo and Harbour Minister Cy Do" are two.
            var named = frame[i - 2].IsCapital && !Titles.IsOffice(frame[i - 1].Text) && !Titles.IsField(frame[i - 1].Text);
            if (token.Lower is "and" && frame[i - 1].IsCapital && frame[i + 1].IsCapital && office && !named)
            {
                continue;
            }

            if (Vocabulary.IsDeterminer(token) || Vocabulary.IsPreposition(token) || Vocabulary.IsStop(token))
            {
                break;
            }

            // "The vote prompted President Bo": before a capital office only such words belong to it.
            if (char.IsLower(token.Text[0]) && !Titles.IsOffice(token.Text) && (frame[start].IsCapital ? !BeforeOffice.Contains(token.Lower) : IsMotion(token)))
            {
                break;
            }

            office |= Titles.IsOffice(token.Text);
            if (office)
            {
                if ((i == 0 || frame[i - 1].EndsSentence) && IsMotion(token))
                {
                    break;
                }

                start = i;
            }
            else if (!token.IsCapital || token.IsPossessive)
            {
                break;
            }
        }

        return start;
    }

    private static bool IsMotion(Token token) =>
        token.Text.Length > 5 && (token.Lower.EndsWith("ing", StringComparison.Ordinal) || token.Lower.EndsWith("ed", StringComparison.Ordinal)) && !BeforeOffice.Contains(token.Lower);

    private static string? InFront(Frame frame, NameParts name)
    {
        if (name.OfficeFirst < 0)
        {
            return null;
        }

        var first = name.OfficeFirst;
        while (first < name.OfficeLast && (Titles.IsAddress(frame[first].Text) || frame[first].Lower is "and" or "of" or "for"))
        {
            first++;
        }

        var last = name.OfficeLast;
        while (last > first && Titles.IsAddress(frame[last].Text))
        {
            last--;
        }

        return HasOffice(frame, first, last) ? Slice(frame, first, last) : null;
    }

    private static string? Behind(Frame frame, int name)
    {
        var comma = name + 1;
        if (!frame[comma].Is(',') || !frame[comma + 1].IsWord)
        {
            return null;
        }

        var first = comma + 1;
        var last = comma;
        for (var i = first; i < first + Limits.Phrase && frame[i].IsWord; i++)
        {
            if ((CueVerbs.Of(frame[i]) != CueForm.None && !CueNouns.IsNoun(frame, i)) || Vocabulary.IsAuxiliary(frame[i]) || frame[i].Lower is "who" or "whose" or "which" or "when" or "that" || Vocabulary.IsSubjectPronoun(frame[i]))
            {
                break;
            }

            last = i;
        }

        var bounded = last >= first && !frame[last + 1].IsQuotation && (!frame[last + 1].IsWord || frame[last + 1].Lower is "who" or "whose" or "which" || CueVerbs.Of(frame[last + 1]) != CueForm.None);
        if (!bounded || !HasOffice(frame, first, last) || (Vocabulary.IsDeterminer(frame[first + 1]) && (frame[first].Lower.EndsWith("ed", StringComparison.Ordinal) || frame[first].Lower.EndsWith("ing", StringComparison.Ordinal))))
        {
            return null;
        }

        if (Vocabulary.IsDeterminer(frame[first]) && frame[first].Lower is "the" or "a" or "an")
        {
            // "In a speech in Vale, the minister said": the subject of what follows.
            if (CueVerbs.Of(frame[last + 1]) != CueForm.None)
            {
                return null;
            }

            first++;
        }

        // A list of people ("Ann Bo, Minister Cy Do and …") is no apposition.
        return !Vocabulary.IsPreposition(frame[first]) && !Vocabulary.IsStop(frame[first]) && !Vocabulary.IsAdverb(frame[first]) && !EndsWithName(frame, first, last) ? Slice(frame, first, last) : null;
    }

    private static bool EndsWithName(Frame frame, int first, int last) =>
        Names.Of(frame, new Phrase(first, last)) is { OfficeFirst: >= 0, Words: > 1 } || (!Vocabulary.IsDeterminer(frame[first - 1]) && GivenNames.GenderOf(frame[first].Text) != Gender.Unknown);

    /// <summary>“the country’s foreign minister, Ann Bo,”.</summary>
    private static string? CommaBefore(Frame frame, NameParts name)
    {
        var comma = name.First - 1;
        if (!frame[comma].Is(',') || !frame[comma - 1].IsWord || name.Words < 2 || frame[name.Last + 1].IsWord)
        {
            return null;
        }

        if (!Titles.IsOffice(frame[comma - 1].Text) || frame[comma - 1].IsCapital && !frame[comma - 2].IsWord)
        {
            return null;
        }

        var first = comma - 1;
        while (first > 0 && comma - first < Limits.Phrase && frame[first - 1].IsWord && !Vocabulary.IsPreposition(frame[first - 1]) && !Vocabulary.IsStop(frame[first - 1]) && CueVerbs.Of(frame[first - 1]) == CueForm.None && !Vocabulary.IsDeterminer(frame[first]))
        {
            first--;
        }

        return Slice(frame, Vocabulary.IsDeterminer(frame[first]) && first < comma - 1 ? first + 1 : first, comma - 1);
    }

    private static bool HasOffice(Frame frame, int first, int last)
    {
        for (var i = first; i <= last; i++)
        {
            if (Titles.IsOffice(frame[i].Text))
            {
                return true;
            }
        }

        return false;
    }

    private static string Slice(Frame frame, int first, int last) => frame.Text[frame[first].Start..frame[last].End];
}
