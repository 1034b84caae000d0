using System.Collections.Frozen;
using AlertBot.Quotes.Languages;
using AlertBot.Quotes.Syntax;

namespace AlertBot.Quotes.People;

/// <summary>Finds the office that a text gives to a name, before it or in apposition.</summary>
internal static class RoleFinder
{
    private static readonly FrozenSet<string> OfficeModifiers = Vocabulary.WordSet(
        "former ex ex- then late acting outgoing incoming retired deputy assistant vice fellow longtime long-time one-time onetime "
            + "embattled disgraced ousted elected newly-elected president-elect interim current retiring leading ruling self-styled "
            + "self-described exiled jailed imprisoned disputed chief senior junior co- controversial");

    /// <returns>The office as the text gives it; null where it gives none.</returns>
    public static string? Find(TokenizedParagraph frame, NameParts name) =>
        frame.Profile is not null ? ProfileRoleFinder.Find(frame, name)
            : FindBeforeName(frame, name) ?? FindPostNominals(frame, name.Last) ?? FindBeforeComma(frame, name)
                ?? FindAfterName(frame, name.Last);

    /// <summary>Where the text says that somebody comes from: “(R-Fla.)”, “, D-Ohio,”, “of Ohio”.</summary>
    public static string? FindOrigin(TokenizedParagraph frame, int last)
    {
        var i = last + 1;
        if ((frame[i].Is('(') || frame[i].Is(',')) && frame[i + 1].IsWord && frame[i + 1].Text.Length > 3 && frame[i + 1].Text[1] is '-'
            && frame[i + 1].Text[0] is 'R' or 'D' or 'I')
        {
            return frame[i + 1].Text[2..].TrimEnd('.');
        }

        i += frame[i].Is(',') ? 1 : 0;
        return frame[i].Lower is "of" or "from" && frame[i + 1].IsCapital ? NameParser.WithoutPossessive(frame[i + 1].Text).TrimEnd('.')
            : null;
    }

    /// <summary>“Ann Bo QC, for the town, said”.</summary>
    private static string? FindPostNominals(TokenizedParagraph frame, int name)
    {
        var letters = name + 1;
        if (frame[letters].Text is not ("QC" or "KC" or "SC" or "MP" or "MEP" or "MSP" or "TD"))
        {
            return null;
        }

        var end = letters;
        if (frame[letters + 1].Is(',') && frame[letters + 2].Lower is "for" or "representing" or "of")
        {
            for (end = letters + 2;
                frame[end + 1].IsWord && end - letters < ScanLimits.MaxPhraseTokens
                    && CueVerbs.FormOf(frame[end + 1]) == CueForm.None | CueNouns.IsNoun(frame, end + 1); end++)
            {
            }

            end = frame[end + 1].Is(',') ? end : letters;
        }

        return Slice(frame, letters, end);
    }

    /// <summary>Where the words of office begin that lead to a name's first word.</summary>
    public static int FindOfficeStart(TokenizedParagraph frame, int name)
    {
        var start = name;
        var office = OfficeTitles.IsOffice(frame[name].Text) || (frame[name].IsCapital && OfficeTitles.IsOffice(frame[name + 1].Text));
        for (var i = name - 1; i >= 0 && name - i < 8; i--)
        {
            var token = frame[i];
            if (IsVerbal(token))
            {
                break;
            }

            // "Ann Bo and Harbour Minister Cy Do" are two.
            var named = frame[i - 2].IsCapital && !OfficeTitles.IsOffice(frame[i - 1].Text)
                && !OfficeTitles.IsOfficeField(frame[i - 1].Text);
            if (token.Lower is "and" && frame[i - 1].IsCapital && frame[i + 1].IsCapital && office && !named)
            {
                continue;
            }

            if (IsOutsideOffice(token, frame[start]))
            {
                break;
            }

            office |= OfficeTitles.IsOffice(token.Text);
            if (office ? (i == 0 || frame[i - 1].EndsSentence) && IsParticiple(token) : !token.IsCapital || token.IsPossessive)
            {
                break;
            }

            start = office ? i : start;
        }

        return start;
    }

    private static bool IsVerbal(Token token) =>
        !token.IsWord || Vocabulary.IsTimeWord(token) || CueVerbs.FormOf(token) != CueForm.None || Vocabulary.IsAuxiliary(token)
            || Vocabulary.IsAdverb(token) || Vocabulary.IsSubjectPronoun(token);

    /// <summary>“The vote prompted President Bo”: before a capital office only such words belong to it.</summary>
    private static bool IsOutsideOffice(Token token, Token office) =>
        Vocabulary.IsDeterminer(token) || Vocabulary.IsPreposition(token) || Vocabulary.IsStopWord(token)
        || (char.IsLower(token.Text[0]) && !OfficeTitles.IsOffice(token.Text)
            && (office.IsCapital ? !OfficeModifiers.Contains(token.Lower) : IsParticiple(token)));

