using System.Collections.Frozen;
using AlertBot.Quotes.Languages;
using AlertBot.Quotes.People;
using AlertBot.Quotes.Syntax;

namespace AlertBot.Quotes.Attribution;

/// <summary>Finds English attributions after their quotation: “…,” she said; “…,” said Ann Bo; “…,” according to the report.</summary>
internal static class TrailingAttribution
{
    private static readonly FrozenSet<string> CharacterizingParticiples = Vocabulary.WordSet(
        "called dubbed described branded labelled labeled deemed hailed nicknamed denounced dismissed praised derided");

    // After an inverted "said" these are objects.
    private static readonly FrozenSet<string> Quantities =
        Vocabulary.WordSet("little nothing much more less so anything something enough");

    /// <param name="isSpeech">Whether the quotation ends like a spoken sentence or starts its sentence.</param>
    public static AttributionRelation? Find(TokenizedParagraph tokens, int quotation, bool isSpeech)
    {
        if (tokens[quotation].EndsSentence)
        {
            return FindSignature(tokens, quotation);
        }

        if (FindPassiveAgent(tokens, quotation) is { } agent)
        {
            return agent;
        }

        var end = ClauseEnd(tokens, quotation + 1);
        var first = quotation + 1;
        if (IsDash(tokens[first]) && tokens[first + 1].IsCapital
            && NounPhrases.StartingAt(tokens, first + 1, end) is { } signature && signature.Last >= end - 1)
        {
            return new AttributionRelation(signature, -1, true, 0.8);
        }

        while (first <= end && (tokens[first].Is(',') || IsDash(tokens[first])))
        {
            first++;
        }

        return FindInverted(tokens, first, end, isSpeech) ?? FindSource(tokens, first, end)
            ?? FindSubjectVerb(tokens, first, end, isSpeech) ?? FindAtSentenceEnd(tokens, first, end)
            ?? (isSpeech ? FindUnlistedVerb(tokens, first, end) : null);
    }

    /// <summary>After speech any verb in “-ed” at the end of its clause is a cue: “…,” Bo retaliated.</summary>
    private static AttributionRelation? FindUnlistedVerb(TokenizedParagraph tokens, int first, int end)
    {
        if (NounPhrases.StartingAt(tokens, first, Math.Min(end, first + ScanLimits.MaxPhraseTokens)) is not { } subject)
        {
            return null;
        }

        var verb = subject.Last + 1;
        var isVerb = Vocabulary.IsVerb(tokens, verb) && tokens[verb].Lower.EndsWith("ed", StringComparison.Ordinal);
        return isVerb && (verb >= end || EndsClause(tokens[verb + 1]))
            && (Vocabulary.IsSubjectPronoun(tokens[subject.First]) || NameParser.Parse(tokens, subject) is not null)
            ? new AttributionRelation(subject, verb, true, 0.72)
            : null;
    }

    private static bool EndsClause(Token next) =>
        !next.IsWord || Vocabulary.IsPreposition(next) || Vocabulary.IsTimeWord(next) || Vocabulary.IsAdverb(next) || next.Lower is "back";

    /// <summary>A name after a dash at the end of the paragraph: “…” — Ann Bo.</summary>
    private static AttributionRelation? FindSignature(TokenizedParagraph tokens, int quotation) =>
        IsDash(tokens[quotation + 1]) && tokens[quotation + 2].IsCapital
        && NounPhrases.StartingAt(tokens, quotation + 2, tokens.SentenceEnd(quotation + 1)) is { } signature
        && signature.Last >= tokens.Count - 2
            ? new AttributionRelation(signature, -1, true, 0.8)
            : null;

    private static int ClauseEnd(TokenizedParagraph tokens, int first)
    {
        var end = first;
        while (end < tokens.Count && end - first < ScanLimits.MaxSentenceTokens && !tokens[end].IsQuotation)
        {
            if (tokens[end].EndsSentence)
            {
                return end;
            }

            end++;
        }

        return end - 1;
    }

