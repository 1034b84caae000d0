using System.Collections.Frozen;
using AlertBot.Quotes.Languages;
using AlertBot.Quotes.People;
using AlertBot.Quotes.Syntax;

namespace AlertBot.Quotes.Attribution;

/// <summary>
/// Finds English attributions before their quotation: she said: “…”; he called it “…”; telling reporters that it was “…”.
/// </summary>
internal static class LeadingAttribution
{
    // A cue this close introduces the quotation directly, in tokens.
    private const int MaxAdjacentTokens = 3;

    // A cue further from the quotation is less certain.
    private const double DistantCuePenalty = 0.08;

    private static readonly FrozenSet<string> ThirdPersonPronouns = Vocabulary.WordSet("he she they it he’s she’s he's she's");

    private static readonly FrozenSet<string> Modals = Vocabulary.WordSet("could would can will may might should");

    public static AttributionRelation? Find(TokenizedParagraph tokens, int quotation)
    {
        var start = tokens.SentenceStart(quotation);
        if (quotation == start)
        {
            return null;
        }

        return tokens[quotation - 1].Is(':')
            ? FindBeforeColon(tokens, start, quotation)
            : FindPairedSpeaker(tokens, start, quotation) ?? FindAdjacentSource(tokens, start, quotation)
                ?? FindDocumentSource(tokens, start, quotation) ?? FindNearestCue(tokens, start, quotation)
                ?? FindSource(tokens, start, quotation);
    }

    private static AttributionRelation? FindBeforeColon(TokenizedParagraph tokens, int start, int quotation) =>
        FindNearestCue(tokens, start, quotation) is { } attribution
            ? attribution with { Confidence = Math.Max(attribution.Confidence, 0.9) }
            : ColonAttribution.Find(tokens, start, quotation - 2);

    /// <summary>One verb for two speakers: “Bo said it was “…” and Cy “…””.</summary>
    private static AttributionRelation? FindPairedSpeaker(TokenizedParagraph tokens, int start, int quotation)
    {
        if (NounPhrases.EndingAt(tokens, quotation - 1, start) is not { } second || NameParser.Parse(tokens, second) is null
            || tokens[second.First - 1].Lower is not ("and" or "but" or "while"))
        {
            return null;
        }

        var first = tokens[second.First - 2].Is(',') ? second.First - 3 : second.First - 2;
        return first > start && tokens[first].IsQuotation && FindNearestCue(tokens, start, first) is { } attribution
            ? attribution with { Speaker = second }
            : null;
    }

    /// <summary>
    /// The words of a document: “According to the file, Bo had asked for the keys, “all of them””. A verb of speech next to the quotation
    /// wins.
    /// </summary>
    private static AttributionRelation? FindDocumentSource(TokenizedParagraph tokens, int start, int quotation)
    {
        if (tokens[start].Lower is not "according" || tokens[start + 1].Lower is not "to"
            || FindNearestCue(tokens, start + 2, quotation) is not { } attribution || quotation - attribution.Cue <= MaxAdjacentTokens)
        {
            return null;
        }

        var isSpeech = CueVerbs.IsSpeechVerb(tokens[attribution.Cue]) && tokens[attribution.Cue - 1].Lower is not "had";
        return isSpeech ? null : FindSource(tokens, start, quotation);
    }

    private static AttributionRelation? FindNearestCue(TokenizedParagraph tokens, int start, int quotation)
    {
        for (var i = quotation - 1; i >= start && !tokens[i].Is(';'); i--)
        {
            var form = CueVerbs.FormOf(tokens[i]);
            if ((form == CueForm.None && !IsPhraseCue(tokens, i)) || CueNouns.IsNoun(tokens, i)
                || FindSubject(tokens, start, i, form) is not { } subject || BelongsToOuterSpeech(tokens, start, i, subject.Phrase))
            {
                continue;
            }

            var penalty = quotation - i <= MaxAdjacentTokens ? 0 : DistantCuePenalty;
            return new AttributionRelation(subject.Phrase, i, false, subject.Confidence - penalty);
        }

        return null;
    }

    /// <summary>In “Bo said he hopes “…”” the cue is “said”.</summary>
    private static bool BelongsToOuterSpeech(TokenizedParagraph tokens, int start, int cue, Phrase subject) =>
        !CueVerbs.IsSpeechVerb(tokens[cue])
        && (IsEmbedded(tokens, start, subject) || IsHypothetical(tokens, start, cue, subject));

    private static bool IsEmbedded(TokenizedParagraph tokens, int start, Phrase subject)
    {
        var verb = tokens[subject.First - 1].Lower is "that" ? subject.First - 2 : subject.First - 1;
        return ThirdPersonPronouns.Contains(tokens[subject.First].Lower) && verb > start
            && CueVerbs.IsSpeechVerb(tokens[verb]) && CueVerbs.IsFinite(tokens[verb])
            && FindSubject(tokens, start, verb, CueForm.Finite) is not null;
    }

