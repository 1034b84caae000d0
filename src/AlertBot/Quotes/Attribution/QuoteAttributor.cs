using AlertBot.Quotes.Context;
using AlertBot.Quotes.Detection;
using AlertBot.Quotes.Languages;
using AlertBot.Quotes.People;
using AlertBot.Quotes.Syntax;

namespace AlertBot.Quotes.Attribution;

/// <summary>Goes through an article's quotations in order and settles each one's speaker.</summary>
internal sealed class QuoteAttributor(IReadOnlyList<TokenizedParagraph> frames, CoreferenceResolver people)
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
        for (var f = 0; f < frames.Count; f++)
        {
            for (var i = 0; i < frames[f].Count; i++)
            {
                if (i == 0 || frames[f][i - 1].EndsSentence)
                {
                    _speechContext.ReadSentence(frames[f], f, i, _last?.Person);
                }

                if (frames[f][i].IsQuotation)
                {
                    AttributeQuotation(f, i);
                }
                else if (CueVerbs.IsSpeechVerb(frames[f][i]))
                {
                    RecordVenue(f, i);
                }
            }
        }

        return _quotes;
    }

    private void AttributeQuotation(int f, int token)
    {
        var frame = frames[f];
        var quotation = frame.Quotations[frame[token].QuotationIndex];
        var words = CountWords(frame.Text.AsSpan(quotation.Inner.Start, quotation.Inner.Length));
        if (words < 2 || TitleOrScareQuote.IsHeading(frame, quotation) || TitleOrScareQuote.IsSoCalledTerm(frame, token, words)
            || TitleOrScareQuote.IsNamedWork(frame, token, quotation))
        {
            return;
        }

        var own = frame.Profile is null ? AttributionRelation.Find(frame, token) : ProfileAttribution.Find(frame, token);
        if (frame.Profile is null && NegatedAttribution.IsDenied(frame, token, own))
        {
            _quotes.Add(ToQuote(frame, quotation, null));
            _last = null;
            return;
        }

        if (own is null && !(frame.Profile is not null && !quotation.HasSingleMarks && ProfileAttribution.IsSpeech(frame, token))
            && (IsScareQuote(frame, token, quotation, words) || IsWorkTitle(frame, token, quotation)))
        {
            return;
        }

        if (own is not null && IsWorkTitle(frame, token, quotation) && !(own.Cue >= 0 && Math.Abs(own.Cue - token) <= 2))
        {
            return;
        }

        var spoken = own is not null ? ResolveSpeaker(f, token, own)
            : frame.Profile is null ? new SpeakerCarryOver(frames, people, _last).Find(f, token)
                : new ProfileSpeakerCarryOver(frames, people, _last).Find(f, token);
        _quotes.Add(ToQuote(frame, quotation, spoken));
        if (own is null && spoken is null && !IsDirectSpeech(frame, token, quotation))
        {
            return;
        }

        _last = spoken is null ? null
            : spoken with { ParagraphIndex = f, TokenIndex = token, IsDirectSpeech = IsDirectSpeech(frame, token, quotation),
                IsUnclosed = !quotation.IsClosed };
    }

    private AttributedSpeaker ResolveSpeaker(int f, int token, AttributionRelation attribution)
    {
        var frame = frames[f];
        var spoken = AttributedSpeaker.Resolve(frame, f, token, attribution, people, _last?.Person);
        if (SpeechVenue.FindAround(frame, attribution) is { } venue)
        {
            spoken = spoken with { Venue =
                spoken.Person is { } speaker ? _speechContext.Record(speaker, venue, frame, f, Math.Max(0, attribution.Cue)) : venue };
        }
        else if (spoken.Person is not null)
        {
            spoken = spoken with { Venue =
                _speechContext.FindVenue(spoken.Person, frame, f, attribution.Cue >= 0 ? attribution.Cue : token) };
        }

        return spoken with { Continues = IsSecondPart(f, token, attribution) };
    }

    /// <summary>“In an interview with …, she said that …”: where her next quotations were said too.</summary>
    private void RecordVenue(int f, int verb)
    {
        var frame = frames[f];
        if (!CueVerbs.IsFinite(frame[verb])
            || AttributionRelation.FindSubjectOfVerb(frame, verb, frame.SentenceStart(verb)) is not { } subject)
        {
            return;
        }

        var attribution = new AttributionRelation(subject, verb, false, 0.9);
        if (SpeechVenue.FindAround(frame, attribution) is { } venue
            && AttributedSpeaker.Resolve(frame, f, verb, attribution, people, _last?.Person).Person is { } person)
        {
            _speechContext.Record(person, venue, frame, f, verb);
        }
    }

    /// <summary>“…,” she said, “…”: both sides of one cue; with “adding: “…”” another begins.</summary>
    private bool IsSecondPart(int f, int token, AttributionRelation attribution) =>
        !(frames[f][token - 1].Is(':') && CueVerbs.FormOf(frames[f][token - 2]) == CueForm.Participle) &&
        _last is { IsDirectSpeech: true, Attribution.FollowsQuote: true } last && last.ParagraphIndex == f
        && last.Attribution.Cue == attribution.Cue && attribution.Cue >= 0 && last.TokenIndex < attribution.Cue && attribution.Cue < token;

    private static Quote ToQuote(TokenizedParagraph frame, Quotation quotation, AttributedSpeaker? spoken)
    {
        var inner = quotation.Inner;
        var quote = new Quote(inner.GetText(frame.Text), inner.Start, inner.End);
        if (spoken is null || spoken.Confidence < MinConfidence)
        {
            return quote with { Continues = spoken?.Continues ?? false };
        }

        return quote with
        {
            Speaker = spoken.Mention.GetText(frame.Text),
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
    private static bool IsDirectSpeech(TokenizedParagraph frame, int token, Quotation quotation)
    {
        var last = frame.LastCharacter(quotation);
        var first = frame.Text[quotation.Inner.Start];
        return (last is '.' or ',' or '!' or '?' or '…' or '。' || !quotation.IsClosed
            || (frame.Profile is not null
                && (frame[token + 1].Is(',') || (frame[token + 1].Is('.') && (token == 0 || frame[token - 1].EndsSentence)))))
                && (!char.IsLower(first) || token == 0 || frame[token - 1].EndsSentence);
    }

    private static bool IsScareQuote(TokenizedParagraph frame, int token, Quotation quotation, int words)
    {
        var starts = token == 0 || frame[token - 1].EndsSentence || (frame[token - 1].Is(':') && IsDirectSpeech(frame, token, quotation));
        var ends = frame[token].EndsSentence;
        return quotation.HasSingleMarks ? !(starts && ends)
            : words < MinUnattributedWords && !(starts && ends) && !(starts && IsDirectSpeech(frame, token, quotation));
    }

    private static bool IsWorkTitle(TokenizedParagraph frame, int token, Quotation quotation)
    {
        var inner = frame.Text.AsSpan(quotation.Inner.Start, quotation.Inner.Length);
        return inner[^1] is not ('.' or '!' or '?') && token > 0 && frame[token - 1].IsWord && inner.Length < 80
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
