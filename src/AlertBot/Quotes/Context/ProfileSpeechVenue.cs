using System.Collections.Frozen;
using AlertBot.Quotes.Attribution;
using AlertBot.Quotes.Detection;
using AlertBot.Quotes.Languages;
using AlertBot.Quotes.Syntax;

namespace AlertBot.Quotes.Context;

/// <summary>Finds where a person spoke: “im Interview mit …”, “dans un communiqué”, “en rueda de prensa”.</summary>
internal static class ProfileSpeechVenue
{
    // Tokens of a venue with its complements.
    private const int MaxTokens = 14;

    // Tokens between the preposition and the venue noun: "in einem am Montag veröffentlichten Interview".
    private const int MaxNounDistance = 5;

    // Longer quotations are speech, not the title of an outlet or a program, in characters.
    private const int MaxTitleLength = 50;

    // German prepositions that introduce a source, a topic or a reason instead of a venue.
    private static readonly FrozenSet<string> GermanNonVenuePrepositions =
        Vocabulary.WordSet("laut von nach seit über für gegen wegen");

    // Prepositions before the network "X", whose name is a single letter.
    private static readonly FrozenSet<string> NetworkPrepositions = Vocabulary.WordSet("auf sur en bei via vía");

    // Kinds of outlets that French and Spanish write in lower case.
    private static readonly FrozenSet<string> LowercaseOutlets = Vocabulary.WordSet(
        "agence agencia journal quotidien diario chaîne cadena radio emisora revista hebdomadaire magazine periódico");

    // Last parts of German compounds: "Pressekonferenz", "Tageszeitung".
    private static readonly string[] GermanVenueSuffixes =
        ["zeitung", "magazin", "interview", "konferenz", "begründung", "rede", "sitzung", "debatte", "gespräch", "sender"];

    // "l’Assemblée nationale", "el Congreso nacional".
    private static readonly string[] AdjectiveSuffixes = ["ale", "al", "aux", "enne", "ique"];

    /// <returns>The venue in the clause of a cue; null where the clause names none.</returns>
    public static string? FindAround(TokenizedParagraph tokens, AttributionRelation attribution)
    {
        if (attribution.Cue < 0)
        {
            return attribution.FollowsQuote || attribution.Confidence <= 0 ? null : FindBeforeColon(tokens, attribution.Speaker);
        }

        return FindAfterCue(tokens, attribution) ?? (attribution.FollowsQuote ? null : FindBeforeCue(tokens, attribution));
    }

    private static string? FindAfterCue(TokenizedParagraph tokens, AttributionRelation attribution)
    {
        var first = Math.Max(attribution.Cue, attribution.FollowsQuote ? attribution.Speaker.Last : 0) + 1;
        var end = tokens.SentenceEnd(first - 1);
        for (var i = Math.Min(first, end + 1); i <= end && !IsBreak(tokens, i); i++)
        {
            if (i > attribution.Speaker.Last && (ReadAt(tokens, i, end) ?? ProfileAudience.Find(tokens, i, attribution)) is { } venue)
            {
                return venue;
            }
        }

        return null;
    }

    /// <summary>A venue between subject and verb, or before both.</summary>
    private static string? FindBeforeCue(TokenizedParagraph tokens, AttributionRelation attribution)
    {
        var speaker = attribution.Speaker;
        for (var i = tokens.SentenceStart(attribution.Cue); i < attribution.Cue; i++)
        {
            if ((i < speaker.First || i > speaker.Last) && ReadAt(tokens, i, attribution.Cue - 1) is { } venue)
            {
                return venue;
            }
        }

        return null;
    }

    /// <summary>“Interrogée sur Radio Ouest, elle est prudente : …”.</summary>
    private static string? FindBeforeColon(TokenizedParagraph tokens, Phrase speaker)
    {
        var start = tokens.SentenceStart(speaker.First);
        for (var i = start; i < start + ScanLimits.MaxSentenceTokens; i++)
        {
            if (tokens[i].Is(':') || tokens[i].IsQuotation || tokens[i].Kind == TokenKind.None)
            {
                break;
            }

            if ((i < speaker.First || i > speaker.Last) && ReadAt(tokens, i, i + MaxTokens) is { } venue)
            {
                return venue;
            }
        }

        return null;
    }

    private static bool IsBreak(TokenizedParagraph tokens, int i) =>
        tokens[i].Is(';') || tokens[i].Is(':') || (tokens[i].IsQuotation && !IsTitle(tokens, i));

    /// <returns>The venue phrase whose preposition is at <paramref name="first"/>; null for none.</returns>
    private static string? ReadAt(TokenizedParagraph tokens, int first, int max)
    {
        if (!CanOpenVenue(tokens, first))
        {
            return null;
        }

        // The name of the network "X" directly after the preposition.
        if (first + 1 <= max && tokens[first + 1].Text is "X" && NetworkPrepositions.Contains(tokens[first].Lower))
        {
            return tokens.GetText(first, first + 1);
        }

        var venue = FindVenueEnd(tokens, first, max);
        if (venue < 0)
        {
            return null;
        }

        // In "Canal+" the sign is part of the name.
        var hasPlus = tokens[venue + 1].Is('+') && tokens[venue + 1].Start == tokens[venue].End;
        return tokens.GetText(first, hasPlus ? venue + 1 : venue);
    }

