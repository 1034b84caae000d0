using System.Collections.Frozen;
using AlertBot.Quotes.Attribution;
using AlertBot.Quotes.Languages;
using AlertBot.Quotes.Syntax;

namespace AlertBot.Quotes.Detection;

/// <summary>
/// Recognises English sentences whose quoted words the named person did not speak: forged, doubted, hypothetical, requested or relayed
/// words.
/// </summary>
internal static class NonSpeechFilter
{
    // Tokens between a doubt and the subject: "there is no evidence on the video or elsewhere that Bo".
    private const int MaxDoubtTokens = 9;

    // Tokens between "falsely" and the cue, and between a modal and the cue.
    private const int MaxAdverbDistance = 5;

    private static readonly FrozenSet<string> ForgeryWords = Vocabulary.WordSet(
        "fake faked false fabricated forged doctored manipulated altered bogus phony phoney parody spoof satirical ai-generated "
            + "ai-made digitally-altered deepfaked impostor imposter");

    private static readonly FrozenSet<string> ForgeryNouns =
        Vocabulary.WordSet("deepfake deepfakes impersonating impersonator impersonators");

    private static readonly FrozenSet<string> MediaNouns = Vocabulary.WordSet(
        "tweet tweets post posts video videos clip clips audio recording recordings account accounts letter letters memo statement "
            + "statements quote quotes quotation image images photo photos picture screenshot screenshots email e-mail message "
            + "messages interview document documents article articles footage voice website page headline play sketch cartoon");

    private static readonly FrozenSet<string> DoubtWords = Vocabulary.WordSet(
        "untrue false unclear unknown uncertain disputed denied denies deny denying rejected rejects dismissed dismisses debunked "
            + "refuted rumour rumours rumor rumors hoax misinformation disinformation");

    // Doubtful after a negation: "no evidence that", "not clear whether".
    private static readonly FrozenSet<string> EvidenceWords =
        Vocabulary.WordSet("evidence proof record indication true sign confirmed verified clear");

    private static readonly FrozenSet<string> ClaimNouns = Vocabulary.WordSet("claims claim allegations suggestions");

    private static readonly FrozenSet<string> MisquotationAdverbs =
        Vocabulary.WordSet("falsely wrongly wrongfully incorrectly mistakenly misquoted supposedly purportedly");

    private static readonly FrozenSet<string> RequestVerbs = Vocabulary.WordSet(
        "urged urges urging want wants wanted wanting asked asks asking told tells telling ordered orders begged begs pressed implored "
            + "instructed advised expects expected forced invited challenged called pressured on");

    private static readonly FrozenSet<string> SuppositionVerbs = Vocabulary.WordSet(
        "believe believes believed believing think thinks thought imagine imagines imagined suppose supposes supposed pretend pretends "
            + "pretended wish wishes wished fear fears feared joke jokes joked quip quips quipped");

    private static readonly FrozenSet<string> ReactionVerbs =
        Vocabulary.WordSet("to at mocked echoed answered repeated rejected");

    // Words before an inverted auxiliary: "at no time did Bo say".
    private static readonly FrozenSet<string> InversionTriggers =
        Vocabulary.WordSet("time never nowhere once why when how where and or but");

    /// <param name="cue">The verb before or after the quotation; −1 for none.</param>
    public static bool IsNotSpoken(TokenizedParagraph tokens, int quotation, AttributionRelation? attribution, int cue)
    {
        var start = tokens.SentenceStart(quotation);
        if (attribution is { FollowsQuote: true })
        {
            return attribution.Cue >= 0
                && (HasModal(tokens, attribution.Speaker.Last, attribution.Cue)
                    || IsForged(tokens, attribution.Cue + 1, tokens.SentenceEnd(quotation), isAfterQuote: true)
                    || IsForged(tokens, start, quotation - 1, isAfterQuote: false));
        }

        if (BelongsToAnother(tokens, quotation, attribution) || IsFactCheckClaim(tokens, start, quotation)
            || RelayedSpeech.IsRelayed(tokens, start, quotation))
        {
            return true;
        }

        if (cue <= start)
        {
            return false;
        }

        var subject = attribution?.Speaker.First ?? SubjectFinder.FindBeforeVerb(tokens, cue, start)?.First ?? cue;
        return IsForged(tokens, start, cue, isAfterQuote: false) || IsMisquoted(tokens, start, cue) || IsDoubted(tokens, start, subject)
            || IsInverted(tokens, start, subject) || IsHypothetical(tokens, start, subject, cue) || IsRequested(tokens, start, cue);
    }

