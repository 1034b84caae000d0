using AlertBot.Quotes.Attribution;
using AlertBot.Quotes.Detection;
using AlertBot.Quotes.Languages;
using AlertBot.Quotes.Syntax;

namespace AlertBot.Quotes.Context;

/// <summary>Finds where something was said: “im Interview mit …”, “dans un communiqué”, “en rueda de prensa”.</summary>
internal static class ProfileSpeechVenue
{
    private const int MaxTokens = 14;

    /// <returns>The venue in the clause of a cue; null where it names none.</returns>
    public static string? FindAround(TokenizedParagraph tokens, AttributionRelation attribution)
    {
        if (attribution.Cue < 0)
        {
            return attribution.FollowsQuote || attribution.Confidence <= 0 ? null : FindBesideColon(tokens, attribution.Speaker);
        }

        var first = Math.Max(attribution.Cue, attribution.FollowsQuote ? attribution.Speaker.Last : 0) + 1;
        var end = tokens.SentenceEnd(first - 1);
        for (var i = Math.Min(first, end + 1); i <= end && !IsBreak(tokens, i); i++)
        {
            if (i > attribution.Speaker.Last && (ReadAt(tokens, i, end) ?? FindAudience(tokens, i, attribution)) is { } venue)
            {
                return venue;
            }
        }

        // Between the subject and its verb, or before both.
        var start = tokens.SentenceStart(attribution.Cue);
        for (var i = start; i < attribution.Cue && !attribution.FollowsQuote; i++)
        {
            if ((i < attribution.Speaker.First || i > attribution.Speaker.Last) && ReadAt(tokens, i, attribution.Cue - 1) is { } venue)
            {
                return venue;
            }
        }

        return null;
    }

    /// <summary>“Interrogée sur Radio Ouest, elle est prudente : …”.</summary>
    private static string? FindBesideColon(TokenizedParagraph tokens, Phrase speaker)
    {
        var start = tokens.SentenceStart(speaker.First);
        for (var i = start;
            i < start + ScanLimits.MaxSentenceTokens && !tokens[i].Is(':') && !tokens[i].IsQuotation && tokens[i].Kind != TokenKind.None;
            i++)
        {
            if ((i < speaker.First || i > speaker.Last) && ReadAt(tokens, i, i + MaxTokens) is { } venue)
            {
                return venue;
            }
        }

        return null;
    }

    private static bool IsBreak(TokenizedParagraph tokens, int i) =>
        tokens[i].Is(';') || tokens[i].Is(':') || (tokens[i].IsQuotation && !IsTitle(tokens, i));

    private static string? ReadAt(TokenizedParagraph tokens, int first, int max)
    {
        var profile = tokens.Profile!;
        if (!profile.IsPreposition(tokens[first])
            || tokens[first].Lower is "laut" or "selon" or "según" or "de" or "du" or "des" or "von" or "del" or "nach" or "seit" or "über"
                or "für" or "pour" or "par" or "por" or "para" or "contre" or "contra" or "gegen" or "wegen" or "à" && profile.IsGerman
                || (tokens[first].Lower is "en" && tokens[first + 1].Lower.EndsWith("ant", StringComparison.Ordinal)))
        {
            return null;
        }

        var venue = -1;
        var i = first + 1;
        for (; i <= max && i - first < MaxTokens; i++)
        {
            var token = tokens[i];
            // A letter is a network's name right behind its preposition.
            if (token.Text is "X" && i == first + 1 && tokens[first].Lower is "auf" or "sur" or "en" or "bei" or "via" or "vía" or "über")
            {
                return tokens.Text[tokens[first].Start..token.End];
            }

            if (token.IsQuotation && venue >= 0 && IsTitle(tokens, i))
            {
                venue = i;
                continue;
            }

            if (!token.IsWord || profile.IsConjunction(token) || (profile.IsReportingVerb(token) && !profile.IsDeterminer(tokens[i - 1]))
                || profile.IsAuxiliary(token) || profile.IsPronoun(token) || profile.IsTimeWord(token)
                || (venue < 0
                    && (i > first + 5
                        || (profile.IsPreposition(token) && !profile.IsComplementLink(token) && !profile.IsDeterminer(token)))))
            {
                break;
            }

            if (IsVenueOrOutlet(profile, token) || (venue >= 0 && (token.IsCapital || IsComplement(tokens, i, venue))))
            {
                venue = i;
            }
            else if (venue >= 0 && !profile.IsPreposition(token) && !profile.IsDeterminer(token) && !profile.IsPreposition(tokens[i - 1])
                && !profile.IsDeterminer(tokens[i - 1]) && i > venue + 1)
            {
                break;
            }
        }

        // "Canal+": the sign belongs to the name.
        venue += venue >= 0 && tokens[venue + 1].Is('+') && tokens[venue + 1].Start == tokens[venue].End ? 1 : 0;
        return venue < 0 ? null : tokens.Text[tokens[first].Start..tokens[venue].End];
    }

