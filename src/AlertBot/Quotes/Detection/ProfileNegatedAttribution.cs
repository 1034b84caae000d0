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
    public static AttributionRelation? FindAfter(TokenizedParagraph frame, int quotation)
    {
        var first = quotation + 1;
        while (frame[first].Is(',') || frame[first].Is('—') || frame[first].Is('–'))
        {
            first++;
        }

        if (frame[quotation].EndsSentence || !frame[first].IsWord)
        {
            return null;
        }

        for (var i = first; i < first + 4; i++)
        {
            if (QuotingVerbs.Contains(frame[i].Lower))
            {
                return NoSpeaker(i);
            }

            // „…“, entgegnete dieser: another than the one before, and nothing says who.
            if (frame.Profile!.IsGerman && IsSaying(frame, i)
                && frame[i + 1].Lower is "dieser" or "diese" or "jener" or "jene" or "letzterer" or "letztere" && !frame[i + 2].IsWord)
            {
                return NoSpeaker(i);
            }

            // French denies with the little word of the start: "n’a pas dit", "no dijo".
            if (IsSaying(frame, i) || frame.Profile!.IsAuxiliary(frame[i]))
            {
                return (frame.Profile!.IsGerman ? IsNegatedAfter(frame, i) : IsNegatedAt(frame, i) || IsNegatedAt(frame, i + 2))
                    ? NoSpeaker(i) : null;
            }
        }

        return null;
    }

    /// <returns>An attribution to nobody; null where nothing before the quotation denies it.</returns>
    public static AttributionRelation? FindBefore(TokenizedParagraph frame, int quotation)
    {
        if (ProfileNonSpeechFilter.FindBefore(frame, quotation) is var unsaid and >= 0)
        {
            return NoSpeaker(unsaid);
        }

        var tongue = frame.Profile!;
        var start = Math.Max(frame.SentenceStart(quotation), quotation - MaxTokens);
        for (var i = quotation - 1; i >= start && !frame[i].Is(';') && !frame[i].IsQuotation; i--)
        {
            var verb = IsFiniteVerb(frame, i);
            if (verb && (QuotingVerbs.Contains(frame[i].Lower) || (DenialVerbs.Contains(frame[i].Lower) && !frame[i + 1].Is(':'))))
            {
                return NoSpeaker(i);
            }

            if (!IsSaying(frame, i))
            {
                continue;
            }

            if (tongue.IsGerman ? IsNegatedAfter(frame, i) || IsNegation(frame[i - 1]) : IsNegatedAt(frame, i))
            {
                return NoSpeaker(i);
            }

            // "dément avoir dit": the verb before decides.
            if (frame[i - 1].Lower is "avoir")
            {
                continue;
            }

            // "negó haber dicho", "bestritt, gesagt zu haben": the verb before decides.
            if (tongue.IsReportingVerb(frame[i]) || (!tongue.IsGerman && HasAuxiliaryBefore(frame, i)))
            {
                return null;
            }
        }

        return null;
    }

    /// <summary>Whether a passive leads to a quotation: its subject heard the words.</summary>
    public static bool IsPassive(TokenizedParagraph frame, int first, int end)
    {
        for (var i = Math.Max(first, end - MaxTokens); i < end; i++)
        {
            if (frame[i].Lower is "wurde" or "wurden" or "wird" or "worden" or "fut" or "été" or "fue" or "fueron" or "sido")
            {
                return true;
            }
        }

        return false;
    }

    private static AttributionRelation NoSpeaker(int token) => new(new Phrase(token, token), -1, false, 0);

    private static bool IsSaying(TokenizedParagraph frame, int i) =>
        frame.Profile!.IsReportingVerb(frame[i]) || frame.Profile.IsReportingParticiple(frame[i]);

    // "nie" is a French verb and a German adverb, "cité" and "cita" are nouns behind an article.
    private static bool IsFiniteVerb(TokenizedParagraph frame, int i) =>
        frame[i].IsWord && char.IsLower(frame[i].Text[0])
            && !(frame.Profile!.IsGerman ? frame[i].Lower == "nie"
                : frame.Profile.IsDeterminer(frame[i - 1]) || frame.Profile.IsPreposition(frame[i - 1]));

    private static bool HasAuxiliaryBefore(TokenizedParagraph frame, int participle)
    {
        for (var i = participle - 1; i >= 0 && i > participle - 6; i--)
        {
            if (frame.Profile!.IsAuxiliary(frame[i]))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>German denies behind its verb: “sagte Born nicht”, “sagte nie: …”.</summary>
    private static bool IsNegatedAfter(TokenizedParagraph frame, int verb)
    {
        for (var i = verb + 1; i < verb + 16 && frame[i].IsWord && !frame[i - 1].EndsSentence; i++)
        {
            if (IsNegation(frame[i]))
            {
                return !NonNegatingWords.Contains(frame[i + 1].Lower);
            }
        }

        return false;
    }

    private static bool IsNegation(Token token) => token.Lower is "nicht" or "nie" or "niemals" or "keineswegs";

    private static bool IsNegatedAt(TokenizedParagraph frame, int verb)
    {
        var (small, never) = (false, false);
        for (var i = verb + 2; i > verb - 7 && i >= 0; i--)
        {
            if (i < verb && !frame[i].IsWord)
            {
                break;
            }

            var word = frame[i].Lower;
            never |= word is "pas" or "jamais" or "nullement" or "aucunement" && frame.Profile!.HasElision;
            small |= i < verb && word is "ne" or "n’" or "n'" && frame.Profile!.HasElision;
            if (i < verb && frame.Profile!.IsProDrop && word is "no" or "nunca" or "jamás" or "tampoco")
            {
                return true;
            }

            if (i < verb && frame.Profile!.IsProDrop
                && !(frame.Profile.IsAuxiliary(frame[i]) || word is "lo" or "le" or "les" or "se" or "la" or "nos" or "me"))
            {
                break;
            }
        }

        return small && never;
    }
}
