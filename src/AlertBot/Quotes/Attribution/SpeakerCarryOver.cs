using AlertBot.Quotes.Languages;
using AlertBot.Quotes.People;
using AlertBot.Quotes.Syntax;

namespace AlertBot.Quotes.Attribution;

/// <summary>
/// Finds the speaker of a quotation whose own sentence names none: the run goes on, or the sentence before introduces it.
/// </summary>
internal sealed class SpeakerCarryOver(IReadOnlyList<TokenizedParagraph> paragraphs, CoreferenceResolver people, AttributedSpeaker? last)
{
    private const int MaxBoilerplateTokens = 8;

    public AttributedSpeaker? Find(int paragraphIndex, int token) =>
        token > 0 && HasQuotationBefore(paragraphIndex, token) ? ContinueRun(paragraphIndex, token)
            : token > 0 ? FindIntroduced(paragraphIndex, token) : FindAtParagraphStart(paragraphIndex);

    private bool HasQuotationBefore(int paragraphIndex, int token) =>
        last is not null && last.ParagraphIndex == paragraphIndex && last.TokenIndex < token;

    private AttributedSpeaker? ContinueRun(int paragraphIndex, int token)
    {
        var tokens = paragraphs[paragraphIndex];
        var previous = tokens.SentenceStart(Math.Max(0, token - 1));
        var between = previous > last!.TokenIndex;
        var here = tokens.Quotations[tokens[token].QuotationIndex];
        if (last.Cue is "asked" or "asks" && last.Attribution.FollowsQuote && last.Attribution.Speaker.First < last.Attribution.Cue
            && tokens.LastCharacter(here) != '?'
            && (tokens[last.Attribution.Cue + 1].IsCapital
                || tokens[last.Attribution.Cue + 1].Lower is "him" or "her" or "them" or "me" or "us"))
        {
            return null;
        }

        if (between && FindIntroduced(paragraphIndex, token) is { } introduced && introduced.Person != last.Person)
        {
            return introduced;
        }

        // Straight behind "…," she said. “…” it is the same breath.
        var direct = !between && last.IsDirectSpeech && tokens[token - 1].EndsSentence;
        return last with { Continues = direct && last.Attribution.FollowsQuote,
            Confidence = Math.Min(last.Confidence, between ? 0.6 : 0.85) };
    }

    /// <summary>“Bo was blunt. “It is over.””: the sentence before names the speaker.</summary>
    private AttributedSpeaker? FindIntroduced(int paragraphIndex, int token)
    {
        var tokens = paragraphs[paragraphIndex];
        if (token > 0 && !tokens[token - 1].EndsSentence)
        {
            return null;
        }

        return FindInSentence(paragraphIndex, tokens.SentenceStart(token - 1), token - 1, 0.7, 0.55);
    }

    private AttributedSpeaker? FindInSentence(int paragraphIndex, int start, int end, double cued, double bare)
    {
        var tokens = paragraphs[paragraphIndex];
        var cue = -1;
        for (var i = start; i <= end && cue < 0; i++)
        {
            cue = CueVerbs.IsFinite(tokens[i]) && !CueNouns.IsNoun(tokens, i) ? i : -1;
        }

        var subject = cue > 0
            ? AttributionRelation.FindSubjectOfVerb(tokens, cue, start) ?? AttributionRelation.FindSubjectOfSentence(tokens, start, end)
            : AttributionRelation.FindSubjectOfSentence(tokens, start, end);
        if (subject is not { } phrase)
        {
            return null;
        }

        var spoken = AttributedSpeaker.Resolve(tokens, paragraphIndex, end,
            new AttributionRelation(phrase, cue, false, cue > 0 ? cued : bare), people,
            last?.Person);
        return spoken.Person is { IsHuman: true } || cue > 0 && spoken.Name is not null ? spoken : null;
    }

    private AttributedSpeaker? FindAtParagraphStart(int paragraphIndex)
    {
        var tokens = paragraphs[paragraphIndex];
        if (last is null || FindIntroducedByColon(paragraphIndex) is { } || !FollowsLastQuote(paragraphIndex) || !HasOnlyQuotations(tokens))
        {
            return FindIntroducedByColon(paragraphIndex) ?? FindAfterReportedSpeech(paragraphIndex);
        }

        if (last.IsUnclosed)
        {
            return last with { Continues = true, Confidence = Math.Min(0.95, last.Confidence) };
        }

        var turns = last.Cue is "asked" or "asks" or "ask" or "replied" or "replies" or "answered" or "answers" or "retorted"
            or "countered" or "responded";
        return turns || !last.IsDirectSpeech ? null : last with { Continues = false, Confidence = Math.Min(0.65, last.Confidence) };
    }

    /// <summary>“Bo said the road would reopen.” and then a paragraph of nothing but her words.</summary>
    private AttributedSpeaker? FindAfterReportedSpeech(int paragraphIndex)
    {
        if (paragraphIndex == 0 || paragraphs[paragraphIndex].Count != 1 || paragraphs[paragraphIndex - 1] is not { Count: > 2 } before
            || before[before.Count - 1].IsQuotation)
        {
            return null;
        }

        var start = before.SentenceStart(before.Count - 1);
        for (var i = start + 1; i < before.Count; i++)
        {
            if (before[i].IsQuotation)
            {
                return null;
            }

            if (CueVerbs.IsSpeechVerb(before[i]) && CueVerbs.IsFinite(before[i]))
            {
                return AttributionRelation.FindSubjectOfVerb(before, i, start) is { } subject && subject.First == start
                    && AttributedSpeaker.Resolve(before, paragraphIndex - 1, before.Count - 1,
                        new AttributionRelation(subject, i, false, 0.65),
                        people, last?.Person) is { Person: not null } spoken
                    ? spoken with { Confidence = Math.Max(0.6, spoken.Confidence - 0.05) }
                    : null;
            }
        }

        return null;
    }

    private AttributedSpeaker? FindIntroducedByColon(int paragraphIndex)
    {
        if (paragraphIndex == 0 || paragraphs[paragraphIndex - 1] is not { Count: > 1 } before || !before[before.Count - 1].Is(':'))
        {
            return null;
        }

        return FindInSentence(paragraphIndex - 1, before.SentenceStart(before.Count - 1), before.Count - 2, 0.8, 0.55);
    }

    /// <summary>Whether the paragraph follows the one of the last quotation; furniture between them does not count.</summary>
    private bool FollowsLastQuote(int paragraphIndex)
    {
        for (var k = paragraphIndex - 1; k > last!.ParagraphIndex; k--)
        {
            if (paragraphs[k].Count > MaxBoilerplateTokens || paragraphs[k].Quotations.Count > 0
                || paragraphs[k].Text[paragraphs[k].Paragraph.End - 1] is '.' or ':')
            {
                return false;
            }
        }

        // The paragraph before must end in its speech, not in the author's words about something else.
        var previous = paragraphs[last.ParagraphIndex];
        return previous.SentenceStart(previous.Count - 1) <= Math.Max(last.TokenIndex,
            last.Attribution.FollowsQuote ? last.Attribution.Cue : 0);
    }

    private static bool HasOnlyQuotations(TokenizedParagraph tokens)
    {
        for (var i = 0; i < tokens.Count; i++)
        {
            if (CueVerbs.FormOf(tokens[i]) == CueForm.Finite || Vocabulary.IsNameWord(tokens[i])
                || tokens[i].Lower is "he" or "she" or "they")
            {
                return false;
            }
        }

        return true;
    }
}
