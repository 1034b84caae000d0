using AlertBot.Quotes.Languages;

namespace AlertBot.Quotes.Syntax;

/// <summary>Reads German, French and Spanish reporting verbs: “sagte”, “a en outre déclaré”, “a-t-il dit”, “ha dicho”.</summary>
internal static class ReportingVerbReader
{
    // Adverbs before the verb: "daraufhin später sagte".
    private const int MaxLeadingAdverbs = 3;

    // "a, selon plusieurs témoins du village, reconnu": the longest insertion between auxiliary and participle.
    private const int MaxInsertionTokens = 12;

    private const int MaxParticipleDistance = 5;

    /// <returns>The reporting verb that starts at a token; null where none does.</returns>
    public static ReportingVerb? ReadAt(TokenizedParagraph tokens, int first)
    {
        var profile = tokens.Profile!;
        var verb = first;
        while (verb < first + MaxLeadingAdverbs && !profile.IsAuxiliary(tokens[verb]) && !profile.IsReportingVerb(tokens[verb])
            && profile.IsAdverb(tokens[verb]))
        {
            verb++;
        }

        if (profile.IsAuxiliary(tokens[verb]))
        {
            return ReadCompound(tokens, first, verb);
        }

        if (!(profile.IsReportingVerb(tokens[verb]) || SeparableVerbs.IsReportingVerb(tokens, verb))
            || (verb == first && IsNoun(tokens, verb)) || IsNaming(tokens, verb))
        {
            return null;
        }

        var (pronoun, last) = ReadCliticPronoun(tokens, verb);
        return new ReportingVerb(first, verb, last, pronoun);
    }

    /// <summary>After a determiner the word is a noun; “l’”, “lo” and “le” before a verb are objects (“l’annonce”).</summary>
    private static bool IsNoun(TokenizedParagraph tokens, int verb) =>
        !tokens.Profile!.IsGerman && tokens.Profile.IsDeterminer(tokens[verb - 1])
        && tokens[verb - 1].Lower is not ("l’" or "lo" or "le" or "la" or "les");

    /// <summary>„Der Ordner“ nennt sich das Stück.</summary>
    private static bool IsNaming(TokenizedParagraph tokens, int verb) =>
        tokens[verb].Lower is "nennt" or "nannte" && tokens[verb + 1].Lower is "sich";

    private static ReportingVerb? ReadCompound(TokenizedParagraph tokens, int first, int auxiliary)
    {
        var profile = tokens.Profile!;

        // "est" describes somebody unless it is reflexive: "s’est félicité".
        if (tokens[auxiliary].Lower is "est" or "sont" && tokens[auxiliary - 1].Lower is not ("s’" or "se"))
        {
            return null;
        }

        var (pronoun, last) = ReadCliticPronoun(tokens, auxiliary);
        var participle = SkipInsertion(tokens, last + 1);
        while (participle < last + MaxParticipleDistance && !profile.IsReportingParticiple(tokens[participle])
            && (profile.IsAdverb(tokens[participle]) || profile.IsPreposition(tokens[participle])))
        {
            participle++;
        }

        return profile.IsReportingParticiple(tokens[participle]) && !profile.IsGerman
            ? new ReportingVerb(first, participle, participle, pronoun)
            : null;
    }

    /// <summary>“a, selon plusieurs témoins, reconnu”.</summary>
    private static int SkipInsertion(TokenizedParagraph tokens, int at)
    {
        if (!tokens[at].Is(','))
        {
            return at;
        }

        var close = at + 1;
        while (close < at + MaxInsertionTokens && tokens[close].IsWord)
        {
            close++;
        }

        return tokens[close].Is(',') ? close + 1 : at;
    }

    private static (int Pronoun, int Last) ReadCliticPronoun(TokenizedParagraph tokens, int verb)
    {
        var i = verb + 1;
        if (!tokens[i].Is('-'))
        {
            return (-1, verb);
        }

        i += tokens[i + 1].Lower == "t" && tokens[i + 2].Is('-') ? 3 : 1;
        return tokens.Profile!.IsPronoun(tokens[i]) ? (i, i) : (-1, verb);
    }
}
