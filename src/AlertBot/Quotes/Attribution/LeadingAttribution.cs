using AlertBot.Quotes.Languages;
using AlertBot.Quotes.People;
using AlertBot.Quotes.Syntax;

namespace AlertBot.Quotes.Attribution;

/// <summary>Attributions that lead to their quotation: she said: “…”; he called it “…”; telling reporters that it was “…”.</summary>
internal static class LeadingAttribution
{
    // Tokens from a cue to the quotation that it leads to straight.
    private const int MaxAdjacentTokens = 3;

    public static AttributionRelation? Find(TokenizedParagraph frame, int quotation)
    {
        var start = frame.SentenceStart(quotation);
        if (quotation == start)
        {
            return null;
        }

        return frame[quotation - 1].Is(':') ? FindBeforeColon(frame, start, quotation)
            : FindPairedSpeaker(frame, start, quotation) ?? FindAdjacentSource(frame, start, quotation)
                ?? FindDocumentSource(frame, start, quotation) ?? FindNearestCue(frame, start, quotation)
                    ?? FindSource(frame, start, quotation);
    }

    private static AttributionRelation? FindBeforeColon(TokenizedParagraph frame, int start, int quotation)
    {
        if (FindNearestCue(frame, start, quotation) is { } cued)
        {
            return cued with { Confidence = Math.Max(cued.Confidence, 0.9) };
        }

        var end = quotation - 2;
        if (end - start < 8 && NounPhrases.EndingAt(frame, end, start) is { } script && NameParser.Parse(frame, script) is not null
            && !NounPhrases.FollowsPreposition(frame, script, start))
        {
            return new AttributionRelation(script, -1, false, 0.8);
        }

        if (FindAnswerOwner(frame, start) is { } answerer)
        {
            return new AttributionRelation(answerer, -1, false, 0.75);
        }

        return AttributionRelation.FindSubjectOfSentence(frame, start, end) is { } subject
            ? new AttributionRelation(subject, -1, false, frame[subject.First].Lower is "he" or "she" ? 0.65 : 0.55)
            : null;
    }

    /// <summary>“Bo said it was “…” and Cy “…””: one verb for two speakers.</summary>
    private static AttributionRelation? FindPairedSpeaker(TokenizedParagraph frame, int start, int quotation)
    {
        if (NounPhrases.EndingAt(frame, quotation - 1, start) is not { } second || NameParser.Parse(frame, second) is null
            || !(frame[second.First - 1].Lower is "and" or "but" or "while"))
        {
            return null;
        }

        var other = second.First - 2;
        other -= frame[other].Is(',') ? 1 : 0;
        return other > start && frame[other].IsQuotation && FindNearestCue(frame, start, other) is { } cued
            ? cued with { Speaker = second } : null;
    }

    /// <summary>“Her answer after the match: “…””, “Bo’s verdict: “…””: the one whose answer it is.</summary>
    private static Phrase? FindAnswerOwner(TokenizedParagraph frame, int start)
    {
        var owner = start;
        while (owner - start < 4 && Vocabulary.IsNameWord(frame[owner]) && !frame[owner].IsPossessive)
        {
            owner++;
        }

        var owns = frame[owner].Lower is "his" or "her" && owner == start || frame[owner].IsCapital && frame[owner].IsPossessive;
        var noun = owner + 1;
        noun += frame[noun].IsWord && !frame[noun].IsCapital
            && frame[noun + 1].Lower is "answer" or "reply" or "response" or "verdict" or "message" or "advice" or "motto" ? 1 : 0;
        return owns && frame[noun].Lower is "answer" or "reply" or "response" or "verdict" or "message" or "advice" or "motto"
            or "explanation" or "conclusion" or "retort" or "comment" or "reaction" or "warning" ? new Phrase(start, owner) : null;
    }

