namespace AlertBot.Briefs.Tongues;

/// <summary>Attributions that lead to their quotation: Eva Born sagte: „…“; la ministre a affirmé que « … »; según Moen, «…».</summary>
internal static class TongueBefore
{
    private const int Near = 12;

    // A sentence with more verbs of saying than these is no news.
    private const int MostCues = 4;

    public static Attribution? Find(Frame frame, int quotation)
    {
        var start = frame.SentenceStart(quotation);
        if (quotation == start)
        {
            return null;
        }

        var found = FindIn(frame, start, quotation);
        if (!frame[quotation - 1].Is(':'))
        {
            return found;
        }

        if (found is not null)
        {
            return found with { Confidence = Math.Max(found.Confidence, 0.92) };
        }

        if (Labelled(frame, start, quotation) is { } label)
        {
            return label;
        }

        // A colon attributes to whom its sentence is about, as far as that is somebody with a name.
        if (Clauses.Leading(frame, start, quotation - 2) is not { } leading || TellsWords(frame, leading.Last + 1, quotation) || TongueRefusals.IsPassive(frame, leading.Last, quotation) || SomebodySays(frame, leading.Last + 1, quotation))
        {
            return null;
        }

        return TongueNames.Of(frame, leading) is { } name ? new Attribution(leading, -1, false, name.Last >= quotation - 3 ? 0.8 : 0.55)
            : Groups.IsPronoun(frame, leading) && IsPersonal(frame[leading.First].Lower) ? new Attribution(leading, -1, false, 0.7)
            : null;
    }

    /// <summary>“— Der Redakteur: „…““: an interview names who speaks with nothing but a colon.</summary>
    private static Attribution? Labelled(Frame frame, int start, int quotation)
    {
        var first = quotation - 2;
        while (first > start && first > quotation - 6 && frame[first - 1].IsWord && !frame[first - 1].EndsSentence)
        {
            first--;
        }

        var opens = first == start || frame[first - 1].Is('—') || frame[first - 1].Is('–');
        return opens && frame.Tongue!.IsDeterminer(frame[first]) && Groups.Core(frame, first, quotation - 2) is { } core && core.Last == quotation - 2 && core.Last > core.First && frame.Tongue.IsOffice(frame[core.Last])
            ? new Attribution(core, -1, false, 0.8)
            : null;
    }

    /// <summary>“Moen, deren Anwalt sagte: …”: another subject stands between the first one and the verb.</summary>
    private static bool SomebodySays(Frame frame, int first, int quotation)
    {
        var tongue = frame.Tongue!;
        for (var (i, other) = (first, false); i < quotation; i++)
        {
            if (frame[i].Is(','))
            {
                other = false;
            }
            else if (tongue.IsCue(frame[i]) && other)
            {
                return true;
            }

            other |= (frame[i].IsCapital && !tongue.IsTime(frame[i])) || (!tongue.IsGerman && tongue.IsDeterminer(frame[i]));
        }

        return false;
    }

    /// <summary>“Er lautet: …”, “Darauf steht: …”: the subject is a text.</summary>
    private static bool TellsWords(Frame frame, int first, int quotation)
    {
        for (var i = first; i < quotation && i < first + 12; i++)
        {
            if (frame[i].Lower is "lautet" or "lautete" or "lauten" or "lauteten" or "heißt" or "hieß" or "besagt" or "besagte" or "herrührt" or "stammt" or "stammte" or "reza" or "rezaba" or "stipule" or "stipulait")
            {
                return true;
            }
        }

        return false;
    }

    // "il" and "es" may be nobody, "sie" may be several.
    private static bool IsPersonal(string pronoun) => pronoun is "er" or "elle" or "él" or "ella";

    /// <summary>The attribution between a sentence's start and where its quotation begins.</summary>
    public static Attribution? FindIn(Frame frame, int start, int quotation) =>
        NearestCue(frame, start, quotation) ?? Bracketed(frame, start, quotation) ?? Source(frame, start, quotation);

    private static Attribution? NearestCue(Frame frame, int start, int quotation)
    {
        var tongue = frame.Tongue!;
        var tried = 0;
        for (var i = quotation - 1; i >= start && tried < MostCues && !frame[i].Is(';'); i--)
        {
            if (tongue.IsGerund(frame[i]) && Clauses.Leading(frame, start, i - 1) is { } main && main.Last < i)
            {
                return new Attribution(main, i, false, 0.72);
            }

            if (SayingThatEndsAt(frame, i) is not { } saying)
            {
                continue;
            }

            if (Subject(frame, start, saying, quotation) is { } subject)
            {
                return new Attribution(subject, saying.Cue, false, quotation - i <= Near ? 0.9 : 0.8);
            }

            tried++;
        }

        return null;
    }

