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
    public static string? Find(TokenizedParagraph tokens, NameParts name) =>
        tokens.Profile is not null ? ProfileRoleFinder.Find(tokens, name)
            : FindBeforeName(tokens, name) ?? FindPostNominals(tokens, name.Last) ?? FindBeforeComma(tokens, name)
                ?? FindAfterName(tokens, name.Last);

    /// <summary>Where the text says that somebody comes from: “(R-Fla.)”, “, D-Ohio,”, “of Ohio”.</summary>
    public static string? FindOrigin(TokenizedParagraph tokens, int last)
    {
        var i = last + 1;
        if ((tokens[i].Is('(') || tokens[i].Is(',')) && tokens[i + 1].IsWord && tokens[i + 1].Text.Length > 3
            && tokens[i + 1].Text[1] is '-'
            && tokens[i + 1].Text[0] is 'R' or 'D' or 'I')
        {
            return tokens[i + 1].Text[2..].TrimEnd('.');
        }

        i += tokens[i].Is(',') ? 1 : 0;
        return tokens[i].Lower is "of" or "from" && tokens[i + 1].IsCapital ? NameParser.WithoutPossessive(tokens[i + 1].Text).TrimEnd('.')
            : null;
    }

    /// <summary>“Ann Bo QC, for the town, said”.</summary>
    private static string? FindPostNominals(TokenizedParagraph tokens, int name)
    {
        var letters = name + 1;
        if (tokens[letters].Text is not ("QC" or "KC" or "SC" or "MP" or "MEP" or "MSP" or "TD"))
        {
            return null;
        }

        var end = letters;
        if (tokens[letters + 1].Is(',') && tokens[letters + 2].Lower is "for" or "representing" or "of")
        {
            for (end = letters + 2;
                tokens[end + 1].IsWord && end - letters < ScanLimits.MaxPhraseTokens
                    && CueVerbs.FormOf(tokens[end + 1]) == CueForm.None | CueNouns.IsNoun(tokens, end + 1); end++)
            {
            }

            end = tokens[end + 1].Is(',') ? end : letters;
        }

        return Slice(tokens, letters, end);
    }

    /// <summary>Where the words of office begin that lead to a name's first word.</summary>
    public static int FindOfficeStart(TokenizedParagraph tokens, int name)
    {
        var start = name;
        var office = OfficeTitles.IsOffice(tokens[name].Text) || (tokens[name].IsCapital && OfficeTitles.IsOffice(tokens[name + 1].Text));
        for (var i = name - 1; i >= 0 && name - i < 8; i--)
        {
            var token = tokens[i];
            if (IsVerbal(token))
            {
                break;
            }

            // "Ann Bo and Harbour Minister Cy Do" are two.
            var named = tokens[i - 2].IsCapital && !OfficeTitles.IsOffice(tokens[i - 1].Text)
                && !OfficeTitles.IsOfficeField(tokens[i - 1].Text);
            if (token.Lower is "and" && tokens[i - 1].IsCapital && tokens[i + 1].IsCapital && office && !named)
            {
                continue;
            }

            if (IsOutsideOffice(token, tokens[start]))
            {
                break;
            }

            office |= OfficeTitles.IsOffice(token.Text);
            if (office ? (i == 0 || tokens[i - 1].EndsSentence) && IsParticiple(token) : !token.IsCapital || token.IsPossessive)
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

    private static string? FindBeforeName(TokenizedParagraph tokens, NameParts name)
    {
        if (name.OfficeFirst < 0)
        {
            return null;
        }

        var first = name.OfficeFirst;
        while (first < name.OfficeLast && (OfficeTitles.IsHonorific(tokens[first].Text) || tokens[first].Lower is "and" or "of" or "for"))
        {
            first++;
        }

        var last = name.OfficeLast;
        while (last > first && OfficeTitles.IsHonorific(tokens[last].Text))
        {
            last--;
        }

        return HasOffice(tokens, first, last) ? Slice(tokens, first, last) : null;
    }

    private static string? FindAfterName(TokenizedParagraph tokens, int name)
    {
        var comma = name + 1;
        if (!tokens[comma].Is(',') || !tokens[comma + 1].IsWord)
        {
            return null;
        }

        var first = comma + 1;
        var last = comma;
        for (var i = first; i < first + ScanLimits.MaxPhraseTokens && tokens[i].IsWord; i++)
        {
            if ((CueVerbs.FormOf(tokens[i]) != CueForm.None && !CueNouns.IsNoun(tokens, i)) || Vocabulary.IsAuxiliary(tokens[i])
                || tokens[i].Lower is "who" or "whose" or "which" or "when" or "that" || Vocabulary.IsSubjectPronoun(tokens[i]))
            {
                break;
            }

            last = i;
        }

        var bounded = last >= first && !tokens[last + 1].IsQuotation
            && (!tokens[last + 1].IsWord || tokens[last + 1].Lower is "who" or "whose" or "which"
                || CueVerbs.FormOf(tokens[last + 1]) != CueForm.None);
        if (!bounded || !HasOffice(tokens, first, last)
            || (Vocabulary.IsDeterminer(tokens[first + 1])
                && (tokens[first].Lower.EndsWith("ed", StringComparison.Ordinal)
                    || tokens[first].Lower.EndsWith("ing", StringComparison.Ordinal))))
        {
            return null;
        }

        if (Vocabulary.IsDeterminer(tokens[first]) && tokens[first].Lower is "the" or "a" or "an")
        {
            // "In a speech in Vale, the minister said": the subject of what follows.
            if (CueVerbs.FormOf(tokens[last + 1]) != CueForm.None)
            {
                return null;
            }

            first++;
        }

        // A list of people ("Ann Bo, Minister Cy Do and …") is no apposition.
        return !Vocabulary.IsPreposition(tokens[first]) && !Vocabulary.IsStopWord(tokens[first]) && !Vocabulary.IsAdverb(tokens[first])
            && !EndsWithName(tokens, first, last) ? Slice(tokens, first, last) : null;
    }

    private static bool EndsWithName(TokenizedParagraph tokens, int first, int last) =>
        NameParser.Parse(tokens, new Phrase(first, last)) is { OfficeFirst: >= 0, WordCount: > 1 }
            || (!Vocabulary.IsDeterminer(tokens[first - 1]) && GivenNames.GenderOf(tokens[first].Text) != Gender.Unknown);

    /// <summary>“the country’s foreign minister, Ann Bo,”.</summary>
    private static string? FindBeforeComma(TokenizedParagraph tokens, NameParts name)
    {
        var comma = name.First - 1;
        if (!tokens[comma].Is(',') || !tokens[comma - 1].IsWord || name.WordCount < 2 || tokens[name.Last + 1].IsWord)
        {
            return null;
        }

        if (!OfficeTitles.IsOffice(tokens[comma - 1].Text) || tokens[comma - 1].IsCapital && !tokens[comma - 2].IsWord)
        {
            return null;
        }

        var first = comma - 1;
        while (first > 0 && comma - first < ScanLimits.MaxPhraseTokens && tokens[first - 1].IsWord
            && !Vocabulary.IsPreposition(tokens[first - 1]) && !Vocabulary.IsStopWord(tokens[first - 1])
            && CueVerbs.FormOf(tokens[first - 1]) == CueForm.None && !Vocabulary.IsDeterminer(tokens[first]))
        {
            first--;
        }

        return Slice(tokens, Vocabulary.IsDeterminer(tokens[first]) && first < comma - 1 ? first + 1 : first, comma - 1);
    }

    private static bool HasOffice(TokenizedParagraph tokens, int first, int last)
    {
        for (var i = first; i <= last; i++)
        {
            if (OfficeTitles.IsOffice(tokens[i].Text))
            {
                return true;
            }
        }

        return false;
    }

    private static string Slice(TokenizedParagraph tokens, int first, int last) => tokens.Text[tokens[first].Start..tokens[last].End];
}