    /// <summary>“said Ann Bo, the minister”, “sagte Bo”, “a-t-il déclaré”.</summary>
    private static AttributionRelation? FindInverted(TokenizedParagraph tokens, int first, int end, bool isSpeech)
    {
        var verb = first;
        while (verb < first + 2 && (Vocabulary.IsAdverb(tokens[verb]) || Vocabulary.IsAuxiliary(tokens[verb]) || tokens[verb].Lower is "a"))
        {
            verb++;
        }

        if (!CueVerbs.IsFinite(tokens[verb]))
        {
            return null;
        }

        var at = verb + 1;
        while (at <= end && (Vocabulary.IsAdverb(tokens[at]) || tokens[at].Is('-') || tokens[at].Lower == "t"))
        {
            at++;
        }

        return at <= end && NounPhrases.StartingAt(tokens, at, end) is { } subject && !IsAddressee(tokens, subject)
            && !Quantities.Contains(tokens[subject.First].Lower)
            ? new AttributionRelation(FindNamedRelative(tokens, subject, end) ?? subject, verb, true, isSpeech ? 0.96 : 0.85)
            : null;
    }

    /// <summary>The name of a relative follows a comma: “said Ann Bo’s son, Cy Do”.</summary>
    private static Phrase? FindNamedRelative(TokenizedParagraph tokens, Phrase subject, int end)
    {
        var head = subject.Last;
        if (tokens[head].IsCapital || !tokens[head + 1].Is(',')
            || !Enumerable.Range(subject.First, head - subject.First).Any(i => tokens[i].IsPossessive))
        {
            return null;
        }

        return NounPhrases.StartingAt(tokens, head + 2, end) is { } name && name.Last > name.First
            && Vocabulary.IsNameWord(tokens[name.First]) && tokens[name.Last].IsCapital && !tokens[name.Last].IsPossessive
            && !tokens[name.Last + 1].IsWord
            ? name
            : null;
    }

    /// <summary>After “told” a lower-case noun is the addressee: “told reporters”.</summary>
    private static bool IsAddressee(TokenizedParagraph tokens, Phrase subject) =>
        tokens[subject.First - 1].Lower is "told" or "tells" or "telling" or "tell" or "asked" && !tokens[subject.First].IsCapital;

    /// <summary>“dubbed “…” by Bo”, “described by Bo as “…””.</summary>
    private static AttributionRelation? FindPassiveAgent(TokenizedParagraph tokens, int quotation)
    {
        var hasAs = tokens[quotation - 1].Lower is "as";
        var last = hasAs ? quotation - 2 : quotation - 1;
        if (hasAs && NounPhrases.EndingAt(tokens, last, tokens.SentenceStart(quotation)) is { } before
            && tokens[before.First - 1].Lower is "by" && IsCharacterizingParticiple(tokens[before.First - 2]))
        {
            return new AttributionRelation(before, before.First - 2, true, 0.97);
        }

        return tokens[quotation + 1].Lower is "by" && IsCharacterizingParticiple(tokens[last])
            && NounPhrases.StartingAt(tokens, quotation + 2, quotation + ScanLimits.MaxPhraseTokens) is { } agent
            ? new AttributionRelation(agent, last, true, 0.97)
            : null;
    }

    private static bool IsCharacterizingParticiple(Token participle) => CharacterizingParticiples.Contains(participle.Lower);

    private static AttributionRelation? FindSource(TokenizedParagraph tokens, int first, int end)
    {
        var sourceStart = SourcePhrases.FindSourceStart(tokens, first);
        return sourceStart > 0 && NounPhrases.StartingAt(tokens, sourceStart, end) is { } source
            ? new AttributionRelation(source, first, true, 0.93)
            : null;
    }

    /// <summary>“…,” Ann Bo said.</summary>
    private static AttributionRelation? FindSubjectVerb(TokenizedParagraph tokens, int first, int end, bool isSpeech)
    {
        for (var verb = first + 1; verb <= end && verb - first < 2 * ScanLimits.MaxPhraseTokens; verb++)
        {
            if (tokens[verb].Is(';') || tokens[verb].Is(':'))
            {
                return null;
            }

            if (!CueVerbs.IsFinite(tokens[verb]) || IsInverted(tokens, verb, end)
                || SubjectFinder.FindBeforeVerb(tokens, verb, first) is not { } subject)
            {
                continue;
            }

            // "“…,” the paper quoted Ann Bo as saying": the paper only relays the words.
            if (FindQuotedPerson(tokens, verb, end) is { } quoted)
            {
                return new AttributionRelation(quoted, verb, true, isSpeech ? 0.95 : 0.8);
            }

            if (OpensClause(tokens, first, subject))
            {
                // After "as" an attribution before the quotation is more probable: "…”, as Bo warned".
                var followsAs = tokens[subject.First - 1].Lower is "as";
                return new AttributionRelation(subject, verb, true, followsAs ? 0.72 : isSpeech ? 0.95 : 0.7);
            }

            return isSpeech && CueVerbs.IsSpeechVerb(tokens[verb]) && !HasVerbBefore(tokens, first, subject.First)
                ? new AttributionRelation(subject, verb, true, 0.75)
                : null;
        }

        return null;
    }

