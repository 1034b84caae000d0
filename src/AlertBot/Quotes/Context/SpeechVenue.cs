using AlertBot.Quotes.Attribution;
using AlertBot.Quotes.Languages;
using AlertBot.Quotes.People;
using AlertBot.Quotes.Syntax;

namespace AlertBot.Quotes.Context;

/// <summary>Finds where something was said: an interview, a post, a broadcast, a hearing.</summary>
internal static class SpeechVenue
{
    /// <summary>The venue in the clause around a cue; null where it names none.</summary>
    public static string? FindAround(TokenizedParagraph tokens, AttributionRelation attribution)
    {
        if (tokens.Profile is not null)
        {
            return ProfileSpeechVenue.FindAround(tokens, attribution);
        }

        if (attribution.Cue < 0)
        {
            return null;
        }

        var told = tokens[attribution.Cue].Lower is "told" or "tells" or "telling";
        if (told && FindAudience(tokens, attribution.Cue + 1) is { } hearer)
        {
            return hearer;
        }

        return FindAfter(tokens, Math.Max(attribution.Cue, attribution.Speaker.Last) + 1, told)
            ?? FindLeading(tokens, tokens.SentenceStart(attribution.Speaker.First), attribution.Speaker.First);
    }

    /// <summary>“In an interview with …, she said”; “Speaking at the …, she said”.</summary>
    public static string? FindLeading(TokenizedParagraph tokens, int start, int subject)
    {
        for (var i = start; i < subject; i++)
        {
            var opens = i == start || tokens[i - 1].Is(',')
                || tokens[i - 1].Lower is "but" or "and" or "later" or "speaking" or "testifying" or "writing" or "appearing" or "earlier";
            if (opens && VenuePhrases.ReadAt(tokens, i) is { } venue)
            {
                return venue;
            }
        }

        return null;
    }

    /// <summary>“gave an interview to …”, “addressed a rally in …”, “spoke at …”, “appeared on …”.</summary>
    /// <param name="verb">The verb behind the subject.</param>
    public static string? FindInSpeechAct(TokenizedParagraph tokens, int verb)
    {
        while (Vocabulary.IsAdverb(tokens[verb]) || Vocabulary.IsAuxiliary(tokens[verb]))
        {
            verb++;
        }

        switch (tokens[verb].Lower)
        {
            case "spoke" or "speaking" or "appeared" or "testified" or "wrote" or "posted" or "spoken" or "tweeted":
                return FindAfter(tokens, verb + 1, told: false);
            case "addressed" or "delivered" or "gave" or "held" or "released" or "issued":
                return FindObject(tokens, verb + 1);
            default:
                return null;
        }
    }

    private static string? FindAfter(TokenizedParagraph tokens, int start, bool told)
    {
        // What the speaker said may name occasions too; only speech itself is sought in it.
        var near = told || tokens[start].IsQuotation || !(Vocabulary.IsDeterminer(tokens[start]) || Vocabulary.IsNameWord(tokens[start]));
        for (var i = start; i < tokens.Count && i - start < ScanLimits.MaxSentenceTokens / 2; i++)
        {
            if (tokens[i].Is(';') || (tokens[i].IsQuotation && !VenuePhrases.IsProgramTitle(tokens, i)))
            {
                break;
            }

            near &= !(tokens[i].Lower is "that" or "because" or "if" || Vocabulary.IsSubjectPronoun(tokens[i])
                || Vocabulary.IsAuxiliary(tokens[i]) || CueVerbs.IsFinite(tokens[i]));
            if (!IsAffiliation(tokens, i) && VenuePhrases.ReadAt(tokens, i, near) is { } venue)
            {
                return venue;
            }

            if (tokens[i].EndsSentence)
            {
                break;
            }
        }

        return null;
    }

