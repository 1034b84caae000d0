using AlertBot.Quotes.Languages;
using AlertBot.Quotes.People;
using AlertBot.Quotes.Syntax;

namespace AlertBot.Quotes.Attribution;

/// <summary>Attributions that follow their quotation: “…,” she said; “…,” said Ann Bo; “…,” according to the report.</summary>
internal static class TrailingAttribution
{
    public static AttributionRelation? Find(TokenizedParagraph frame, int quotation, bool speech)
    {
        if (frame[quotation].EndsSentence)
        {
            return FindAfterDash(frame, quotation);
        }

        if (FindPassiveAgent(frame, quotation) is { } agent)
        {
            return agent;
        }

        var end = ClauseEnd(frame, quotation + 1);
        var first = quotation + 1;
        if (IsDash(frame[first]) && NounPhrases.StartingAt(frame, first + 1, end) is { } signed && signed.Last >= end - 1
            && frame[first + 1].IsCapital)
        {
            return new AttributionRelation(signed, -1, true, 0.8);
        }

        while (first <= end && (frame[first].Is(',') || IsDash(frame[first])))
        {
            first++;
        }

        return FindInverted(frame, first, end, speech) ?? FindSource(frame, first, end) ?? FindSubjectVerb(frame, first, end, speech)
            ?? FindAtSentenceEnd(frame, first, end) ?? (speech ? FindUnlistedVerb(frame, first, end) : null);
    }

    /// <summary>“…,” Bo retaliated: behind speech any verb in “-ed” that ends its clause attributes.</summary>
    private static AttributionRelation? FindUnlistedVerb(TokenizedParagraph frame, int first, int end)
    {
        if (NounPhrases.StartingAt(frame, first, Math.Min(end, first + ScanLimits.MaxPhraseTokens)) is not { } subject
            || !frame[subject.Last + 1].IsWord)
        {
            return null;
        }

        var verb = subject.Last + 1;
        var ends = verb >= end || !frame[verb + 1].IsWord || Vocabulary.IsPreposition(frame[verb + 1])
            || Vocabulary.IsTimeWord(frame[verb + 1]) || Vocabulary.IsAdverb(frame[verb + 1]) || frame[verb + 1].Lower is "back";
        return Vocabulary.IsVerb(frame, verb) && frame[verb].Lower.EndsWith("ed", StringComparison.Ordinal) && ends
            && (Vocabulary.IsSubjectPronoun(frame[subject.First]) || NameParser.Parse(frame, subject) is not null)
            ? new AttributionRelation(subject, verb, true, 0.72)
            : null;
    }

    private static AttributionRelation? FindAfterDash(TokenizedParagraph frame, int quotation) =>
        IsDash(frame[quotation + 1]) && frame[quotation + 2].IsCapital
            && NounPhrases.StartingAt(frame, quotation + 2, frame.SentenceEnd(quotation + 1)) is { } signed
            && signed.Last >= frame.Count - 2
            ? new AttributionRelation(signed, -1, true, 0.8)
            : null;

    private static int ClauseEnd(TokenizedParagraph frame, int first)
    {
        var end = first;
        while (end < frame.Count && end - first < ScanLimits.MaxSentenceTokens && !frame[end].IsQuotation)
        {
            if (frame[end].EndsSentence)
            {
                return end;
            }

            end++;
        }

        return end - 1;
    }

    /// <summary>“said Ann Bo, the minister”, “sagte Bo”.</summary>
    private static AttributionRelation? FindInverted(TokenizedParagraph frame, int first, int end, bool speech)
    {
        var verb = first;
        while (verb < first + 2 && (Vocabulary.IsAdverb(frame[verb]) || Vocabulary.IsAuxiliary(frame[verb]) || frame[verb].Lower is "a"))
        {
            verb++;
        }

        if (!CueVerbs.IsFinite(frame[verb]))
        {
            return null;
        }

        var at = verb + 1;
        while (at <= end && (Vocabulary.IsAdverb(frame[at]) || frame[at].Is('-') || frame[at].Lower == "t"))
        {
            at++;
        }

        // French joins its pronoun: "a-t-il déclaré", "explique-t-elle".
        return at <= end && NounPhrases.StartingAt(frame, at, end) is { } subject && !IsObject(frame, subject)
            && !IsAmount(frame[subject.First])
            ? new AttributionRelation(FindNamedRelative(frame, subject, end) ?? subject, verb, true, speech ? 0.96 : 0.85)
            : null;
    }

