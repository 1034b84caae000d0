using AlertBot.Quotes.Context;
using AlertBot.Quotes.People;
using AlertBot.Quotes.Syntax;

namespace AlertBot.Quotes.Attribution;

/// <summary>Finds the speaker of a German, French or Spanish quotation whose own sentence names none.</summary>
internal sealed class ProfileSpeakerCarryOver(IReadOnlyList<TokenizedParagraph> frames, CoreferenceResolver people, AttributedSpeaker? last)
{
    public AttributedSpeaker? Find(int f, int token)
    {
        var frame = frames[f];
        if (IsSecondPart(frame, f, token))
        {
            return last! with { Continues = true };
        }

        if (ParentheticalAttribution.Find(frame, f, token, people, last?.Person) is { } inside)
        {
            return inside;
        }

        if (frame.Profile is not { IsGerman: true } && ProfileAttribution.ContinuesSpeaker(frame, token))
        {
            return FindDroppedSubject(frame, f, token);
        }

        if (token == 0)
        {
            return FindAtParagraphStart(f);
        }

        if (IsDialogueTurn(frame, token))
        {
            return null;
        }

        if (last is not null && last.ParagraphIndex == f && last.TokenIndex < token)
        {
            return ContinueRun(frame, token);
        }

        return FindIntroduced(frame, f, token)
            ?? (ProfileAttribution.ContinuesSpeaker(frame, token)
                ? FindReportedSpeaker(frame, f, token) ?? ContinueLastSpeaker(f, frame[token].Start, 0.6) : null);
    }

    /// <summary>«…», contó a su diario, «…»: both sides of one cue.</summary>
    private bool IsSecondPart(TokenizedParagraph frame, int f, int token) =>
        last is { IsDirectSpeech: true, Attribution.FollowsQuote: true } && last.ParagraphIndex == f
            && last.TokenIndex < last.Attribution.Cue && last.Attribution.Cue < token && frame.SentenceStart(token) <= last.TokenIndex;

    /// <summary>
    /// “Born salió la última. «…», contó.”: a verb without a subject has that of the sentence before, else the speaker before.
    /// </summary>
    private AttributedSpeaker? FindDroppedSubject(TokenizedParagraph frame, int f, int token)
    {
        var cue = ProfileAttribution.FindCueAfter(frame, token);
        var start = frame.SentenceStart(token);
        var before = start > 0 ? ReportingClauseReader.FindLeadingPhrase(frame, frame.SentenceStart(start - 1), start - 1) : null;
        var known = start > 0 ? FindLeadingPerson(frame, f, frame.SentenceStart(start - 1), start - 1, 0.66) : null;

        // A name that stands for nobody known took the word.
        known ??= before is { } other && ProfileSpeakerResolver.ContainsName(frame, other) ? null
            : ContinueLastSpeaker(f, frame[token].Start, 0.66)
                ?? (start == 0 && cue >= 0 && !StartsNounPhrase(frame, cue + 1) ? FindPreviousParagraphSubject(f) : null);
        if (known is null)
        {
            return null;
        }

        if (cue < 0)
        {
            return frame[token - 1].Is(':')
                ? known with { Venue = ProfileSpeechVenue.FindAround(frame,
                    new AttributionRelation(new Phrase(start, start - 1), -1, false, 1)) ?? known.Venue } : known;
        }

        var attribution = known.Attribution with { Cue = cue, FollowsQuote = true };
        return known with { Attribution = attribution, Cue = frame[cue].Text,
            Venue = ProfileSpeechVenue.FindAround(frame, attribution with { Speaker = new Phrase(cue, cue) }) ?? known.Venue };
    }

    /// <summary>“sostiene parte del auto”: the verb has a subject, if none that is read.</summary>
    private static bool StartsNounPhrase(TokenizedParagraph frame, int i) =>
        frame[i].IsWord
            && (!frame.Profile!.IsFunctionWord(frame[i])
                || (frame.Profile.IsDeterminer(frame[i]) && !frame.Profile.IsPreposition(frame[i])));

    /// <summary>Who leads the paragraph before, as far as it names nobody else.</summary>
    private AttributedSpeaker? FindPreviousParagraphSubject(int f)
    {
        if (f == 0 || frames[f - 1] is not { Count: > 1 } before
            || FindLeadingPerson(before, f - 1, 0, before.SentenceEnd(0), 0.6) is not { } about)
        {
            return null;
        }

        return frames[f].Text[before.Paragraph.End - 1] != '.'
            || people.MentionsAnother(about.Person, before.Paragraph.Start, before.Paragraph.End) ? null : about;
    }

    /// <summary>„…?“ „…“ side by side: a talk of two, and nothing says who speaks now.</summary>
    private static bool IsDialogueTurn(TokenizedParagraph frame, int token)
    {
        var i = token - 1;
        while (i > 0 && (frame[i].Is('.') || frame[i].Is('—') || frame[i].Is('–')))
        {
            i--;
        }

        return frame[i].IsQuotation && frame.Quotations[frame[i].QuotationIndex].IsClosed;
    }

