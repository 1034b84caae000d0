namespace AlertBot.Briefs;

/// <summary>Attributions that follow their quotation: “…,” she said; “…,” said Ann Bo; “…,” according to the report.</summary>
internal static class AttributionBehind
{
    public static Attribution? Find(Frame frame, int quotation, bool speech)
    {
        if (frame[quotation].EndsSentence)
        {
            return AfterDash(frame, quotation);
        }

        var end = ClauseEnd(frame, quotation + 1);
        var first = quotation + 1;
        if (IsDash(frame[first]) && NounPhrases.StartingAt(frame, first + 1, end) is { } signed && signed.Last >= end - 1 && frame[first + 1].IsCapital)
        {
            return new Attribution(signed, -1, true, 0.8);
        }

        while (first <= end && (frame[first].Is(',') || IsDash(frame[first])))
        {
            first++;
        }

        return Inverted(frame, first, end, speech) ?? AccordingTo(frame, first, end) ?? Direct(frame, first, end, speech) ?? Trailing(frame, first, end) ?? (speech ? Unheard(frame, first, end) : null);
    }

    /// <summary>“…,” Bo retaliated: behind speech any verb in “-ed” that ends its clause attributes.</summary>
    private static Attribution? Unheard(Frame frame, int first, int end)
    {
        if (NounPhrases.StartingAt(frame, first, Math.Min(end, first + Limits.Phrase)) is not { } subject || !frame[subject.Last + 1].IsWord)
        {
            return null;
        }

        var verb = subject.Last + 1;
        var ends = verb >= end || !frame[verb + 1].IsWord || Vocabulary.IsPreposition(frame[verb + 1]) || Vocabulary.IsTime(frame[verb + 1]) || Vocabulary.IsAdverb(frame[verb + 1]) || frame[verb + 1].Lower is "back";
        return Vocabulary.IsVerb(frame, verb) && frame[verb].Lower.EndsWith("ed", StringComparison.Ordinal) && ends && (Vocabulary.IsSubjectPronoun(frame[subject.First]) || Names.Of(frame, subject) is not null)
            ? new Attribution(subject, verb, true, 0.72)
            : null;
    }

    private static Attribution? AfterDash(Frame frame, int quotation) =>
        IsDash(frame[quotation + 1]) && frame[quotation + 2].IsCapital && NounPhrases.StartingAt(frame, quotation + 2, frame.SentenceEnd(quotation + 1)) is { } signed && signed.Last >= frame.Count - 2
            ? new Attribution(signed, -1, true, 0.8)
            : null;

    private static int ClauseEnd(Frame frame, int first)
    {
        var end = first;
        while (end < frame.Count && end - first < Limits.Sentence && !frame[end].IsQuotation)
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
    private static Attribution? Inverted(Frame frame, int first, int end, bool speech)
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
            ? new Attribution(NamedRelative(frame, subject, end) ?? subject, verb, true, speech ? 0.96 : 0.85)
            : null;
    }

    /// <summary>“said Ann Bo’s son, Cy Do”: the son speaks, and his name is the one behind the comma.</summary>
    private static Phrase? NamedRelative(Frame frame, Phrase subject, int end)
    {
        var head = subject.Last;
        if (subject.First == head || frame[head].IsCapital || !frame[head + 1].Is(',') || !Enumerable.Range(subject.First, head - subject.First).Any(i => frame[i].IsPossessive))
        {
            return null;
        }

        return NounPhrases.StartingAt(frame, head + 2, end) is { } named && named.Last > named.First && Vocabulary.IsNameWord(frame[named.First]) && frame[named.Last].IsCapital && !frame[named.Last].IsPossessive && !frame[named.Last + 1].IsWord
            ? named
            : null;
    }

    /// <summary>What follows “told” is the hearer.</summary>
    private static bool IsObject(Frame frame, Phrase subject) =>
        frame[subject.First - 1].Lower is "told" or "tells" or "telling" or "tell" or "asked" && !frame[subject.First].IsCapital;

    private static Attribution? AccordingTo(Frame frame, int first, int end)
    {
        var at = Sources.BehindAt(frame, first);
        return at > 0 && NounPhrases.StartingAt(frame, at, end) is { } source ? new Attribution(source, first, true, 0.93) : null;
    }

