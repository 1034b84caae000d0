using AlertBot.Quotes.Context;
using AlertBot.Quotes.Detection;
using AlertBot.Quotes.Languages;
using AlertBot.Quotes.People;
using AlertBot.Quotes.Syntax;

namespace AlertBot.Quotes.Attribution;

/// <summary>Attributes the quotations of an article in text order and drops those that are not speech.</summary>
internal sealed class QuoteAttributor(IReadOnlyList<TokenizedParagraph> paragraphs, CoreferenceResolver people)
{
    /// <summary>Least confidence, from 0 to 1, with which a speaker is named: no speaker is better than a wrong one.</summary>
    private const double MinConfidence = 0.5;

    /// <summary>Fewest words of a quote. One quoted word is a term, not speech.</summary>
    private const int MinWords = 2;

    /// <summary>
    /// The first character of Japanese and Chinese, which write no spaces between words. Korean comes later and does write them; its
    /// quotations only count as longer than they are.
    /// </summary>
    private const char FirstUnspacedCharacter = '\u3040';

    private readonly List<Quote> _quotes = [];
    private readonly SpeechContext _speechContext = new(people);
    private AttributedSpeaker? _last;

    public IReadOnlyList<Quote> AttributeAll()
    {
        for (var p = 0; p < paragraphs.Count; p++)
        {
            var tokens = paragraphs[p];
            for (var i = 0; i < tokens.Count; i++)
            {
                if (i == 0 || tokens[i - 1].EndsSentence)
                {
                    _speechContext.ReadSentence(tokens, p, i, _last?.Person);
                }

                if (tokens[i].IsQuotation)
                {
                    AttributeQuotation(p, i);
                }
                else if (CueVerbs.IsSpeechVerb(tokens[i]))
                {
                    RecordVenue(p, i);
                }
            }
        }

        return _quotes;
    }

    private void AttributeQuotation(int paragraphIndex, int token)
    {
        var tokens = paragraphs[paragraphIndex];
        var quotation = tokens.QuotationAt(token);
        var words = CountWords(tokens.Text.AsSpan(quotation.Inner.Start, quotation.Inner.Length));
        if (words < MinWords || TitleOrScareQuote.IsHeading(tokens, quotation) || TitleOrScareQuote.IsSoCalledTerm(tokens, token, words)
            || TitleOrScareQuote.IsNamedWork(tokens, token, quotation))
        {
            return;
        }

        var attribution = tokens.Profile is null ? AttributionRelation.Find(tokens, token) : ProfileAttribution.Find(tokens, token);
        if (tokens.Profile is null && NegatedAttribution.IsDenied(tokens, token, attribution))
        {
            _quotes.Add(ToQuote(tokens, quotation, null));
            _last = null;
            return;
        }

        if (!IsSpeech(tokens, token, quotation, words, attribution))
        {
            return;
        }

        var speaker = attribution is not null
            ? ResolveSpeaker(paragraphIndex, token, attribution)
            : FindCarriedOverSpeaker(paragraphIndex, token);
        _quotes.Add(ToQuote(tokens, quotation, speaker));

        // A fragment without a speaker leaves the last speaker as they were: the next quotation may continue their words.
        var isDirectSpeech = TitleOrScareQuote.IsDirectSpeech(tokens, token, quotation);
        if (attribution is not null || speaker is not null || isDirectSpeech)
        {
            _last = speaker is null ? null : speaker with
            {
                ParagraphIndex = paragraphIndex,
                TokenIndex = token,
                IsDirectSpeech = isDirectSpeech,
                IsUnclosed = !quotation.IsClosed,
            };
        }
    }

    /// <summary>Whether the quotation is speech and not a title or a scare quote.</summary>
    private static bool IsSpeech(TokenizedParagraph tokens, int token, Quotation quotation, int words, AttributionRelation? attribution)
    {
        if (attribution is not null)
        {
            var isNextToCue = attribution.Cue >= 0 && Math.Abs(attribution.Cue - token) <= 2;
            return isNextToCue || !TitleOrScareQuote.IsTitle(tokens, token, quotation);
        }

        var isReported = tokens.Profile is not null && !quotation.HasSingleMarks && ProfileAttribution.IsSpeech(tokens, token);
        return isReported
            || !(TitleOrScareQuote.IsScareQuote(tokens, token, quotation, words) || TitleOrScareQuote.IsTitle(tokens, token, quotation));
    }

