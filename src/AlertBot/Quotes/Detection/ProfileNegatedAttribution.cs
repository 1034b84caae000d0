using System.Collections.Frozen;
using AlertBot.Quotes.Attribution;
using AlertBot.Quotes.Languages;
using AlertBot.Quotes.Syntax;

namespace AlertBot.Quotes.Detection;

/// <summary>
/// Finds quotations whose own sentence says that its subject did not say them: “sagte Born nicht”, “n’a pas dit”, “negó que”, “zitierte”.
/// </summary>
internal static class ProfileNegatedAttribution
{
    private const int MaxTokens = 60;

    private static readonly FrozenSet<string> QuotingVerbs = Vocabulary.WordSet(
        "zitiert zitierte zitierten zitieren cite citent citait citant cité cita citan citó citaron citaba citando citado");

    private static readonly FrozenSet<string> DenialVerbs = Vocabulary.WordSet(
        """
        bestritt bestreitet bestritten bestreiten dementiert dementierte dementierten leugnet leugnete leugneten verneint verneinte
        nie nient nia niait niaient nié dément démentent démentait démenti niega niegan negó negaron negaba negado desmiente desmienten
        desmintió desmentido
        """);

    // "nicht ohne Stolz", "nicht nur": said all the same.
    private static readonly FrozenSet<string> NonNegatingWords =
        Vocabulary.WordSet("ohne nur zum zur mehr weniger zuletzt einmal allein bloß immer");

    /// <returns>An attribution to nobody; null where nothing is denied.</returns>
    public static AttributionRelation? FindAfter(TokenizedParagraph tokens, int quotation)
    {
        var first = quotation + 1;
        while (tokens[first].Is(',') || tokens[first].Is('—') || tokens[first].Is('–'))
        {
            first++;
        }

        if (tokens[quotation].EndsSentence || !tokens[first].IsWord)
        {
            return null;
        }

        for (var i = first; i < first + 4; i++)
        {
            if (QuotingVerbs.Contains(tokens[i].Lower))
            {
                return NoSpeaker(i);
            }

            // „…“, entgegnete dieser: another than the one before, and nothing says who.
            if (tokens.Profile!.IsGerman && IsSaying(tokens, i)
                && tokens[i + 1].Lower is "dieser" or "diese" or "jener" or "jene" or "letzterer" or "letztere" && !tokens[i + 2].IsWord)
            {
                return NoSpeaker(i);
            }

            // French denies with the little word of the start: "n’a pas dit", "no dijo".
            if (IsSaying(tokens, i) || tokens.Profile!.IsAuxiliary(tokens[i]))
            {
                return (tokens.Profile!.IsGerman ? IsNegatedAfter(tokens, i) : IsNegatedAt(tokens, i) || IsNegatedAt(tokens, i + 2))
                    ? NoSpeaker(i) : null;
            }
        }

        return null;
    }

    /// <returns>An attribution to nobody; null where nothing before the quotation denies it.</returns>
    public static AttributionRelation? FindBefore(TokenizedParagraph tokens, int quotation)
    {
        if (ProfileNonSpeechFilter.FindBefore(tokens, quotation) is var unsaid and >= 0)
        {
            return NoSpeaker(unsaid);
        }

        var profile = tokens.Profile!;
        var start = Math.Max(tokens.SentenceStart(quotation), quotation - MaxTokens);
        for (var i = quotation - 1; i >= start && !tokens[i].Is(';') && !tokens[i].IsQuotation; i--)
        {
            var verb = IsFiniteVerb(tokens, i);
            if (verb && (QuotingVerbs.Contains(tokens[i].Lower) || (DenialVerbs.Contains(tokens[i].Lower) && !tokens[i + 1].Is(':'))))
            {
                return NoSpeaker(i);
            }

            if (!IsSaying(tokens, i))
            {
                continue;
            }

            if (profile.IsGerman ? IsNegatedAfter(tokens, i) || IsNegation(tokens[i - 1]) : IsNegatedAt(tokens, i))
            {
                return NoSpeaker(i);
            }

            // "dément avoir dit": the verb before decides.
            if (tokens[i - 1].Lower is "avoir")
            {
                continue;
            }

            // "negó haber dicho", "bestritt, gesagt zu haben": the verb before decides.
            if (profile.IsReportingVerb(tokens[i]) || (!profile.IsGerman && HasAuxiliaryBefore(tokens, i)))
            {
                return null;
            }
        }

        return null;
    }

    /// <summary>Whether a passive leads to a quotation: its subject heard the words.</summary>
    public static bool IsPassive(TokenizedParagraph tokens, int first, int end)
    {
        for (var i = Math.Max(first, end - MaxTokens); i < end; i++)
        {
            if (tokens[i].Lower is "wurde" or "wurden" or "wird" or "worden" or "fut" or "été" or "fue" or "fueron" or "sido")
            {
                return true;
            }
        }

        return false;
    }

    private static AttributionRelation NoSpeaker(int token) => new(new Phrase(token, token), -1, false, 0);

    private static bool IsSaying(TokenizedParagraph tokens, int i) =>
        tokens.Profile!.IsReportingVerb(tokens[i]) || tokens.Profile.IsReportingParticiple(tokens[i]);

    // "nie" is a French verb and a German adverb, "cité" and "cita" are nouns behind an article.
    private static bool IsFiniteVerb(TokenizedParagraph tokens, int i) =>
        tokens[i].IsWord && char.IsLower(tokens[i].Text[0])
            && !(tokens.Profile!.IsGerman ? tokens[i].Lower == "nie"
                : tokens.Profile.IsDeterminer(tokens[i - 1]) || tokens.Profile.IsPreposition(tokens[i - 1]));

    private static bool HasAuxiliaryBefore(TokenizedParagraph tokens, int participle)
    {
        for (var i = participle - 1; i >= 0 && i > participle - 6; i--)
        {
            if (tokens.Profile!.IsAuxiliary(tokens[i]))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>German denies behind its verb: “sagte Born nicht”, “sagte nie: …”.</summary>
    private static bool IsNegatedAfter(TokenizedParagraph tokens, int verb)
    {
        for (var i = verb + 1; i < verb + 16 && tokens[i].IsWord && !tokens[i - 1].EndsSentence; i++)
        {
            if (IsNegation(tokens[i]))
            {
                return !NonNegatingWords.Contains(tokens[i + 1].Lower);
            }
        }

        return false;
    }

    private static bool IsNegation(Token token) => token.Lower is "nicht" or "nie" or "niemals" or "keineswegs";

    private static bool IsNegatedAt(TokenizedParagraph tokens, int verb)
    {
        var (small, never) = (false, false);
        for (var i = verb + 2; i > verb - 7 && i >= 0; i--)
        {
            if (i < verb && !tokens[i].IsWord)
            {
                break;
            }

            var word = tokens[i].Lower;
            never |= word is "pas" or "jamais" or "nullement" or "aucunement" && tokens.Profile!.HasElision;
            small |= i < verb && word is "ne" or "n’" or "n'" && tokens.Profile!.HasElision;
            if (i < verb && tokens.Profile!.IsProDrop && word is "no" or "nunca" or "jamás" or "tampoco")
            {
                return true;
            }

            if (i < verb && tokens.Profile!.IsProDrop
                && !(tokens.Profile.IsAuxiliary(tokens[i]) || word is "lo" or "le" or "les" or "se" or "la" or "nos" or "me"))
            {
                break;
            }
        }

        return small && never;
    }
}
