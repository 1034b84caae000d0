using System.Collections.Frozen;
using AlertBot.Quotes.Attribution;
using AlertBot.Quotes.Languages;
using AlertBot.Quotes.Syntax;

namespace AlertBot.Quotes.Detection;

/// <summary>Tells words that somebody is said not to have spoken, or only accused of having spoken, from those that were.</summary>
internal static class NegatedAttribution
{
    private const int MaxAccusationTokens = 10;

    // "Bo does not believe it is “…”" are Bo's words all the same; "Bo never said “…”" are not.
    private static readonly FrozenSet<string> UtteranceVerbs = Vocabulary.WordSet(
        "say says said saying call calls called calling write writes wrote written writing tell tells told telling tweet tweeted "
            + "tweeting post posted posting claim claimed claiming promise promised promising use used using utter uttered uttering "
            + "shout shouted shouting");

    public static bool IsUtteranceVerb(Token verb) => UtteranceVerbs.Contains(verb.Lower);

    /// <summary>Whether the quotation's own sentence denies that its would-be speaker spoke it.</summary>
    public static bool IsDenied(TokenizedParagraph frame, int quotation, AttributionRelation? attribution)
    {
        if (IsCoinedByAnother(frame, quotation))
        {
            return true;
        }

        var start = frame.SentenceStart(quotation);
        var cue = attribution is { Cue: >= 0 } ? attribution.Cue : NearestVerb(frame, start, quotation);
        if (NonSpeechFilter.IsNotSpoken(frame, quotation, attribution, cue))
        {
            return true;
        }

        if (attribution is { FollowsQuote: true })
        {
            return attribution.Cue >= 0 && IsDeniedAfterQuote(frame, attribution);
        }

        return cue > start && IsUtteranceVerb(frame[cue])
            && (IsNegated(frame, start, cue) || IsDisavowed(frame, start, cue)
                || (attribution is not null && IsInDenial(frame, start, attribution.Speaker.First)));
    }

    private static bool IsDeniedAfterQuote(TokenizedParagraph frame, AttributionRelation attribution)
    {
        var (speaker, cue) = (attribution.Speaker, attribution.Cue);
        return frame[cue + 1].Lower is "nothing" or "neither" or "nobody"
            || frame[speaker.First].Lower is "neither" or "nor" or "nobody" or "none"
            || (speaker.First > 0 && frame[speaker.First - 1].Lower is "neither" or "nor")
            || (speaker.First < cue && (IsNegated(frame, speaker.Last, cue) || IsDisavowed(frame, speaker.Last, cue)));
    }

    /// <summary>“The phrase “…” was coined by Ann Bo, said Cy Do”: nobody knows whether Do ever spoke it.</summary>
    private static bool IsCoinedByAnother(TokenizedParagraph frame, int quotation)
    {
        if (frame[quotation].EndsSentence || !(frame[quotation + 1].Lower is "was" or "were" or "is" or "are"))
        {
            return false;
        }

        var made = quotation + 2;
        while (Vocabulary.IsAdverb(frame[made]) && made < quotation + 4)
        {
            made++;
        }

        return frame[made].Lower is "coined" or "invented" or "popularised" or "popularized" or "devised" or "penned"
            && frame[made + 1].Lower is "by";
    }

    /// <summary>“never said”, “did not say”, “hadn’t even said”; “not only said” is no denial.</summary>
    private static bool IsNegated(TokenizedParagraph frame, int start, int cue)
    {
        for (var i = cue - 1; i > start && (Vocabulary.IsAdverb(frame[i]) || Vocabulary.IsAuxiliary(frame[i])); i--)
        {
            var lower = frame[i].Lower;
            if (lower is "not" or "never" or "nor" || lower.EndsWith("n't", StringComparison.Ordinal)
                || lower.EndsWith("n’t", StringComparison.Ordinal))
            {
                return !(frame[i + 1].Lower is "only" or "just" or "merely" or "simply");
            }
        }

        return false;
    }

    /// <summary>“refused to say”, “denied ever saying”, “accused her of saying”, “without saying”.</summary>
    private static bool IsDisavowed(TokenizedParagraph frame, int start, int cue)
    {
        var before = cue - 1;
        while (before > start && (Vocabulary.IsAdverb(frame[before]) || frame[before].Lower is "ever" or "having" or "have"))
        {
            before--;
        }

        return frame[before].Lower switch
        {
            "denied" or "denies" or "deny" or "denying" or "without" or "avoided" => true,
            "to" => frame[before - 1].Lower is "refused" or "refuses" or "refusing" or "declined" or "declines" or "declining",
            "than" => frame[before - 1].Lower is "rather",
            "of" => frame[before - 1].Lower is "short" or "instead" || IsAccusation(frame, start, before),
            _ => false,
        };
    }

    private static bool IsAccusation(TokenizedParagraph frame, int start, int of)
    {
        for (var i = of - 1; i >= start && of - i <= MaxAccusationTokens && frame[i].IsWord; i--)
        {
            if (frame[i].Lower is "accused" or "accuses" or "accusing" or "accuse" or "suspected")
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>“denies that he said”.</summary>
    private static bool IsInDenial(TokenizedParagraph frame, int start, int subject)
    {
        var verb = subject - 1;
        verb -= verb > start && frame[verb].Lower is "that" ? 1 : 0;
        return verb > start && frame[verb].Lower is "denied" or "denies" or "deny" or "denying";
    }

    private static int NearestVerb(TokenizedParagraph frame, int start, int quotation)
    {
        for (var i = quotation - 1; i > start && quotation - i <= ScanLimits.MaxPhraseTokens && !frame[i].IsQuotation; i--)
        {
            if (CueVerbs.FormOf(frame[i]) != CueForm.None && !CueNouns.IsNoun(frame, i))
            {
                return i;
            }
        }

        return -1;
    }
}
