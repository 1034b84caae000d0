using System.Collections.Frozen;

namespace AlertBot.Briefs.Tongues;

/// <summary>Finds quotations whose own sentence says that its subject did not say them: “sagte Born nicht”, “n’a pas dit”, “negó que”, “zitierte”.</summary>
internal static class TongueRefusals
{
    private const int Reach = 60;

    private static readonly FrozenSet<string> Quoting = Vocabulary.Set("zitiert zitierte zitierten zitieren cite citent citait citant cité cita citan citó citaron citaba citando citado");

    private static readonly FrozenSet<string> Denying = Vocabulary.Set(
        """
        bestritt bestreitet bestritten bestreiten dementiert dementierte dementierten leugnet leugnete leugneten verneint verneinte
        nie nient nia niait niaient nié dément démentent démentait démenti niega niegan negó negaron negaba negado desmiente desmienten desmintió desmentido
        """);

    // "nicht ohne Stolz", "nicht nur": said all the same.
    private static readonly FrozenSet<string> NoDenial = Vocabulary.Set("ohne nur zum zur mehr weniger zuletzt einmal allein bloß immer");

    /// <returns>An attribution to nobody; null where nothing is denied.</returns>
    public static Attribution? Behind(Frame frame, int quotation)
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
            if (Quoting.Contains(frame[i].Lower))
            {
                return Nobody(i);
            }

            // „…“, entgegnete dieser: another than the one before, and nothing says who.
            if (frame.Tongue!.IsGerman && IsSaying(frame, i) && frame[i + 1].Lower is "dieser" or "diese" or "jener" or "jene" or "letzterer" or "letztere" && !frame[i + 2].IsWord)
            {
                return Nobody(i);
            }

            // French denies with the little word of the start: "n’a pas dit", "no dijo".
            if (IsSaying(frame, i) || frame.Tongue!.IsAuxiliary(frame[i]))
            {
                return (frame.Tongue!.IsGerman ? DeniedBehind(frame, i) : DeniedAt(frame, i) || DeniedAt(frame, i + 2)) ? Nobody(i) : null;
            }
        }

        return null;
    }

    /// <returns>An attribution to nobody; null where nothing before the quotation denies it.</returns>
    public static Attribution? Before(Frame frame, int quotation)
    {
        if (TongueUnsaid.Before(frame, quotation) is var unsaid and >= 0)
        {
            return Nobody(unsaid);
        }

        var tongue = frame.Tongue!;
        var start = Math.Max(frame.SentenceStart(quotation), quotation - Reach);
        for (var i = quotation - 1; i >= start && !frame[i].Is(';') && !frame[i].IsQuotation; i--)
        {
            var verb = IsVerb(frame, i);
            if (verb && (Quoting.Contains(frame[i].Lower) || (Denying.Contains(frame[i].Lower) && !frame[i + 1].Is(':'))))
            {
                return Nobody(i);
            }

            if (!IsSaying(frame, i))
            {
                continue;
            }

            if (tongue.IsGerman ? DeniedBehind(frame, i) || IsNever(frame[i - 1]) : DeniedAt(frame, i))
            {
                return Nobody(i);
            }

            // "dément avoir dit": the verb before decides.
            if (frame[i - 1].Lower is "avoir")
            {
                continue;
            }

            // "negó haber dicho", "bestritt, gesagt zu haben": the verb before decides.
            if (tongue.IsCue(frame[i]) || (!tongue.IsGerman && IsCompound(frame, i)))
            {
                return null;
            }
        }

        return null;
    }

    /// <summary>Whether a passive leads to a quotation: its subject heard the words.</summary>
    public static bool IsPassive(Frame frame, int first, int end)
    {
        for (var i = Math.Max(first, end - Reach); i < end; i++)
        {
            if (frame[i].Lower is "wurde" or "wurden" or "wird" or "worden" or "fut" or "été" or "fue" or "fueron" or "sido")
            {
                return true;
            }
        }

        return false;
    }

    private static Attribution Nobody(int token) => new(new Phrase(token, token), -1, false, 0);

    private static bool IsSaying(Frame frame, int i) => frame.Tongue!.IsCue(frame[i]) || frame.Tongue.IsParticiple(frame[i]);

    // "nie" is a French verb and a German adverb, "cité" and "cita" are nouns behind an article.
    private static bool IsVerb(Frame frame, int i) =>
        frame[i].IsWord && char.IsLower(frame[i].Text[0]) && !(frame.Tongue!.IsGerman ? frame[i].Lower == "nie" : frame.Tongue.IsDeterminer(frame[i - 1]) || frame.Tongue.IsPreposition(frame[i - 1]));

    private static bool IsCompound(Frame frame, int participle)
    {
        for (var i = participle - 1; i >= 0 && i > participle - 6; i--)
        {
            if (frame.Tongue!.IsAuxiliary(frame[i]))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>German denies behind its verb: “sagte Born nicht”, “sagte nie: …”.</summary>
    private static bool DeniedBehind(Frame frame, int verb)
    {
        for (var i = verb + 1; i < verb + 16 && frame[i].IsWord && !frame[i - 1].EndsSentence; i++)
        {
            if (IsNever(frame[i]))
            {
                return !NoDenial.Contains(frame[i + 1].Lower);
            }
        }

        return false;
    }

    private static bool IsNever(Token token) => token.Lower is "nicht" or "nie" or "niemals" or "keineswegs";

    private static bool DeniedAt(Frame frame, int verb)
    {
        var (small, never) = (false, false);
        for (var i = verb + 2; i > verb - 7 && i >= 0; i--)
        {
            if (i < verb && !frame[i].IsWord)
            {
                break;
            }

            var word = frame[i].Lower;
            never |= word is "pas" or "jamais" or "nullement" or "aucunement" && frame.Tongue!.Elides;
            small |= i < verb && word is "ne" or "n’" or "n'" && frame.Tongue!.Elides;
            if (i < verb && frame.Tongue!.DropsPronouns && word is "no" or "nunca" or "jamás" or "tampoco")
            {
                return true;
            }

            if (i < verb && frame.Tongue!.DropsPronouns && !(frame.Tongue.IsAuxiliary(frame[i]) || word is "lo" or "le" or "les" or "se" or "la" or "nos" or "me"))
            {
                break;
            }
        }

        return small && never;
    }
}