    private static Attribution? Direct(Frame frame, int first, int end, bool speech)
    {
        for (var verb = first + 1; verb <= end && verb - first < 2 * Limits.Phrase; verb++)
        {
            if (frame[verb].Is(';') || frame[verb].Is(':'))
            {
                return null;
            }

            if (!CueVerbs.IsFinite(frame[verb]) || IsTurned(frame, verb, end) || Attribution.SubjectOfVerb(frame, verb, first) is not { } subject)
            {
                continue;
            }

            // "“…,” the paper quoted Ann Bo as saying": the paper only hands it on.
            if (QuotedBehind(frame, verb, end) is { } quoted)
            {
                return new Attribution(quoted, verb, true, speech ? 0.95 : 0.8);
            }

            var only = subject.First;
            while (only > first && (Vocabulary.IsAdverb(frame[only - 1]) || frame[only - 1].Lower is "as" or "but" or "and" || Vocabulary.IsTime(frame[only - 1])))
            {
                only--;
            }

            if (only == first)
            {
                // "…”, as Bo warned": the words before the quotation weigh more.
                return new Attribution(subject, verb, true, frame[subject.First - 1].Lower is "as" ? 0.72 : speech ? 0.95 : 0.7);
            }

            return speech && CueVerbs.Speaks(frame[verb]) && !HasVerbBefore(frame, first, subject.First) ? new Attribution(subject, verb, true, 0.75) : null;
        }

        return null;
    }

    private static Phrase? QuotedBehind(Frame frame, int verb, int end) =>
        frame[verb].Lower is "quoted" or "quotes" or "cited" or "cites" && NounPhrases.StartingAt(frame, verb + 1, end) is { } quoted && frame[quoted.Last + 1].Lower is "as" && frame[quoted.Last + 2].Lower is "saying" or "telling"
            ? quoted
            : null;

    /// <summary>A sentence that ends with its attribution: “… the plan “was dead”, Bo said.”</summary>
    private static Attribution? Trailing(Frame frame, int first, int end)
    {
        for (var verb = end; verb > first + 1; verb--)
        {
            if (CueVerbs.IsFinite(frame[verb]) && CueVerbs.Speaks(frame[verb]) && Attribution.SubjectOfVerb(frame, verb, first) is { } subject
                && frame[subject.First - 1].Is(',') && subject.First > first)
            {
                return new Attribution(subject, verb, true, 0.82);
            }

            // "“…” in the first round, says Ann Bo, a historian".
            if (TurnedAt(frame, verb, end) is { } inverted)
            {
                return new Attribution(inverted, verb, true, 0.8);
            }

            var source = Sources.BehindAt(frame, verb);
            if (source > 0 && NounPhrases.StartingAt(frame, source, end) is { } named)
            {
                return new Attribution(named, verb, true, 0.7);
            }
        }

        return null;
    }

    /// <summary>“…, says Ann Bo”: the speaker behind a verb that a comma sets off.</summary>
    private static Phrase? TurnedAt(Frame frame, int verb, int end) =>
        frame[verb - 1].Is(',') && CueVerbs.IsFinite(frame[verb]) && CueVerbs.Speaks(frame[verb]) && NounPhrases.StartingAt(frame, verb + 1, end) is { } turned && !IsObject(frame, turned)
            && (Names.Of(frame, turned) is not null || Vocabulary.IsDeterminer(frame[turned.First]))
            ? turned
            : null;

    /// <summary>“…, said Bo, who …”, but not “Bo, a senator, said the bill …”.</summary>
    private static bool IsTurned(Frame frame, int verb, int end) =>
        frame[verb].Lower is not ("told" or "tells" or "asked" or "asks") && TurnedAt(frame, verb, end) is { } turned && Names.Of(frame, turned) is not null && !frame[turned.Last + 1].IsWord;

    private static bool HasVerbBefore(Frame frame, int first, int end)
    {
        for (var i = first; i < end; i++)
        {
            if (CueVerbs.Of(frame[i]) != CueForm.None || Vocabulary.IsAuxiliary(frame[i]) || frame[i].Is(','))
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsDash(Token token) => token.Is('—') || token.Is('–') || token.Is('―') || token.Is('-');
}
