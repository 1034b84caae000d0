using AlertBot.Quotes.Languages;
using AlertBot.Quotes.People;
using AlertBot.Quotes.Syntax;

namespace AlertBot.Quotes.Attribution;

/// <summary>Attributions that lead to their quotation: she said: “…”; he called it “…”; telling reporters that it was “…”.</summary>
internal static class LeadingAttribution
{
    // Tokens from a cue to the quotation that it leads to straight.
    private const int MaxAdjacentTokens = 3;

    public static AttributionRelation? Find(TokenizedParagraph tokens, int quotation)
    {
        var start = tokens.SentenceStart(quotation);
        if (quotation == start)
        {
            return null;
        }

        return tokens[quotation - 1].Is(':') ? FindBeforeColon(tokens, start, quotation)
            : FindPairedSpeaker(tokens, start, quotation) ?? FindAdjacentSource(tokens, start, quotation)
                ?? FindDocumentSource(tokens, start, quotation) ?? FindNearestCue(tokens, start, quotation)
                    ?? FindSource(tokens, start, quotation);
    }

    private static AttributionRelation? FindBeforeColon(TokenizedParagraph tokens, int start, int quotation)
    {
        if (FindNearestCue(tokens, start, quotation) is { } cued)
        {
            return cued with { Confidence = Math.Max(cued.Confidence, 0.9) };
        }

        var end = quotation - 2;
        if (end - start < 8 && NounPhrases.EndingAt(tokens, end, start) is { } script && NameParser.Parse(tokens, script) is not null
            && !NounPhrases.FollowsPreposition(tokens, script, start))
        {
            return new AttributionRelation(script, -1, false, 0.8);
        }

        if (FindAnswerOwner(tokens, start) is { } answerer)
        {
            return new AttributionRelation(answerer, -1, false, 0.75);
        }

        return AttributionRelation.FindSubjectOfSentence(tokens, start, end) is { } subject
            ? new AttributionRelation(subject, -1, false, tokens[subject.First].Lower is "he" or "she" ? 0.65 : 0.55)
            : null;
    }

    /// <summary>“Bo said it was “…” and Cy “…””: one verb for two speakers.</summary>
    private static AttributionRelation? FindPairedSpeaker(TokenizedParagraph tokens, int start, int quotation)
    {
        if (NounPhrases.EndingAt(tokens, quotation - 1, start) is not { } second || NameParser.Parse(tokens, second) is null
            || !(tokens[second.First - 1].Lower is "and" or "but" or "while"))
        {
            return null;
        }

        var other = second.First - 2;
        other -= tokens[other].Is(',') ? 1 : 0;
        return other > start && tokens[other].IsQuotation && FindNearestCue(tokens, start, other) is { } cued
            ? cued with { Speaker = second } : null;
    }

    /// <summary>“Her answer after the match: “…””, “Bo’s verdict: “…””: the one whose answer it is.</summary>
    private static Phrase? FindAnswerOwner(TokenizedParagraph tokens, int start)
    {
        var owner = start;
        while (owner - start < 4 && Vocabulary.IsNameWord(tokens[owner]) && !tokens[owner].IsPossessive)
        {
            owner++;
        }

        var owns = tokens[owner].Lower is "his" or "her" && owner == start || tokens[owner].IsCapital && tokens[owner].IsPossessive;
        var noun = owner + 1;
        noun += tokens[noun].IsWord && !tokens[noun].IsCapital
            && tokens[noun + 1].Lower is "answer" or "reply" or "response" or "verdict" or "message" or "advice" or "motto" ? 1 : 0;
        return owns && tokens[noun].Lower is "answer" or "reply" or "response" or "verdict" or "message" or "advice" or "motto"
            or "explanation" or "conclusion" or "retort" or "comment" or "reaction" or "warning" ? new Phrase(start, owner) : null;
    }

