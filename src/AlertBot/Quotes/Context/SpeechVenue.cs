using AlertBot.Quotes.Attribution;
using AlertBot.Quotes.Languages;
using AlertBot.Quotes.People;
using AlertBot.Quotes.Syntax;

namespace AlertBot.Quotes.Context;

/// <summary>Finds where something was said: an interview, a post, a broadcast, a hearing.</summary>
internal static class SpeechVenue
{
    /// <summary>The venue in the clause around a cue; null where it names none.</summary>
    public static string? FindAround(TokenizedParagraph frame, AttributionRelation attribution)
    {
        if (frame.Profile is not null)
        {
            return ProfileSpeechVenue.FindAround(frame, attribution);
        }

        if (attribution.Cue < 0)
        {
            return null;
        }

        var told = frame[attribution.Cue].Lower is "told" or "tells" or "telling";
        if (told && FindAudience(frame, attribution.Cue + 1) is { } hearer)
        {
            return hearer;
        }

        return FindAfter(frame, Math.Max(attribution.Cue, attribution.Speaker.Last) + 1, told)
            ?? FindLeading(frame, frame.SentenceStart(attribution.Speaker.First), attribution.Speaker.First);
    }

    /// <summary>“In an interview with …, she said”; “Speaking at the …, she said”.</summary>
    public static string? FindLeading(TokenizedParagraph frame, int start, int subject)
    {
        for (var i = start; i < subject; i++)
        {
            var opens = i == start || frame[i - 1].Is(',')
                || frame[i - 1].Lower is "but" or "and" or "later" or "speaking" or "testifying" or "writing" or "appearing" or "earlier";
            if (opens && VenuePhrases.ReadAt(frame, i) is { } venue)
            {
                return venue;
            }
        }

        return null;
    }

    /// <summary>“gave an interview to …”, “addressed a rally in …”, “spoke at …”, “appeared on …”.</summary>
    /// <param name="verb">The verb behind the subject.</param>
    public static string? FindInSpeechAct(TokenizedParagraph frame, int verb)
    {
        while (Vocabulary.IsAdverb(frame[verb]) || Vocabulary.IsAuxiliary(frame[verb]))
        {
            verb++;
        }

        switch (frame[verb].Lower)
        {
            case "spoke" or "speaking" or "appeared" or "testified" or "wrote" or "posted" or "spoken" or "tweeted":
                return FindAfter(frame, verb + 1, told: false);
            case "addressed" or "delivered" or "gave" or "held" or "released" or "issued":
                return FindObject(frame, verb + 1);
            default:
                return null;
        }
    }

    private static string? FindAfter(TokenizedParagraph frame, int start, bool told)
    {
        // What the speaker said may name occasions too; only speech itself is sought in it.
        var near = told || frame[start].IsQuotation || !(Vocabulary.IsDeterminer(frame[start]) || Vocabulary.IsNameWord(frame[start]));
        for (var i = start; i < frame.Count && i - start < ScanLimits.MaxSentenceTokens / 2; i++)
        {
            if (frame[i].Is(';') || (frame[i].IsQuotation && !VenuePhrases.IsProgramTitle(frame, i)))
            {
                break;
            }

            near &= !(frame[i].Lower is "that" or "because" or "if" || Vocabulary.IsSubjectPronoun(frame[i])
                || Vocabulary.IsAuxiliary(frame[i]) || CueVerbs.IsFinite(frame[i]));
            if (!IsAffiliation(frame, i) && VenuePhrases.ReadAt(frame, i, near) is { } venue)
            {
                return venue;
            }

            if (frame[i].EndsSentence)
            {
                break;
            }
        }

        return null;
    }