    /// <summary>“said Ann Bo’s son, Cy Do”: the son speaks, and his name is the one behind the comma.</summary>
    private static Phrase? FindNamedRelative(TokenizedParagraph frame, Phrase subject, int end)
    {
        var head = subject.Last;
        if (subject.First == head || frame[head].IsCapital || !frame[head + 1].Is(',')
            || !Enumerable.Range(subject.First, head - subject.First).Any(i => frame[i].IsPossessive))
        {
            return null;
        }

        return NounPhrases.StartingAt(frame, head + 2, end) is { } named && named.Last > named.First
            && Vocabulary.IsNameWord(frame[named.First]) && frame[named.Last].IsCapital && !frame[named.Last].IsPossessive
            && !frame[named.Last + 1].IsWord
            ? named
            : null;
    }

    /// <summary>What follows “told” is the hearer.</summary>
    private static bool IsObject(TokenizedParagraph frame, Phrase subject) =>
        frame[subject.First - 1].Lower is "told" or "tells" or "telling" or "tell" or "asked" && !frame[subject.First].IsCapital;

    /// <summary>“Bo, whom Cy called “…”, said little”.</summary>
    private static bool IsAmount(Token token) =>
        token.Lower is "little" or "nothing" or "much" or "more" or "less" or "so" or "anything" or "something" or "enough";

    /// <summary>“dubbed “…” by Bo”, “described by Bo as “…””.</summary>
    private static AttributionRelation? FindPassiveAgent(TokenizedParagraph frame, int quotation)
    {
        var verb = quotation - 1 - (frame[quotation - 1].Lower is "as" ? 1 : 0);
        if (verb < quotation - 1 && NounPhrases.EndingAt(frame, verb, frame.SentenceStart(quotation)) is { } judge
            && frame[judge.First - 1].Lower is "by" && IsCharacterizingParticiple(frame[judge.First - 2]))
        {
            return new AttributionRelation(judge, judge.First - 2, true, 0.97);
        }

        return frame[quotation + 1].Lower is "by" && IsCharacterizingParticiple(frame[verb])
            && NounPhrases.StartingAt(frame, quotation + 2, quotation + ScanLimits.MaxPhraseTokens) is { } agent
            ? new AttributionRelation(agent, verb, true, 0.97)
            : null;
    }

    private static bool IsCharacterizingParticiple(Token participle) =>
        participle.Lower is "called" or "dubbed" or "described" or "branded" or "labelled" or "labeled" or "deemed" or "hailed"
            or "nicknamed" or "denounced" or "dismissed" or "praised" or "derided";

    private static AttributionRelation? FindSource(TokenizedParagraph frame, int first, int end)
    {
        var at = SourcePhrases.FindSourceStart(frame, first);
        return at > 0 && NounPhrases.StartingAt(frame, at, end) is { } source ? new AttributionRelation(source, first, true, 0.93) : null;
    }