    /// <summary>
    /// “According to the file, Bo had asked for the keys, “all of them””: the words are the file's, unless a verb of saying leads to them.
    /// </summary>
    private static AttributionRelation? FindDocumentSource(TokenizedParagraph frame, int start, int quotation)
    {
        if (frame[start].Lower is not "according" || frame[start + 1].Lower is not "to"
            || FindNearestCue(frame, start + 2, quotation) is not { } cued || quotation - cued.Cue <= MaxAdjacentTokens)
        {
            return null;
        }

        return frame[cued.Cue - 1].Lower is "had" || !CueVerbs.IsSpeechVerb(frame[cued.Cue]) ? FindSource(frame, start, quotation) : null;
    }

    private static AttributionRelation? FindNearestCue(TokenizedParagraph frame, int start, int quotation)
    {
        for (var i = quotation - 1; i >= start; i--)
        {
            var form = CueVerbs.FormOf(frame[i]);
            if (frame[i].Is(';') || (form == CueForm.None && !IsPhraseCue(frame, i)))
            {
                if (frame[i].Is(';'))
                {
                    return null;
                }

                continue;
            }

            if (CueNouns.IsNoun(frame, i))
            {
                continue;
            }

            if (FindSubject(frame, start, i, form) is { } found)
            {
                // "Bo said he hopes “…”": Bo said it.
                if (!CueVerbs.IsSpeechVerb(frame[i])
                    && (IsEmbedded(frame, start, found.Phrase) || IsHypothetical(frame, start, i, found.Phrase)))
                {
                    continue;
                }

                var near = quotation - i <= MaxAdjacentTokens;
                return new AttributionRelation(found.Phrase, i, false, found.Confidence - (near ? 0 : 0.08));
            }
        }

        return null;
    }

    private static bool IsEmbedded(TokenizedParagraph frame, int start, Phrase subject)
    {
        var verb = subject.First - 1;
        verb -= frame[verb].Lower is "that" ? 1 : 0;
        return frame[subject.First].Lower is "he" or "she" or "they" or "it" or "he’s" or "she’s" or "he's" or "she's" && verb > start
            && CueVerbs.IsSpeechVerb(frame[verb]) && CueVerbs.IsFinite(frame[verb])
            && FindSubject(frame, start, verb, CueForm.Finite) is not null;
    }

    /// <summary>
    /// “Bo said that the road could add “…””: what a thing could or would do, and what a paper says by Bo's account, is Bo's.
    /// </summary>
    private static bool IsHypothetical(TokenizedParagraph frame, int start, int cue, Phrase subject)
    {
        var supposed = frame[cue - 1].Lower is "could" or "would" or "can" or "will" or "may" or "might" or "should";
        if (!(supposed || NounPhrases.IsDeterminedNoun(frame, subject.Last)) || Vocabulary.IsSubjectPronoun(frame[subject.First])
            || NameParser.Parse(frame, subject) is not null)
        {
            return false;
        }

        for (var i = subject.First - 1; i > start; i--)
        {
            if (CueVerbs.IsSpeechVerb(frame[i]) && CueVerbs.IsFinite(frame[i]))
            {
                return true;
            }
        }

        return false;
    }

    private static (Phrase Phrase, double Confidence)? FindSubject(TokenizedParagraph frame, int start, int cue, CueForm form)
    {
        if (FindInvertedSubject(frame, cue, form) is { } turned)
        {
            return (turned, 0.9);
        }

        if (form == CueForm.Finite && AttributionRelation.FindSubjectOfVerb(frame, cue, start) is { } subject)
        {
            return (subject, 0.9);
        }

        if (IsPassive(frame, cue))
        {
            return frame[cue + 1].Lower is "by" && NounPhrases.StartingAt(frame, cue + 2, cue + ScanLimits.MaxPhraseTokens) is { } agent
                ? (agent, 0.85) : null;
        }

        return (form == CueForm.Participle ? FindParticipleSubject(frame, start, cue) : null)
            ?? (AttributionRelation.FindSubjectOfSentence(frame, start, cue - 1) is { } main && main.Last < cue ? (main, 0.78) : null);
    }

