using System.Collections.Frozen;
using AlertBot.Quotes.Attribution;
using AlertBot.Quotes.Languages;
using AlertBot.Quotes.Syntax;

namespace AlertBot.Quotes.Detection;

/// <summary>
/// Tells words that a sentence puts into somebody's mouth from those that were spoken: forged, imagined, asked for, or another's that are
/// read out.
/// </summary>
internal static class NonSpeechFilter
{
    // Tokens before “that” in which a sentence takes back what it tells.
    private const int MaxDoubtTokens = 9;

    private static readonly FrozenSet<string> ForgeryWords = Vocabulary.WordSet(
        "fake faked false fabricated forged doctored manipulated altered bogus phony phoney parody spoof satirical ai-generated "
            + "ai-made digitally-altered deepfaked impostor imposter");

    private static readonly FrozenSet<string> MediaNouns = Vocabulary.WordSet(
        "tweet tweets post posts video videos clip clips audio recording recordings account accounts letter letters memo statement "
            + "statements quote quotes quotation image images photo photos picture screenshot screenshots email e-mail message "
            + "messages interview document documents article articles footage voice website page headline play sketch cartoon");

    private static readonly FrozenSet<string> DoubtWords = Vocabulary.WordSet(
        "untrue false unclear unknown uncertain disputed denied denies deny denying rejected rejects dismissed dismisses debunked "
            + "refuted rumour rumours rumor rumors hoax misinformation disinformation");

    private static readonly FrozenSet<string> RequestVerbs = Vocabulary.WordSet(
        "urged urges urging want wants wanted wanting asked asks asking told tells telling ordered orders begged begs pressed implored "
            + "instructed advised expects expected forced invited challenged called pressured on");

    private static readonly FrozenSet<string> SuppositionVerbs = Vocabulary.WordSet(
        "believe believes believed believing think thinks thought imagine imagines imagined suppose supposes supposed pretend pretends "
            + "pretended wish wishes wished fear fears feared joke jokes joked quip quips quipped");

    private static readonly FrozenSet<string> RelayVerbs = Vocabulary.WordSet(
        "read reads reading quoted quotes quoting cited cites citing recited recites recited recalled recalls recalling reposted "
            + "retweeted shared shares repeated repeats echoed echoes echoing paraphrased invoked invokes");

    private static readonly FrozenSet<string> DocumentNouns = Vocabulary.WordSet(
        "message messages letter letters note notes statement line lines passage post posts tweet tweets words quote quotation poem "
            + "verse verses prayer song email text speech book");

    /// <param name="cue">The verb that leads to the quotation; −1 for none.</param>
    public static bool IsNotSpoken(TokenizedParagraph tokens, int quotation, AttributionRelation? attribution, int cue)
    {
        var start = tokens.SentenceStart(quotation);
        if (attribution is { FollowsQuote: true })
        {
            return attribution.Cue >= 0
                && (HasModal(tokens, attribution.Speaker.Last, attribution.Cue)
                    || IsForged(tokens, attribution.Cue + 1, tokens.SentenceEnd(quotation), behind: true)
                    || IsForged(tokens, start, quotation - 1, behind: false));
        }

        if (BelongsToAnother(tokens, quotation, attribution) || IsFactCheckClaim(tokens, start, quotation)
            || IsRelayed(tokens, start, quotation))
        {
            return true;
        }

        if (cue <= start)
        {
            return false;
        }

        var subject = attribution?.Speaker.First ?? AttributionRelation.FindSubjectOfVerb(tokens, cue, start)?.First ?? cue;
        return IsForged(tokens, start, cue, behind: false) || IsMisquoted(tokens, start, cue) || IsDoubted(tokens, start, subject)
            || IsInverted(tokens, start, subject)
            || IsHypothetical(tokens, start, subject, cue) || IsRequested(tokens, start, cue);
    }