    private static AttributionRelation? FindSubjectVerb(TokenizedParagraph frame, int first, int end, bool speech)
    {
        for (var verb = first + 1; verb <= end && verb - first < 2 * ScanLimits.MaxPhraseTokens; verb++)
        {
            if (frame[verb].Is(';') || frame[verb].Is(':'))
            {
                return null;
            }

            if (!CueVerbs.IsFinite(frame[verb]) || IsInverted(frame, verb, end)
                || AttributionRelation.FindSubjectOfVerb(frame, verb, first) is not { } subject)
            {
                continue;
            }

            // "“…,” the paper quoted Ann Bo as saying": the paper only hands it on.
            if (FindQuotedPerson(frame, verb, end) is { } quoted)
            {
                return new AttributionRelation(quoted, verb, true, speech ? 0.95 : 0.8);
            }

            var only = subject.First;
            while (only > first
                && (Vocabulary.IsAdverb(frame[only - 1]) || frame[only - 1].Lower is "as" or "but" or "and"
                    || Vocabulary.IsTimeWord(frame[only - 1])))
            {
                only--;
            }

            if (only == first)
            {
                // "…”, as Bo warned": the words before the quotation weigh more.
                return new AttributionRelation(subject, verb, true, frame[subject.First - 1].Lower is "as" ? 0.72 : speech ? 0.95 : 0.7);
            }

            return speech && CueVerbs.IsSpeechVerb(frame[verb]) && !HasVerbBefore(frame, first, subject.First)
                ? new AttributionRelation(subject, verb, true, 0.75) : null;
        }

        return null;
    }

    private static Phrase? FindQuotedPerson(TokenizedParagraph frame, int verb, int end) =>
        frame[verb].Lower is "quoted" or "quotes" or "cited" or "cites" && NounPhrases.StartingAt(frame, verb + 1, end) is { } quoted
            && frame[quoted.Last + 1].Lower is "as" && frame[quoted.Last + 2].Lower is "saying" or "telling"
            ? quoted
            : null;

    /// <summary>A sentence that ends with its attribution: “… the plan “was dead”, Bo said.”</summary>
    private static AttributionRelation? FindAtSentenceEnd(TokenizedParagraph frame, int first, int end)
    {
        for (var verb = end; verb > first + 1; verb--)
        {
            if (CueVerbs.IsFinite(frame[verb]) && CueVerbs.IsSpeechVerb(frame[verb])
                && AttributionRelation.FindSubjectOfVerb(frame, verb, first) is { } subject
                && frame[subject.First - 1].Is(',') && subject.First > first)
            {
                return new AttributionRelation(subject, verb, true, 0.82);
            }

            // "“…” in the first round, says Ann Bo, a historian".
            if (FindInvertedSubject(frame, verb, end) is { } inverted)
            {
                return new AttributionRelation(inverted, verb, true, 0.8);
            }

            var source = SourcePhrases.FindSourceStart(frame, verb);
            if (source > 0 && NounPhrases.StartingAt(frame, source, end) is { } named)
            {
                return new AttributionRelation(named, verb, true, 0.7);
            }
        }

        return null;
    }

    /// <summary>“…, says Ann Bo”: the speaker behind a verb that a comma sets off.</summary>
    private static Phrase? FindInvertedSubject(TokenizedParagraph frame, int verb, int end) =>
        frame[verb - 1].Is(',') && CueVerbs.IsFinite(frame[verb]) && CueVerbs.IsSpeechVerb(frame[verb])
            && NounPhrases.StartingAt(frame, verb + 1, end) is { } turned && !IsObject(frame, turned)
            && (NameParser.Parse(frame, turned) is not null || Vocabulary.IsDeterminer(frame[turned.First]))
            ? turned
            : null;

    /// <summary>“…, said Bo, who …”, but not “Bo, a senator, said the bill …”.</summary>
    private static bool IsInverted(TokenizedParagraph frame, int verb, int end) =>
        frame[verb].Lower is not ("told" or "tells" or "asked" or "asks") && FindInvertedSubject(frame, verb, end) is { } turned
            && NameParser.Parse(frame, turned) is not null && !frame[turned.Last + 1].IsWord;

    private static bool HasVerbBefore(TokenizedParagraph frame, int first, int end)
    {
        for (var i = first; i < end; i++)
        {
            if (CueVerbs.FormOf(frame[i]) != CueForm.None || Vocabulary.IsAuxiliary(frame[i]) || frame[i].Is(','))
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsDash(Token token) => token.Is('—') || token.Is('–') || token.Is('―') || token.Is('-');
}
