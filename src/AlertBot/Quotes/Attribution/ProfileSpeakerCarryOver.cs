using System.Collections.Frozen;
using AlertBot.Quotes.Context;
using AlertBot.Quotes.Languages;
using AlertBot.Quotes.People;
using AlertBot.Quotes.Syntax;

namespace AlertBot.Quotes.Attribution;

/// <summary>Finds the speaker of a German, French or Spanish quotation whose own sentence names none.</summary>
internal sealed class ProfileSpeakerCarryOver(
    IReadOnlyList<TokenizedParagraph> paragraphs,
    CoreferenceResolver people,
    AttributedSpeaker? last)
{
    // The subject of the previous sentence for a verb without a subject.
    private const double DroppedSubjectConfidence = 0.66;

    // The subject of the previous sentence or paragraph.
    private const double LeadingPersonConfidence = 0.6;

    // After these cues another person answers.
    private static readonly FrozenSet<string> QuestionCues = Vocabulary.WordSet("fragte fragt demande demandé preguntó pregunta");

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

        var continuesSpeaker = ProfileAttribution.ContinuesSpeaker(tokens, token);
        if (continuesSpeaker && tokens.Profile is not { IsGerman: true })
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
            ?? (continuesSpeaker ? FindReportedSpeaker(tokens, paragraphIndex, token) : null);
    }

    /// <summary>The second part of a quotation that its cue splits: «…», contó a su diario, «…».</summary>
    private bool IsSecondPart(TokenizedParagraph tokens, int paragraphIndex, int token) =>
        last is { IsDirectSpeech: true, Attribution.FollowsQuote: true } && last.ParagraphIndex == paragraphIndex
        && last.TokenIndex < last.Attribution.Cue && last.Attribution.Cue < token && tokens.SentenceStart(token) <= last.TokenIndex;

    /// <summary>
    /// A verb without a subject has the subject of the previous sentence, otherwise the previous speaker: “Born salió la última. «…»,
    /// contó.”
    /// </summary>
    private AttributedSpeaker? FindDroppedSubject(TokenizedParagraph tokens, int paragraphIndex, int token)
    {
        var cue = ProfileAttribution.FindCueAfter(tokens, token);
        if (FindImplicitSubject(tokens, paragraphIndex, token, cue) is not { } speaker)
        {
            return null;
        }

        if (cue >= 0)
        {
            var attribution = speaker.Attribution with { Cue = cue, FollowsQuote = true };
            var venue = ProfileSpeechVenue.FindAround(tokens, attribution with { Speaker = new Phrase(cue, cue) });
            return speaker with { Attribution = attribution, Cue = tokens[cue].Text, Venue = venue ?? speaker.Venue };
        }

        if (!tokens[token - 1].Is(':'))
        {
            return speaker;
        }

        var start = tokens.SentenceStart(token);
        var withoutSpeaker = new AttributionRelation(new Phrase(start, start - 1), -1, false, 1);
        return speaker with { Venue = ProfileSpeechVenue.FindAround(tokens, withoutSpeaker) ?? speaker.Venue };
    }

    private AttributedSpeaker? FindImplicitSubject(TokenizedParagraph tokens, int paragraphIndex, int token, int cue)
    {
        var start = tokens.SentenceStart(token);
        if (start > 0)
        {
            var previousStart = tokens.SentenceStart(start - 1);
            if (FindLeadingPerson(tokens, paragraphIndex, previousStart, start - 1, DroppedSubjectConfidence) is { } subject)
            {
                return subject;
            }

            // The subject is a name that is not known as a person’s.
            if (ReportingClauseReader.FindLeadingPhrase(tokens, previousStart, start - 1) is { } leading
                && ProfileSpeakerResolver.ContainsName(tokens, leading))
            {
                return null;
            }
        }

        var canReferBack = start == 0 && cue >= 0 && !StartsNounPhrase(tokens, cue + 1);
        return ContinueLastSpeaker(paragraphIndex, tokens[token].Start, DroppedSubjectConfidence)
            ?? (canReferBack ? FindPreviousParagraphSubject(paragraphIndex) : null);
    }

    /// <summary>A noun after the verb can be a subject that the rules do not read: “sostiene parte del auto”.</summary>
    private static bool StartsNounPhrase(TokenizedParagraph tokens, int i)
    {
        var profile = tokens.Profile!;
        return tokens[i].IsWord
            && (!profile.IsFunctionWord(tokens[i]) || (profile.IsDeterminer(tokens[i]) && !profile.IsPreposition(tokens[i])));
    }

    /// <summary>The person who leads the previous paragraph if it names nobody else.</summary>
    private AttributedSpeaker? FindPreviousParagraphSubject(int paragraphIndex)
    {
        if (paragraphIndex == 0 || paragraphs[paragraphIndex - 1] is not { Count: > 1 } before
            || FindLeadingPerson(before, paragraphIndex - 1, 0, before.SentenceEnd(0), LeadingPersonConfidence) is not { } subject)
        {
            return null;
        }

        var (start, end) = (before.Paragraph.Start, before.Paragraph.End);
        return before.Text[end - 1] == '.' && !people.MentionsAnother(subject.Person, start, end) ? subject : null;
    }

    /// <summary>Adjacent quotations are a dialogue that does not name the speakers: „…?“ „…“.</summary>
    private static bool IsDialogueTurn(TokenizedParagraph tokens, int token)
    {
        var i = token - 1;
        while (i > 0 && (tokens[i].Is('.') || tokens[i].IsDash))
        {
            i--;
        }

        return tokens[i].IsQuotation && tokens.QuotationAt(i).IsClosed;
    }

    private AttributedSpeaker? ContinueRun(TokenizedParagraph tokens, int token)
    {
        var sentence = tokens.SentenceStart(token);
        if (sentence <= last!.TokenIndex)
        {
            return ContinueUnlessAnother(tokens[last.TokenIndex].End, tokens[token].Start, 0.8);
        }

        // The second quotation of „…“, sagte sie. „…“
        var isDirect = last.IsDirectSpeech && token == sentence && tokens.SentenceStart(token - 1) <= last.LastToken;
        if (isDirect)
        {
            return last with { Continues = last.Attribution.FollowsQuote, Confidence = Math.Min(last.Confidence, 0.85) };
        }

        if (FindIntroduced(tokens, last.ParagraphIndex, token) is { } introduced)
        {
            return introduced;
        }

        return token == sentence || ProfileAttribution.ContinuesSpeaker(tokens, token)
            ? ContinueUnlessAnother(last.Mention.End, tokens[token].Start, 0.6)
            : null;
    }

    /// <summary>The previous speaker if the text between two offsets names nobody else.</summary>
    private AttributedSpeaker? ContinueUnlessAnother(int start, int end, double maxConfidence) =>
        people.MentionsAnother(last!.Person, start, end)
            ? null
            : last with { Continues = false, Confidence = Math.Min(last.Confidence, maxConfidence) };

    private AttributedSpeaker? ContinueLastSpeaker(int paragraphIndex, int offset, double maxConfidence) =>
        last is not null && paragraphIndex - last.ParagraphIndex <= 1
            ? ContinueUnlessAnother(last.Mention.End, offset, maxConfidence)
            : null;

    /// <summary>The previous sentence names the speaker: “Born wurde deutlich. „…“”.</summary>
    private AttributedSpeaker? FindIntroduced(TokenizedParagraph tokens, int paragraphIndex, int token) =>
        tokens[token - 1].EndsSentence ? FindLeadingPersonBefore(tokens, paragraphIndex, token) : null;

    /// <summary>
    /// Reported speech has the subject of the previous sentence, otherwise the previous speaker: “Born lobte die Helfer. Alle seien
    /// gekommen, „…“.”
    /// </summary>
    private AttributedSpeaker? FindReportedSpeaker(TokenizedParagraph tokens, int paragraphIndex, int token) =>
        FindLeadingPersonBefore(tokens, paragraphIndex, tokens.SentenceStart(token))
        ?? ContinueLastSpeaker(paragraphIndex, tokens[token].Start, LeadingPersonConfidence);

    /// <summary>The person who leads the sentence that ends before a token.</summary>
    private AttributedSpeaker? FindLeadingPersonBefore(TokenizedParagraph tokens, int paragraphIndex, int token) =>
        token == 0 ? null
            : FindLeadingPerson(tokens, paragraphIndex, tokens.SentenceStart(token - 1), token - 1, LeadingPersonConfidence);

    private AttributedSpeaker? FindLeadingPerson(TokenizedParagraph tokens, int paragraphIndex, int start, int end, double confidence)
    {
        if (ReportingClauseReader.FindLeadingPhrase(tokens, start, end) is not { } phrase)
        {
            return null;
        }

        var attribution = new AttributionRelation(phrase, -1, false, confidence);
        var speaker = AttributedSpeaker.Resolve(tokens, paragraphIndex, end, attribution, people, last?.Person);
        return speaker.Person is { IsHuman: true } ? speaker : null;
    }

    private AttributedSpeaker? FindAtParagraphStart(int paragraphIndex)
    {
        if (paragraphIndex > 0 && paragraphs[paragraphIndex - 1] is { Count: > 1 } before && before[before.Count - 1].Is(':'))
        {
            return FindIntroducedByColon(before, paragraphIndex - 1);
        }

        if (last is null || last.ParagraphIndex != paragraphIndex - 1 || !HasOnlyQuotations(paragraphs[paragraphIndex]))
        {
            return null;
        }

        if (last.IsUnclosed)
        {
            return last with { Continues = true, Confidence = Math.Min(0.95, last.Confidence) };
        }

        var isQuestion = last.Cue is not null && QuestionCues.Contains(last.Cue);
        return last.IsDirectSpeech && !isQuestion && EndsInSpeech()
            ? last with { Continues = false, Confidence = Math.Min(0.6, last.Confidence) }
            : null;
    }

    private AttributedSpeaker? FindIntroducedByColon(TokenizedParagraph before, int paragraphIndex)
    {
        var end = before.Count - 1;
        var start = before.SentenceStart(end);
        return ProfileLeadingAttribution.FindIn(before, start, before.Count) is { } attribution
            ? AttributedSpeaker.Resolve(before, paragraphIndex, end, attribution, people, last?.Person)
            : FindLeadingPerson(before, paragraphIndex, start, end - 1, LeadingPersonConfidence);
    }

    /// <summary>Whether the paragraph of the last quotation ends with its speech.</summary>
    private bool EndsInSpeech()
    {
        var previous = paragraphs[last!.ParagraphIndex];
        return previous.SentenceStart(previous.Count - 1) <= last.LastToken;
    }

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
