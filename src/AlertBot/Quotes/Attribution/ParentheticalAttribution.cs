using AlertBot.Quotes.Context;
using AlertBot.Quotes.People;
using AlertBot.Quotes.Syntax;

namespace AlertBot.Quotes.Attribution;

/// <summary>Finds an attribution between the marks of its quotation: « Nous partons, a dit Jean Moen, et vite. »</summary>
internal static class ParentheticalAttribution
{
    // Words of speech before the attribution. With fewer the speaker reports what another person said.
    private const int MinTokensBefore = 2;

    // Further from the opening mark a reporting verb is part of the speaker's story.
    private const int MaxTokens = 80;

    public static AttributedSpeaker? Find(TokenizedParagraph tokens, int paragraphIndex, int token, CoreferenceResolver people,
        Person? previousSpeaker)
    {
        var quotation = tokens.QuotationAt(token);
        if (quotation.HasSingleMarks)
        {
            return null;
        }

        var inner = TokenizedParagraph.Tokenize(tokens.Text, quotation.Inner, [], 0, tokens.Profile);
        for (var i = MinTokensBefore; i < inner.Count && i < MaxTokens; i++)
        {
            if ((inner[i].Is(',') || inner[i].IsDash) && FindInserted(inner, i + 1) is { } attribution)
            {
                var speaker = AttributedSpeaker.Resolve(inner, paragraphIndex, 0, attribution, people, previousSpeaker);
                if (NounPhraseReader.IsPronoun(inner, attribution.Speaker))
                {
                    var pronoun = inner[attribution.Speaker.First].Lower;
                    speaker = ProfileSpeakerResolver.ResolvePronoun(speaker, tokens, token, pronoun, people, previousSpeaker);
                }

                return speaker with
                {
                    Venue = ProfileSpeechVenue.FindAround(inner, attribution),
                    Attribution = new AttributionRelation(new Phrase(token, token), token, true, attribution.Confidence),
                };
            }
        }

        return null;
    }

    /// <summary>A reporting verb with its subject after it, up to the next mark.</summary>
    private static AttributionRelation? FindInserted(TokenizedParagraph inner, int first)
    {
        if (inner[first - 2].Is(',') || ReportingVerbReader.ReadAt(inner, first) is not { } verb
            || ReportingClauseReader.FindSubjectAfter(inner, verb, inner.Count - 1) is not { } subject
            || IsFirstPersonOrImpersonal(inner[subject.First]))
        {
            return null;
        }

        return EndsInsertion(inner, subject.Last + 1) ? new AttributionRelation(subject, verb.Cue, true, 0.85) : null;
    }

    private static bool IsFirstPersonOrImpersonal(Token token) =>
        token.Lower is "je" or "ich" or "yo" or "nous" or "wir" or "on" or "man";

    private static bool EndsInsertion(TokenizedParagraph inner, int next)
    {
        var token = inner[next];
        var canEnd = token.Is(',') || token.Is('.') || token.Is('…') || token.IsDash
            || inner.Profile!.IsPreposition(token) || inner.Profile.IsTimeWord(token);
        return canEnd && EndsAtMark(inner, next);
    }

    private static bool EndsAtMark(TokenizedParagraph inner, int first)
    {
        for (var i = first; i < inner.Count && i < first + ScanLimits.MaxPhraseTokens; i++)
        {
            if (!inner[i].IsWord)
            {
                return inner[i].Is(',') || inner[i].EndsSentence || inner[i].IsDash;
            }
        }

        return false;
    }
}