    private AttributedSpeaker? FindCarriedOverSpeaker(int paragraphIndex, int token) =>
        paragraphs[paragraphIndex].Profile is null
            ? new SpeakerCarryOver(paragraphs, people, _last).Find(paragraphIndex, token)
            : new ProfileSpeakerCarryOver(paragraphs, people, _last).Find(paragraphIndex, token);

    private AttributedSpeaker ResolveSpeaker(int paragraphIndex, int token, AttributionRelation attribution)
    {
        var tokens = paragraphs[paragraphIndex];
        var speaker = AttributedSpeaker.Resolve(tokens, paragraphIndex, token, attribution, people, _last?.Person);
        var venue = SpeechVenue.FindAround(tokens, attribution);
        if (speaker.Person is { } person)
        {
            venue = venue is null
                ? _speechContext.FindVenue(person, tokens, paragraphIndex, attribution.Cue >= 0 ? attribution.Cue : token)
                : _speechContext.Record(person, venue, tokens, paragraphIndex, Math.Max(0, attribution.Cue));
        }

        return speaker with { Venue = venue, Continues = IsSecondPart(paragraphIndex, token, attribution) };
    }

    /// <summary>Stores the venue of reported speech for the next quotations: “In an interview with …, she said that …”.</summary>
    private void RecordVenue(int paragraphIndex, int verb)
    {
        var tokens = paragraphs[paragraphIndex];
        if (!CueVerbs.IsFinite(tokens[verb])
            || SubjectFinder.FindBeforeVerb(tokens, verb, tokens.SentenceStart(verb)) is not { } subject)
        {
            return;
        }

        var attribution = new AttributionRelation(subject, verb, false, 0.9);
        if (SpeechVenue.FindAround(tokens, attribution) is { } venue
            && AttributedSpeaker.Resolve(tokens, paragraphIndex, verb, attribution, people, _last?.Person).Person is { } person)
        {
            _speechContext.Record(person, venue, tokens, paragraphIndex, verb);
        }
    }

    /// <summary>
    /// Whether the quotation is the second part of “…,” she said, “…”. A participle and a colon between them (“…,” she said, adding: “…”)
    /// start another quotation.
    /// </summary>
    private bool IsSecondPart(int paragraphIndex, int token, AttributionRelation attribution)
    {
        var tokens = paragraphs[paragraphIndex];
        var followsParticiple = tokens[token - 1].Is(':') && CueVerbs.FormOf(tokens[token - 2]) == CueForm.Participle;
        return !followsParticiple && _last is { IsDirectSpeech: true, Attribution.FollowsQuote: true } last
            && last.ParagraphIndex == paragraphIndex && last.Attribution.Cue == attribution.Cue && attribution.Cue >= 0
            && last.TokenIndex < attribution.Cue && attribution.Cue < token;
    }

    private static Quote ToQuote(TokenizedParagraph tokens, Quotation quotation, AttributedSpeaker? speaker)
    {
        var inner = quotation.Inner;
        var quote = new Quote(inner.GetText(tokens.Text), inner.Start, inner.End) { Continues = speaker?.Continues ?? false };
        if (speaker is null || speaker.Confidence < MinConfidence)
        {
            return quote;
        }

        return quote with
        {
            Speaker = speaker.Mention.GetText(tokens.Text),
            SpeakerStart = speaker.Mention.Start,
            SpeakerEnd = speaker.Mention.End,
            Name = speaker.Name,
            Role = speaker.Role,
            Venue = speaker.Venue,
            Cue = speaker.Cue,
        };
    }

    private static int CountWords(ReadOnlySpan<char> text)
    {
        var words = 0;
        var isInsideWord = false;
        foreach (var c in text)
        {
            // Without spaces between words every character counts as one.
            var isLetter = char.IsLetterOrDigit(c);
            words += isLetter && (!isInsideWord || c >= FirstUnspacedCharacter) ? 1 : 0;
            isInsideWord = isLetter || (isInsideWord && c is '\'' or '’' or '-' or '.');
        }

        return words;
    }
}