    /// <summary>A thing that cannot speak, or a document, inside somebody’s speech: “Bo said that the road could add “…””.</summary>
    private static bool IsHypothetical(TokenizedParagraph tokens, int start, int cue, Phrase subject)
    {
        var isThing = Modals.Contains(tokens[cue - 1].Lower) || NounPhrases.IsDeterminedNoun(tokens, subject.Last);
        if (!isThing || Vocabulary.IsSubjectPronoun(tokens[subject.First]) || NameParser.Parse(tokens, subject) is not null)
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
        if (FindInvertedSubject(tokens, cue, form) is { } inverted)
        {
            return (inverted, 0.9);
        }

        if (form == CueForm.Finite && SubjectFinder.FindBeforeVerb(tokens, cue, start) is { } subject)
        {
            return (subject, 0.9);
        }

        if (IsPassive(tokens, cue))
        {
            return tokens[cue + 1].Lower is "by" && NounPhrases.StartingAt(tokens, cue + 2, cue + ScanLimits.MaxPhraseTokens) is { } agent
                ? (agent, 0.85)
                : null;
        }

        return (form == CueForm.Participle ? FindParticipleSubject(tokens, start, cue) : null)
            ?? (SubjectFinder.FindInSentence(tokens, start, cue - 1) is { } main && main.Last < cue ? (main, 0.78) : null);
    }

    private static Phrase? FindInvertedSubject(TokenizedParagraph tokens, int cue, CueForm form)
    {
        if (NounPhrases.StartingAt(tokens, cue + 1, cue + ScanLimits.MaxPhraseTokens) is not { } subject)
        {
            return null;
        }

        // German inverts subject and verb: "Später fügte sie hinzu: …", "Am Montag sagte Moen: …".
        var next = tokens[subject.Last + 1];
        if (CueVerbs.MayPrecedeSubject(tokens[cue]) && (Vocabulary.IsSubjectPronoun(tokens[subject.First]) || next.Is(':')))
        {
            return subject;
        }

        // "But, said Bo, …"; "In other words, explained the host Ann Bo: “…”".
        var isInserted = form == CueForm.Finite && CueVerbs.IsSpeechVerb(tokens[cue]) && tokens[cue].Lower is not ("told" or "tells")
            && (tokens[cue - 1].Is(',') || tokens[cue - 1].Is('—')) && (next.Is(',') || next.Is(':'));
        return isInserted && NameParser.Parse(tokens, subject) is not null ? subject : null;
    }

    private static (Phrase Phrase, double Confidence)? FindParticipleSubject(TokenizedParagraph tokens, int start, int cue)
    {
        // "The paper quoted Ann Bo as saying …": the paper only relays the words.
        if (tokens[cue - 1].Lower is "as" && NounPhrases.EndingAt(tokens, cue - 2, start) is { } quoted && quoted.First > start
            && tokens[quoted.First - 1].Lower is "quoted" or "quotes" or "quoting" or "cited" or "cites" or "citing")
        {
            return (quoted, 0.9);
        }

        // "was saying" has the subject before the auxiliary.
        if (Vocabulary.IsAuxiliary(tokens[cue - 1]) && SubjectFinder.FindBeforeVerb(tokens, cue, start) is { } progressive)
        {
            return (progressive, 0.88);
        }

        // "…, with Bo yelling “…”".
        var last = Vocabulary.IsAdverb(tokens[cue - 1]) ? cue - 2 : cue - 1;
        return NounPhrases.EndingAt(tokens, last, start) is { } absolute && tokens[absolute.First - 1].Lower is "with"
            && absolute.First > start ? (absolute, 0.85) : null;
    }

    /// <summary>A cue without a verb: “with the words: “…””.</summary>
    private static bool IsPhraseCue(TokenizedParagraph tokens, int i) => tokens[i].Lower is "words" or "statement" && tokens[i + 1].Is(':');

    private static bool IsPassive(TokenizedParagraph tokens, int cue)
    {
        if (CueVerbs.FormOf(tokens[cue]) != CueForm.Finite)
        {
            return false;
        }

        for (var i = cue - 1; i >= cue - 3 && tokens[i].IsWord; i--)
        {
            if (tokens[i].Lower is "was" or "were" or "been" or "being" or "is" or "are")
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>A source directly before the quotation: “…, in the words of one trader, “…””.</summary>
    private static AttributionRelation? FindAdjacentSource(TokenizedParagraph tokens, int start, int quotation)
    {
        for (var i = quotation - 1; i > start && quotation - i < ScanLimits.MaxPhraseTokens; i--)
        {
            var first = SourcePhrases.FindSourceStart(tokens, i);
            if (first == 0)
            {
                continue;
            }

            var end = tokens[quotation - 1].Is(',') ? quotation - 2 : quotation - 1;
            return NounPhrases.StartingAt(tokens, first, quotation - 1) is { } source && source.Last == end
                ? new AttributionRelation(source, i, false, 0.88)
                : null;
        }

        return null;
    }

    private static AttributionRelation? FindSource(TokenizedParagraph tokens, int start, int quotation)
    {
        for (var i = start; i < quotation; i++)
        {
            var first = SourcePhrases.FindSourceStart(tokens, i);
            if (first > 0 && NounPhrases.StartingAt(tokens, first, quotation - 1) is { } source)
            {
                return new AttributionRelation(source, i, false, 0.85);
            }
        }

        return null;
    }
}
