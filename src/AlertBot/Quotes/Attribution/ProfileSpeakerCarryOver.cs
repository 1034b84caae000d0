using AlertBot.Quotes.Context;
using AlertBot.Quotes.People;
using AlertBot.Quotes.Syntax;

namespace AlertBot.Quotes.Attribution;

/// <summary>Finds the speaker of a German, French or Spanish quotation whose own sentence names none.</summary>
internal sealed class ProfileSpeakerCarryOver(IReadOnlyList<TokenizedParagraph> paragraphs, CoreferenceResolver people,
    AttributedSpeaker? last)
{
    public AttributedSpeaker? Find(int paragraphIndex, int token)
    {
        var tokens = paragraphs[paragraphIndex];
        if (IsSecondPart(tokens, paragraphIndex, token))
        {
            return last! with { Continues = true };
        }

        if (ParentheticalAttribution.Find(tokens, paragraphIndex, token, people, last?.Person) is { } inside)
        {
            return inside;
        }

        if (tokens.Profile is not { IsGerman: true } && ProfileAttribution.ContinuesSpeaker(tokens, token))
        {
            return FindDroppedSubject(tokens, paragraphIndex, token);
        }

        if (token == 0)
        {
            return FindAtParagraphStart(paragraphIndex);
        }

        if (IsDialogueTurn(tokens, token))
        {
            return null;
        }

        if (last is not null && last.ParagraphIndex == paragraphIndex && last.TokenIndex < token)
        {
            return ContinueRun(tokens, token);
        }

        return FindIntroduced(tokens, paragraphIndex, token)
            ?? (ProfileAttribution.ContinuesSpeaker(tokens, token)
                ? FindReportedSpeaker(tokens, paragraphIndex, token) ?? ContinueLastSpeaker(paragraphIndex, tokens[token].Start, 0.6)
                : null);
    }

    /// <summary>«…», contó a su diario, «…»: both sides of one cue.</summary>
    private bool IsSecondPart(TokenizedParagraph tokens, int paragraphIndex, int token) =>
        last is { IsDirectSpeech: true, Attribution.FollowsQuote: true } && last.ParagraphIndex == paragraphIndex
            && last.TokenIndex < last.Attribution.Cue && last.Attribution.Cue < token && tokens.SentenceStart(token) <= last.TokenIndex;

    /// <summary>
    /// “Born salió la última. «…», contó.”: a verb without a subject has that of the sentence before, else the speaker before.
    /// </summary>
    private AttributedSpeaker? FindDroppedSubject(TokenizedParagraph tokens, int paragraphIndex, int token)
    {
        var cue = ProfileAttribution.FindCueAfter(tokens, token);
        var start = tokens.SentenceStart(token);
        var before = start > 0 ? ReportingClauseReader.FindLeadingPhrase(tokens, tokens.SentenceStart(start - 1), start - 1) : null;
        var known = start > 0 ? FindLeadingPerson(tokens, paragraphIndex, tokens.SentenceStart(start - 1), start - 1, 0.66) : null;

        // A name that stands for nobody known took the word.
        known ??= before is { } other && ProfileSpeakerResolver.ContainsName(tokens, other) ? null
            : ContinueLastSpeaker(paragraphIndex, tokens[token].Start, 0.66)
                ?? (start == 0 && cue >= 0 && !StartsNounPhrase(tokens, cue + 1) ? FindPreviousParagraphSubject(paragraphIndex) : null);
        if (known is null)
        {
            return null;
        }

        if (cue < 0)
        {
            return tokens[token - 1].Is(':')
                ? known with { Venue = ProfileSpeechVenue.FindAround(tokens,
                    new AttributionRelation(new Phrase(start, start - 1), -1, false, 1)) ?? known.Venue } : known;
        }

        var attribution = known.Attribution with { Cue = cue, FollowsQuote = true };
        return known with { Attribution = attribution, Cue = tokens[cue].Text,
            Venue = ProfileSpeechVenue.FindAround(tokens, attribution with { Speaker = new Phrase(cue, cue) }) ?? known.Venue };
    }

    /// <summary>“sostiene parte del auto”: the verb has a subject, if none that is read.</summary>
    private static bool StartsNounPhrase(TokenizedParagraph tokens, int i) =>
        tokens[i].IsWord
            && (!tokens.Profile!.IsFunctionWord(tokens[i])
                || (tokens.Profile.IsDeterminer(tokens[i]) && !tokens.Profile.IsPreposition(tokens[i])));

    /// <summary>Who leads the paragraph before, as far as it names nobody else.</summary>
    private AttributedSpeaker? FindPreviousParagraphSubject(int paragraphIndex)
    {
        if (paragraphIndex == 0 || paragraphs[paragraphIndex - 1] is not { Count: > 1 } before
            || FindLeadingPerson(before, paragraphIndex - 1, 0, before.SentenceEnd(0), 0.6) is not { } about)
        {
            return null;
        }

        return paragraphs[paragraphIndex].Text[before.Paragraph.End - 1] != '.'
            || people.MentionsAnother(about.Person, before.Paragraph.Start, before.Paragraph.End) ? null : about;
    }

    /// <summary>„…?“ „…“ side by side: a talk of two, and nothing says who speaks now.</summary>
    private static bool IsDialogueTurn(TokenizedParagraph tokens, int token)
    {
        var i = token - 1;
        while (i > 0 && (tokens[i].Is('.') || tokens[i].Is('—') || tokens[i].Is('–')))
        {
            i--;
        }

        return tokens[i].IsQuotation && tokens.Quotations[tokens[i].QuotationIndex].IsClosed;
    }

    private AttributedSpeaker? ContinueRun(TokenizedParagraph tokens, int token)
    {
        var sentence = tokens.SentenceStart(token);
        if (sentence <= last!.TokenIndex)
        {
            return people.MentionsAnother(last.Person, tokens[last.TokenIndex].End, tokens[token].Start) ? null
                : last with { Continues = false, Confidence = Math.Min(last.Confidence, 0.8) };
        }

        // Straight behind "…", sagte sie. "…" it is the same breath.
        var direct = last.IsDirectSpeech && token == sentence
            && tokens.SentenceStart(Math.Max(0, token - 1)) <= Math.Max(last.TokenIndex,
                last.Attribution.FollowsQuote ? last.Attribution.Cue : 0);
        if (direct)
        {
            return last with { Continues = last.Attribution.FollowsQuote, Confidence = Math.Min(last.Confidence, 0.85) };
        }

        return FindIntroduced(tokens, last.ParagraphIndex, token)
            ?? (ProfileAttribution.ContinuesSpeaker(tokens, token) || token == sentence
                ? people.MentionsAnother(last.Person, last.Mention.End, tokens[token].Start) ? null
                    : last with { Continues = false, Confidence = Math.Min(last.Confidence, 0.6) } : null);
    }

    /// <summary>“Born wurde deutlich. „…“”: the sentence before names the speaker.</summary>
    private AttributedSpeaker? FindIntroduced(TokenizedParagraph tokens, int paragraphIndex, int token)
    {
        if (token == 0 || !tokens[token - 1].EndsSentence)
        {
            return null;
        }

        var end = token - 1;
        return FindLeadingPerson(tokens, paragraphIndex, tokens.SentenceStart(end), end, 0.6);
    }

    /// <summary>
    /// “Born lobte die Helfer. Binnen einer Stunde seien alle gekommen, „…“.”: reported speech is of whom the sentence before is about.
    /// </summary>
    private AttributedSpeaker? FindReportedSpeaker(TokenizedParagraph tokens, int paragraphIndex, int token)
    {
        var start = tokens.SentenceStart(token);
        return start == 0 ? null : FindLeadingPerson(tokens, paragraphIndex, tokens.SentenceStart(start - 1), start - 1, 0.6);
    }

    private AttributedSpeaker? FindLeadingPerson(TokenizedParagraph tokens, int paragraphIndex, int start, int end, double confidence)
    {
        if (ReportingClauseReader.FindLeadingPhrase(tokens, start, end) is not { } phrase)
        {
            return null;
        }

        var spoken =
            AttributedSpeaker.Resolve(tokens, paragraphIndex, end, new AttributionRelation(phrase, -1, false, confidence), people,
                last?.Person);
        return spoken.Person is { IsHuman: true } ? spoken : null;
    }

    private AttributedSpeaker? FindAtParagraphStart(int paragraphIndex)
    {
        if (paragraphIndex > 0 && paragraphs[paragraphIndex - 1] is { Count: > 1 } before && before[before.Count - 1].Is(':'))
        {
            var cue = ProfileLeadingAttribution.FindIn(before, before.SentenceStart(before.Count - 1), before.Count);
            return cue is null
                ? FindLeadingPerson(before, paragraphIndex - 1, before.SentenceStart(before.Count - 1), before.Count - 2, 0.6)
                : AttributedSpeaker.Resolve(before, paragraphIndex - 1, before.Count - 1, cue, people, last?.Person);
        }

        if (last is null || last.ParagraphIndex != paragraphIndex - 1 || !HasOnlyQuotations(paragraphs[paragraphIndex]))
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
        var previous = paragraphs[last!.ParagraphIndex];
        return previous.SentenceStart(previous.Count - 1) <= Math.Max(last.TokenIndex,
            last.Attribution.FollowsQuote ? last.Attribution.Cue : 0);
    }

    /// <summary>The speaker before, unless somebody else was named since.</summary>
    private AttributedSpeaker? ContinueLastSpeaker(int paragraphIndex, int at, double confidence) =>
        last is { } known && paragraphIndex - known.ParagraphIndex <= 1 && !people.MentionsAnother(known.Person, known.Mention.End, at)
            ? known with { Continues = false, Confidence = Math.Min(known.Confidence, confidence) } : null;

    private static bool HasOnlyQuotations(TokenizedParagraph tokens)
    {
        for (var i = 0; i < tokens.Count; i++)
        {
            if (tokens[i].IsWord)
            {
                return false;
            }
        }

        return true;
    }
}
