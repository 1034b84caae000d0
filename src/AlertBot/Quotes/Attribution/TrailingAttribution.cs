using AlertBot.Quotes.Languages;
using AlertBot.Quotes.People;
using AlertBot.Quotes.Syntax;

namespace AlertBot.Quotes.Attribution;

/// <summary>Attributions that follow their quotation: “…,” she said; “…,” said Ann Bo; “…,” according to the report.</summary>
internal static class TrailingAttribution
{
    public static AttributionRelation? Find(TokenizedParagraph tokens, int quotation, bool speech)
    {
        if (tokens[quotation].EndsSentence)
        {
            return FindAfterDash(tokens, quotation);
        }

        if (FindPassiveAgent(tokens, quotation) is { } agent)
        {
            return agent;
        }

        var end = ClauseEnd(tokens, quotation + 1);
        var first = quotation + 1;
        if (IsDash(tokens[first]) && NounPhrases.StartingAt(tokens, first + 1, end) is { } signed && signed.Last >= end - 1
            && tokens[first + 1].IsCapital)
        {
            return new AttributionRelation(signed, -1, true, 0.8);
        }

        while (first <= end && (tokens[first].Is(',') || IsDash(tokens[first])))
        {
            first++;
        }

        return FindInverted(tokens, first, end, speech) ?? FindSource(tokens, first, end) ?? FindSubjectVerb(tokens, first, end, speech)
            ?? FindAtSentenceEnd(tokens, first, end) ?? (speech ? FindUnlistedVerb(tokens, first, end) : null);
    }

    /// <summary>“…,” Bo retaliated: behind speech any verb in “-ed” that ends its clause attributes.</summary>
    private static AttributionRelation? FindUnlistedVerb(TokenizedParagraph tokens, int first, int end)
    {
        if (NounPhrases.StartingAt(tokens, first, Math.Min(end, first + ScanLimits.MaxPhraseTokens)) is not { } subject
            || !tokens[subject.Last + 1].IsWord)
        {
            return null;
        }

        var verb = subject.Last + 1;
        var ends = verb >= end || !tokens[verb + 1].IsWord || Vocabulary.IsPreposition(tokens[verb + 1])
            || Vocabulary.IsTimeWord(tokens[verb + 1]) || Vocabulary.IsAdverb(tokens[verb + 1]) || tokens[verb + 1].Lower is "back";
        return Vocabulary.IsVerb(tokens, verb) && tokens[verb].Lower.EndsWith("ed", StringComparison.Ordinal) && ends
            && (Vocabulary.IsSubjectPronoun(tokens[subject.First]) || NameParser.Parse(tokens, subject) is not null)
            ? new AttributionRelation(subject, verb, true, 0.72)
            : null;
    }

    private static AttributionRelation? FindAfterDash(TokenizedParagraph tokens, int quotation) =>
        IsDash(tokens[quotation + 1]) && tokens[quotation + 2].IsCapital
            && NounPhrases.StartingAt(tokens, quotation + 2, tokens.SentenceEnd(quotation + 1)) is { } signed
            && signed.Last >= tokens.Count - 2
            ? new AttributionRelation(signed, -1, true, 0.8)
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

    /// <summary>“said Ann Bo, the minister”, “sagte Bo”.</summary>
    private static AttributionRelation? FindInverted(TokenizedParagraph tokens, int first, int end, bool speech)
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

