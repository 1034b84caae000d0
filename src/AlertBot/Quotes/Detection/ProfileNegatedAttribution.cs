using System.Collections.Frozen;
using AlertBot.Quotes.Attribution;
using AlertBot.Quotes.Languages;
using AlertBot.Quotes.Syntax;

namespace AlertBot.Quotes.Detection;

/// <summary>
/// Recognises German, French and Spanish sentences that deny that their subject spoke the quoted words (“sagte Born nicht”, “n’a pas dit”,
/// “negó que”) or quote somebody else (“zitierte”).
/// </summary>
internal static class ProfileNegatedAttribution
{
    // Tokens before a quotation in which a denial is sought.
    private const int MaxTokens = 60;

    // Tokens between a quotation and the verb after it.
    private const int MaxVerbDistance = 4;

    // German puts "nicht" after the verb, its subject and its objects.
    private const int MaxGermanNegationDistance = 16;

    private const int MaxAuxiliaryDistance = 6;

    private static readonly FrozenSet<string> QuotingVerbs = Vocabulary.WordSet(
        "zitiert zitierte zitierten zitieren cite citent citait citant cité cita citan citó citaron citaba citando citado");

    private static readonly FrozenSet<string> DenialVerbs = Vocabulary.WordSet(
        """
        bestritt bestreitet bestritten bestreiten dementiert dementierte dementierten leugnet leugnete leugneten verneint verneinte
        nie nient nia niait niaient nié dément démentent démentait démenti
        niega niegan negó negaron negaba negado desmiente desmienten desmintió desmentido
        """);

    // After "nicht" these do not deny the speech: "nicht ohne Stolz", "nicht nur".
    private static readonly FrozenSet<string> NonNegatingWords =
        Vocabulary.WordSet("ohne nur zum zur mehr weniger zuletzt einmal allein bloß immer");

    // In "entgegnete dieser" the pronoun means the other of two persons. The sentence does not name that person, so the quotation gets no
    // speaker.
    private static readonly FrozenSet<string> Demonstratives = Vocabulary.WordSet("dieser diese jener jene letzterer letztere");

    private static readonly FrozenSet<string> PassiveAuxiliaries =
        Vocabulary.WordSet("wurde wurden wird worden fut été fue fueron sido");

    // Pronouns between a Spanish negation and its verb: "no se lo dijo".
    private static readonly FrozenSet<string> SpanishClitics = Vocabulary.WordSet("lo le les se la nos me");

    /// <returns>An attribution without a speaker; null where the words after the quotation deny nothing.</returns>
    public static AttributionRelation? FindAfter(TokenizedParagraph tokens, int quotation)
    {
        var first = quotation + 1;
        while (tokens[first].Is(',') || tokens[first].IsDash)
        {
            first++;
        }

        if (tokens[quotation].EndsSentence || !tokens[first].IsWord)
        {
            return null;
        }

        var profile = tokens.Profile!;
        for (var i = first; i < first + MaxVerbDistance; i++)
        {
            if (QuotingVerbs.Contains(tokens[i].Lower) || NamesOnlyDemonstrative(tokens, i))
            {
                return NoSpeaker(i);
            }

            if (IsReporting(tokens, i) || profile.IsAuxiliary(tokens[i]))
            {
                // In "n’a pas dit" and "no dijo" the negation precedes the verb.
                var isNegated = profile.IsGerman ? IsNegatedAfter(tokens, i) : IsNegatedAt(tokens, i) || IsNegatedAt(tokens, i + 2);
                return isNegated ? NoSpeaker(i) : null;
            }
        }

        return null;
    }

    /// <returns>An attribution without a speaker; null where the words before the quotation deny nothing.</returns>
    public static AttributionRelation? FindBefore(TokenizedParagraph tokens, int quotation)
    {
        if (ProfileNonSpeechFilter.FindBefore(tokens, quotation) is var nonSpeech and >= 0)
        {
            return NoSpeaker(nonSpeech);
        }

        var profile = tokens.Profile!;
        var start = Math.Max(tokens.SentenceStart(quotation), quotation - MaxTokens);
        for (var i = quotation - 1; i >= start && !tokens[i].Is(';') && !tokens[i].IsQuotation; i--)
        {
            if (IsQuotingOrDenyingVerb(tokens, i))
            {
                return NoSpeaker(i);
            }

            if (!IsReporting(tokens, i))
            {
                continue;
            }

            if (profile.IsGerman ? IsNegatedAfter(tokens, i) || IsNegation(tokens[i - 1]) : IsNegatedAt(tokens, i))
            {
                return NoSpeaker(i);
            }

            // An infinitive depends on an earlier verb, which may be the denial, so the search goes on:
            // "dément avoir dit", "negó haber dicho", "bestritt, gesagt zu haben".
            var isFinite = profile.IsReportingVerb(tokens[i]) || (!profile.IsGerman && HasAuxiliaryBefore(tokens, i));
            if (isFinite && tokens[i - 1].Lower is not "avoir")
            {
                return null;
            }
        }

        return null;
    }