    /// <summary>
    /// “According to the file, Bo had asked for the keys, “all of them””: the words are the file's, unless a verb of saying leads to them.
    /// </summary>
    private static AttributionRelation? FindDocumentSource(TokenizedParagraph tokens, int start, int quotation)
    {
        if (tokens[start].Lower is not "according" || tokens[start + 1].Lower is not "to"
            || FindNearestCue(tokens, start + 2, quotation) is not { } cued || quotation - cued.Cue <= MaxAdjacentTokens)
        {
            return null;
        }

        return tokens[cued.Cue - 1].Lower is "had" || !CueVerbs.IsSpeechVerb(tokens[cued.Cue]) ? FindSource(tokens, start, quotation)
            : null;
    }

    private static AttributionRelation? FindNearestCue(TokenizedParagraph tokens, int start, int quotation)
    {
        for (var i = quotation - 1; i >= start; i--)
        {
            var form = CueVerbs.FormOf(tokens[i]);
            if (tokens[i].Is(';') || (form == CueForm.None && !IsPhraseCue(tokens, i)))
            {
                if (tokens[i].Is(';'))
                {
                    return null;
                }

                continue;
            }

            if (CueNouns.IsNoun(tokens, i))
            {
                continue;
            }

            if (FindSubject(tokens, start, i, form) is { } found)
            {
                // "Bo said he hopes “…”": Bo said it.
                if (!CueVerbs.IsSpeechVerb(tokens[i])
                    && (IsEmbedded(tokens, start, found.Phrase) || IsHypothetical(tokens, start, i, found.Phrase)))
                {
                    continue;
                }

                var near = quotation - i <= MaxAdjacentTokens;
                return new AttributionRelation(found.Phrase, i, false, found.Confidence - (near ? 0 : 0.08));
            }
        }

        return null;
    }

    private static bool IsEmbedded(TokenizedParagraph tokens, int start, Phrase subject)
    {
        var verb = subject.First - 1;
        verb -= tokens[verb].Lower is "that" ? 1 : 0;
        return tokens[subject.First].Lower is "he" or "she" or "they" or "it" or "he’s" or "she’s" or "he's" or "she's" && verb > start
            && CueVerbs.IsSpeechVerb(tokens[verb]) && CueVerbs.IsFinite(tokens[verb])
            && FindSubject(tokens, start, verb, CueForm.Finite) is not null;
    }

    /// <summary>
    /// “Bo said that the road could add “…””: what a thing could or would do, and what a paper says by Bo's account, is Bo's.
    /// </summary>
    private static bool IsHypothetical(TokenizedParagraph tokens, int start, int cue, Phrase subject)
    {
        var supposed = tokens[cue - 1].Lower is "could" or "would" or "can" or "will" or "may" or "might" or "should";
        if (!(supposed || NounPhrases.IsDeterminedNoun(tokens, subject.Last)) || Vocabulary.IsSubjectPronoun(tokens[subject.First])
            || NameParser.Parse(tokens, subject) is not null)
        {
            return false;
        }

        for (var i = subject.First - 1; i > start; i--)
        {
            if (CueVerbs.IsSpeechVerb(tokens[i]) && CueVerbs.IsFinite(tokens[i]))
            {
                return true;
            }
        }

        return false;
    }

    private static (Phrase Phrase, double Confidence)? FindSubject(TokenizedParagraph tokens, int start, int cue, CueForm form)
    {
        if (FindInvertedSubject(tokens, cue, form) is { } turned)
        {
            return (turned, 0.9);
        }

        if (form == CueForm.Finite && AttributionRelation.FindSubjectOfVerb(tokens, cue, start) is { } subject)
        {
            return (subject, 0.9);
        }

        if (IsPassive(tokens, cue))
        {
            return tokens[cue + 1].Lower is "by" && NounPhrases.StartingAt(tokens, cue + 2, cue + ScanLimits.MaxPhraseTokens) is { } agent
                ? (agent, 0.85) : null;
        }

        return (form == CueForm.Participle ? FindParticipleSubject(tokens, start, cue) : null)
            ?? (AttributionRelation.FindSubjectOfSentence(tokens, start, cue - 1) is { } main && main.Last < cue ? (main, 0.78) : null);
    }