    /// <summary>Whether only adverbs, times and conjunctions precede the subject.</summary>
    private static bool OpensClause(TokenizedParagraph tokens, int first, Phrase subject)
    {
        var i = subject.First;
        while (i > first && (Vocabulary.IsAdverb(tokens[i - 1]) || tokens[i - 1].Lower is "as" or "but" or "and"
            || Vocabulary.IsTimeWord(tokens[i - 1])))
        {
            i--;
        }

        return i == first;
    }

    private static Phrase? FindQuotedPerson(TokenizedParagraph tokens, int verb, int end) =>
        tokens[verb].Lower is "quoted" or "quotes" or "cited" or "cites" && NounPhrases.StartingAt(tokens, verb + 1, end) is { } quoted
        && tokens[quoted.Last + 1].Lower is "as" && tokens[quoted.Last + 2].Lower is "saying" or "telling"
            ? quoted
            : null;

    /// <summary>An attribution at the end of the sentence: “… the plan “was dead”, Bo said.”</summary>
    private static AttributionRelation? FindAtSentenceEnd(TokenizedParagraph tokens, int first, int end)
    {
        for (var verb = end; verb > first + 1; verb--)
        {
            if (CueVerbs.IsFinite(tokens[verb]) && CueVerbs.IsSpeechVerb(tokens[verb])
                && SubjectFinder.FindBeforeVerb(tokens, verb, first) is { } subject
                && tokens[subject.First - 1].Is(',') && subject.First > first)
            {
                return new AttributionRelation(subject, verb, true, 0.82);
            }

            // "“…” in the first round, says Ann Bo, a historian".
            if (FindInvertedSubject(tokens, verb, end) is { } inverted)
            {
                return new AttributionRelation(inverted, verb, true, 0.8);
            }

            var sourceStart = SourcePhrases.FindSourceStart(tokens, verb);
            if (sourceStart > 0 && NounPhrases.StartingAt(tokens, sourceStart, end) is { } source)
            {
                return new AttributionRelation(source, verb, true, 0.7);
            }
        }

        return null;
    }

    /// <summary>The subject after a speech verb that follows a comma: “…, says Ann Bo”.</summary>
    private static Phrase? FindInvertedSubject(TokenizedParagraph tokens, int verb, int end) =>
        tokens[verb - 1].Is(',') && CueVerbs.IsFinite(tokens[verb]) && CueVerbs.IsSpeechVerb(tokens[verb])
        && NounPhrases.StartingAt(tokens, verb + 1, end) is { } subject && !IsAddressee(tokens, subject)
        && (NameParser.Parse(tokens, subject) is not null || Vocabulary.IsDeterminer(tokens[subject.First]))
            ? subject
            : null;

    /// <summary>“…, said Bo, who …”, but not “Bo, a senator, said the bill …”.</summary>
    private static bool IsInverted(TokenizedParagraph tokens, int verb, int end) =>
        tokens[verb].Lower is not ("told" or "tells" or "asked" or "asks")
        && FindInvertedSubject(tokens, verb, end) is { } subject
        && NameParser.Parse(tokens, subject) is not null && !tokens[subject.Last + 1].IsWord;

    private static bool HasVerbBefore(TokenizedParagraph tokens, int first, int end)
    {
        for (var i = first; i < end; i++)
        {
            if (CueVerbs.FormOf(tokens[i]) != CueForm.None || Vocabulary.IsAuxiliary(tokens[i]) || tokens[i].Is(','))
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsDash(Token token) => token.IsDash || token.Is('―') || token.Is('-');
}
