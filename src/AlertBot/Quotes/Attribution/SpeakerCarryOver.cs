using System.Collections.Frozen;
using AlertBot.Quotes.Languages;
using AlertBot.Quotes.People;
using AlertBot.Quotes.Syntax;

namespace AlertBot.Quotes.Attribution;

/// <summary>
/// Finds the speaker of an English quotation whose own sentence names none: the previous speaker continues, or the previous sentence
/// introduces the speaker.
/// </summary>
internal sealed class SpeakerCarryOver(IReadOnlyList<TokenizedParagraph> paragraphs, CoreferenceResolver people, AttributedSpeaker? last)
{
    // A paragraph of fewer tokens between two quotations is a caption or a link.
    private const int MaxBoilerplateTokens = 8;

    // After these cues another person speaks.
    private static readonly FrozenSet<string> TurnTakingCues =
        Vocabulary.WordSet("asked asks ask replied replies answered answers retorted countered responded");

    public AttributedSpeaker? Find(int paragraphIndex, int token)
    {
        if (token == 0)
        {
            return FindAtParagraphStart(paragraphIndex);
        }

        var hasQuotationBefore = last is not null && last.ParagraphIndex == paragraphIndex && last.TokenIndex < token;
        return hasQuotationBefore ? ContinueRun(paragraphIndex, token) : FindIntroduced(paragraphIndex, token);
    }

    private AttributedSpeaker? ContinueRun(int paragraphIndex, int token)
    {
        var tokens = paragraphs[paragraphIndex];
        if (IsAnswer(tokens, token))
        {
            return null;
        }

        var hasSentenceBetween = tokens.SentenceStart(token - 1) > last!.TokenIndex;
        if (hasSentenceBetween && FindIntroduced(paragraphIndex, token) is { } introduced && introduced.Person != last.Person)
        {
            return introduced;
        }

        // The second quotation of "“…,” she said. “…”".
        var isDirect = !hasSentenceBetween && last.IsDirectSpeech && tokens[token - 1].EndsSentence;
        return last with
        {
            Continues = isDirect && last.Attribution.FollowsQuote,
            Confidence = Math.Min(last.Confidence, hasSentenceBetween ? 0.6 : 0.85),
        };
    }

    /// <summary>The answer of another person: ““…?” Bo asked her. “…””.</summary>
    private bool IsAnswer(TokenizedParagraph tokens, int token)
    {
        var attribution = last!.Attribution;
        var addressee = tokens[attribution.Cue + 1];
        return last.Cue is "asked" or "asks" && attribution.FollowsQuote && attribution.Speaker.First < attribution.Cue
            && tokens.LastCharacter(tokens.QuotationAt(token)) != '?'
            && (addressee.IsCapital || addressee.Lower is "him" or "her" or "them" or "me" or "us");
    }

    /// <summary>The previous sentence names the speaker: “Bo was blunt. “It is over.””</summary>
    private AttributedSpeaker? FindIntroduced(int paragraphIndex, int token)
    {
        var tokens = paragraphs[paragraphIndex];
        return tokens[token - 1].EndsSentence
            ? FindInSentence(paragraphIndex, tokens.SentenceStart(token - 1), token - 1, withCue: 0.7, withoutCue: 0.55)
            : null;
    }

    private AttributedSpeaker? FindInSentence(int paragraphIndex, int start, int end, double withCue, double withoutCue)
    {
        var tokens = paragraphs[paragraphIndex];
        var cue = FindFirstCue(tokens, start, end);
        var subject = (cue > 0 ? SubjectFinder.FindBeforeVerb(tokens, cue, start) : null)
            ?? SubjectFinder.FindInSentence(tokens, start, end);
        if (subject is not { } phrase)
        {
            return null;
        }

        var attribution = new AttributionRelation(phrase, cue, false, cue > 0 ? withCue : withoutCue);
        var speaker = AttributedSpeaker.Resolve(tokens, paragraphIndex, end, attribution, people, last?.Person);
        return speaker.Person is { IsHuman: true } || (cue > 0 && speaker.Name is not null) ? speaker : null;
    }

