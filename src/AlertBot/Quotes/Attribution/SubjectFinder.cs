using System.Collections.Frozen;
using AlertBot.Quotes.Languages;
using AlertBot.Quotes.People;
using AlertBot.Quotes.Syntax;

namespace AlertBot.Quotes.Attribution;

/// <summary>Finds the subject of an English verb or sentence.</summary>
internal static class SubjectFinder
{
    // Introductory phrases before the subject: "On Monday, in a speech, asked about Bo, she said".
    private const int MaxIntroductions = 3;

    // "Two days later," and similar openings have few words before their comma.
    private const int MaxOpeningTokens = 6;

    // Words between a subject and its verb: "who once went on to say".
    private static readonly FrozenSet<string> PreverbalWords =
        Vocabulary.WordSet("to on went goes came that who which once in a");

    private static readonly FrozenSet<string> HabitVerbs =
        Vocabulary.WordSet("liked likes like loved loves used prefers preferred chose chooses");

    private static readonly FrozenSet<string> LinkingWords =
        Vocabulary.WordSet("but and so yet however meanwhile still or aber und mais et pero y");

    // Subordinators, participles and adverbs that start an introductory phrase.
    private static readonly FrozenSet<string> Introductions = Vocabulary.WordSet(
        "asked when while as after before since if although though despite during speaking writing responding referring citing following "
            + "because until according like given rather earlier last");

    // At the start of a sentence: "Hours after the vote, …".
    private static readonly FrozenSet<string> OpeningTimes =
        Vocabulary.WordSet("hours days weeks months minutes moments years shortly soon each specifically");

    private static readonly FrozenSet<string> TimeAdverbs = Vocabulary.WordSet("later ago earlier before afterward afterwards after");

    /// <summary>The subject that precedes a finite verb, not before <paramref name="min"/>.</summary>
    public static Phrase? FindBeforeVerb(TokenizedParagraph tokens, int verb, int min)
    {
        if (SkipPreverbalWords(tokens, verb, min) is not (var last, var hasInfinitive))
        {
            return null;
        }

        var isBareInfinitive = hasInfinitive && last == verb - 2;

        // "what he liked to call “…”".
        if (isBareInfinitive && HabitVerbs.Contains(tokens[last].Lower))
        {
            last--;
            isBareInfinitive = false;
        }

        if (last < min || (isBareInfinitive && CueVerbs.FormOf(tokens[last]) == CueForm.None))
        {
            return null;
        }

        var isRelative = tokens[last + 1].Lower is "who" or "which" or "that";
        var subject = NounPhrases.EndingAt(tokens, isRelative && tokens[last].Is(',') ? last - 1 : last, min);
        return subject is { } phrase && NounPhrases.FollowsPreposition(tokens, phrase, min)
            ? FindBeforeRelativeClause(tokens, phrase.First, min)
            : subject;
    }

    /// <summary>The first noun phrase of a sentence after its introductory phrases (“In a speech on Monday, …”).</summary>
    public static Phrase? FindInSentence(TokenizedParagraph tokens, int start, int end)
    {
        var first = SkipIntroductions(tokens, start, end);
        if (!IsIntroductoryAt(tokens, first) && NounPhrases.StartingAt(tokens, first, end) is { } phrase
            && !tokens[phrase.Last].IsPossessive)
        {
            return phrase;
        }

        for (var i = first; i <= end && !tokens[i].IsQuotation; i++)
        {
            if (CanStartSubject(tokens, i))
            {
                return NounPhrases.StartingAt(tokens, i, end) is { } named && !tokens[named.Last].IsPossessive
                    && !NounPhrases.FollowsPreposition(tokens, named, start) ? named : null;
            }
        }

        return null;
    }

    /// <returns>The last token before auxiliaries, adverbs and times; null for a passive, whose subject does not speak.</returns>
    private static (int Last, bool HasInfinitive)? SkipPreverbalWords(TokenizedParagraph tokens, int verb, int min)
    {
        var hasInfinitive = false;
        var i = verb - 1;
        for (; i >= min && CanPrecedeVerb(tokens, i, verb); i--)
        {
            hasInfinitive |= tokens[i].Lower == "to";
            var isPassive = tokens[i].Lower is "was" or "were" or "been" or "being" or "be"
                && CueVerbs.FormOf(tokens[verb]) == CueForm.Finite && !hasInfinitive;
            if (isPassive)
            {
                return null;
            }
        }

        return (i, hasInfinitive);
    }