        // French joins its pronoun: "a-t-il déclaré", "explique-t-elle".
        return at <= end && NounPhrases.StartingAt(tokens, at, end) is { } subject && !IsObject(tokens, subject)
            && !IsAmount(tokens[subject.First])
            ? new AttributionRelation(FindNamedRelative(tokens, subject, end) ?? subject, verb, true, speech ? 0.96 : 0.85)
            : null;
    }

    /// <summary>“said Ann Bo’s son, Cy Do”: the son speaks, and his name is the one behind the comma.</summary>
    private static Phrase? FindNamedRelative(TokenizedParagraph tokens, Phrase subject, int end)
    {
        var head = subject.Last;
        if (subject.First == head || tokens[head].IsCapital || !tokens[head + 1].Is(',')
            || !Enumerable.Range(subject.First, head - subject.First).Any(i => tokens[i].IsPossessive))
        {
            return null;
        }

        return NounPhrases.StartingAt(tokens, head + 2, end) is { } named && named.Last > named.First
            && Vocabulary.IsNameWord(tokens[named.First]) && tokens[named.Last].IsCapital && !tokens[named.Last].IsPossessive
            && !tokens[named.Last + 1].IsWord
            ? named
            : null;
    }

    /// <summary>What follows “told” is the hearer.</summary>
    private static bool IsObject(TokenizedParagraph tokens, Phrase subject) =>
        tokens[subject.First - 1].Lower is "told" or "tells" or "telling" or "tell" or "asked" && !tokens[subject.First].IsCapital;

    /// <summary>“Bo, whom Cy called “…”, said little”.</summary>
    private static bool IsAmount(Token token) =>
        token.Lower is "little" or "nothing" or "much" or "more" or "less" or "so" or "anything" or "something" or "enough";

    /// <summary>“dubbed “…” by Bo”, “described by Bo as “…””.</summary>
    private static AttributionRelation? FindPassiveAgent(TokenizedParagraph tokens, int quotation)
    {
        var verb = quotation - 1 - (tokens[quotation - 1].Lower is "as" ? 1 : 0);
        if (verb < quotation - 1 && NounPhrases.EndingAt(tokens, verb, tokens.SentenceStart(quotation)) is { } judge
            && tokens[judge.First - 1].Lower is "by" && IsCharacterizingParticiple(tokens[judge.First - 2]))
        {
            return new AttributionRelation(judge, judge.First - 2, true, 0.97);
        }

        return tokens[quotation + 1].Lower is "by" && IsCharacterizingParticiple(tokens[verb])
            && NounPhrases.StartingAt(tokens, quotation + 2, quotation + ScanLimits.MaxPhraseTokens) is { } agent
            ? new AttributionRelation(agent, verb, true, 0.97)
            : null;
    }

    private static bool IsCharacterizingParticiple(Token participle) =>
        participle.Lower is "called" or "dubbed" or "described" or "branded" or "labelled" or "labeled" or "deemed" or "hailed"
            or "nicknamed" or "denounced" or "dismissed" or "praised" or "derided";

    private static AttributionRelation? FindSource(TokenizedParagraph tokens, int first, int end)
    {
        var at = SourcePhrases.FindSourceStart(tokens, first);
        return at > 0 && NounPhrases.StartingAt(tokens, at, end) is { } source ? new AttributionRelation(source, first, true, 0.93) : null;
    }

    private static AttributionRelation? FindSubjectVerb(TokenizedParagraph tokens, int first, int end, bool speech)
    {
        for (var verb = first + 1; verb <= end && verb - first < 2 * ScanLimits.MaxPhraseTokens; verb++)
        {
            if (tokens[verb].Is(';') || tokens[verb].Is(':'))
            {
                return null;
            }

            if (!CueVerbs.IsFinite(tokens[verb]) || IsInverted(tokens, verb, end)
                || AttributionRelation.FindSubjectOfVerb(tokens, verb, first) is not { } subject)
            {
                continue;
            }

            // "“…,” the paper quoted Ann Bo as saying": the paper only hands it on.
            if (FindQuotedPerson(tokens, verb, end) is { } quoted)
            {
                return new AttributionRelation(quoted, verb, true, speech ? 0.95 : 0.8);
            }

            var only = subject.First;
            while (only > first
                && (Vocabulary.IsAdverb(tokens[only - 1]) || tokens[only - 1].Lower is "as" or "but" or "and"
                    || Vocabulary.IsTimeWord(tokens[only - 1])))
            {
                only--;
            }

            if (only == first)
            {
                // "…”, as Bo warned": the words before the quotation weigh more.
                return new AttributionRelation(subject, verb, true, tokens[subject.First - 1].Lower is "as" ? 0.72 : speech ? 0.95 : 0.7);
            }

            return speech && CueVerbs.IsSpeechVerb(tokens[verb]) && !HasVerbBefore(tokens, first, subject.First)
                ? new AttributionRelation(subject, verb, true, 0.75) : null;
        }

        return null;
    }

    private static Phrase? FindQuotedPerson(TokenizedParagraph tokens, int verb, int end) =>
        tokens[verb].Lower is "quoted" or "quotes" or "cited" or "cites" && NounPhrases.StartingAt(tokens, verb + 1, end) is { } quoted
            && tokens[quoted.Last + 1].Lower is "as" && tokens[quoted.Last + 2].Lower is "saying" or "telling"
            ? quoted
            : null;

    /// <summary>A sentence that ends with its attribution: “… the plan “was dead”, Bo said.”</summary>
    private static AttributionRelation? FindAtSentenceEnd(TokenizedParagraph tokens, int first, int end)
    {
        for (var verb = end; verb > first + 1; verb--)
        {
            if (CueVerbs.IsFinite(tokens[verb]) && CueVerbs.IsSpeechVerb(tokens[verb])
                && AttributionRelation.FindSubjectOfVerb(tokens, verb, first) is { } subject
                && tokens[subject.First - 1].Is(',') && subject.First > first)
            {
                return new AttributionRelation(subject, verb, true, 0.82);
            }

            // "“…” in the first round, says Ann Bo, a historian".
            if (FindInvertedSubject(tokens, verb, end) is { } inverted)
            {
                return new AttributionRelation(inverted, verb, true, 0.8);
            }

            var source = SourcePhrases.FindSourceStart(tokens, verb);
            if (source > 0 && NounPhrases.StartingAt(tokens, source, end) is { } named)
            {
                return new AttributionRelation(named, verb, true, 0.7);
            }
        }

        return null;
    }

    /// <summary>“…, says Ann Bo”: the speaker behind a verb that a comma sets off.</summary>
    private static Phrase? FindInvertedSubject(TokenizedParagraph tokens, int verb, int end) =>
        tokens[verb - 1].Is(',') && CueVerbs.IsFinite(tokens[verb]) && CueVerbs.IsSpeechVerb(tokens[verb])
            && NounPhrases.StartingAt(tokens, verb + 1, end) is { } turned && !IsObject(tokens, turned)
            && (NameParser.Parse(tokens, turned) is not null || Vocabulary.IsDeterminer(tokens[turned.First]))
            ? turned
            : null;

    /// <summary>“…, said Bo, who …”, but not “Bo, a senator, said the bill …”.</summary>
    private static bool IsInverted(TokenizedParagraph tokens, int verb, int end) =>
        tokens[verb].Lower is not ("told" or "tells" or "asked" or "asks") && FindInvertedSubject(tokens, verb, end) is { } turned
            && NameParser.Parse(tokens, turned) is not null && !tokens[turned.Last + 1].IsWord;

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

    private static bool IsDash(Token token) => token.Is('—') || token.Is('–') || token.Is('―') || token.Is('-');
}
