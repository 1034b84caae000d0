using AlertBot.Quotes.Context;
using AlertBot.Quotes.Detection;
using AlertBot.Quotes.Languages;
using AlertBot.Quotes.People;
using AlertBot.Quotes.Syntax;

namespace AlertBot.Quotes.Attribution;

/// <summary>Goes through an article's quotations in order and settles each one's speaker.</summary>
internal sealed class QuoteAttributor(IReadOnlyList<TokenizedParagraph> paragraphs, CoreferenceResolver people)
{
    /// <summary>Below this a speaker is left out: a wrong one is worse than none.</summary>
    private const double MinConfidence = 0.5;

    // A quoted phrase of fewer words, in a sentence that attributes nothing, is a scare quote.
    private const int MinUnattributedWords = 6;

    private readonly List<Quote> _quotes = [];
    private readonly SpeechContext _speechContext = new(people);
    private AttributedSpeaker? _last;

    public IReadOnlyList<Quote> AttributeAll()
    {
        for (var paragraphIndex = 0; paragraphIndex < paragraphs.Count; paragraphIndex++)
        {
            for (var i = 0; i < paragraphs[paragraphIndex].Count; i++)
            {
                if (i == 0 || paragraphs[paragraphIndex][i - 1].EndsSentence)
                {
                    _speechContext.ReadSentence(paragraphs[paragraphIndex], paragraphIndex, i, _last?.Person);
                }

                if (paragraphs[paragraphIndex][i].IsQuotation)
                {
                    AttributeQuotation(paragraphIndex, i);
                }
                else if (CueVerbs.IsSpeechVerb(paragraphs[paragraphIndex][i]))
                {
                    RecordVenue(paragraphIndex, i);
                }
            }
        }

        return _quotes;
    }

    private void AttributeQuotation(int paragraphIndex, int token)
    {
        var tokens = paragraphs[paragraphIndex];
        var quotation = tokens.Quotations[tokens[token].QuotationIndex];
        var words = CountWords(tokens.Text.AsSpan(quotation.Inner.Start, quotation.Inner.Length));
        if (words < 2 || TitleOrScareQuote.IsHeading(tokens, quotation) || TitleOrScareQuote.IsSoCalledTerm(tokens, token, words)
            || TitleOrScareQuote.IsNamedWork(tokens, token, quotation))
        {
            return;
        }

        var own = tokens.Profile is null ? AttributionRelation.Find(tokens, token) : ProfileAttribution.Find(tokens, token);
        if (tokens.Profile is null && NegatedAttribution.IsDenied(tokens, token, own))
        {
            _quotes.Add(ToQuote(tokens, quotation, null));
            _last = null;
            return;
        }

        if (own is null && !(tokens.Profile is not null && !quotation.HasSingleMarks && ProfileAttribution.IsSpeech(tokens, token))
            && (IsScareQuote(tokens, token, quotation, words) || IsWorkTitle(tokens, token, quotation)))
        {
            return;
        }

        if (own is not null && IsWorkTitle(tokens, token, quotation) && !(own.Cue >= 0 && Math.Abs(own.Cue - token) <= 2))
        {
            return;
        }

        var spoken = own is not null ? ResolveSpeaker(paragraphIndex, token, own)
            : tokens.Profile is null ? new SpeakerCarryOver(paragraphs, people, _last).Find(paragraphIndex, token)
                : new ProfileSpeakerCarryOver(paragraphs, people, _last).Find(paragraphIndex, token);
        _quotes.Add(ToQuote(tokens, quotation, spoken));
        if (own is null && spoken is null && !IsDirectSpeech(tokens, token, quotation))
        {
            return;
        }

        _last = spoken is null ? null
            : spoken with { ParagraphIndex = paragraphIndex, TokenIndex = token, IsDirectSpeech = IsDirectSpeech(tokens, token, quotation),
                IsUnclosed = !quotation.IsClosed };
    }

    private AttributedSpeaker ResolveSpeaker(int paragraphIndex, int token, AttributionRelation attribution)
    {
        var tokens = paragraphs[paragraphIndex];
        var spoken = AttributedSpeaker.Resolve(tokens, paragraphIndex, token, attribution, people, _last?.Person);
        if (SpeechVenue.FindAround(tokens, attribution) is { } venue)
        {
            spoken = spoken with { Venue =
                spoken.Person is { } speaker ? _speechContext.Record(speaker, venue, tokens, paragraphIndex, Math.Max(0, attribution.Cue))
                    : venue };
        }
        else if (spoken.Person is not null)
        {
            spoken = spoken with { Venue =
                _speechContext.FindVenue(spoken.Person, tokens, paragraphIndex, attribution.Cue >= 0 ? attribution.Cue : token) };
        }

        return spoken with { Continues = IsSecondPart(paragraphIndex, token, attribution) };
    }