    private static Phrase? FindInvertedSubject(TokenizedParagraph tokens, int cue, CueForm form)
    {
        // German turns the two round: "Später fügte sie hinzu: …", "Am Montag sagte Moen: …".
        if (CueVerbs.MayPrecedeSubject(tokens[cue])
            && NounPhrases.StartingAt(tokens, cue + 1, cue + ScanLimits.MaxPhraseTokens) is { } turned
            && (Vocabulary.IsSubjectPronoun(tokens[turned.First]) || tokens[turned.Last + 1].Is(':')))
        {
            return turned;
        }

        // "But, said Bo, …"; "In other words, explained the host Ann Bo: “…”".
        if (CueVerbs.IsSpeechVerb(tokens[cue]) && form == CueForm.Finite && (tokens[cue - 1].Is(',') || tokens[cue - 1].Is('—'))
            && tokens[cue + 1].IsWord && tokens[cue].Lower is not ("told" or "tells")
            && NounPhrases.StartingAt(tokens, cue + 1, cue + ScanLimits.MaxPhraseTokens) is { } inverted
            && NameParser.Parse(tokens, inverted) is not null && (tokens[inverted.Last + 1].Is(',') || tokens[inverted.Last + 1].Is(':')))
        {
            return inverted;
        }

        return null;
    }

    private static (Phrase Phrase, double Confidence)? FindParticipleSubject(TokenizedParagraph tokens, int start, int cue)
    {
        // "The paper quoted Ann Bo as saying …": the paper only hands it on.
        if (tokens[cue - 1].Lower is "as" && NounPhrases.EndingAt(tokens, cue - 2, start) is { } quoted && quoted.First > start
            && tokens[quoted.First - 1].Lower is "quoted" or "quotes" or "quoting" or "cited" or "cites" or "citing")
        {
            return (quoted, 0.9);
        }

        // "He shrugged and called it …", "…, saying …": the subject is that of the clause before.
        if (tokens[cue - 1].IsWord && Vocabulary.IsAuxiliary(tokens[cue - 1])
            && AttributionRelation.FindSubjectOfVerb(tokens, cue, start) is { } progressive)
        {
            return (progressive, 0.88);
        }

        // "…, with Bo yelling “…”".
        var last = Vocabulary.IsAdverb(tokens[cue - 1]) ? cue - 2 : cue - 1;
        return NounPhrases.EndingAt(tokens, last, start) is { } absolute && tokens[absolute.First - 1].Lower is "with"
            && absolute.First > start ? (absolute, 0.85) : null;
    }

    /// <summary>“in comments”, “quoted as saying” and the like are found by their verbs; “with the words” has none.</summary>
    private static bool IsPhraseCue(TokenizedParagraph tokens, int i) => tokens[i].Lower is "words" or "statement" && tokens[i + 1].Is(':');

    private static bool IsPassive(TokenizedParagraph tokens, int cue)
    {
        for (var i = cue - 1; i >= cue - 3 && i >= 0 && tokens[i].IsWord; i--)
        {
            if (tokens[i].Lower is "was" or "were" or "been" or "being" or "is" or "are" && CueVerbs.FormOf(tokens[cue]) == CueForm.Finite)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>“…, in the words of one trader, “…””: nothing stands between source and quotation.</summary>
    private static AttributionRelation? FindAdjacentSource(TokenizedParagraph tokens, int start, int quotation)
    {
        for (var i = quotation - 1; i > start && quotation - i < ScanLimits.MaxPhraseTokens; i--)
        {
            if (SourcePhrases.FindSourceStart(tokens, i) is var at and > 0)
            {
                return NounPhrases.StartingAt(tokens, at, quotation - 1) is { } source
                    && (source.Last == quotation - 1 || (source.Last == quotation - 2 && tokens[quotation - 1].Is(',')))
                    ? new AttributionRelation(source, i, false, 0.88) : null;
            }
        }

        return null;
    }

    private static AttributionRelation? FindSource(TokenizedParagraph tokens, int start, int quotation)
    {
        for (var i = start; i < quotation; i++)
        {
            var at = SourcePhrases.FindSourceStart(tokens, i) is var behind and > 0 ? behind
                : tokens[i].Text is "According" && tokens[i + 1].Lower is "to" ? i + 2 : 0;
            if (at > 0 && NounPhrases.StartingAt(tokens, at, quotation - 1) is { } source)
            {
                return new AttributionRelation(source, i, false, 0.85);
            }
        }

        return null;
    }
}
