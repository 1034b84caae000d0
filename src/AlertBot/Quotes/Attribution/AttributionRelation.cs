using System.Collections.Frozen;
using AlertBot.Quotes.Languages;
using AlertBot.Quotes.Syntax;

namespace AlertBot.Quotes.Attribution;

/// <summary>The speaker of a quotation as its own sentence gives it.</summary>
/// <param name="Cue">The token of the cue; −1 where a colon or a dash attributes the quotation.</param>
/// <param name="FollowsQuote">Whether the attribution follows the quotation.</param>
/// <param name="Confidence">From 0 to 1.</param>
internal sealed record AttributionRelation(Phrase Speaker, int Cue, bool FollowsQuote, double Confidence)
{
    // Trailing attributions above this win without a look at the words before the quotation.
    private const double CertainTrailing = 0.9;

    private const double ProbableLeading = 0.8;

    private static readonly FrozenSet<string> ClauseOpeners =
        Vocabulary.WordSet("after when while although though whereas because since if as before whom which until");

    /// <summary>Searches the sentence of an English quotation after it and before it.</summary>
    public static AttributionRelation? Find(TokenizedParagraph tokens, int quotation)
    {
        var opensSentence = quotation == tokens.SentenceStart(quotation);
        var trailing = TrailingAttribution.Find(tokens, quotation, opensSentence || EndsLikeSpeech(tokens, quotation));
        if (trailing is null)
        {
            return LeadingAttribution.Find(tokens, quotation);
        }

        var endsWithComma = tokens.LastCharacter(tokens.QuotationAt(quotation)) == ',';
        var namesSource = trailing.Cue >= 0 && tokens[trailing.Cue].Lower is "according";
        if (trailing.Confidence > CertainTrailing && (opensSentence || (endsWithComma && !namesSource)))
        {
            return trailing;
        }

        var leading = LeadingAttribution.Find(tokens, quotation);
        return leading is not null
            && (OpensOwnClause(tokens, quotation, leading) || EndsAtColon(tokens, quotation, leading, endsWithComma)
                || (namesSource && IsRelayedSpeech(tokens, leading)) || trailing.Confidence <= leading.Confidence)
            ? leading
            : trailing;
    }

    /// <summary>Whether an attribution of the previous quotation starts at a token (“… she said”).</summary>
    public static bool StartsAt(TokenizedParagraph tokens, int index)
    {
        if (CueVerbs.IsFinite(tokens[index]))
        {
            return true;
        }

        for (var i = index + 1; i < index + ScanLimits.MaxPhraseTokens && tokens[i].IsWord; i++)
        {
            if (CueVerbs.IsSpeechVerb(tokens[i]) && CueVerbs.IsFinite(tokens[i]))
            {
                return SubjectFinder.FindBeforeVerb(tokens, i, index) is { } subject && subject.First == index;
            }

            if (Vocabulary.IsStopWord(tokens[i]))
            {
                return false;
            }
        }

        return false;
    }

    /// <summary>Whether a sentence that consists of an attribution starts at a token (“… Bo said.”).</summary>
    public static bool IsWholeSentenceAt(TokenizedParagraph tokens, int index)
    {
        if (!StartsAt(tokens, index))
        {
            return false;
        }

        var verb = index;
        while (!CueVerbs.IsFinite(tokens[verb]))
        {
            verb++;
        }

        var next = tokens[verb + 1];
        return verb > index && !next.Is(':') && !next.IsQuotation
            && (!next.IsWord || Vocabulary.IsTimeWord(next) || next.Lower is "in" or "on" or "at" or "during");
    }

    private static bool EndsLikeSpeech(TokenizedParagraph tokens, int quotation)
    {
        var last = tokens.LastCharacter(tokens.QuotationAt(quotation));
        return last is ',' or '!' or '?' or '—' or '–' or '-' || tokens[quotation + 1].Is(',') || tokens[quotation + 1].Is('—');
    }

    /// <summary>
    /// The words belong to the subordinate clause before them: “After Ann called it “…”, Bo said no”, “whom Ann called “…”, said”.
    /// </summary>
    private static bool OpensOwnClause(TokenizedParagraph tokens, int quotation, AttributionRelation leading) =>
        leading.Cue >= 0 && !tokens[quotation - 1].Is(',') && !tokens[quotation - 1].Is(':')
        && ClauseOpeners.Contains(tokens[leading.Speaker.First - 1].Lower);

    /// <summary>
    /// The colon gives the words to the speaker before it: in “Ann asked Bo: “…?” Bo said: “…”” Bo’s cue is for the next words.
    /// </summary>
    private static bool EndsAtColon(TokenizedParagraph tokens, int quotation, AttributionRelation leading, bool endsWithComma) =>
        leading is { Cue: >= 0, Confidence: >= ProbableLeading } && tokens[quotation - 1].Is(':') && !endsWithComma;

    /// <summary>“Bo told them it was “…,” according to two guests”: the guests relay words of Bo.</summary>
    private static bool IsRelayedSpeech(TokenizedParagraph tokens, AttributionRelation leading) =>
        leading is { Cue: >= 0, Confidence: > ProbableLeading } && tokens[leading.Cue].Lower is "told" or "said";
}