    private static Phrase? FindInvertedSubject(TokenizedParagraph frame, int cue, CueForm form)
    {
        // German turns the two round: "Später fügte sie hinzu: …", "Am Montag sagte Moen: …".
        if (CueVerbs.MayPrecedeSubject(frame[cue])
            && NounPhrases.StartingAt(frame, cue + 1, cue + ScanLimits.MaxPhraseTokens) is { } turned
            && (Vocabulary.IsSubjectPronoun(frame[turned.First]) || frame[turned.Last + 1].Is(':')))
        {
            return turned;
        }

        // "But, said Bo, …"; "In other words, explained the host Ann Bo: “…”".
        if (CueVerbs.IsSpeechVerb(frame[cue]) && form == CueForm.Finite && (frame[cue - 1].Is(',') || frame[cue - 1].Is('—'))
            && frame[cue + 1].IsWord && frame[cue].Lower is not ("told" or "tells")
            && NounPhrases.StartingAt(frame, cue + 1, cue + ScanLimits.MaxPhraseTokens) is { } inverted
            && NameParser.Parse(frame, inverted) is not null && (frame[inverted.Last + 1].Is(',') || frame[inverted.Last + 1].Is(':')))
        {
            return inverted;
        }

        return null;
    }

    private static (Phrase Phrase, double Confidence)? FindParticipleSubject(TokenizedParagraph frame, int start, int cue)
    {
        // "The paper quoted Ann Bo as saying …": the paper only hands it on.
        if (frame[cue - 1].Lower is "as" && NounPhrases.EndingAt(frame, cue - 2, start) is { } quoted && quoted.First > start
            && frame[quoted.First - 1].Lower is "quoted" or "quotes" or "quoting" or "cited" or "cites" or "citing")
        {
            return (quoted, 0.9);
        }

        // "He shrugged and called it …", "…, saying …": the subject is that of the clause before.
        if (frame[cue - 1].IsWord && Vocabulary.IsAuxiliary(frame[cue - 1])
            && AttributionRelation.FindSubjectOfVerb(frame, cue, start) is { } progressive)
        {
            return (progressive, 0.88);
        }

        // "…, with Bo yelling “…”".
        var last = Vocabulary.IsAdverb(frame[cue - 1]) ? cue - 2 : cue - 1;
        return NounPhrases.EndingAt(frame, last, start) is { } absolute && frame[absolute.First - 1].Lower is "with"
            && absolute.First > start ? (absolute, 0.85) : null;
    }

    /// <summary>“in comments”, “quoted as saying” and the like are found by their verbs; “with the words” has none.</summary>
    private static bool IsPhraseCue(TokenizedParagraph frame, int i) => frame[i].Lower is "words" or "statement" && frame[i + 1].Is(':');

    private static bool IsPassive(TokenizedParagraph frame, int cue)
    {
        for (var i = cue - 1; i >= cue - 3 && i >= 0 && frame[i].IsWord; i--)
        {
            if (frame[i].Lower is "was" or "were" or "been" or "being" or "is" or "are" && CueVerbs.FormOf(frame[cue]) == CueForm.Finite)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>“…, in the words of one trader, “…””: nothing stands between source and quotation.</summary>
    private static AttributionRelation? FindAdjacentSource(TokenizedParagraph frame, int start, int quotation)
    {
        for (var i = quotation - 1; i > start && quotation - i < ScanLimits.MaxPhraseTokens; i--)
        {
            if (SourcePhrases.FindSourceStart(frame, i) is var at and > 0)
            {
                return NounPhrases.StartingAt(frame, at, quotation - 1) is { } source
                    && (source.Last == quotation - 1 || (source.Last == quotation - 2 && frame[quotation - 1].Is(',')))
                    ? new AttributionRelation(source, i, false, 0.88) : null;
            }
        }

        return null;
    }

    private static AttributionRelation? FindSource(TokenizedParagraph frame, int start, int quotation)
    {
        for (var i = start; i < quotation; i++)
        {
            var at = SourcePhrases.FindSourceStart(frame, i) is var behind and > 0 ? behind
                : frame[i].Text is "According" && frame[i + 1].Lower is "to" ? i + 2 : 0;
            if (at > 0 && NounPhrases.StartingAt(frame, at, quotation - 1) is { } source)
            {
                return new AttributionRelation(source, i, false, 0.85);
            }
        }

        return null;
    }
}
