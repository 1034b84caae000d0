namespace AlertBot.Briefs.Tongues;

/// <summary>Finds the speaker of a German, French or Spanish quotation whose own sentence names none.</summary>
internal sealed class TongueCarrying(IReadOnlyList<Frame> frames, People people, Spoken? last)
{
    public Spoken? Find(int f, int token)
    {
        var frame = frames[f];
        if (IsSecondPart(frame, f, token))
        {
            return last! with { Continues = true };
        }

        if (TongueInside.Find(frame, f, token, people, last?.Person) is { } inside)
        {
            return inside;
        }

        if (frame.Tongue is not { IsGerman: true } && TongueAttribution.GoesOn(frame, token))
        {
            return Dropped(frame, f, token);
        }

        if (token == 0)
        {
            return AtParagraphStart(f);
        }

        if (IsAnswer(frame, token))
        {
            return null;
        }

        if (last is not null && last.Frame == f && last.Token < token)
        {
            return InRun(frame, token);
        }

        return Introduced(frame, f, token) ?? (TongueAttribution.GoesOn(frame, token) ? ReportedOf(frame, f, token) ?? GoesOn(f, frame[token].Start, 0.6) : null);
    }

    /// <summary>«…», contó a su diario, «…»: both sides of one cue.</summary>
    private bool IsSecondPart(Frame frame, int f, int token) =>
        last is { Direct: true, Attribution.Behind: true } && last.Frame == f && last.Token < last.Attribution.Cue && last.Attribution.Cue < token && frame.SentenceStart(token) <= last.Token;

    /// <summary>“Born salió la última. «…», contó.”: a verb without a subject has that of the sentence before, else the speaker before.</summary>
    private Spoken? Dropped(Frame frame, int f, int token)
    {
        var cue = TongueAttribution.CueBehind(frame, token);
        var start = frame.SentenceStart(token);
        var before = start > 0 ? Clauses.Leading(frame, frame.SentenceStart(start - 1), start - 1) : null;
        var known = start > 0 ? Leading(frame, f, frame.SentenceStart(start - 1), start - 1, 0.66) : null;

        // A name that stands for nobody known took the word.
        known ??= before is { } other && TongueSpeaker.NamesSomebody(frame, other) ? null : GoesOn(f, frame[token].Start, 0.66) ?? (start == 0 && cue >= 0 && !IsNoun(frame, cue + 1) ? AboutBefore(f) : null);
        if (known is null)
        {
            return null;
        }

        if (cue < 0)
        {
            return frame[token - 1].Is(':') ? known with { Venue = TongueVenues.Around(frame, new Attribution(new Phrase(start, start - 1), -1, false, 1)) ?? known.Venue } : known;
        }

        var attribution = known.Attribution with { Cue = cue, Behind = true };
        return known with { Attribution = attribution, Cue = frame[cue].Text, Venue = TongueVenues.Around(frame, attribution with { Speaker = new Phrase(cue, cue) }) ?? known.Venue };
    }

    /// <summary>“sostiene parte del auto”: the verb has a subject, if none that is read.</summary>
    private static bool IsNoun(Frame frame, int i) => frame[i].IsWord && (!frame.Tongue!.IsFunction(frame[i]) || (frame.Tongue.IsDeterminer(frame[i]) && !frame.Tongue.IsPreposition(frame[i])));

    /// <summary>Who leads the paragraph before, as far as it names nobody else.</summary>
    private Spoken? AboutBefore(int f)
    {
        if (f == 0 || frames[f - 1] is not { Count: > 1 } before || Leading(before, f - 1, 0, before.SentenceEnd(0), 0.6) is not { } about)
        {
            return null;
        }

        return frames[f].Text[before.Paragraph.End - 1] != '.' || people.NamesAnother(about.Person, before.Paragraph.Start, before.Paragraph.End) ? null : about;
    }

    /// <summary>„…?“ „…“ side by side: a talk of two, and nothing says who speaks now.</summary>
    private static bool IsAnswer(Frame frame, int token)
    {
        var i = token - 1;
        while (i > 0 && (frame[i].Is('.') || frame[i].Is('—') || frame[i].Is('–')))
        {
            i--;
        }

        return frame[i].IsQuotation && frame.Quotations[frame[i].Quotation].Closed;
    }