    /// <summary>“went on to say”, “in May said”, French “a déclaré”. “on” and “in” before other words end the search.</summary>
    private static bool CanPrecedeVerb(TokenizedParagraph tokens, int i, int verb)
    {
        var token = tokens[i];
        var next = tokens[i + 1];
        return token.Lower switch
        {
            "on" or "in" => Vocabulary.IsTimeWord(next) || next.Lower is "to",
            "a" => i + 1 == verb,
            _ => PreverbalWords.Contains(token.Lower) || Vocabulary.IsAdverb(token) || Vocabulary.IsAuxiliary(token)
                || Vocabulary.IsTimeWord(token),
        };
    }

    /// <summary>The subject is before the relative clause: “an official who spoke to the board said”.</summary>
    private static Phrase? FindBeforeRelativeClause(TokenizedParagraph tokens, int first, int min)
    {
        for (var i = first - 1; i > min && first - i < ScanLimits.MaxPhraseTokens && tokens[i].IsWord; i--)
        {
            if (tokens[i].Lower is "who")
            {
                return NounPhrases.EndingAt(tokens, i - 1, min) is { } phrase && !NounPhrases.FollowsPreposition(tokens, phrase, min)
                    ? phrase : null;
            }
        }

        return null;
    }

    private static int SkipIntroductions(TokenizedParagraph tokens, int start, int end)
    {
        var i = start;
        for (var steps = 0; steps < MaxIntroductions && i <= end; steps++)
        {
            while (i <= end && IsLinking(tokens[i]))
            {
                i++;
            }

            if (!IsIntroductoryAt(tokens, i))
            {
                break;
            }

            var comma = i;
            while (comma <= end && !tokens[comma].Is(','))
            {
                comma++;
            }

            if (comma >= end)
            {
                break;
            }

            i = comma + 1;
        }

        return i;
    }

    private static bool IsLinking(Token token) =>
        Vocabulary.IsAdverb(token) || token.Is(',') || token.Is('—') || LinkingWords.Contains(token.Lower);

    private static bool CanStartSubject(TokenizedParagraph tokens, int i) =>
        tokens[i].Lower is "he" or "she" or "they" || IsNamedOffice(tokens, i)
        || (Vocabulary.IsNameWord(tokens[i]) && !tokens[i].IsPossessive && !IsIntroductoryAt(tokens, i));

    /// <summary>“the senator”, not as the object of a preposition.</summary>
    private static bool IsNamedOffice(TokenizedParagraph tokens, int i) =>
        tokens[i].Lower is "the" && OfficeTitles.IsOffice(tokens[i + 1].Text) && !Vocabulary.IsPreposition(tokens[i - 1])
        && !tokens[i + 1].IsPossessive;

    private static bool IsIntroductoryAt(TokenizedParagraph tokens, int i) => IsIntroductory(tokens[i]) || IsOpeningPhrase(tokens, i);

    private static bool IsIntroductory(Token token) =>
        token.IsWord
        && ((Vocabulary.IsPreposition(token) && token.Lower is not "of") || CueVerbs.FormOf(token) == CueForm.Participle
            || Introductions.Contains(token.Lower) || Vocabulary.IsTimeWord(token));

    /// <summary>“Reprising a line, …”, “Hours after the vote, …”, “Two days later, …”. A word before a verb is the subject.</summary>
    private static bool IsOpeningPhrase(TokenizedParagraph tokens, int i)
    {
        if (!tokens[i].IsWord || CueVerbs.IsFinite(tokens[i + 1]) || Vocabulary.IsAuxiliary(tokens[i + 1]))
        {
            return false;
        }

        return OpeningTimes.Contains(tokens[i].Lower) || IsParticiplePhrase(tokens, i) || EndsWithTimeAdverb(tokens, i);
    }

    private static bool IsParticiplePhrase(TokenizedParagraph tokens, int i)
    {
        var (token, next) = (tokens[i], tokens[i + 1]);
        return token.Text.Length > 5 && token.Text.EndsWith("ing", StringComparison.Ordinal)
            && next.IsWord && !next.IsCapital && !next.IsPossessive;
    }

    /// <summary>“Two days later,”.</summary>
    private static bool EndsWithTimeAdverb(TokenizedParagraph tokens, int i)
    {
        var comma = i + 1;
        while (comma - i < MaxOpeningTokens && tokens[comma].IsWord)
        {
            comma++;
        }

        return tokens[comma].Is(',') && comma > i + 1 && TimeAdverbs.Contains(tokens[comma - 1].Lower);
    }
}
