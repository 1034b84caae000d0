using AlertBot.Quotes.Context;
using AlertBot.Quotes.People;
using AlertBot.Quotes.Syntax;

namespace AlertBot.Quotes.Attribution;

/// <summary>Finds the speaker whom a newspaper puts between the marks: « Nous partons, a dit Jean Moen, et vite. »</summary>
internal static class ParentheticalAttribution
{
    // A word of two more before the insertion, or it is the speaker's own story of what another said.
    private const int MinTokensBefore = 2;

    // Further on it is a tale with talk in it.
    private const int MaxTokens = 80;

    public static AttributedSpeaker? Find(TokenizedParagraph tokens, int paragraphIndex, int token, CoreferenceResolver people,
        Person? previousSpeaker)
    {
        var quotation = tokens.Quotations[tokens[token].QuotationIndex];
        if (quotation.HasSingleMarks)
        {
            return null;
        }

        var inner = TokenizedParagraph.Tokenize(tokens.Text, quotation.Inner, [], 0, tokens.Profile);
        for (var i = MinTokensBefore; i < inner.Count && i < MaxTokens; i++)
        {
            if ((inner[i].Is(',') || inner[i].Is('–') || inner[i].Is('—')) && FindInserted(inner, i + 1) is { } attribution)
            {
                var outer = new AttributionRelation(new Phrase(token, token), token, true, attribution.Confidence);
                return ResolveSpeaker(inner, tokens, paragraphIndex, token, attribution, people, previousSpeaker) with { Attribution =
                    outer };
            }
        }

        return null;
    }

    private static AttributedSpeaker ResolveSpeaker(TokenizedParagraph inner, TokenizedParagraph tokens, int paragraphIndex, int token,
        AttributionRelation attribution, CoreferenceResolver people, Person? previousSpeaker)
    {
        var pronoun = inner[attribution.Speaker.First];
        var spoken = AttributedSpeaker.Resolve(inner, paragraphIndex, 0, attribution, people, previousSpeaker);
        spoken = inner.Profile!.IsPronoun(pronoun) && attribution.Speaker.First == attribution.Speaker.Last
            ? ProfileSpeakerResolver.ResolvePronoun(spoken, tokens, token, pronoun.Lower, people, previousSpeaker) : spoken;
        return spoken with { Venue = ProfileSpeechVenue.FindAround(inner, attribution) };
    }

    /// <summary>A verb of saying with its subject behind it, as far as the next mark.</summary>
    private static AttributionRelation? FindInserted(TokenizedParagraph inner, int first)
    {
        if (inner[first - 2].Is(',') || ReportingVerbReader.ReadAt(inner, first) is not { } reportingVerb
            || ReportingClauseReader.FindSubjectAfter(inner, reportingVerb, inner.Count - 1) is not { } subject
            || inner[subject.First].Lower is "je" or "ich" or "yo" or "nous" or "wir" or "on" or "man")
        {
            return null;
        }

        // The insertion is the verb's alone: a French verb without its subject hung on it is a compound.
        var next = inner[subject.Last + 1];
        return (next.Is(',') || next.Is('.') || next.Is('–') || next.Is('—') || next.Is('…') || inner.Profile!.IsPreposition(next)
            || inner.Profile.IsTimeWord(next)) && EndsAtMark(inner, subject.Last + 1)
            ? new AttributionRelation(subject, reportingVerb.Cue, true, 0.85)
            : null;
    }

    private static bool EndsAtMark(TokenizedParagraph inner, int first)
    {
        for (var i = first; i < inner.Count && i < first + ScanLimits.MaxPhraseTokens; i++)
        {
            if (!inner[i].IsWord)
            {
                return inner[i].Is(',') || inner[i].EndsSentence || inner[i].Is('–') || inner[i].Is('—');
            }
        }

        return false;
    }
}
