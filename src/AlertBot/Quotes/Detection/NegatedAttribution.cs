using System.Collections.Frozen;
using AlertBot.Quotes.Attribution;
using AlertBot.Quotes.Languages;
using AlertBot.Quotes.Syntax;

namespace AlertBot.Quotes.Detection;

/// <summary>
/// Recognises English sentences that deny that somebody spoke the quoted words, or only accuse somebody of having spoken them.
/// </summary>
internal static class NegatedAttribution
{
    // Tokens between "accused" and "of" in "accused the minister and her whole party of saying".
    private const int MaxAccusationTokens = 10;

    // Only these verbs are denied by a negation. "Bo does not believe it is “…”" still quotes Bo; "Bo never said “…”" does not.
    private static readonly FrozenSet<string> UtteranceVerbs = Vocabulary.WordSet(
        """
        say says said saying call calls called calling write writes wrote written writing tell tells told telling
        tweet tweeted tweeting post posted posting claim claimed claiming promise promised promising use used using
        utter uttered uttering shout shouted shouting
        """);

    private static readonly FrozenSet<string> CoiningVerbs =
        Vocabulary.WordSet("coined invented popularised popularized devised penned");

    private static readonly FrozenSet<string> DenialVerbs = Vocabulary.WordSet("denied denies deny denying");

    private static readonly FrozenSet<string> RefusalVerbs = Vocabulary.WordSet("refused refuses refusing declined declines declining");

    public static bool IsUtteranceVerb(Token verb) => UtteranceVerbs.Contains(verb.Lower);

    /// <summary>Whether the sentence of the quotation denies that the person whom it names spoke the words.</summary>
    public static bool IsDenied(TokenizedParagraph tokens, int quotation, AttributionRelation? attribution)
    {
        if (IsCoinedByAnother(tokens, quotation))
        {
            return true;
        }

        var start = tokens.SentenceStart(quotation);
        var cue = attribution is { Cue: >= 0 } ? attribution.Cue : FindNearestCue(tokens, start, quotation);
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

    /// <summary>“…,” neither Bo nor Do said; “…,” said nobody; “…,” Bo never said.</summary>
    private static bool IsDeniedAfterQuote(TokenizedParagraph tokens, AttributionRelation attribution)
    {
        var (speaker, cue) = (attribution.Speaker, attribution.Cue);
        return tokens[cue + 1].Lower is "nothing" or "neither" or "nobody"
            || tokens[speaker.First].Lower is "neither" or "nor" or "nobody" or "none"
            || tokens[speaker.First - 1].Lower is "neither" or "nor"
            || (speaker.First < cue && (IsNegated(tokens, speaker.Last, cue) || IsDisavowed(tokens, speaker.Last, cue)));
    }

    /// <summary>“The phrase “…” was coined by Ann Bo, said Cy Do”: the sentence does not say whether Do spoke the words.</summary>
    private static bool IsCoinedByAnother(TokenizedParagraph tokens, int quotation)
    {
        if (tokens[quotation].EndsSentence || tokens[quotation + 1].Lower is not ("was" or "were" or "is" or "are"))
        {
            return false;
        }

        var verb = quotation + 2;
        while (Vocabulary.IsAdverb(tokens[verb]) && verb < quotation + 4)
        {
            verb++;
        }

        return CoiningVerbs.Contains(tokens[verb].Lower) && tokens[verb + 1].Lower is "by";
    }

    /// <summary>“never said”, “did not say”, “hadn’t even said”. “not only said” is not a denial.</summary>
    private static bool IsNegated(TokenizedParagraph tokens, int start, int cue)
    {
        for (var i = cue - 1; i > start && (Vocabulary.IsAdverb(tokens[i]) || Vocabulary.IsAuxiliary(tokens[i])); i--)
        {
            if (tokens[i].Lower is "not" or "never" or "nor" || Vocabulary.IsContractedNegation(tokens[i].Lower))
            {
                return tokens[i + 1].Lower is not ("only" or "just" or "merely" or "simply");
            }
        }

        return false;
    }

    /// <summary>“refused to say”, “denied ever saying”, “accused her of saying”, “without saying”, “rather than say”.</summary>
    private static bool IsDisavowed(TokenizedParagraph tokens, int start, int cue)
    {
        var before = cue - 1;
        while (before > start && (Vocabulary.IsAdverb(tokens[before]) || tokens[before].Lower is "ever" or "having" or "have"))
        {
            before--;
        }

        var word = tokens[before].Lower;
        var previous = tokens[before - 1].Lower;
        return word switch
        {
            "without" or "avoided" => true,
            "to" => RefusalVerbs.Contains(previous),
            "than" => previous is "rather",
            "of" => previous is "short" or "instead" || IsAccusation(tokens, start, before),
            _ => DenialVerbs.Contains(word),
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
        return verb > start && DenialVerbs.Contains(tokens[verb].Lower);
    }

    private static int FindNearestCue(TokenizedParagraph tokens, int start, int quotation)
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