    /// <summary>“rueda de prensa”, “Pressekonferenz in der Hauptstadt”: a noun tied to the venue's.</summary>
    private static bool IsComplement(TokenizedParagraph tokens, int i, int venue)
    {
        var profile = tokens.Profile!;
        return !profile.IsGerman && !profile.IsFunctionWord(tokens[i]) && i - venue <= 3
            && (profile.IsComplementLink(tokens[venue + 1]) || tokens[i - 1].Lower is "con" or "avec" or "à"
                || (i == venue + 1
                    && (tokens[i].Lower.EndsWith('é')
                        || (tokens[venue].IsCapital
                            && Array.Exists(AdjectiveSuffixes, ending => tokens[i].Lower.EndsWith(ending, StringComparison.Ordinal))))));
    }

    // "l’Assemblée nationale", "el Congreso nacional".
    private static readonly string[] AdjectiveSuffixes = ["ale", "al", "aux", "enne", "ique"];

    /// <summary>„…“, sagte Born der Zeitung „Der Kurier“; dem Sender ORB sagte sie: the hearer in the dative.</summary>
    private static string? FindAudience(TokenizedParagraph tokens, int i, AttributionRelation attribution)
    {
        // "contó a El Heraldo", "dijo a Telesur".
        if (tokens.Profile!.IsProDrop && tokens[i].Lower is "a" && i <= Math.Max(attribution.Speaker.Last, attribution.Cue) + 2)
        {
            var name = i + 1;
            while (name < i + 5 && tokens[name].IsCapital)
            {
                name++;
            }

            var paper = tokens[i + 1].Text is "El" or "La" or "Los" or "Las" ? name > i + 2
                : tokens[i + 1].IsCapital
                    && (tokens[i + 1].Lower.StartsWith("tele", StringComparison.Ordinal)
                        || tokens[i + 1].Lower.StartsWith("radio", StringComparison.Ordinal)
                        || IsVenueOrOutlet(tokens.Profile, tokens[i + 1]));
            return paper ? tokens.Text[tokens[i].Start..tokens[name - 1].End] : null;
        }

        if (!tokens.Profile!.IsGerman || tokens[i].Lower is not ("der" or "dem" or "den") || i > attribution.Speaker.Last + 3)
        {
            return null;
        }

        var (last, outlet) = (-1, false);
        for (var k = i + 1;
            k < i + 7 && (tokens[k].IsCapital || (tokens[k].IsQuotation && IsTitle(tokens, k))
                || tokens[k].Text is "deutschen" or "österreichischen"); k++)
        {
            last = k;
            outlet |= (tokens[k].IsQuotation && k == i + 1) || IsVenueOrOutlet(tokens.Profile, tokens[k]);
        }

        return outlet ? tokens.Text[tokens[i + 1].Start..tokens[last].End] : null;
    }

    private static bool IsVenueOrOutlet(LanguageProfile profile, Token token)
    {
        if (!token.IsWord)
        {
            return false;
        }

        var bare = token.Lower.LastIndexOf('-') is var hyphen and > 0 ? token.Lower[(hyphen + 1)..] : token.Lower;
        return (profile.VenueNouns.Contains(bare) && (!profile.IsGerman || token.IsCapital))
            || profile.VenueNouns.Contains(token.Lower) && !profile.IsGerman
            || (token.IsCapital
                || !profile.IsGerman
                    && bare is "agence" or "agencia" or "journal" or "quotidien" or "diario" or "chaîne" or "cadena" or "radio"
                        or "emisora" or "revista" or "hebdomadaire" or "magazine" or "periódico")
                        && (profile.Outlets.Contains(bare) || profile.Outlets.Contains(token.Lower)
                            || (profile.IsGerman && bare.Length > 7
                                && (bare.EndsWith("zeitung", StringComparison.Ordinal)
                                    || bare.EndsWith("magazin", StringComparison.Ordinal)
                                    || bare.EndsWith("interview", StringComparison.Ordinal)
                                    || bare.EndsWith("konferenz", StringComparison.Ordinal)
                                    || bare.EndsWith("begründung", StringComparison.Ordinal)
                                    || bare.EndsWith("rede", StringComparison.Ordinal)
                                    || bare.EndsWith("sitzung", StringComparison.Ordinal)
                                    || bare.EndsWith("debatte", StringComparison.Ordinal)
                                    || bare.EndsWith("gespräch", StringComparison.Ordinal)
                                    || bare.EndsWith("sender", StringComparison.Ordinal))));
    }

    private static bool IsTitle(TokenizedParagraph tokens, int quotation)
    {
        var inner = tokens.Quotations[tokens[quotation].QuotationIndex].Inner;
        return inner.Length < 50 && TitleOrScareQuote.IsTitleCase(tokens.Text.AsSpan(inner.Start, inner.Length));
    }
}