    private static Saying? SayingThatEndsAt(Frame frame, int i)
    {
        var tongue = frame.Tongue!;
        if (tongue.IsParticiple(frame[i]) && !tongue.IsGerman)
        {
            var reach = frame[i - 1].Is(',') ? 16 : 6;
            for (var auxiliary = i - 1; auxiliary > i - reach && auxiliary >= 0; auxiliary--)
            {
                if (tongue.IsAuxiliary(frame[auxiliary]) && Clauses.At(frame, auxiliary) is { } compound && compound.Cue == i)
                {
                    return compound;
                }
            }
        }

        return tongue.IsCue(frame[i]) || Separable.IsCue(frame, i) ? Clauses.At(frame, i) : Parted(frame, i);
    }

    /// <summary>“In seinem letzten Wort hatte er gesagt: …”: the auxiliary has the subject beside it.</summary>
    private static Saying? Parted(Frame frame, int participle)
    {
        var tongue = frame.Tongue!;
        if (!tongue.IsGerman || !tongue.IsParticiple(frame[participle]) || !(frame[participle + 1].Is(':') || frame[participle + 1].Is(',') || frame[participle + 1].IsQuotation))
        {
            return null;
        }

        for (var i = participle - 1; i >= 0 && i > participle - 16 && !frame[i].EndsSentence && !frame[i].Is(','); i--)
        {
            if (tongue.IsAuxiliary(frame[i]))
            {
                return new Saying(i, participle, i, -1);
            }
        }

        return null;
    }

    private static Phrase? Subject(Frame frame, int start, Saying saying, int quotation)
    {
        if (saying.Subject >= 0)
        {
            return new Phrase(saying.Subject, saying.Subject);
        }

        if (Clauses.Preceding(frame, start, saying.First) is { } before && !IsOblique(frame, before))
        {
            return before;
        }

        if (Clauses.Antecedent(frame, start, saying.First) is { } antecedent)
        {
            return antecedent;
        }

        // French turns verb and subject round only beside a quotation and behind "comme".
        var beside = frame[saying.First - 1].Lower is "comme" || frame[saying.First - 2].Lower is "comme" || frame[saying.First - 1].IsQuotation || (frame[saying.First - 1].Is(',') && frame[saying.First - 2].IsQuotation);
        return frame.Tongue!.IsGerman || frame.Tongue.DropsPronouns || beside ? Clauses.Following(frame, saying, quotation - 1) : null;
    }

    private static bool IsOblique(Frame frame, Phrase phrase) =>
        frame.Tongue!.IsGerman && frame[phrase.First].Lower is "dem" or "den" or "des" or "einem" or "einer" or "eines" or "einen";

    /// <summary>Moen hat den Plan „…“ genannt: the participle stands behind the quotation.</summary>
    private static Attribution? Bracketed(Frame frame, int start, int quotation)
    {
        var tongue = frame.Tongue!;
        if (!tongue.IsGerman)
        {
            return null;
        }

        var end = frame.SentenceEnd(quotation);
        for (var participle = quotation + 1; participle <= end && participle < quotation + Near && !frame[participle].Is(','); participle++)
        {
            if (!tongue.IsParticiple(frame[participle]))
            {
                continue;
            }

            for (var i = quotation - 1; i >= start; i--)
            {
                if (tongue.IsAuxiliary(frame[i]))
                {
                    var subject = Clauses.Preceding(frame, start, i) ?? Clauses.Following(frame, new Saying(i, i, i, -1), quotation - 1);
                    return subject is { } phrase && !IsOblique(frame, phrase) ? new Attribution(phrase, participle, false, 0.85) : null;
                }
            }
        }

        return null;
    }

    private static Attribution? Source(Frame frame, int start, int quotation)
    {
        for (var i = start; i < quotation; i++)
        {
            if ((TongueAttribution.SourceAt(frame, i, quotation - 1, behind: false, 0.85) ?? TongueAttribution.Postposed(frame, i, start, behind: false, 0.85)) is { } source)
            {
                return source;
            }
        }

        return null;
    }
}
