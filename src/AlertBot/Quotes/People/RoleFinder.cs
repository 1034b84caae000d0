using System.Collections.Frozen;
using AlertBot.Quotes.Languages;
using AlertBot.Quotes.Syntax;

namespace AlertBot.Quotes.People;

/// <summary>Finds the office that a text gives with a name, before it or in an apposition.</summary>
internal static class RoleFinder
{
    // Tokens of an office before a name: "former acting deputy assistant secretary of the Treasury Ann Bo".
    private const int MaxOfficeTokens = 8;

    private static readonly FrozenSet<string> OfficeModifiers = Vocabulary.WordSet(
        """
        former ex ex- then late acting outgoing incoming retired deputy assistant vice fellow longtime long-time one-time onetime embattled
        disgraced ousted elected newly-elected president-elect interim current retiring leading ruling self-styled self-described exiled
        jailed imprisoned disputed chief senior junior co- controversial
        """);

    // Letters after a name that are a role: King's Counsel, members of the British, Scottish, Irish and European parliaments.
    private static readonly FrozenSet<string> PostNominals =
        new[] { "QC", "KC", "SC", "MP", "MEP", "MSP", "TD" }.ToFrozenSet(StringComparer.Ordinal);

    /// <returns>The office as the text writes it; null where the text gives none.</returns>
    public static string? Find(TokenizedParagraph tokens, NameParts name) =>
        tokens.Profile is not null
            ? ProfileRoleFinder.Find(tokens, name)
            : FindBeforeName(tokens, name) ?? FindPostNominals(tokens, name.Last) ?? FindBeforeComma(tokens, name)
                ?? FindAfterName(tokens, name.Last);

    /// <summary>The place that the text gives with a name: “Fla” for “(R-Fla.)”, “Ohio” for “, D-Ohio,” and “of Ohio”.</summary>
    public static string? FindOrigin(TokenizedParagraph tokens, int last)
    {
        var next = last + 1;
        if ((tokens[next].Is('(') || tokens[next].Is(',')) && tokens[next + 1].IsWord
            && tokens[next + 1].Text is ['R' or 'D' or 'I', '-', _, _, ..])
        {
            return tokens[next + 1].Text[2..].TrimEnd('.');
        }

        next += tokens[next].Is(',') ? 1 : 0;
        return tokens[next].Lower is "of" or "from" && tokens[next + 1].IsCapital
            ? NameParser.WithoutPossessive(tokens[next + 1].Text).TrimEnd('.')
            : null;
    }

    /// <returns>The first token of the office before a name; <paramref name="name"/> where no office precedes it.</returns>
    public static int FindOfficeStart(TokenizedParagraph tokens, int name)
    {
        var start = name;
        var hasOffice = OfficeTitles.IsOffice(tokens[name].Text)
            || (tokens[name].IsCapital && OfficeTitles.IsOffice(tokens[name + 1].Text));
        for (var i = name - 1; i >= 0 && name - i < MaxOfficeTokens && !IsVerbal(tokens[i]); i--)
        {
            if (hasOffice && IsConjunctionInOffice(tokens, i))
            {
                continue;
            }

            if (IsOutsideOffice(tokens[i], tokens[start]))
            {
                break;
            }

            hasOffice |= OfficeTitles.IsOffice(tokens[i].Text);
            var opensSentence = i == 0 || tokens[i - 1].EndsSentence;
            var endsOffice = hasOffice ? opensSentence && IsParticiple(tokens[i]) : !tokens[i].IsCapital || tokens[i].IsPossessive;
            if (endsOffice)
            {
                break;
            }

            start = hasOffice ? i : start;
        }

        return start;
    }

    /// <summary>“Work and Pensions Secretary Cy Do” is one office; “Ann Bo and Harbour Minister Cy Do” are two persons.</summary>
    private static bool IsConjunctionInOffice(TokenizedParagraph tokens, int i)
    {
        var followsFullName = tokens[i - 2].IsCapital && !OfficeTitles.IsOffice(tokens[i - 1].Text)
            && !OfficeTitles.IsOfficeField(tokens[i - 1].Text);
        return tokens[i].Lower is "and" && tokens[i - 1].IsCapital && tokens[i + 1].IsCapital && !followsFullName;
    }

    private static bool IsVerbal(Token token) =>
        !token.IsWord || Vocabulary.IsTimeWord(token) || CueVerbs.FormOf(token) != CueForm.None || Vocabulary.IsAuxiliary(token)
        || Vocabulary.IsAdverb(token) || Vocabulary.IsSubjectPronoun(token);

    /// <summary>
    /// Before a capitalised office only modifiers such as “former” belong to it: in “the vote prompted President Bo” the verb does not.
    /// </summary>
    private static bool IsOutsideOffice(Token token, Token office) =>
        Vocabulary.IsDeterminer(token) || Vocabulary.IsPreposition(token) || Vocabulary.IsStopWord(token)
        || (token.StartsLowercase && !OfficeTitles.IsOffice(token.Text)
            && (office.IsCapital ? !OfficeModifiers.Contains(token.Lower) : IsParticiple(token)));

    private static bool IsParticiple(Token token) =>
        token.Text.Length > 5 && EndsAsParticiple(token) && !OfficeModifiers.Contains(token.Lower);