    /// <summary>“said Ann Bo, a chemist at the University of Vale”: where she works.</summary>
    private static bool IsAffiliation(TokenizedParagraph tokens, int i)
    {
        if (tokens[i].Lower is not ("at" or "with" or "in") || !OfficeTitles.IsOffice(tokens[i - 1].Text)
            || !(tokens[i + 1].IsCapital || (tokens[i + 1].Lower is "the" && tokens[i + 2].IsCapital)))
        {
            return false;
        }

        var comma = i - 1;
        while (i - comma < 6 && tokens[comma].IsWord)
        {
            comma--;
        }

        return tokens[comma].Is(',');
    }

    private static string? FindObject(TokenizedParagraph tokens, int first)
    {
        if (NounPhrases.StartingAt(tokens, first, first + ScanLimits.MaxPhraseTokens) is not { } phrase
            || !VenuePhrases.IsVenueNoun(tokens[phrase.Last]))
        {
            return null;
        }

        var next = phrase.Last + 1;
        var last = tokens[next].Lower is "in" or "at" or "to" or "with" or "on" or "before"
            && NounPhrases.StartingAt(tokens, next + 1, next + ScanLimits.MaxPhraseTokens) is { } at && tokens[at.Last].IsCapital
            && !tokens[at.Last].IsPossessive ? at.Last : phrase.Last;
        return tokens.Text[tokens[phrase.First].Start..tokens[last].End];
    }

    /// <summary>“told Reuters”, “told a news conference”, “told the court”.</summary>
    private static string? FindAudience(TokenizedParagraph tokens, int first)
    {
        if (tokens[first].Lower is "the" or "a" or "an"
            && NounPhrases.StartingAt(tokens, first, first + ScanLimits.MaxPhraseTokens) is { } group
            && (VenuePhrases.IsVenueNoun(tokens[group.Last])
                || (VenuePhrases.IsInstitution(tokens[group.Last]) && !tokens[group.Last].Lower.EndsWith('s'))))
        {
            return tokens.Text[tokens[group.First].Start..tokens[group.Last].End];
        }

        var determined = tokens[first].Lower is "the";
        if (tokens[first].Lower is "the" or "a" or "an")
        {
            first++;
        }

        var last = first - 1;

        // "told the Herald": with an article a name is no person's.
        var outlet = (determined && Vocabulary.IsNameWord(tokens[first]) && !OfficeTitles.IsOffice(tokens[first].Text)
            && !tokens[first].IsPossessive && !tokens[first + 1].IsCapital
            && (!tokens[first + 1].IsWord || Vocabulary.IsTimeWord(tokens[first + 1]) || Vocabulary.IsStopWord(tokens[first + 1])
                || Vocabulary.IsPreposition(tokens[first + 1])))
                || tokens[first].Text is "Parliament" or "Congress" or "parliament" or "MPs";
        for (var i = first; i < first + ScanLimits.MaxPhraseTokens && IsNamePart(tokens, i, last >= first); i++)
        {
            outlet |= VenuePhrases.IsOutlet(tokens[i].Text) || IsMedium(tokens[i]);
            last = tokens[i].IsWord && (tokens[i].IsCapital || char.IsDigit(tokens[i].Text[0]) || IsMedium(tokens[i])) ? i : last;
        }

        var end = outlet && last >= first && tokens[last].IsPossessive && tokens[last + 1].IsQuotation
            && VenuePhrases.IsProgramTitle(tokens, last + 1) ? last + 1 : last;
        return outlet && last >= first ? NameParser.WithoutPossessive(tokens.Text[tokens[first].Start..tokens[end].End]) : null;
    }

    private static bool IsMedium(Token token) =>
        token.Lower is "programme" or "program" or "show" or "podcast" or "newspaper" or "magazine" or "agency" or "radio" or "network"
            or "broadcaster" or "website" or "channel" or "station";

    private static bool IsNamePart(TokenizedParagraph tokens, int i, bool inside) =>
        tokens[i].IsWord && (!Vocabulary.IsTimeWord(tokens[i]) || VenuePhrases.IsProgramName(tokens, i))
            && (tokens[i].IsCapital
                || (inside && (char.IsDigit(tokens[i].Text[0]) || IsMedium(tokens[i]) || tokens[i].Lower is "news" or "television" or "tv"
                    || (tokens[i].Lower is "of" or "the" && tokens[i + 1].IsCapital))));
}
