using System.Collections.Frozen;
using AlertBot.Quotes.Languages;
using AlertBot.Quotes.People;

namespace AlertBot.Quotes.Syntax;

/// <summary>Finds the English noun phrase that starts or ends at a token.</summary>
internal static class NounPhrases
{
    // "a spokesman for the head of the office of …": more extensions than these are a list, not a subject.
    private const int MaxExtensions = 3;

    // Prepositions that join a complement to the noun before them: "a spokesman for the ministry".
    private static readonly FrozenSet<string> ComplementPrepositions =
        Vocabulary.WordSet("of for at with from in to by on about von de du");

    private static readonly FrozenSet<string> ObjectPrepositions = Vocabulary.WordSet(
        "of for at from in with on to by behind near under against within between among about into over through via during than");

    // Nouns that are also forms of reporting verbs.
    private static readonly FrozenSet<string> NounsLikeVerbs =
        Vocabulary.WordSet("text report claim charge order email post call note comment estimate quote plan press");

    private static readonly FrozenSet<string> StandaloneDeterminers =
        Vocabulary.WordSet("one both some many several all most this that");

    /// <summary>
    /// The phrase whose last word is at or before <paramref name="last"/>. A date, a bracket or an apposition after the phrase is skipped.
    /// </summary>
    public static Phrase? EndingAt(TokenizedParagraph tokens, int last, int min)
    {
        var end = Appositions.SkipDate(tokens, Appositions.SkipBrackets(tokens, last, min), min);
        if (end < min)
        {
            return null;
        }

        return tokens[end].Is(',')
            ? Appositions.FindPhraseBefore(tokens, end, min) ?? EndingAtWord(tokens, end - 1, min)
            : EndingAtWord(tokens, end, min);
    }

    /// <summary>The phrase whose last word is <paramref name="last"/>; nothing is skipped.</summary>
    public static Phrase? EndingAtWord(TokenizedParagraph tokens, int last, int min)
    {
        if (last < min || !tokens[last].IsWord || IsNumber(tokens[last]) || (tokens[last].IsPossessive && tokens[last].Text[^1] is 's'))
        {
            return null;
        }

        if (Vocabulary.IsSubjectPronoun(tokens[last]))
        {
            return new Phrase(last, last);
        }

        var first = GroupStart(tokens, last, min);
        var isVerbComplement = first == last && tokens[last].StartsLowercase
            && (Vocabulary.IsAuxiliary(tokens[last - 1]) || Vocabulary.IsAdverb(tokens[last - 1]));
        return first > last || isVerbComplement ? null : ExtendBackwards(tokens, first, last, min);
    }

    /// <summary>The phrase that starts at <paramref name="first"/>.</summary>
    public static Phrase? StartingAt(TokenizedParagraph tokens, int first, int max)
    {
        if (first > max || !tokens[first].IsWord)
        {
            return null;
        }

        if (Vocabulary.IsSubjectPronoun(tokens[first]))
        {
            return new Phrase(first, first);
        }

        var isDetermined = Vocabulary.IsDeterminer(tokens[first]);
        var groupStart = isDetermined ? first + 1 : first;
        var end = GroupEnd(tokens, groupStart, max);
        if (end < groupStart)
        {
            var isAlone = isDetermined && tokens[first].Lower is "one" or "both" or "some" or "many" or "several" or "others";
            return isAlone ? new Phrase(first, first) : null;
        }

        return new Phrase(first, HasCoordinatedName(tokens, end, max) ? Math.Max(end, GroupEnd(tokens, end + 2, max)) : end);
    }

    /// <summary>A noun that has the form of a reporting verb: “the text”, “an officer’s report”, “an inspection report”.</summary>
    public static bool IsDeterminedNoun(TokenizedParagraph tokens, int i) =>
        NounsLikeVerbs.Contains(tokens[i].Lower)
        && (Vocabulary.IsDeterminer(tokens[i - 1]) || tokens[i - 1].IsPossessive
            || (Vocabulary.IsDeterminer(tokens[i - 2]) && CanBeInGroup(tokens[i - 1]) && !tokens[i - 1].IsCapital))
        && CueNouns.IsNoun(tokens, i);