    private static bool EndsAsParticiple(Token token) =>
        token.Lower.EndsWith("ing", StringComparison.Ordinal) || token.Lower.EndsWith("ed", StringComparison.Ordinal);

    /// <summary>“foreign minister Ann Bo”.</summary>
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

        return OfficeTitles.ContainsOffice(tokens, first, last) ? tokens.GetText(first, last) : null;
    }

    /// <summary>“Ann Bo QC” and “Ann Bo QC, for the town, said”.</summary>
    private static string? FindPostNominals(TokenizedParagraph tokens, int name)
    {
        var letters = name + 1;
        if (!PostNominals.Contains(tokens[letters].Text))
        {
            return null;
        }

        var last = letters;
        if (tokens[letters + 1].Is(',') && tokens[letters + 2].Lower is "for" or "representing" or "of")
        {
            last = letters + 2;
            while (last - letters < ScanLimits.MaxPhraseTokens && tokens[last + 1].IsWord && !IsCueVerb(tokens, last + 1))
            {
                last++;
            }

            last = tokens[last + 1].Is(',') ? last : letters;
        }

        return tokens.GetText(letters, last);
    }

    private static bool IsCueVerb(TokenizedParagraph tokens, int i) =>
        CueVerbs.FormOf(tokens[i]) != CueForm.None && !CueNouns.IsNoun(tokens, i);

    /// <summary>“the country’s foreign minister, Ann Bo,”.</summary>
    private static string? FindBeforeComma(TokenizedParagraph tokens, NameParts name)
    {
        var comma = name.First - 1;
        var last = comma - 1;
        if (!tokens[comma].Is(',') || !tokens[last].IsWord || name.WordCount < 2 || tokens[name.Last + 1].IsWord
            || !OfficeTitles.IsOffice(tokens[last].Text) || (tokens[last].IsCapital && !tokens[last - 1].IsWord))
        {
            return null;
        }

        var first = last;
        while (first > 0 && comma - first < ScanLimits.MaxPhraseTokens && !Vocabulary.IsDeterminer(tokens[first])
            && CanBeInOffice(tokens[first - 1]))
        {
            first--;
        }

        return tokens.GetText(Vocabulary.IsDeterminer(tokens[first]) && first < last ? first + 1 : first, last);
    }

    private static bool CanBeInOffice(Token token) =>
        token.IsWord && !Vocabulary.IsPreposition(token) && !Vocabulary.IsStopWord(token) && CueVerbs.FormOf(token) == CueForm.None;

    /// <summary>“Ann Bo, the foreign minister,”.</summary>
    private static string? FindAfterName(TokenizedParagraph tokens, int name)
    {
        var comma = name + 1;
        var first = comma + 1;
        if (!tokens[comma].Is(',') || !tokens[first].IsWord)
        {
            return null;
        }

        var last = FindAppositionEnd(tokens, first);
        if (!IsBoundedOffice(tokens, first, last))
        {
            return null;
        }

        if (tokens[first].Lower is "the" or "a" or "an")
        {
            // "In a speech in Vale, the minister said": the office is the subject of the next verb.
            if (CueVerbs.FormOf(tokens[last + 1]) != CueForm.None)
            {
                return null;
            }

            first++;
        }

        // In a list of people ("Ann Bo, Minister Cy Do and …") the next name is not an apposition.
        return !Vocabulary.IsPreposition(tokens[first]) && !Vocabulary.IsStopWord(tokens[first]) && !Vocabulary.IsAdverb(tokens[first])
            && !EndsWithName(tokens, first, last) ? tokens.GetText(first, last) : null;
    }

    private static int FindAppositionEnd(TokenizedParagraph tokens, int first)
    {
        var end = first;
        while (end < first + ScanLimits.MaxPhraseTokens && tokens[end].IsWord && !IsCueVerb(tokens, end)
            && !Vocabulary.IsAuxiliary(tokens[end]) && !Vocabulary.IsSubjectPronoun(tokens[end])
            && tokens[end].Lower is not ("who" or "whose" or "which" or "when" or "that"))
        {
            end++;
        }

        return end - 1;
    }

    /// <summary>
    /// Whether the words are an office that a mark, a relative clause or a cue verb ends; not “Bo, voted the best president,”.
    /// </summary>
    private static bool IsBoundedOffice(TokenizedParagraph tokens, int first, int last)
    {
        var next = tokens[last + 1];
        var isBounded = last >= first && !next.IsQuotation
            && (!next.IsWord || next.Lower is "who" or "whose" or "which" || CueVerbs.FormOf(next) != CueForm.None);
        var isParticiplePhrase = Vocabulary.IsDeterminer(tokens[first + 1]) && EndsAsParticiple(tokens[first]);
        return isBounded && !isParticiplePhrase && OfficeTitles.ContainsOffice(tokens, first, last);
    }

    private static bool EndsWithName(TokenizedParagraph tokens, int first, int last) =>
        NameParser.Parse(tokens, new Phrase(first, last)) is { OfficeFirst: >= 0, WordCount: > 1 }
        || (!Vocabulary.IsDeterminer(tokens[first - 1]) && GivenNames.GenderOf(tokens[first].Text) != Gender.Unknown);
}