    private AttributedSpeaker? ContinueRun(TokenizedParagraph frame, int token)
    {
        var sentence = frame.SentenceStart(token);
        if (sentence <= last!.TokenIndex)
        {
            return people.MentionsAnother(last.Person, frame[last.TokenIndex].End, frame[token].Start) ? null
                : last with { Continues = false, Confidence = Math.Min(last.Confidence, 0.8) };
        }

        // Straight behind "…", sagte sie. "…" it is the same breath.
        var direct = last.IsDirectSpeech && token == sentence
            && frame.SentenceStart(Math.Max(0, token - 1)) <= Math.Max(last.TokenIndex,
                last.Attribution.FollowsQuote ? last.Attribution.Cue : 0);
        if (direct)
        {
            return last with { Continues = last.Attribution.FollowsQuote, Confidence = Math.Min(last.Confidence, 0.85) };
        }

        return FindIntroduced(frame, last.ParagraphIndex, token)
            ?? (ProfileAttribution.ContinuesSpeaker(frame, token) || token == sentence
                ? people.MentionsAnother(last.Person, last.Mention.End, frame[token].Start) ? null
                    : last with { Continues = false, Confidence = Math.Min(last.Confidence, 0.6) } : null);
    }

    /// <summary>“Born wurde deutlich. „…“”: the sentence before names the speaker.</summary>
    private AttributedSpeaker? FindIntroduced(TokenizedParagraph frame, int f, int token)
    {
        if (token == 0 || !frame[token - 1].EndsSentence)
        {
            return null;
        }

        var end = token - 1;
        return FindLeadingPerson(frame, f, frame.SentenceStart(end), end, 0.6);
    }

    /// <summary>
    /// “Born lobte die Helfer. Binnen einer Stunde seien alle gekommen, „…“.”: reported speech is of whom the sentence before is about.
    /// </summary>
    private AttributedSpeaker? FindReportedSpeaker(TokenizedParagraph frame, int f, int token)
    {
        var start = frame.SentenceStart(token);
        return start == 0 ? null : FindLeadingPerson(frame, f, frame.SentenceStart(start - 1), start - 1, 0.6);
    }

    private AttributedSpeaker? FindLeadingPerson(TokenizedParagraph frame, int f, int start, int end, double confidence)
    {
        if (ReportingClauseReader.FindLeadingPhrase(frame, start, end) is not { } phrase)
        {
            return null;
        }

        var spoken = AttributedSpeaker.Resolve(frame, f, end, new AttributionRelation(phrase, -1, false, confidence), people, last?.Person);
        return spoken.Person is { IsHuman: true } ? spoken : null;
    }

    private AttributedSpeaker? FindAtParagraphStart(int f)
    {
        if (f > 0 && frames[f - 1] is { Count: > 1 } before && before[before.Count - 1].Is(':'))
        {
            var cue = ProfileLeadingAttribution.FindIn(before, before.SentenceStart(before.Count - 1), before.Count);
            return cue is null ? FindLeadingPerson(before, f - 1, before.SentenceStart(before.Count - 1), before.Count - 2, 0.6)
                : AttributedSpeaker.Resolve(before, f - 1, before.Count - 1, cue, people, last?.Person);
        }

        if (last is null || last.ParagraphIndex != f - 1 || !HasOnlyQuotations(frames[f]))
        {
            return null;
        }

        return last.IsUnclosed ? last with { Continues = true, Confidence = Math.Min(0.95, last.Confidence) }
            : last.IsDirectSpeech && !IsQuestion(last.Cue) && EndsInSpeech()
                ? last with { Continues = false, Confidence = Math.Min(0.6, last.Confidence) }
            : null;
    }

    private static bool IsQuestion(string? cue) => cue is "fragte" or "fragt" or "demande" or "demandé" or "preguntó" or "pregunta";

    private bool EndsInSpeech()
    {
        var previous = frames[last!.ParagraphIndex];
        return previous.SentenceStart(previous.Count - 1) <= Math.Max(last.TokenIndex,
            last.Attribution.FollowsQuote ? last.Attribution.Cue : 0);
    }

    /// <summary>The speaker before, unless somebody else was named since.</summary>
    private AttributedSpeaker? ContinueLastSpeaker(int f, int at, double confidence) =>
        last is { } known && f - known.ParagraphIndex <= 1 && !people.MentionsAnother(known.Person, known.Mention.End, at)
            ? known with { Continues = false, Confidence = Math.Min(known.Confidence, confidence) } : null;

    private static bool HasOnlyQuotations(TokenizedParagraph frame)
    {
        for (var i = 0; i < frame.Count; i++)
        {
            if (frame[i].IsWord)
            {
                return false;
            }
        }

        return true;
    }
}