    private static bool IsParticiple(Token token) =>
        token.Text.Length > 5
            && (token.Lower.EndsWith("ing", StringComparison.Ordinal) || token.Lower.EndsWith("ed", StringComparison.Ordinal))
            && !OfficeModifiers.Contains(token.Lower);

    private static string? FindBeforeName(TokenizedParagraph frame, NameParts name)
    {
        if (name.OfficeFirst < 0)
        {
            return null;
        }

        var first = name.OfficeFirst;
        while (first < name.OfficeLast && (OfficeTitles.IsHonorific(frame[first].Text) || frame[first].Lower is "and" or "of" or "for"))
        {
            first++;
        }

        var last = name.OfficeLast;
        while (last > first && OfficeTitles.IsHonorific(frame[last].Text))
        {
            last--;
        }

        return HasOffice(frame, first, last) ? Slice(frame, first, last) : null;
    }

    private static string? FindAfterName(TokenizedParagraph frame, int name)
    {
        var comma = name + 1;
        if (!frame[comma].Is(',') || !frame[comma + 1].IsWord)
        {
            return null;
        }

        var first = comma + 1;
        var last = comma;
        for (var i = first; i < first + ScanLimits.MaxPhraseTokens && frame[i].IsWord; i++)
        {
            if ((CueVerbs.FormOf(frame[i]) != CueForm.None && !CueNouns.IsNoun(frame, i)) || Vocabulary.IsAuxiliary(frame[i])
                || frame[i].Lower is "who" or "whose" or "which" or "when" or "that" || Vocabulary.IsSubjectPronoun(frame[i]))
            {
                break;
            }

            last = i;
        }

        var bounded = last >= first && !frame[last + 1].IsQuotation
            && (!frame[last + 1].IsWord || frame[last + 1].Lower is "who" or "whose" or "which"
                || CueVerbs.FormOf(frame[last + 1]) != CueForm.None);
        if (!bounded || !HasOffice(frame, first, last)
            || (Vocabulary.IsDeterminer(frame[first + 1])
                && (frame[first].Lower.EndsWith("ed", StringComparison.Ordinal)
                    || frame[first].Lower.EndsWith("ing", StringComparison.Ordinal))))
        {
            return null;
        }

        if (Vocabulary.IsDeterminer(frame[first]) && frame[first].Lower is "the" or "a" or "an")
        {
            // "In a speech in Vale, the minister said": the subject of what follows.
            if (CueVerbs.FormOf(frame[last + 1]) != CueForm.None)
            {
                return null;
            }

            first++;
        }

        // A list of people ("Ann Bo, Minister Cy Do and …") is no apposition.
        return !Vocabulary.IsPreposition(frame[first]) && !Vocabulary.IsStopWord(frame[first]) && !Vocabulary.IsAdverb(frame[first])
            && !EndsWithName(frame, first, last) ? Slice(frame, first, last) : null;
    }

    private static bool EndsWithName(TokenizedParagraph frame, int first, int last) =>
        NameParser.Parse(frame, new Phrase(first, last)) is { OfficeFirst: >= 0, WordCount: > 1 }
            || (!Vocabulary.IsDeterminer(frame[first - 1]) && GivenNames.GenderOf(frame[first].Text) != Gender.Unknown);

    /// <summary>“the country’s foreign minister, Ann Bo,”.</summary>
    private static string? FindBeforeComma(TokenizedParagraph frame, NameParts name)
    {
        var comma = name.First - 1;
        if (!frame[comma].Is(',') || !frame[comma - 1].IsWord || name.WordCount < 2 || frame[name.Last + 1].IsWord)
        {
            return null;
        }

        if (!OfficeTitles.IsOffice(frame[comma - 1].Text) || frame[comma - 1].IsCapital && !frame[comma - 2].IsWord)
        {
            return null;
        }

        var first = comma - 1;
        while (first > 0 && comma - first < ScanLimits.MaxPhraseTokens && frame[first - 1].IsWord
            && !Vocabulary.IsPreposition(frame[first - 1]) && !Vocabulary.IsStopWord(frame[first - 1])
            && CueVerbs.FormOf(frame[first - 1]) == CueForm.None && !Vocabulary.IsDeterminer(frame[first]))
        {
            first--;
        }

        return Slice(frame, Vocabulary.IsDeterminer(frame[first]) && first < comma - 1 ? first + 1 : first, comma - 1);
    }

    private static bool HasOffice(TokenizedParagraph frame, int first, int last)
    {
        for (var i = first; i <= last; i++)
        {
            if (OfficeTitles.IsOffice(frame[i].Text))
            {
                return true;
            }
        }

        return false;
    }

    private static string Slice(TokenizedParagraph frame, int first, int last) => frame.Text[frame[first].Start..frame[last].End];
}