    /// <summary>
    /// “a deepfake in which Bo says”, “in a fabricated tweet”, “a clip made with artificial intelligence”, “an account posing as Bo”.
    /// </summary>
    private static bool IsForged(TokenizedParagraph tokens, int first, int last, bool isAfterQuote)
    {
        for (var i = first; i <= last; i++)
        {
            if (IsImpersonation(tokens, i) || (tokens[i].Lower is "chatgpt" && i == first) || IsForgedMedium(tokens, i, isAfterQuote))
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsImpersonation(TokenizedParagraph tokens, int i) => tokens[i].Lower switch
    {
        "posing" => tokens[i + 1].Lower is "as",
        "artificial" => tokens[i + 1].Lower is "intelligence" && tokens[i - 1].Lower is "with" or "by" or "using",
        var word => ForgeryNouns.Contains(word),
    };

    private static bool IsForgedMedium(TokenizedParagraph tokens, int i, bool isAfterQuote) =>
        ForgeryWords.Contains(tokens[i].Lower) && MediaNouns.Contains(tokens[i + 1].Lower)
        && (!isAfterQuote || tokens[i - 1].Lower is "a" or "an" or "the");

    /// <summary>The words of a person in the possessive: “Bo answered Cy’s “…” with a shrug”.</summary>
    private static bool BelongsToAnother(TokenizedParagraph tokens, int quotation, AttributionRelation? attribution)
    {
        var owner = quotation - 1;
        var isSpeaker = attribution is not null && attribution.Speaker.First <= owner && attribution.Speaker.Last >= owner;
        return tokens[owner] is { IsCapital: true, IsPossessive: true } && ReactionVerbs.Contains(tokens[owner - 1].Lower) && !isSpeaker;
    }

    /// <summary>The heading of a fact check: “CLAIM: Bo said “…””.</summary>
    private static bool IsFactCheckClaim(TokenizedParagraph tokens, int start, int quotation) =>
        start < quotation && tokens[start].Lower is "claim" or "rumour" or "rumor" or "hoax" && tokens[start + 1].Is(':');

    /// <summary>“Bo was falsely quoted as saying “…””.</summary>
    private static bool IsMisquoted(TokenizedParagraph tokens, int start, int cue)
    {
        for (var i = cue; i > start && cue - i < MaxAdverbDistance; i--)
        {
            if (MisquotationAdverbs.Contains(tokens[i].Lower))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>
    /// “there is no evidence that Bo said”, “claims on the net that Bo said … are false”, “neither Bo nor Cy said”, “not even Bo”.
    /// </summary>
    private static bool IsDoubted(TokenizedParagraph tokens, int start, int subject)
    {
        if (IsNobody(tokens, start, subject))
        {
            return true;
        }

        if (subject - 1 <= start || tokens[subject - 1].Lower is not ("that" or "whether" or "if"))
        {
            return false;
        }

        for (var i = subject - 2; i >= start && subject - i <= MaxDoubtTokens; i--)
        {
            var word = tokens[i].Lower;
            if (DoubtWords.Contains(word)
                || (EvidenceWords.Contains(word) && IsNegation(tokens[i - 1]))
                || (ClaimNouns.Contains(word) && (i == start || CueNouns.IsNoun(tokens, i))))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>“neither Bo”, “nobody”, “not even Bo”.</summary>
    private static bool IsNobody(TokenizedParagraph tokens, int start, int subject) =>
        tokens[subject].Lower is "neither" or "nobody"
        || (subject > start && tokens[subject - 1].Lower is "neither" or "nor")
        || (tokens[subject - 1].Lower is "even" && tokens[subject - 2].Lower is "not");

    private static bool IsNegation(Token token) =>
        token.Lower is "no" or "not" or "never" or "little" || Vocabulary.IsContractedNegation(token.Lower);

    /// <summary>“Did Bo say”, “had Bo said”, “at no time did Bo say”. “not only did Bo say” is not a doubt.</summary>
    private static bool IsInverted(TokenizedParagraph tokens, int start, int subject)
    {
        var auxiliary = subject - 1;
        return auxiliary >= start && tokens[auxiliary].Lower is "did" or "does" or "has" or "have" or "had"
            && (auxiliary == start || tokens[auxiliary - 1].Is(',') || InversionTriggers.Contains(tokens[auxiliary - 1].Lower));
    }

    /// <summary>“If Bo says”, “Bo would have said”, “Bo might say”, “those who believe Bo said”, “imagine Bo saying”.</summary>
    private static bool IsHypothetical(TokenizedParagraph tokens, int start, int subject, int cue)
    {
        var opener = tokens[subject - 1].Lower is "that" ? subject - 2 : subject - 1;
        var isSupposed = opener >= start
            && (tokens[opener].Lower is "if" or "unless" or "lest" or "imagine" || SuppositionVerbs.Contains(tokens[opener].Lower));
        return tokens[subject].Lower is "imagine" || isSupposed || HasModal(tokens, subject, cue);
    }

    /// <summary>“could say”, “might have said”. “would often say” reports real words.</summary>
    private static bool HasModal(TokenizedParagraph tokens, int subject, int cue)
    {
        if (!NegatedAttribution.IsUtteranceVerb(tokens[cue]))
        {
            return false;
        }

        for (var i = cue - 1; i > subject && cue - i < MaxAdverbDistance; i--)
        {
            var isConditional = tokens[i].Lower is "would" or "should"
                && (tokens[i + 1].Lower is "have" || tokens[i + 2].Lower is "have");
            if (isConditional || tokens[i].Lower is "might" or "could")
            {
                return true;
            }

            if (!Vocabulary.IsAdverb(tokens[i]) && !Vocabulary.IsAuxiliary(tokens[i]))
            {
                return false;
            }
        }

        return false;
    }

    /// <summary>“Bo urged Cy to say “sorry””: neither of them said it.</summary>
    private static bool IsRequested(TokenizedParagraph tokens, int start, int cue) =>
        NegatedAttribution.IsUtteranceVerb(tokens[cue]) && tokens[cue - 1].Lower is "to"
        && NounPhrases.EndingAt(tokens, cue - 2, start + 1) is { } requested && requested.First > start
        && RequestVerbs.Contains(tokens[requested.First - 1].Lower);
}
