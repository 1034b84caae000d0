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
    public static string? FindAround(TokenizedParagraph frame, AttributionRelation attribution)
    {
        if (attribution.Cue < 0)
        {
            return attribution.FollowsQuote || attribution.Confidence <= 0 ? null : FindBesideColon(frame, attribution.Speaker);
        }

        var first = Math.Max(attribution.Cue, attribution.FollowsQuote ? attribution.Speaker.Last : 0) + 1;
        var end = frame.SentenceEnd(first - 1);
        for (var i = Math.Min(first, end + 1); i <= end && !IsBreak(frame, i); i++)
        {
            if (i > attribution.Speaker.Last && (ReadAt(frame, i, end) ?? FindAudience(frame, i, attribution)) is { } venue)
            {
                return venue;
            }
        }

        // Between the subject and its verb, or before both.
        var start = frame.SentenceStart(attribution.Cue);
        for (var i = start; i < attribution.Cue && !attribution.FollowsQuote; i++)
        {
            if ((i < attribution.Speaker.First || i > attribution.Speaker.Last) && ReadAt(frame, i, attribution.Cue - 1) is { } venue)
            {
                return venue;
            }
        }

        return null;
    }

    /// <summary>“Interrogée sur Radio Ouest, elle est prudente : …”.</summary>
    private static string? FindBesideColon(TokenizedParagraph frame, Phrase speaker)
    {
        var start = frame.SentenceStart(speaker.First);
        for (var i = start;
            i < start + ScanLimits.MaxSentenceTokens && !frame[i].Is(':') && !frame[i].IsQuotation && frame[i].Kind != TokenKind.None; i++)
        {
            if ((i < speaker.First || i > speaker.Last) && ReadAt(frame, i, i + MaxTokens) is { } venue)
            {
                return venue;
            }
        }

        return null;
    }

    private static bool IsBreak(TokenizedParagraph frame, int i) =>
        frame[i].Is(';') || frame[i].Is(':') || (frame[i].IsQuotation && !IsTitle(frame, i));

    private static string? ReadAt(TokenizedParagraph frame, int first, int max)
    {
        var tongue = frame.Profile!;
        if (!tongue.IsPreposition(frame[first])
            || frame[first].Lower is "laut" or "selon" or "según" or "de" or "du" or "des" or "von" or "del" or "nach" or "seit" or "über"
                or "für" or "pour" or "par" or "por" or "para" or "contre" or "contra" or "gegen" or "wegen" or "à" && tongue.IsGerman
                || (frame[first].Lower is "en" && frame[first + 1].Lower.EndsWith("ant", StringComparison.Ordinal)))
        {
            return null;
        }

        var venue = -1;
        var i = first + 1;
        for (; i <= max && i - first < MaxTokens; i++)
        {
            var token = frame[i];
            // A letter is a network's name right behind its preposition.
            if (token.Text is "X" && i == first + 1 && frame[first].Lower is "auf" or "sur" or "en" or "bei" or "via" or "vía" or "über")
            {
                return frame.Text[frame[first].Start..token.End];
            }

            if (token.IsQuotation && venue >= 0 && IsTitle(frame, i))
            {
                venue = i;
                continue;
            }

            if (!token.IsWord || tongue.IsConjunction(token) || (tongue.IsReportingVerb(token) && !tongue.IsDeterminer(frame[i - 1]))
                || tongue.IsAuxiliary(token) || tongue.IsPronoun(token) || tongue.IsTimeWord(token)
                || (venue < 0
                    && (i > first + 5 || (tongue.IsPreposition(token) && !tongue.IsComplementLink(token) && !tongue.IsDeterminer(token)))))
            {
                break;
            }

            if (IsVenueOrOutlet(tongue, token) || (venue >= 0 && (token.IsCapital || IsComplement(frame, i, venue))))
            {
                venue = i;
            }
            else if (venue >= 0 && !tongue.IsPreposition(token) && !tongue.IsDeterminer(token) && !tongue.IsPreposition(frame[i - 1])
                && !tongue.IsDeterminer(frame[i - 1]) && i > venue + 1)
            {
                break;
            }
        }

        // "Canal+": the sign belongs to the name.
        venue += venue >= 0 && frame[venue + 1].Is('+') && frame[venue + 1].Start == frame[venue].End ? 1 : 0;
        return venue < 0 ? null : frame.Text[frame[first].Start..frame[venue].End];
    }

    /// <summary>“rueda de prensa”, “Pressekonferenz in der Hauptstadt”: a noun tied to the venue's.</summary>
    private static bool IsComplement(TokenizedParagraph frame, int i, int venue)
    {
        var tongue = frame.Profile!;
        return !tongue.IsGerman && !tongue.IsFunctionWord(frame[i]) && i - venue <= 3
            && (tongue.IsComplementLink(frame[venue + 1]) || frame[i - 1].Lower is "con" or "avec" or "à"
                || (i == venue + 1
                    && (frame[i].Lower.EndsWith('é')
                        || (frame[venue].IsCapital
                            && Array.Exists(AdjectiveSuffixes, ending => frame[i].Lower.EndsWith(ending, StringComparison.Ordinal))))));
    }

    // "l’Assemblée nationale", "el Congreso nacional".
    private static readonly string[] AdjectiveSuffixes = ["ale", "al", "aux", "enne", "ique"];

    /// <summary>„…“, sagte Born der Zeitung „Der Kurier“; dem Sender ORB sagte sie: the hearer in the dative.</summary>
    private static string? FindAudience(TokenizedParagraph frame, int i, AttributionRelation attribution)
    {
        // "contó a El Heraldo", "dijo a Telesur".
        if (frame.Profile!.IsProDrop && frame[i].Lower is "a" && i <= Math.Max(attribution.Speaker.Last, attribution.Cue) + 2)
        {
            var name = i + 1;
            while (name < i + 5 && frame[name].IsCapital)
            {
                name++;
            }

            var paper = frame[i + 1].Text is "El" or "La" or "Los" or "Las" ? name > i + 2
                : frame[i + 1].IsCapital
                    && (frame[i + 1].Lower.StartsWith("tele", StringComparison.Ordinal)
                        || frame[i + 1].Lower.StartsWith("radio", StringComparison.Ordinal)
                        || IsVenueOrOutlet(frame.Profile, frame[i + 1]));
            return paper ? frame.Text[frame[i].Start..frame[name - 1].End] : null;
        }

        if (!frame.Profile!.IsGerman || frame[i].Lower is not ("der" or "dem" or "den") || i > attribution.Speaker.Last + 3)
        {
            return null;
        }

        var (last, outlet) = (-1, false);
        for (var k = i + 1;
            k < i + 7 && (frame[k].IsCapital || (frame[k].IsQuotation && IsTitle(frame, k))
                || frame[k].Text is "deutschen" or "österreichischen"); k++)
        {
            last = k;
            outlet |= (frame[k].IsQuotation && k == i + 1) || IsVenueOrOutlet(frame.Profile, frame[k]);
        }

        return outlet ? frame.Text[frame[i + 1].Start..frame[last].End] : null;
    }

    private static bool IsVenueOrOutlet(LanguageProfile tongue, Token token)
    {
        if (!token.IsWord)
        {
            return false;
        }

        var bare = token.Lower.LastIndexOf('-') is var hyphen and > 0 ? token.Lower[(hyphen + 1)..] : token.Lower;
        return (tongue.VenueNouns.Contains(bare) && (!tongue.IsGerman || token.IsCapital))
            || tongue.VenueNouns.Contains(token.Lower) && !tongue.IsGerman
            || (token.IsCapital
                || !tongue.IsGerman
                    && bare is "agence" or "agencia" or "journal" or "quotidien" or "diario" or "chaîne" or "cadena" or "radio"
                        or "emisora" or "revista" or "hebdomadaire" or "magazine" or "periódico")
                        && (tongue.Outlets.Contains(bare) || tongue.Outlets.Contains(token.Lower)
                            || (tongue.IsGerman && bare.Length > 7
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

    private static bool IsTitle(TokenizedParagraph frame, int quotation)
    {
        var inner = frame.Quotations[frame[quotation].QuotationIndex].Inner;
        return inner.Length < 50 && TitleOrScareQuote.IsTitleCase(frame.Text.AsSpan(inner.Start, inner.Length));
    }
}