    private Spoken? InRun(Frame frame, int token)
    {
        var sentence = frame.SentenceStart(token);
        if (sentence <= last!.Token)
        {
            return last with { Continues = false, Confidence = Math.Min(last.Confidence, 0.8) };
        }

        // Straight behind "…", sagte sie. "…" it is the same breath.
        var direct = last.Direct && token == sentence && frame.SentenceStart(Math.Max(0, token - 1)) <= Math.Max(last.Token, last.Attribution.Behind ? last.Attribution.Cue : 0);
        if (direct)
        {
            return last with { Continues = last.Attribution.Behind, Confidence = Math.Min(last.Confidence, 0.85) };
        }

        return Introduced(frame, last.Frame, token) ?? (TongueAttribution.GoesOn(frame, token) || token == sentence ? people.NamesAnother(last.Person, last.Mention.End, frame[token].Start) ? null : last with { Continues = false, Confidence = Math.Min(last.Confidence, 0.6) } : null);
    }

    /// <summary>“Born wurde deutlich. „…“”: the sentence before names the speaker.</summary>
    private Spoken? Introduced(Frame frame, int f, int token)
    {
        if (token == 0 || !frame[token - 1].EndsSentence)
        {
            return null;
        }

        var end = token - 1;
        return Leading(frame, f, frame.SentenceStart(end), end, 0.6);
    }

    /// <summary>“Born lobte die Helfer. Binnen einer Stunde seien alle gekommen, „…“.”: reported speech is of whom the sentence before is about.</summary>
    private Spoken? ReportedOf(Frame frame, int f, int token)
    {
        var start = frame.SentenceStart(token);
        return start == 0 ? null : Leading(frame, f, frame.SentenceStart(start - 1), start - 1, 0.6);
    }

    private Spoken? Leading(Frame frame, int f, int start, int end, double confidence)
    {
        if (Clauses.Leading(frame, start, end) is not { } phrase)
        {
            return null;
        }

        var spoken = Spoken.Of(frame, f, end, new Attribution(phrase, -1, false, confidence), people, last?.Person);
        return spoken.Person is { IsHuman: true } ? spoken : null;
    }

    private Spoken? AtParagraphStart(int f)
    {
        if (f > 0 && frames[f - 1] is { Count: > 1 } before && before[before.Count - 1].Is(':'))
        {
            var cue = TongueBefore.FindIn(before, before.SentenceStart(before.Count - 1), before.Count);
            return cue is null ? Leading(before, f - 1, before.SentenceStart(before.Count - 1), before.Count - 2, 0.6) : Spoken.Of(before, f - 1, before.Count - 1, cue, people, last?.Person);
        }

        if (last is null || last.Frame != f - 1 || !HoldsOnlyQuotations(frames[f]))
        {
            return null;
        }

        return last.Open ? last with { Continues = true, Confidence = Math.Min(0.95, last.Confidence) }
            : last.Direct && !IsQuestion(last.Cue) && EndsInSpeech() ? last with { Continues = false, Confidence = Math.Min(0.6, last.Confidence) }
            : null;
    }

    private static bool IsQuestion(string? cue) => cue is "fragte" or "fragt" or "demande" or "demandé" or "preguntó" or "pregunta";

    private bool EndsInSpeech()
    {
        var previous = frames[last!.Frame];
        return previous.SentenceStart(previous.Count - 1) <= Math.Max(last.Token, last.Attribution.Behind ? last.Attribution.Cue : 0);
    }

    /// <summary>The speaker before, unless somebody else was named since.</summary>
    private Spoken? GoesOn(int f, int at, double confidence) =>
        last is { } known && f - known.Frame <= 1 && !people.NamesAnother(known.Person, known.Mention.End, at) ? known with { Continues = false, Confidence = Math.Min(known.Confidence, confidence) } : null;

    private static bool HoldsOnlyQuotations(Frame frame)
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
