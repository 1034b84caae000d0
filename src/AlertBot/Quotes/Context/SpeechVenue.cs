using System.Collections.Frozen;
using AlertBot.Quotes.Attribution;
using AlertBot.Quotes.Languages;
using AlertBot.Quotes.People;
using AlertBot.Quotes.Syntax;

namespace AlertBot.Quotes.Context;

/// <summary>Finds where a person spoke: an interview, a post, a broadcast, a hearing.</summary>
internal static class SpeechVenue
{
    // Tokens between the comma of an apposition and "at" in "Ann Bo, a senior research chemist at the University".
    private const int MaxAppositionTokens = 6;

    // Words before a venue in front of the subject: "Speaking at the …, she said".
    private static readonly FrozenSet<string> VenueOpeners =
        Vocabulary.WordSet("but and later speaking testifying writing appearing earlier");

    private static readonly FrozenSet<string> MediaNouns = Vocabulary.WordSet(
        "programme program show podcast newspaper magazine agency radio network broadcaster website channel station");

    private static readonly FrozenSet<string> ObjectLinks = Vocabulary.WordSet("in at to with on before");

    /// <summary>The venue in the clause of a cue; null where the clause names none.</summary>
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

        var namesAudience = tokens[attribution.Cue].Lower is "told" or "tells" or "telling";
        return (namesAudience ? FindAudience(tokens, attribution.Cue + 1) : null)
            ?? FindAfter(tokens, Math.Max(attribution.Cue, attribution.Speaker.Last) + 1, namesAudience)
            ?? FindLeading(tokens, tokens.SentenceStart(attribution.Speaker.First), attribution.Speaker.First);
    }

    /// <summary>“In an interview with …, she said”; “Speaking at the …, she said”.</summary>
    public static string? FindLeading(TokenizedParagraph tokens, int start, int subject)
    {
        for (var i = start; i < subject; i++)
        {
            var canOpen = i == start || tokens[i - 1].Is(',') || VenueOpeners.Contains(tokens[i - 1].Lower);
            if (canOpen && VenuePhrases.ReadAt(tokens, i) is { } venue)
            {
                return venue;
            }
        }

        return null;
    }

    /// <summary>“gave an interview to …”, “addressed a rally in …”, “spoke at …”, “appeared on …”.</summary>
    /// <param name="verb">The token after the subject.</param>
    public static string? FindInSpeechAct(TokenizedParagraph tokens, int verb)
    {
        while (Vocabulary.IsAdverb(tokens[verb]) || Vocabulary.IsAuxiliary(tokens[verb]))
        {
            verb++;
        }

        switch (tokens[verb].Lower)
        {
            case "spoke" or "speaking" or "appeared" or "testified" or "wrote" or "posted" or "spoken" or "tweeted":
                return FindAfter(tokens, verb + 1, namesAudience: false);
            case "addressed" or "delivered" or "gave" or "held" or "released" or "issued":
                return FindObject(tokens, verb + 1);
            default:
                return null;
        }
    }

    private static string? FindAfter(TokenizedParagraph tokens, int start, bool namesAudience)
    {
        // The speech itself can mention occasions. In it only nouns for speech count as the venue.
        var isNearCue = namesAudience || tokens[start].IsQuotation
            || !(Vocabulary.IsDeterminer(tokens[start]) || Vocabulary.IsNameWord(tokens[start]));
        for (var i = start; i < tokens.Count && i - start < ScanLimits.MaxSentenceTokens / 2; i++)
        {
            if (tokens[i].Is(';') || (tokens[i].IsQuotation && !VenuePhrases.IsProgramTitle(tokens, i)))
            {
                break;
            }

            isNearCue &= !StartsClause(tokens[i]);
            if (!IsAffiliation(tokens, i) && VenuePhrases.ReadAt(tokens, i, isNearCue) is { } venue)
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

    private static bool StartsClause(Token token) =>
        token.Lower is "that" or "because" or "if" || Vocabulary.IsSubjectPronoun(token) || Vocabulary.IsAuxiliary(token)
        || CueVerbs.IsFinite(token);

    /// <summary>“said Ann Bo, a chemist at the University of Vale”: an affiliation, not a venue.</summary>
    private static bool IsAffiliation(TokenizedParagraph tokens, int i)
    {
        var isBeforeName = tokens[i + 1].IsCapital || (tokens[i + 1].Lower is "the" && tokens[i + 2].IsCapital);
        if (tokens[i].Lower is not ("at" or "with" or "in") || !OfficeTitles.IsOffice(tokens[i - 1].Text) || !isBeforeName)
        {
            return false;
        }

        var comma = i - 1;
        while (i - comma < MaxAppositionTokens && tokens[comma].IsWord)
        {
            comma--;
        }

        return tokens[comma].Is(',');
    }

    /// <summary>“an interview to the Herald” after “gave”.</summary>
    private static string? FindObject(TokenizedParagraph tokens, int first)
    {
        if (NounPhrases.StartingAt(tokens, first, first + ScanLimits.MaxPhraseTokens) is not { } phrase
            || !VenuePhrases.IsVenueNoun(tokens[phrase.Last]))
        {
            return null;
        }

        var link = phrase.Last + 1;
        var hasPlace = ObjectLinks.Contains(tokens[link].Lower);
        var last = hasPlace && NounPhrases.StartingAt(tokens, link + 1, link + ScanLimits.MaxPhraseTokens) is { } place
            && tokens[place.Last].IsCapital && !tokens[place.Last].IsPossessive
            ? place.Last
            : phrase.Last;
        return tokens.GetText(phrase.First, last);
    }

    /// <summary>The audience after “told”: “told Reuters”, “told a news conference”, “told the court”.</summary>
    private static string? FindAudience(TokenizedParagraph tokens, int first) =>
        FindVenueWithArticle(tokens, first) ?? FindOutlet(tokens, first);

    private static string? FindVenueWithArticle(TokenizedParagraph tokens, int first)
    {
        if (!IsArticle(tokens[first])
            || NounPhrases.StartingAt(tokens, first, first + ScanLimits.MaxPhraseTokens) is not { } phrase)
        {
            return null;
        }

        var noun = tokens[phrase.Last];
        var isInstitution = VenuePhrases.IsInstitution(noun) && !noun.Lower.EndsWith('s');
        return VenuePhrases.IsVenueNoun(noun) || isInstitution ? tokens.GetText(phrase.First, phrase.Last) : null;
    }

    private static string? FindOutlet(TokenizedParagraph tokens, int article)
    {
        var first = IsArticle(tokens[article]) ? article + 1 : article;
        var isOutlet = (tokens[article].Lower is "the" && IsNameWithArticle(tokens, first))
            || tokens[first].Text is "Parliament" or "Congress" or "parliament" or "MPs";
        var last = first - 1;
        for (var i = first; i < first + ScanLimits.MaxPhraseTokens && IsNamePart(tokens, i, isInside: last >= first); i++)
        {
            isOutlet |= VenuePhrases.IsOutlet(tokens[i].Text) || IsMedium(tokens[i]);
            last = tokens[i].IsCapital || tokens[i].StartsWithDigit || IsMedium(tokens[i]) ? i : last;
        }

        if (!isOutlet || last < first)
        {
            return null;
        }

        var isBeforeProgram = tokens[last].IsPossessive && tokens[last + 1].IsQuotation && VenuePhrases.IsProgramTitle(tokens, last + 1);
        return NameParser.WithoutPossessive(tokens.GetText(first, isBeforeProgram ? last + 1 : last));
    }

    private static bool IsArticle(Token token) => token.Lower is "the" or "a" or "an";

    /// <summary>A single name with an article is not a person’s: “told the Herald”.</summary>
    private static bool IsNameWithArticle(TokenizedParagraph tokens, int name)
    {
        var next = tokens[name + 1];
        return Vocabulary.IsNameWord(tokens[name]) && !OfficeTitles.IsOffice(tokens[name].Text) && !tokens[name].IsPossessive
            && !next.IsCapital
            && (!next.IsWord || Vocabulary.IsTimeWord(next) || Vocabulary.IsStopWord(next) || Vocabulary.IsPreposition(next));
    }

    private static bool IsMedium(Token token) => MediaNouns.Contains(token.Lower);

    private static bool IsNamePart(TokenizedParagraph tokens, int i, bool isInside)
    {
        var token = tokens[i];
        return token.IsWord && (!Vocabulary.IsTimeWord(token) || VenuePhrases.IsProgramName(tokens, i))
            && (token.IsCapital || (isInside && CanBeInsideName(tokens, i)));
    }

    private static bool CanBeInsideName(TokenizedParagraph tokens, int i) =>
        tokens[i].StartsWithDigit || IsMedium(tokens[i]) || tokens[i].Lower is "news" or "television" or "tv"
        || (tokens[i].Lower is "of" or "the" && tokens[i + 1].IsCapital);
}