    /// <summary>Whether the phrase is the object of a preposition, which cannot be a subject (“… in New Dale said”).</summary>
    public static bool FollowsPreposition(TokenizedParagraph tokens, Phrase phrase, int min) =>
        phrase.First - 1 >= min && ObjectPrepositions.Contains(tokens[phrase.First - 1].Lower);

    public static bool IsNumber(Token token) => token.StartsWithDigit && !char.IsLetter(token.Text[^1]);

    /// <summary>“Ann Bo and Cy Do” read forward from the first name.</summary>
    private static bool HasCoordinatedName(TokenizedParagraph tokens, int end, int max) =>
        tokens[end + 1].Lower is "and" or "und" or "et" or "y" && end + 2 <= max
        && Vocabulary.IsNameWord(tokens[end + 2]) && tokens[end].IsCapital;

    private static int GroupEnd(TokenizedParagraph tokens, int first, int max)
    {
        var end = first - 1;
        for (var i = first; i <= max && i - first < ScanLimits.MaxPhraseTokens && ContinuesGroup(tokens, first, i); i++)
        {
            end = i;
            if (!HasOfficeComplement(tokens, i, max))
            {
                continue;
            }

            // "Secretary of State" is one title; "a spokesman for the ministry" ends at "spokesman".
            if (!tokens[i].IsCapital || !OfficeTitles.IsOfficeField(tokens[i + 2].Text))
            {
                break;
            }

            end = i = i + 2;
        }

        // "dijo Moen el lunes": a particle at the end belongs to the next phrase.
        while (end > first && Vocabulary.IsNameParticle(tokens[end]) && !tokens[end].IsCapital)
        {
            end--;
        }

        return end;
    }

    private static bool ContinuesGroup(TokenizedParagraph tokens, int first, int i) =>
        (CanBeInGroup(tokens[i]) || IsDeterminedNoun(tokens, i)) && !(i > first && Vocabulary.IsVerb(tokens, i));

    private static bool HasOfficeComplement(TokenizedParagraph tokens, int i, int max) =>
        i + 2 <= max && OfficeTitles.IsOffice(tokens[i].Text) && Vocabulary.IsPreposition(tokens[i + 1])
        && (OfficeTitles.IsOfficeField(tokens[i + 2].Text) || tokens[i + 1].Lower is "of" or "for");

    /// <summary>Whether a word can be part of the group of adjectives, nouns and names after a determiner.</summary>
    private static bool CanBeInGroup(Token token) =>
        token.IsWord && !Vocabulary.IsStopWord(token) && !(Vocabulary.IsPreposition(token) && !Vocabulary.IsNameParticle(token))
        && !Vocabulary.IsTimeWord(token)
        && (token.IsCapital || (CueVerbs.FormOf(token) == CueForm.None && !Vocabulary.IsAdverb(token) && !Vocabulary.IsAuxiliary(token)));

    /// <summary>Adds what precedes a group and belongs to it: “a spokesman for the ministry”, “Ann Bo and Cy Do”.</summary>
    private static Phrase ExtendBackwards(TokenizedParagraph tokens, int first, int last, int min)
    {
        for (var steps = 0; steps < MaxExtensions; steps++)
        {
            if ((FindComplementedNoun(tokens, first, min) ?? FindPrecedingCoordinatedName(tokens, first, min)) is not { } start)
            {
                break;
            }

            first = start;
        }

        return new Phrase(first, last);
    }

    /// <summary>The start of “a spokesman” in “a spokesman for the ministry”.</summary>
    private static int? FindComplementedNoun(TokenizedParagraph tokens, int first, int min)
    {
        var preposition = first - 1;
        var noun = first - 2;
        if (noun < min || !ComplementPrepositions.Contains(tokens[preposition].Lower) || !tokens[noun].IsWord
            || Vocabulary.IsTimeWord(tokens[noun]))
        {
            return null;
        }

        var start = GroupStart(tokens, noun, min);
        return start <= noun && (IsDetermined(tokens, start) || tokens[preposition].Lower is "of" or "for") ? start : null;
    }

