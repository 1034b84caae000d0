using AlertBot.Briefs.Tongues;

namespace AlertBot.Briefs;

/// <summary>Goes through an article's quotations in order and settles each one's speaker.</summary>
internal sealed class SpeakerSearch(IReadOnlyList<Frame> frames, People people)
{
    /// <summary>Below this a speaker is left out: a wrong one is worse than none.</summary>
    private const double Threshold = 0.5;

    // A quoted phrase of fewer words, in a sentence that attributes nothing, is a scare quote.
    private const int ShortestUnattributed = 6;

    private readonly List<Quote> _quotes = [];
    private readonly Occasions _occasions = new(people);
    private Spoken? _last;

    public IReadOnlyList<Quote> Run()
    {
        for (var f = 0; f < frames.Count; f++)
        {
            for (var i = 0; i < frames[f].Count; i++)
            {
                if (i == 0 || frames[f][i - 1].EndsSentence)
                {
                    _occasions.Read(frames[f], f, i, _last?.Person);
                }

                if (frames[f][i].IsQuotation)
                {
                    Take(f, i);
                }
                else if (CueVerbs.Speaks(frames[f][i]))
                {
                    NoteVenue(f, i);
                }
            }
        }

        return _quotes;
    }

    private void Take(int f, int token)
    {
        var frame = frames[f];
        var quotation = frame.Quotations[frame[token].Quotation];
        var words = WordCount(frame.Text.AsSpan(quotation.Inner.Start, quotation.Inner.Length));
        if (words < 2 || Works.IsHeading(frame, quotation) || Works.IsTerm(frame, token, words) || Works.IsNamed(frame, token, quotation))
        {
            return;
        }

        var own = frame.Tongue is null ? Attribution.Of(frame, token) : TongueAttribution.Of(frame, token);
        if (frame.Tongue is null && Denials.Holds(frame, token, own))
        {
            _quotes.Add(Show(frame, quotation, null));
            _last = null;
            return;
        }

        if (own is null && !(frame.Tongue is not null && !quotation.Single && TongueAttribution.IsSaid(frame, token)) && (IsScare(frame, token, quotation, words) || IsWork(frame, token, quotation)))
        {
            return;
        }

        if (own is not null && IsWork(frame, token, quotation) && !(own.Cue >= 0 && Math.Abs(own.Cue - token) <= 2))
        {
            return;
        }

        var spoken = own is not null ? Speak(f, token, own) : frame.Tongue is null ? new Carrying(frames, people, _last).Find(f, token) : new TongueCarrying(frames, people, _last).Find(f, token);
        _quotes.Add(Show(frame, quotation, spoken));
        if (own is null && spoken is null && !IsSpeech(frame, token, quotation))
        {
            return;
        }

        _last = spoken is null ? null : spoken with { Frame = f, Token = token, Direct = IsSpeech(frame, token, quotation), Open = !quotation.Closed };
    }

    private Spoken Speak(int f, int token, Attribution attribution)
    {
        var frame = frames[f];
        var spoken = Spoken.Of(frame, f, token, attribution, people, _last?.Person);
        if (Venues.Around(frame, attribution) is { } venue)
        {
            spoken = spoken with { Venue = spoken.Person is { } speaker ? _occasions.Note(speaker, venue, frame, f, Math.Max(0, attribution.Cue)) : venue };
        }
        else if (spoken.Person is not null)
        {
            spoken = spoken with { Venue = _occasions.For(spoken.Person, frame, f, attribution.Cue >= 0 ? attribution.Cue : token) };
        }

        return spoken with { Continues = IsSecondPart(f, token, attribution) };
    }

    /// <summary>“In an interview with …, she said that …”: where her next quotations were said too.</summary>
    private void NoteVenue(int f, int verb)
    {
        var frame = frames[f];
        if (!CueVerbs.IsFinite(frame[verb]) || Attribution.SubjectOfVerb(frame, verb, frame.SentenceStart(verb)) is not { } subject)
        {
            return;
        }

        var attribution = new Attribution(subject, verb, false, 0.9);
        if (Venues.Around(frame, attribution) is { } venue && Spoken.Of(frame, f, verb, attribution, people, _last?.Person).Person is { } person)
        {
            _occasions.Note(person, venue, frame, f, verb);
        }
    }

    /// <summary>“…,” she said, “…”: both sides of one cue; with “adding: “…”” another begins.</summary>
    private bool IsSecondPart(int f, int token, Attribution attribution) =>
        !(frames[f][token - 1].Is(':') && CueVerbs.Of(frames[f][token - 2]) == CueForm.Participle) &&
        _last is { Direct: true, Attribution.Behind: true } last && last.Frame == f && last.Attribution.Cue == attribution.Cue && attribution.Cue >= 0 && last.Token < attribution.Cue && attribution.Cue < token;

    private static Quote Show(Frame frame, Quotation quotation, Spoken? spoken)
    {
        var inner = quotation.Inner;
        var quote = new Quote(inner.Of(frame.Text), inner.Start, inner.End);
        if (spoken is null || spoken.Confidence < Threshold)
        {
            return quote with { Continues = spoken?.Continues ?? false };
        }

        return quote with
        {
            Speaker = spoken.Mention.Of(frame.Text),
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
    private static bool IsSpeech(Frame frame, int token, Quotation quotation)
    {
        var last = frame.LastOf(quotation);
        var first = frame.Text[quotation.Inner.Start];
        return (last is '.' or ',' or '!' or '?' or '…' or '。' || !quotation.Closed || (frame.Tongue is not null && (frame[token + 1].Is(',') || (frame[token + 1].Is('.') && (token == 0 || frame[token - 1].EndsSentence))))) && (!char.IsLower(first) || token == 0 || frame[token - 1].EndsSentence);
    }

    private static bool IsScare(Frame frame, int token, Quotation quotation, int words)
    {
        var starts = token == 0 || frame[token - 1].EndsSentence || (frame[token - 1].Is(':') && IsSpeech(frame, token, quotation));
        var ends = frame[token].EndsSentence;
        return quotation.Single ? !(starts && ends) : words < ShortestUnattributed && !(starts && ends) && !(starts && IsSpeech(frame, token, quotation));
    }

    private static bool IsWork(Frame frame, int token, Quotation quotation)
    {
        var inner = frame.Text.AsSpan(quotation.Inner.Start, quotation.Inner.Length);
        return inner[^1] is not ('.' or '!' or '?') && token > 0 && frame[token - 1].IsWord && inner.Length < 80 && Works.IsTitleCase(inner.TrimEnd(','));
    }

    private static int WordCount(ReadOnlySpan<char> text)
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