    /// <summary>Whether the clause before a quotation is passive. Its subject then is not the speaker.</summary>
    public static bool IsPassive(TokenizedParagraph tokens, int first, int end)
    {
        for (var i = Math.Max(first, end - MaxTokens); i < end; i++)
        {
            if (PassiveAuxiliaries.Contains(tokens[i].Lower))
            {
                return true;
            }
        }

        return false;
    }

    private static AttributionRelation NoSpeaker(int token) => new(new Phrase(token, token), -1, false, 0);

    /// <summary>Whether the German speaker is only a demonstrative: „…“, entgegnete dieser.</summary>
    private static bool NamesOnlyDemonstrative(TokenizedParagraph tokens, int i) =>
        tokens.Profile!.IsGerman && IsReporting(tokens, i) && Demonstratives.Contains(tokens[i + 1].Lower) && !tokens[i + 2].IsWord;

    private static bool IsReporting(TokenizedParagraph tokens, int i) =>
        tokens.Profile!.IsReportingVerb(tokens[i]) || tokens.Profile.IsReportingParticiple(tokens[i]);

    private static bool IsQuotingOrDenyingVerb(TokenizedParagraph tokens, int i) =>
        IsFiniteVerb(tokens, i)
        && (QuotingVerbs.Contains(tokens[i].Lower) || (DenialVerbs.Contains(tokens[i].Lower) && !tokens[i + 1].Is(':')));

    /// <summary>“nie” is a French verb and a German adverb; “cité” and “cita” are nouns after an article.</summary>
    private static bool IsFiniteVerb(TokenizedParagraph tokens, int i)
    {
        var profile = tokens.Profile!;
        var isOtherWord = profile.IsGerman
            ? tokens[i].Lower == "nie"
            : profile.IsDeterminer(tokens[i - 1]) || profile.IsPreposition(tokens[i - 1]);
        return tokens[i].StartsLowercase && !isOtherWord;
    }

    private static bool HasAuxiliaryBefore(TokenizedParagraph tokens, int participle)
    {
        for (var i = participle - 1; i >= 0 && i > participle - MaxAuxiliaryDistance; i--)
        {
            if (tokens.Profile!.IsAuxiliary(tokens[i]))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>A German negation after the verb: “sagte Born nicht”, “sagte nie: …”.</summary>
    private static bool IsNegatedAfter(TokenizedParagraph tokens, int verb)
    {
        for (var i = verb + 1; i < verb + MaxGermanNegationDistance && tokens[i].IsWord && !tokens[i - 1].EndsSentence; i++)
        {
            if (IsNegation(tokens[i]))
            {
                return !NonNegatingWords.Contains(tokens[i + 1].Lower);
            }
        }

        return false;
    }

    private static bool IsNegation(Token token) => token.Lower is "nicht" or "nie" or "niemals" or "keineswegs";

    private static bool IsNegatedAt(TokenizedParagraph tokens, int verb) =>
        tokens.Profile!.HasElision ? IsNegatedInFrench(tokens, verb) : tokens.Profile.IsProDrop && IsNegatedInSpanish(tokens, verb);

    /// <summary>“n’a pas dit”, “ne disait jamais”: both parts of the negation.</summary>
    private static bool IsNegatedInFrench(TokenizedParagraph tokens, int verb)
    {
        var (hasNe, hasPas) = (false, false);
        for (var i = verb + 2; i > verb - 7 && i >= 0 && (i >= verb || tokens[i].IsWord); i--)
        {
            var word = tokens[i].Lower;
            hasPas |= word is "pas" or "jamais" or "nullement" or "aucunement";
            hasNe |= i < verb && word is "ne" or "n’";
        }

        return hasNe && hasPas;
    }

    /// <summary>“no dijo”, “nunca lo ha dicho”: only auxiliaries and pronouns separate negation and verb.</summary>
    private static bool IsNegatedInSpanish(TokenizedParagraph tokens, int verb)
    {
        for (var i = verb - 1; i > verb - 7 && i >= 0 && tokens[i].IsWord; i--)
        {
            if (tokens[i].Lower is "no" or "nunca" or "jamás" or "tampoco")
            {
                return true;
            }

            if (!tokens.Profile!.IsAuxiliary(tokens[i]) && !SpanishClitics.Contains(tokens[i].Lower))
            {
                return false;
            }
        }

        return false;
    }
}