    /// <summary>“In an interview with …, she said that …”: where her next quotations were said too.</summary>
    private void RecordVenue(int paragraphIndex, int verb)
    {
        var tokens = paragraphs[paragraphIndex];
        if (!CueVerbs.IsFinite(tokens[verb])
            || AttributionRelation.FindSubjectOfVerb(tokens, verb, tokens.SentenceStart(verb)) is not { } subject)
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

    /// <summary>“…,” she said, “…”: both sides of one cue; with “adding: “…”” another begins.</summary>
    private bool IsSecondPart(int paragraphIndex, int token, AttributionRelation attribution) =>
        !(paragraphs[paragraphIndex][token - 1].Is(':') && CueVerbs.FormOf(paragraphs[paragraphIndex][token - 2]) == CueForm.Participle) &&
        _last is { IsDirectSpeech: true, Attribution.FollowsQuote: true } last && last.ParagraphIndex == paragraphIndex
        && last.Attribution.Cue == attribution.Cue && attribution.Cue >= 0 && last.TokenIndex < attribution.Cue && attribution.Cue < token;

    private static Quote ToQuote(TokenizedParagraph tokens, Quotation quotation, AttributedSpeaker? spoken)
    {
        var inner = quotation.Inner;
        var quote = new Quote(inner.GetText(tokens.Text), inner.Start, inner.End);
        if (spoken is null || spoken.Confidence < MinConfidence)
        {
            return quote with { Continues = spoken?.Continues ?? false };
        }

        return quote with
        {
            Speaker = spoken.Mention.GetText(tokens.Text),
            SpeakerStart = spoken.Mention.Start,
            SpeakerEnd = spoken.Mention.End,
            Name = spoken.Name,
            Role = spoken.Role,
            Venue = spoken.Venue,
            Cue = spoken.Cue,
            Continues = spoken.Continues,
        };
    }

    /// <summary>Whole speech, not words inside a sentence of the author's.</summary>
    private static bool IsDirectSpeech(TokenizedParagraph tokens, int token, Quotation quotation)
    {
        var last = tokens.LastCharacter(quotation);
        var first = tokens.Text[quotation.Inner.Start];
        return (last is '.' or ',' or '!' or '?' or '…' or '。' || !quotation.IsClosed
            || (tokens.Profile is not null
                && (tokens[token + 1].Is(',') || (tokens[token + 1].Is('.') && (token == 0 || tokens[token - 1].EndsSentence)))))
                && (!char.IsLower(first) || token == 0 || tokens[token - 1].EndsSentence);
    }

    private static bool IsScareQuote(TokenizedParagraph tokens, int token, Quotation quotation, int words)
    {
        var starts =
            token == 0 || tokens[token - 1].EndsSentence || (tokens[token - 1].Is(':') && IsDirectSpeech(tokens, token, quotation));
        var ends = tokens[token].EndsSentence;
        return quotation.HasSingleMarks ? !(starts && ends)
            : words < MinUnattributedWords && !(starts && ends) && !(starts && IsDirectSpeech(tokens, token, quotation));
    }

    private static bool IsWorkTitle(TokenizedParagraph tokens, int token, Quotation quotation)
    {
        var inner = tokens.Text.AsSpan(quotation.Inner.Start, quotation.Inner.Length);
        return inner[^1] is not ('.' or '!' or '?') && token > 0 && tokens[token - 1].IsWord && inner.Length < 80
            && TitleOrScareQuote.IsTitleCase(inner.TrimEnd(','));
    }

    private static int CountWords(ReadOnlySpan<char> text)
    {
        var words = 0;
        var inside = false;
        foreach (var c in text)
        {
            var letter = char.IsLetterOrDigit(c);

            // Scripts without spaces: two characters are a word.
            words += letter && (!inside || c >= '\u3040') ? 1 : 0;
            inside = letter || (inside && c is '\'' or '’' or '-' or '.');
        }

        return words;
    }
}