    /// <summary>“said Ann Bo, a chemist at the University of Vale”: where she works.</summary>
    private static bool IsAffiliation(TokenizedParagraph frame, int i)
    {
        if (frame[i].Lower is not ("at" or "with" or "in") || !OfficeTitles.IsOffice(frame[i - 1].Text)
            || !(frame[i + 1].IsCapital || (frame[i + 1].Lower is "the" && frame[i + 2].IsCapital)))
        {
            return false;
        }

        var comma = i - 1;
        while (i - comma < 6 && frame[comma].IsWord)
        {
            comma--;
        }

        return frame[comma].Is(',');
    }

    private static string? FindObject(TokenizedParagraph frame, int first)
    {
        if (NounPhrases.StartingAt(frame, first, first + ScanLimits.MaxPhraseTokens) is not { } phrase
            || !VenuePhrases.IsVenueNoun(frame[phrase.Last]))
        {
            return null;
        }

        var next = phrase.Last + 1;
        var last = frame[next].Lower is "in" or "at" or "to" or "with" or "on" or "before"
            && NounPhrases.StartingAt(frame, next + 1, next + ScanLimits.MaxPhraseTokens) is { } at && frame[at.Last].IsCapital
            && !frame[at.Last].IsPossessive ? at.Last : phrase.Last;
        return frame.Text[frame[phrase.First].Start..frame[last].End];
    }

    /// <summary>“told Reuters”, “told a news conference”, “told the court”.</summary>
    private static string? FindAudience(TokenizedParagraph frame, int first)
    {
        if (frame[first].Lower is "the" or "a" or "an"
            && NounPhrases.StartingAt(frame, first, first + ScanLimits.MaxPhraseTokens) is { } group
            && (VenuePhrases.IsVenueNoun(frame[group.Last])
                || (VenuePhrases.IsInstitution(frame[group.Last]) && !frame[group.Last].Lower.EndsWith('s'))))
        {
            return frame.Text[frame[group.First].Start..frame[group.Last].End];
        }

        var determined = frame[first].Lower is "the";
        if (frame[first].Lower is "the" or "a" or "an")
        {
            first++;
        }

        var last = first - 1;

        // "told the Herald": with an article a name is no person's.
        var outlet = (determined && Vocabulary.IsNameWord(frame[first]) && !OfficeTitles.IsOffice(frame[first].Text)
            && !frame[first].IsPossessive && !frame[first + 1].IsCapital
            && (!frame[first + 1].IsWord || Vocabulary.IsTimeWord(frame[first + 1]) || Vocabulary.IsStopWord(frame[first + 1])
                || Vocabulary.IsPreposition(frame[first + 1]))) || frame[first].Text is "Parliament" or "Congress" or "parliament" or "MPs";
        for (var i = first; i < first + ScanLimits.MaxPhraseTokens && IsNamePart(frame, i, last >= first); i++)
        {
            outlet |= VenuePhrases.IsOutlet(frame[i].Text) || IsMedium(frame[i]);
            last = frame[i].IsWord && (frame[i].IsCapital || char.IsDigit(frame[i].Text[0]) || IsMedium(frame[i])) ? i : last;
        }

        var end = outlet && last >= first && frame[last].IsPossessive && frame[last + 1].IsQuotation
            && VenuePhrases.IsProgramTitle(frame, last + 1) ? last + 1 : last;
        return outlet && last >= first ? NameParser.WithoutPossessive(frame.Text[frame[first].Start..frame[end].End]) : null;
    }

    private static bool IsMedium(Token token) =>
        token.Lower is "programme" or "program" or "show" or "podcast" or "newspaper" or "magazine" or "agency" or "radio" or "network"
            or "broadcaster" or "website" or "channel" or "station";

    private static bool IsNamePart(TokenizedParagraph frame, int i, bool inside) =>
        frame[i].IsWord && (!Vocabulary.IsTimeWord(frame[i]) || VenuePhrases.IsProgramName(frame, i))
            && (frame[i].IsCapital
                || (inside && (char.IsDigit(frame[i].Text[0]) || IsMedium(frame[i]) || frame[i].Lower is "news" or "television" or "tv"
                    || (frame[i].Lower is "of" or "the" && frame[i + 1].IsCapital))));
}
