using System.Collections.Frozen;
using AlertBot.Briefs.Tongues;

namespace AlertBot.Briefs;

/// <summary>Finds where something was said: an interview, a post, a broadcast, a hearing.</summary>
internal static class Venues
{
    private static readonly FrozenSet<string> Occasions = Vocabulary.Set(
        """
        interview interviews statement speech address remarks tweet tweets post posts account blog essay op-ed editorial column article email e-mail letter memo report testimony hearing conference briefing rally debate
        show program programme podcast broadcast episode appearance event forum summit ceremony meeting panel video message thread release townhall hall book memoir call newsletter livestream stream note affidavit complaint filing ruling opinion
        interview-mit erklärung pressekonferenz rede beitrag gespräch zeitung sendung communiqué entretien discours conférence émission entrevista comunicado rueda discurso mensaje tuit
        """);

    private static readonly FrozenSet<string> Outlets = Vocabulary.Set(
        """
        cnn bbc abc nbc cbs msnbc cnbc npr pbs fox reuters ap afp dpa bloomberg politico axios vox breitbart huffpost times post journal guardian telegraph tribune herald mail mirror globe gazette chronicle observer independent economist magazine
        news radio television tv channel press network today newsweek time spiegel zeit welt bild ard zdf faz monde figaro libération país mundo rai zeitung agency newspaper broadcaster website facebook twitter instagram youtube tiktok linkedin telegram x bluesky mastodon social
        """);

    /// <summary>The venue in the clause around a cue; null where it names none.</summary>
    public static string? Around(Frame frame, Attribution attribution)
    {
        if (frame.Tongue is not null)
        {
            return TongueVenues.Around(frame, attribution);
        }

        if (attribution.Cue < 0)
        {
            return null;
        }

        if (frame[attribution.Cue].Lower is "told" or "tells" or "telling" && Hearer(frame, attribution.Cue + 1) is { } hearer)
        {
            return hearer;
        }

        var start = Math.Max(attribution.Cue, attribution.Speaker.Last) + 1;
        for (var i = start; i < frame.Count && i - start < Limits.Sentence / 2; i++)
        {
            if (frame[i].Is(';') || (frame[i].IsQuotation && !IsTitle(frame, i)))
            {
                break;
            }

            if (Phrase(frame, i) is { } venue)
            {
                return venue;
            }

            if (frame[i].EndsSentence)
            {
                break;
            }
        }

        return Leading(frame, attribution);
    }

    /// <summary>“In an interview with …, she said”.</summary>
    private static string? Leading(Frame frame, Attribution attribution)
    {
        var start = frame.SentenceStart(attribution.Speaker.First);
        for (var i = start; i < attribution.Speaker.First; i++)
        {
            if ((i == start || frame[i - 1].Is(',')) && Phrase(frame, i) is { } venue)
            {
                return venue;
            }
        }

        return null;
    }

    private static string? Hearer(Frame frame, int first)
    {
        if (frame[first].Lower is "the" or "a")
        {
            first++;
        }

        var last = first - 1;
        var outlet = false;
        for (var i = first; i < first + Limits.Phrase && IsNamePart(frame, i, last >= first); i++)
        {
            outlet |= IsOutlet(frame[i].Text);
            last = frame[i].IsWord && (frame[i].IsCapital || char.IsDigit(frame[i].Text[0]) || frame[i].Lower is "programme" or "program" or "show" or "podcast" or "newspaper" or "magazine" or "agency" or "radio") ? i : last;
        }

        return outlet && last >= first ? frame.Text[frame[first].Start..frame[last].End] : null;
    }

    private static bool IsNamePart(Frame frame, int i, bool inside) =>
        frame[i].IsWord && (!Vocabulary.IsTime(frame[i]) || IsProgramme(frame, i)) && (frame[i].IsCapital || (inside && (char.IsDigit(frame[i].Text[0]) || frame[i].Lower is "programme" or "program" or "show" or "podcast" or "newspaper" or "magazine" or "agency" or "radio" or "of" or "the" && frame[i + 1].IsCapital)));

    private static string? Phrase(Frame frame, int i)
    {
        if (!(frame[i].Lower is "on" or "in" or "during" or "at" or "to" or "via" or "from" or "with" or "im" or "dans" or "en" or "auf" or "beim" or "lors" or "sur" or "bei") || !(frame[i + 1].IsWord || frame[i + 1].IsQuotation))
        {
            return null;
        }

        var last = i;
        bool venue = false, named = false;
        for (var k = i + 1; k < i + Limits.Phrase; k++)
        {
            var token = frame[k];
            if (token.IsQuotation)
            {
                if (IsTitle(frame, k))
                {
                    last = k;
                    venue = true;
                }

                break;
            }

            if (!Goes(frame, k, i) || (venue && !GoesOn(frame, k)))
            {
                break;
            }

            venue |= Occasions.Contains(token.Lower) || IsOutlet(token.Text);
            named |= token.IsCapital && k > i && frame[i].Lower is "on" or "at" && Vocabulary.IsNameWord(token) && (Titles.IsBody(token.Text) || frame[k + 1].IsCapital || frame[k - 1].IsCapital);
            last = k;
        }

        while (last > i && frame[last].IsWord && (Vocabulary.IsPreposition(frame[last]) || Vocabulary.IsDeterminer(frame[last])))
        {
            last--;
        }

        // "on" and "at" with a proper name are a broadcast or a gathering; "to" and "from" need a word that says so.
        var strong = venue || (named && frame[i].Lower is "on" or "at" && (frame[i].Lower is "on" || frame[i + 1].Lower is "the" or "a"));
        return strong && last > i && !(frame[i].Lower is "to" or "from" or "with" && !venue) ? frame.Text[frame[i].Start..frame[last].End] : null;
    }

    private static bool Goes(Frame frame, int k, int first)
    {
        var token = frame[k];
        if (!token.IsWord || (Vocabulary.IsTime(token) && !IsProgramme(frame, k)) || CueVerbs.Of(token) != CueForm.None && !Occasions.Contains(token.Lower) || Vocabulary.IsAuxiliary(token) || Vocabulary.IsSubjectPronoun(token))
        {
            return false;
        }

        return !Vocabulary.IsStop(token) || (token.IsCapital && k > first + 1);
    }

    /// <summary>Behind the word that says what it was, only its own complements follow.</summary>
    private static bool GoesOn(Frame frame, int k) =>
        frame[k].IsCapital || Vocabulary.IsPreposition(frame[k]) || Vocabulary.IsPreposition(frame[k - 1]) || Vocabulary.IsDeterminer(frame[k - 1]) || char.IsDigit(frame[k].Text[0]) || Occasions.Contains(frame[k].Lower);

    /// <summary>“This Week”, “Good Morning”: times of day in the name of a broadcast.</summary>
    private static bool IsProgramme(Frame frame, int k) =>
        frame[k].IsCapital && (frame[k - 1].IsCapital || frame[k - 1].IsPossessive) && frame[k].Lower is "week" or "morning" or "night" or "evening" or "today" or "tonight" or "afternoon";

    private static bool IsTitle(Frame frame, int quotation)
    {
        var inner = frame.Quotations[frame[quotation].Quotation].Inner;
        return inner.Length < 50 && Works.IsTitleCase(frame.Text.AsSpan(inner.Start, inner.Length)) && (frame[quotation - 1].IsPossessive || frame[quotation - 1].Lower is "on" or "show" or "program" or "programme" or "podcast" or "the");
    }

    private static bool IsOutlet(string word) =>
        char.IsUpper(word[0]) && Outlets.Contains(Names.WithoutPossessive(word).ToLowerInvariant());
}