    /// <summary>
    /// “a deepfake in which Bo says”, “in a fabricated tweet”, “a clip made with artificial intelligence”, “an account posing as Bo”.
    /// </summary>
    private static bool IsForged(TokenizedParagraph tokens, int first, int last, bool behind)
    {
        for (var i = first; i <= last; i++)
        {
            var (here, next) = (tokens[i].Lower, tokens[i + 1].Lower);
            if (here is "deepfake" or "deepfakes" or "impersonating" or "impersonator" or "impersonators"
                || (here is "posing" && next is "as")
                || (here is "artificial" && next is "intelligence" && tokens[i - 1].Lower is "with" or "by" or "using")
                || (here is "chatgpt" && i == first)
                || (ForgeryWords.Contains(here) && MediaNouns.Contains(next) && (!behind || tokens[i - 1].Lower is "a" or "an" or "the")))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>“Bo answered Cy’s “…” with a shrug”: whose they are is not said again.</summary>
    private static bool BelongsToAnother(TokenizedParagraph tokens, int quotation, AttributionRelation? attribution) =>
        tokens[quotation - 1] is { IsCapital: true, IsPossessive: true }
            && tokens[quotation - 2].Lower is "to" or "at" or "mocked" or "echoed" or "answered" or "repeated" or "rejected"
            && !(attribution is { } told && told.Speaker.First <= quotation - 1 && told.Speaker.Last >= quotation - 1);

    /// <summary>“CLAIM: Bo said “…””, the heading of those who check.</summary>
    private static bool IsFactCheckClaim(TokenizedParagraph tokens, int start, int quotation) =>
        start < quotation && tokens[start].Lower is "claim" or "rumour" or "rumor" or "hoax" && tokens[start + 1].Is(':');

    private static bool IsMisquoted(TokenizedParagraph tokens, int start, int cue)
    {
        for (var i = cue; i > start && cue - i < 5; i--)
        {
            if (tokens[i].Lower is "falsely" or "wrongly" or "wrongfully" or "incorrectly" or "mistakenly" or "misquoted" or "supposedly"
                or "purportedly")
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
        if (tokens[subject].Lower is "neither" or "nobody" || (subject > start && tokens[subject - 1].Lower is "neither" or "nor")
            || (tokens[subject - 1].Lower is "even" && tokens[subject - 2].Lower is "not"))
        {
            return true;
        }

        if (subject - 1 <= start || !(tokens[subject - 1].Lower is "that" or "whether" or "if"))
        {
            return false;
        }

        for (var i = subject - 2; i >= start && subject - i <= MaxDoubtTokens; i--)
        {
            var lower = tokens[i].Lower;
            var no = tokens[i - 1].Lower is "no" or "not" or "never" or "little" or "n't"
                || tokens[i - 1].Lower.EndsWith("n’t", StringComparison.Ordinal)
                || tokens[i - 1].Lower.EndsWith("n't", StringComparison.Ordinal);
            if (DoubtWords.Contains(lower)
                || (no && lower is "evidence" or "proof" or "record" or "indication" or "true" or "sign" or "confirmed" or "verified"
                    or "clear") || (lower is "claims" or "claim" or "allegations" or "suggestions"
                        && (i == start || CueNouns.IsNoun(tokens, i))))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>“Did Bo say”, “had Bo said”, “at no time did Bo say”; “not only did Bo say” is none.</summary>
    private static bool IsInverted(TokenizedParagraph tokens, int start, int subject) =>
        subject - 1 >= start && tokens[subject - 1].Lower is "did" or "does" or "has" or "have" or "had"
            && (subject - 1 == start || tokens[subject - 2].Is(',')
                || tokens[subject - 2].Lower is "time" or "never" or "nowhere" or "once" or "why" or "when" or "how" or "where" or "and"
                    or "or" or "but");

    /// <summary>“If Bo says”, “Bo would have said”, “Bo might say”, “whoever believes Bo said”, “imagine Bo saying”.</summary>
    private static bool IsHypothetical(TokenizedParagraph tokens, int start, int subject, int cue)
    {
        var opener = subject - 1 - (tokens[subject - 1].Lower is "that" ? 1 : 0);
        if (tokens[subject].Lower is "imagine"
            || (opener >= start
                && (tokens[opener].Lower is "if" or "unless" or "lest" or "imagine" || SuppositionVerbs.Contains(tokens[opener].Lower))))
        {
            return true;
        }

        return HasModal(tokens, subject, cue);
    }

    /// <summary>“could say”, “might have said”; who would often say something did.</summary>
    private static bool HasModal(TokenizedParagraph tokens, int subject, int cue)
    {
        for (var i = cue - 1;
            NegatedAttribution.IsUtteranceVerb(tokens[cue]) && i > subject && cue - i < 5
                && (Vocabulary.IsAdverb(tokens[i]) || Vocabulary.IsAuxiliary(tokens[i])
                    || tokens[i].Lower is "would" or "could" or "might" or "should"); i--)
        {
            if (tokens[i].Lower is "would" or "could" or "might" or "should"
                && (tokens[i].Lower is "might" or "could" || tokens[i + 1].Lower is "have" || tokens[i + 2].Lower is "have"))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>“Bo urged Cy to say “sorry””: neither said it.</summary>
    private static bool IsRequested(TokenizedParagraph tokens, int start, int cue) =>
        NegatedAttribution.IsUtteranceVerb(tokens[cue]) && tokens[cue - 1].Lower is "to"
            && NounPhrases.EndingAt(tokens, cue - 2, start + 1) is { } whom && whom.First > start
            && RequestVerbs.Contains(tokens[whom.First - 1].Lower);

    /// <summary>“Bo read out a letter from Cy: “…””, “Bo quoted Cy: “…””, “Bo recalled her father’s words: “…””.</summary>
    private static bool IsRelayed(TokenizedParagraph tokens, int start, int quotation)
    {
        var verb = quotation - 1;
        while (verb > start && quotation - verb <= ScanLimits.MaxPhraseTokens && !RelayVerbs.Contains(tokens[verb].Lower))
        {
            verb--;
        }

        if (verb <= start || !RelayVerbs.Contains(tokens[verb].Lower) || CueNouns.IsNoun(tokens, verb))
        {
            return false;
        }

        var direct = verb + 1 < quotation && Vocabulary.IsNameWord(tokens[verb + 1])
            && NounPhrases.StartingAt(tokens, verb + 1, quotation - 1) is { } whom && whom.Last >= quotation - 2
            && !tokens[whom.Last].IsPossessive;
        for (var i = verb + 1; i < quotation; i++)
        {
            if (tokens[i].Lower is "as" or "that" or "and")
            {
                return false;
            }

            direct |= DocumentNouns.Contains(tokens[i].Lower)
                && ((tokens[i + 1].Lower is "from" or "by" or "of" && tokens[i + 2].IsWord
                    && !(tokens[i + 2].Lower is "his" or "her" or "their" or "my" or "our"))
                    || (tokens[i - 1].IsPossessive && i >= quotation - 2));
        }

        return direct;
    }
}
