using AlertBot.Quotes.Languages;
using AlertBot.Quotes.People;
using AlertBot.Quotes.Syntax;

namespace AlertBot.Quotes.Attribution;

/// <summary>
/// Finds the speaker of a quotation whose own sentence names none: the run goes on, or the sentence before introduces it.
/// </summary>
internal sealed class SpeakerCarryOver(IReadOnlyList<TokenizedParagraph> frames, CoreferenceResolver people, AttributedSpeaker? last)
{
    private const int MaxBoilerplateTokens = 8;

    public AttributedSpeaker? Find(int f, int token) =>
        token > 0 && HasQuotationBefore(f, token) ? ContinueRun(f, token) : token > 0 ? FindIntroduced(f, token) : FindAtParagraphStart(f);

    private bool HasQuotationBefore(int f, int token) => last is not null && last.ParagraphIndex == f && last.TokenIndex < token;

    private AttributedSpeaker? ContinueRun(int f, int token)
    {
        var frame = frames[f];
        var previous = frame.SentenceStart(Math.Max(0, token - 1));
        var between = previous > last!.TokenIndex;
        var here = frame.Quotations[frame[token].QuotationIndex];
        if (last.Cue is "asked" or "asks" && last.Attribution.FollowsQuote && last.Attribution.Speaker.First < last.Attribution.Cue
            && frame.LastCharacter(here) != '?'
            && (frame[last.Attribution.Cue + 1].IsCapital
                || frame[last.Attribution.Cue + 1].Lower is "him" or "her" or "them" or "me" or "us"))
        {
            return null;
        }

        if (between && FindIntroduced(f, token) is { } introduced && introduced.Person != last.Person)
        {
            return introduced;
        }

        // Straight behind "…," she said. “…” it is the same breath.
        var direct = !between && last.IsDirectSpeech && frame[token - 1].EndsSentence;
        return last with { Continues = direct && last.Attribution.FollowsQuote,
            Confidence = Math.Min(last.Confidence, between ? 0.6 : 0.85) };
    }

    /// <summary>“Bo was blunt. “It is over.””: the sentence before names the speaker.</summary>
    private AttributedSpeaker? FindIntroduced(int f, int token)
    {
        var frame = frames[f];
        if (token > 0 && !frame[token - 1].EndsSentence)
        {
            return null;
        }

        return FindInSentence(f, frame.SentenceStart(token - 1), token - 1, 0.7, 0.55);
    }

    private AttributedSpeaker? FindInSentence(int f, int start, int end, double cued, double bare)
    {
        var frame = frames[f];
        var cue = -1;
        for (var i = start; i <= end && cue < 0; i++)
        {
            cue = CueVerbs.IsFinite(frame[i]) && !CueNouns.IsNoun(frame, i) ? i : -1;
        }

        var subject = cue > 0
            ? AttributionRelation.FindSubjectOfVerb(frame, cue, start) ?? AttributionRelation.FindSubjectOfSentence(frame, start, end)
            : AttributionRelation.FindSubjectOfSentence(frame, start, end);
        if (subject is not { } phrase)
        {
            return null;
        }

        var spoken = AttributedSpeaker.Resolve(frame, f, end, new AttributionRelation(phrase, cue, false, cue > 0 ? cued : bare), people,
            last?.Person);
        return spoken.Person is { IsHuman: true } || cue > 0 && spoken.Name is not null ? spoken : null;
    }

    private AttributedSpeaker? FindAtParagraphStart(int f)
    {
        var frame = frames[f];
        if (last is null || FindIntroducedByColon(f) is { } || !FollowsLastQuote(f) || !HasOnlyQuotations(frame))
        {
            return FindIntroducedByColon(f) ?? FindAfterReportedSpeech(f);
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
    private AttributedSpeaker? FindAfterReportedSpeech(int f)
    {
        if (f == 0 || frames[f].Count != 1 || frames[f - 1] is not { Count: > 2 } before || before[before.Count - 1].IsQuotation)
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
                    && AttributedSpeaker.Resolve(before, f - 1, before.Count - 1, new AttributionRelation(subject, i, false, 0.65),
                        people, last?.Person) is { Person: not null } spoken
                    ? spoken with { Confidence = Math.Max(0.6, spoken.Confidence - 0.05) }
                    : null;
            }
        }

        return null;
    }

    private AttributedSpeaker? FindIntroducedByColon(int f)
    {
        if (f == 0 || frames[f - 1] is not { Count: > 1 } before || !before[before.Count - 1].Is(':'))
        {
            return null;
        }

        return FindInSentence(f - 1, before.SentenceStart(before.Count - 1), before.Count - 2, 0.8, 0.55);
    }

    /// <summary>Whether the paragraph follows the one of the last quotation; furniture between them does not count.</summary>
    private bool FollowsLastQuote(int f)
    {
        for (var k = f - 1; k > last!.ParagraphIndex; k--)
        {
            if (frames[k].Count > MaxBoilerplateTokens || frames[k].Quotations.Count > 0
                || frames[k].Text[frames[k].Paragraph.End - 1] is '.' or ':')
            {
                return false;
            }
        }

        // The paragraph before must end in its speech, not in the author's words about something else.
        var previous = frames[last.ParagraphIndex];
        return previous.SentenceStart(previous.Count - 1) <= Math.Max(last.TokenIndex,
            last.Attribution.FollowsQuote ? last.Attribution.Cue : 0);
    }

    private static bool HasOnlyQuotations(TokenizedParagraph frame)
    {
        for (var i = 0; i < frame.Count; i++)
        {
            if (CueVerbs.FormOf(frame[i]) == CueForm.Finite || Vocabulary.IsNameWord(frame[i]) || frame[i].Lower is "he" or "she" or "they")
            {
                return false;
            }
        }

        return true;
    }
}