    /// <summary>The start of “Ann Bo” in “Ann Bo and Cy Do”.</summary>
    private static int? FindPrecedingCoordinatedName(TokenizedParagraph tokens, int first, int min)
    {
        var name = first - 2;
        if (name < min || tokens[first - 1].Lower is not "and" || !Vocabulary.IsNameWord(tokens[name]) || !tokens[first].IsCapital)
        {
            return null;
        }

        var start = GroupStart(tokens, name, min);
        var opensClause = start == min || !tokens[start - 1].IsWord;
        return start <= name && opensClause ? start : null;
    }

    private static bool IsDetermined(TokenizedParagraph tokens, int first) =>
        Vocabulary.IsDeterminer(tokens[first]) || OfficeTitles.IsOffice(tokens[first].Text);

    /// <returns>The first token of the group that ends at <paramref name="last"/>; last + 1 where no group ends there.</returns>
    private static int GroupStart(TokenizedParagraph tokens, int last, int min)
    {
        var first = last + 1;
        for (var i = last; i >= min && last - i < ScanLimits.MaxPhraseTokens; i--)
        {
            if (IsOpeningDeterminer(tokens, i, min))
            {
                return !IsConjunctionThat(tokens, i, first, last) && (i < last || StandaloneDeterminers.Contains(tokens[i].Lower))
                    ? i : first;
            }

            if (!CanExtendGroup(tokens, i))
            {
                if (i - 1 >= min && first <= last && IsOfficeBridge(tokens, i))
                {
                    continue;
                }

                break;
            }

            if (tokens[last].IsCapital && !CanPrecedeName(tokens, i, last))
            {
                break;
            }

            first = i;
        }

        return first;
    }

    /// <summary>A determiner that is not the particle of a name (“Ann De Bo”).</summary>
    private static bool IsOpeningDeterminer(TokenizedParagraph tokens, int i, int min) =>
        Vocabulary.IsDeterminer(tokens[i])
        && !(Vocabulary.IsNameParticle(tokens[i]) && tokens[i].IsCapital && i > min && tokens[i - 1].IsCapital);

    /// <summary>“that” is a conjunction before a name or a determiner: “he said that Bo’s team”.</summary>
    private static bool IsConjunctionThat(TokenizedParagraph tokens, int i, int first, int last) =>
        tokens[i].Lower is "that" && first <= last && (tokens[first].IsCapital || Vocabulary.IsDeterminer(tokens[first]));

    private static bool CanExtendGroup(TokenizedParagraph tokens, int i) =>
        (CanBeInGroup(tokens[i]) || IsDeterminedNoun(tokens, i)) && (!tokens[i].IsCapital || Vocabulary.IsNameWord(tokens[i]));

    /// <summary>Before a name come names, particles, possessives and the words of an office (“harbour minister Ann Bo”).</summary>
    private static bool CanPrecedeName(TokenizedParagraph tokens, int i, int last) =>
        tokens[i].IsCapital || Vocabulary.IsNameParticle(tokens[i]) || tokens[i].IsPossessive || StartsLowercaseOffice(tokens, i, last);

    /// <summary>A word inside a title: “Secretary of State”, “Work and Pensions Secretary”.</summary>
    private static bool IsOfficeBridge(TokenizedParagraph tokens, int i) =>
        (tokens[i].Lower is "of" or "for" && OfficeTitles.IsOffice(tokens[i - 1].Text) && tokens[i - 1].IsCapital
            && OfficeTitles.IsOfficeField(tokens[i + 1].Text))
        || (tokens[i].Lower is "and" or "&" && tokens[i - 1].IsCapital && tokens[i + 1].IsCapital
            && OfficeTitles.IsOffice(tokens[i + 2].Text));

    private static bool StartsLowercaseOffice(TokenizedParagraph tokens, int i, int last)
    {
        for (var k = i; k < last && !tokens[k].IsCapital; k++)
        {
            if (OfficeTitles.IsOffice(tokens[k].Text))
            {
                return true;
            }
        }

        return false;
    }
}
