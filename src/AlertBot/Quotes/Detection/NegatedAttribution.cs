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
    public static bool IsDenied(TokenizedParagraph tokens, int quotation, AttributionRelation? attribution)
    {
        if (IsCoinedByAnother(tokens, quotation))
        {
            return true;
        }

        var start = tokens.SentenceStart(quotation);
        var cue = attribution is { Cue: >= 0 } ? attribution.Cue : NearestVerb(tokens, start, quotation);
        if (NonSpeechFilter.IsNotSpoken(tokens, quotation, attribution, cue))
        {
            return true;
        }

        if (attribution is { FollowsQuote: true })
        {
            return attribution.Cue >= 0 && IsDeniedAfterQuote(tokens, attribution);
        }

        return cue > start && IsUtteranceVerb(tokens[cue])
            && (IsNegated(tokens, start, cue) || IsDisavowed(tokens, start, cue)
                || (attribution is not null && IsInDenial(tokens, start, attribution.Speaker.First)));
    }

    private static bool IsDeniedAfterQuote(TokenizedParagraph tokens, AttributionRelation attribution)
    {
        var (speaker, cue) = (attribution.Speaker, attribution.Cue);
        return tokens[cue + 1].Lower is "nothing" or "neither" or "nobody"
            || tokens[speaker.First].Lower is "neither" or "nor" or "nobody" or "none"
            || (speaker.First > 0 && tokens[speaker.First - 1].Lower is "neither" or "nor")
            || (speaker.First < cue && (IsNegated(tokens, speaker.Last, cue) || IsDisavowed(tokens, speaker.Last, cue)));
    }

    /// <summary>“The phrase “…” was coined by Ann Bo, said Cy Do”: nobody knows whether Do ever spoke it.</summary>
    private static bool IsCoinedByAnother(TokenizedParagraph tokens, int quotation)
    {
        if (tokens[quotation].EndsSentence || !(tokens[quotation + 1].Lower is "was" or "were" or "is" or "are"))
        {
            return false;
        }

        var made = quotation + 2;
        while (Vocabulary.IsAdverb(tokens[made]) && made < quotation + 4)
        {
            made++;
        }

        return tokens[made].Lower is "coined" or "invented" or "popularised" or "popularized" or "devised" or "penned"
            && tokens[made + 1].Lower is "by";
    }

    /// <summary>“never said”, “did not say”, “hadn’t even said”; “not only said” is no denial.</summary>
    private static bool IsNegated(TokenizedParagraph tokens, int start, int cue)
    {
        for (var i = cue - 1; i > start && (Vocabulary.IsAdverb(tokens[i]) || Vocabulary.IsAuxiliary(tokens[i])); i--)
        {
            var lower = tokens[i].Lower;
            if (lower is "not" or "never" or "nor" || lower.EndsWith("n't", StringComparison.Ordinal)
                || lower.EndsWith("n’t", StringComparison.Ordinal))
            {
                return !(tokens[i + 1].Lower is "only" or "just" or "merely" or "simply");
            }
        }

        return false;
    }

    /// <summary>“refused to say”, “denied ever saying”, “accused her of saying”, “without saying”.</summary>
    private static bool IsDisavowed(TokenizedParagraph tokens, int start, int cue)
    {
        var before = cue - 1;
        while (before > start && (Vocabulary.IsAdverb(tokens[before]) || tokens[before].Lower is "ever" or "having" or "have"))
        {
            before--;
        }

        return tokens[before].Lower switch
        {
            "denied" or "denies" or "deny" or "denying" or "without" or "avoided" => true,
            "to" => tokens[before - 1].Lower is "refused" or "refuses" or "refusing" or "declined" or "declines" or "declining",
            "than" => tokens[before - 1].Lower is "rather",
            "of" => tokens[before - 1].Lower is "short" or "instead" || IsAccusation(tokens, start, before),
            _ => false,
        };
    }

    private static bool IsAccusation(TokenizedParagraph tokens, int start, int of)
    {
        for (var i = of - 1; i >= start && of - i <= MaxAccusationTokens && tokens[i].IsWord; i--)
        {
            if (tokens[i].Lower is "accused" or "accuses" or "accusing" or "accuse" or "suspected")
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>“denies that he said”.</summary>
    private static bool IsInDenial(TokenizedParagraph tokens, int start, int subject)
    {
        var verb = subject - 1;
        verb -= verb > start && tokens[verb].Lower is "that" ? 1 : 0;
        return verb > start && tokens[verb].Lower is "denied" or "denies" or "deny" or "denying";
    }

    private static int NearestVerb(TokenizedParagraph tokens, int start, int quotation)
    {
        for (var i = quotation - 1; i > start && quotation - i <= ScanLimits.MaxPhraseTokens && !tokens[i].IsQuotation; i--)
        {
            if (CueVerbs.FormOf(tokens[i]) != CueForm.None && !CueNouns.IsNoun(tokens, i))
            {
                return i;
            }
        }

        return -1;
    }
}