    private static bool CanOpenVenue(TokenizedParagraph tokens, int i)
    {
        var profile = tokens.Profile!;
        var word = tokens[i].Lower;
        var isFrenchGerund = word is "en" && tokens[i + 1].Lower.EndsWith("ant", StringComparison.Ordinal);
        return profile.IsPreposition(tokens[i]) && !isFrenchGerund
            && !(profile.IsGerman && GermanNonVenuePrepositions.Contains(word));
    }

    /// <returns>The last token of the venue; −1 for none.</returns>
    private static int FindVenueEnd(TokenizedParagraph tokens, int first, int max)
    {
        var venue = -1;
        for (var i = first + 1; i <= max && i - first < MaxTokens; i++)
        {
            if (venue >= 0 && tokens[i].IsQuotation && IsTitle(tokens, i))
            {
                venue = i;
                continue;
            }

            if (EndsVenue(tokens, i) || (venue < 0 && IsTooFar(tokens, i, first)))
            {
                break;
            }

            if (IsVenueOrOutlet(tokens.Profile!, tokens[i])
                || (venue >= 0 && (tokens[i].IsCapital || IsComplement(tokens, i, venue))))
            {
                venue = i;
            }
            else if (venue >= 0 && i > venue + 1 && !IsLink(tokens, i) && !IsLink(tokens, i - 1))
            {
                break;
            }
        }

        return venue;
    }

    private static bool EndsVenue(TokenizedParagraph tokens, int i)
    {
        var (profile, token) = (tokens.Profile!, tokens[i]);
        return !token.IsWord || profile.IsConjunction(token) || profile.IsAuxiliary(token) || profile.IsPronoun(token)
            || profile.IsTimeWord(token) || (profile.IsReportingVerb(token) && !profile.IsDeterminer(tokens[i - 1]));
    }

    private static bool IsTooFar(TokenizedParagraph tokens, int i, int first)
    {
        var (profile, token) = (tokens.Profile!, tokens[i]);
        return i > first + MaxNounDistance
            || (profile.IsPreposition(token) && !profile.IsComplementLink(token) && !profile.IsDeterminer(token));
    }

    private static bool IsLink(TokenizedParagraph tokens, int i) =>
        tokens.Profile!.IsPreposition(tokens[i]) || tokens.Profile.IsDeterminer(tokens[i]);

    /// <summary>A word that belongs to the venue before it: “rueda de prensa”, “l’Assemblée nationale”, “une vidéo publiée”.</summary>
    private static bool IsComplement(TokenizedParagraph tokens, int i, int venue)
    {
        var profile = tokens.Profile!;
        if (profile.IsGerman || profile.IsFunctionWord(tokens[i]) || i - venue > 3)
        {
            return false;
        }

        var word = tokens[i].Lower;
        var isAdjective = i == venue + 1
            && (word.EndsWith('é') || (tokens[venue].IsCapital && Vocabulary.EndsWithAny(word, AdjectiveSuffixes)));
        return isAdjective || profile.IsComplementLink(tokens[venue + 1]) || tokens[i - 1].Lower is "con" or "avec" or "à";
    }

    public static bool IsVenueOrOutlet(LanguageProfile profile, Token token)
    {
        if (!token.IsWord)
        {
            return false;
        }

        // The last part of a compound: "Radio-Interview".
        var hyphen = token.Lower.LastIndexOf('-');
        var head = hyphen > 0 ? token.Lower[(hyphen + 1)..] : token.Lower;
        return profile.IsGerman
            ? token.IsCapital && IsGermanVenue(profile, token, head)
            : profile.VenueNouns.Contains(head) || profile.VenueNouns.Contains(token.Lower)
                || ((token.IsCapital || LowercaseOutlets.Contains(head)) && IsOutlet(profile, token, head));
    }

    private static bool IsGermanVenue(LanguageProfile profile, Token token, string head) =>
        profile.VenueNouns.Contains(head) || IsOutlet(profile, token, head)
        || (head.Length > 7 && Vocabulary.EndsWithAny(head, GermanVenueSuffixes));

    private static bool IsOutlet(LanguageProfile profile, Token token, string head) =>
        profile.Outlets.Contains(head) || profile.Outlets.Contains(token.Lower);

    public static bool IsTitle(TokenizedParagraph tokens, int quotation)
    {
        var inner = tokens.QuotationAt(quotation).Inner;
        return inner.Length < MaxTitleLength && TitleOrScareQuote.IsTitleCase(tokens.Text.AsSpan(inner.Start, inner.Length));
    }
}