    private static int FindFirstCue(TokenizedParagraph tokens, int start, int end)
    {
        for (var i = start; i <= end; i++)
        {
            if (CueVerbs.IsFinite(tokens[i]) && !CueNouns.IsNoun(tokens, i))
            {
                return i;
            }
        }

        return -1;
    }

    private AttributedSpeaker? FindAtParagraphStart(int paragraphIndex)
    {
        if (FindIntroducedByColon(paragraphIndex) is { } introduced)
        {
            return introduced;
        }

        if (last is null || !FollowsLastQuotation(paragraphIndex) || !HasOnlyQuotations(paragraphs[paragraphIndex]))
        {
            return FindAfterReportedSpeech(paragraphIndex);
        }

        if (last.IsUnclosed)
        {
            return last with { Continues = true, Confidence = Math.Min(0.95, last.Confidence) };
        }

        var takesTurns = last.Cue is not null && TurnTakingCues.Contains(last.Cue);
        return takesTurns || !last.IsDirectSpeech ? null : last with { Continues = false, Confidence = Math.Min(0.65, last.Confidence) };
    }

    /// <summary>A paragraph that is one quotation after reported speech: “Bo said the road would reopen.”</summary>
    private AttributedSpeaker? FindAfterReportedSpeech(int paragraphIndex)
    {
        if (paragraphIndex == 0 || paragraphs[paragraphIndex].Count != 1 || paragraphs[paragraphIndex - 1] is not { Count: > 2 } before
            || before[before.Count - 1].IsQuotation)
        {
            return null;
        }

        var end = before.Count - 1;
        var start = before.SentenceStart(end);
        if (FindSpeechVerb(before, start + 1) is not { } verb
            || SubjectFinder.FindBeforeVerb(before, verb, start) is not { } subject || subject.First != start)
        {
            return null;
        }

        var attribution = new AttributionRelation(subject, verb, false, 0.65);
        var speaker = AttributedSpeaker.Resolve(before, paragraphIndex - 1, end, attribution, people, last?.Person);
        return speaker.Person is null ? null : speaker with { Confidence = Math.Max(0.6, speaker.Confidence - 0.05) };
    }

    /// <returns>The first finite speech verb; null where none comes before the next quotation.</returns>
    private static int? FindSpeechVerb(TokenizedParagraph tokens, int first)
    {
        for (var i = first; i < tokens.Count && !tokens[i].IsQuotation; i++)
        {
            if (CueVerbs.IsSpeechVerb(tokens[i]) && CueVerbs.IsFinite(tokens[i]))
            {
                return i;
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

        var start = before.SentenceStart(before.Count - 1);
        return FindInSentence(paragraphIndex - 1, start, before.Count - 2, withCue: 0.8, withoutCue: 0.55);
    }

    /// <summary>Whether the paragraph follows the one of the last quotation. Captions and links between them do not count.</summary>
    private bool FollowsLastQuotation(int paragraphIndex)
    {
        for (var i = paragraphIndex - 1; i > last!.ParagraphIndex; i--)
        {
            var between = paragraphs[i];
            if (between.Count > MaxBoilerplateTokens || between.Quotations.Count > 0
                || between.Text[between.Paragraph.End - 1] is '.' or ':')
            {
                return false;
            }
        }

        // The previous paragraph must end with the speech, not with other words of the author.
        var previous = paragraphs[last.ParagraphIndex];
        return previous.SentenceStart(previous.Count - 1) <= last.LastToken;
    }

    private static bool HasOnlyQuotations(TokenizedParagraph tokens)
    {
        for (var i = 0; i < tokens.Count; i++)
        {
            if (CueVerbs.IsFinite(tokens[i]) || Vocabulary.IsNameWord(tokens[i]) || tokens[i].Lower is "he" or "she" or "they")
            {
                return false;
            }
        }

        return true;
    }
}
