using AlertBot.Quotes.Detection;
using AlertBot.Quotes.Languages;
using AlertBot.Quotes.People;

namespace AlertBot.Quotes.Syntax;

/// <summary>A verb of saying with what belongs to it.</summary>
/// <param name="First">Its first token, auxiliary and clitics included.</param>
/// <param name="Last">Its last token.</param>
/// <param name="CliticSubject">The pronoun that French hangs on it; −1 for none.</param>
internal readonly record struct ReportingVerb(int First, int Cue, int Last, int CliticSubject);

/// <summary>Finds verbs of saying and their subjects in a clause.</summary>
internal static class ReportingClauseReader
{
    private const int MaxInsertionTokens = 30;

    // Places where a subject may begin.
    private const int MaxSubjectCandidates = 14;

    /// <returns>The verb of saying that begins at a token: “sagte”, “a en outre déclaré”, “a-t-il dit”, “ha dicho”.</returns>
    public static ReportingVerb? ReadVerbAt(TokenizedParagraph tokens, int first)
    {
        var profile = tokens.Profile!;
        var verb = first;
        for (; verb < first + 3 && !profile.IsAuxiliary(tokens[verb]) && !profile.IsReportingVerb(tokens[verb])
            && profile.IsAdverb(tokens[verb]); verb++)
        {
        }

        if (profile.IsAuxiliary(tokens[verb]))
        {
            return ReadCompoundVerb(tokens, first, verb);
        }

        if (!(profile.IsReportingVerb(tokens[verb]) || SeparableVerbs.IsReportingVerb(tokens, verb))
            || (!profile.IsGerman && verb == first && profile.IsDeterminer(tokens[verb - 1])
                && tokens[verb - 1].Lower is not ("l’" or "lo" or "le" or "la" or "les")))
        {
            return null;
        }

        // „Der Ordner“ nennt sich das Stück.
        if (tokens[verb].Lower is "nennt" or "nannte" && tokens[verb + 1].Lower is "sich")
        {
            return null;
        }

        var (pronoun, last) = ReadCliticPronoun(tokens, verb);
        return new ReportingVerb(first, verb, last, pronoun);
    }

    private static ReportingVerb? ReadCompoundVerb(TokenizedParagraph tokens, int first, int auxiliary)
    {
        var profile = tokens.Profile!;

        // “est” says something of somebody unless it is reflexive: “s’est félicité”.
        if (tokens[auxiliary].Lower is "est" or "sont" && tokens[auxiliary - 1].Lower is not ("s’" or "se"))
        {
            return null;
        }

        var (pronoun, last) = ReadCliticPronoun(tokens, auxiliary);
        var participle = last + 1;

        // "a, selon plusieurs témoins, reconnu".
        if (tokens[participle].Is(','))
        {
            var close = participle + 1;
            while (close < participle + 12 && tokens[close].IsWord)
            {
                close++;
            }

            participle = tokens[close].Is(',') ? close + 1 : participle;
        }

        while (participle < last + 5 && (profile.IsAdverb(tokens[participle]) || profile.IsPreposition(tokens[participle]))
            && !profile.IsReportingParticiple(tokens[participle]))
        {
            participle++;
        }

        return profile.IsReportingParticiple(tokens[participle]) && !profile.IsGerman
            ? new ReportingVerb(first, participle, participle, pronoun) : null;
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

    /// <summary>The subject that follows a verb: “sagte am Montag die Sprecherin Eva Born”.</summary>
    public static Phrase? FindSubjectAfter(TokenizedParagraph tokens, ReportingVerb reportingVerb, int max)
    {
        if (reportingVerb.CliticSubject >= 0)
        {
            return new Phrase(reportingVerb.CliticSubject, reportingVerb.CliticSubject);
        }

        var profile = tokens.Profile!;
        var i = reportingVerb.Last + 1;
        for (var steps = 0; steps < 8 && i <= max; steps++)
        {
            if ((profile.IsAdverb(tokens[i]) && !profile.IsDeterminer(tokens[i])) || profile.IsTimeWord(tokens[i])
                || (steps > 0 && tokens[i].IsWord && char.IsDigit(tokens[i].Text[0])))
            {
                i++;
            }
            else if (profile.IsPreposition(tokens[i])
                && (profile.IsTimeWord(tokens[i + 1]) || (profile.IsDeterminer(tokens[i + 1]) && profile.IsTimeWord(tokens[i + 2]))))
            {
                i += profile.IsTimeWord(tokens[i + 1]) ? 2 : 3;
            }
            else if (profile.IsDeterminer(tokens[i]) && profile.IsTimeWord(tokens[i + 1]))
            {
                i += 2;
            }
            else
            {
                break;
            }
        }

        return i <= max && NounPhraseReader.ReadCore(tokens, i, max) is { } core && !IsObject(tokens, core)
            && !IsImpersonal(tokens[core.First]) ? ExtendToName(tokens, core, max) : null;
    }

    /// <summary>The subject that stands before a verb, not further back than <paramref name="start"/>.</summary>
    public static Phrase? FindSubjectBefore(TokenizedParagraph tokens, int start, int verb)
    {
        var profile = tokens.Profile!;
        var tried = 0;
        for (var i = Math.Max(start, verb - (ScanLimits.MaxSentenceTokens / 2)); i < verb && tried < MaxSubjectCandidates; i++)
        {
            var opens = i == start || tokens[i - 1].Is(',') || tokens[i - 1].Is(':') || tokens[i - 1].Is(';') || tokens[i - 1].Is('-')
                || tokens[i - 1].Is('—') || tokens[i - 1].Is('–') || tokens[i - 1].IsQuotation
                || (tokens[i - 1].Lower is "deren" or "dessen" && !profile.IsPreposition(tokens[i - 2]))
                || (tokens[i - 2].Lower is "deren" or "dessen" && profile.IsPreposition(tokens[i - 3]))
                || profile.IsConjunction(tokens[i - 1])
                || profile.IsAdverb(tokens[i - 1]);
            tried += opens ? 1 : 0;
            if (opens && NounPhraseReader.ReadCore(tokens, i, verb - 1) is { } core && !IsImpersonal(tokens[core.First])
                && HasOnlyInsertionsBetween(tokens, NounPhraseReader.ReadWithComplements(tokens, core, verb - 1).Last + 1, verb))
            {
                return ExtendToName(tokens, core, verb - 1);
            }
        }

        return null;
    }

    /// <summary>“…, le procureur Denis Moen, qui évoque …”: whom a relative pronoun before a verb means.</summary>
    public static Phrase? FindAntecedent(TokenizedParagraph tokens, int start, int verb)
    {
        var comma = verb - 2;
        if (tokens.Profile!.IsGerman || !tokens[comma].Is(',') || tokens[verb - 1].Lower is not ("qui" or "que" or "quien"))
        {
            return null;
        }

        for (var i = Math.Max(start, comma - ScanLimits.MaxPhraseTokens); i < comma; i++)
        {
            if (NounPhraseReader.ReadCore(tokens, i, comma - 1) is { } core
                && NounPhraseReader.ReadWithComplements(tokens, core, comma - 1).Last == comma - 1
                && ProfileNameParser.Parse(tokens, new Phrase(core.First, comma - 1)) is not null)
            {
                return ExtendToName(tokens, core, comma - 1);
            }
        }

        return null;
    }

    /// <summary>“es heißt”, “on dit”: nobody.</summary>
    private static bool IsImpersonal(Token token) => token.Lower is "es" or "man" or "on";

    /// <summary>The first noun phrase of a sentence that is no part of what leads up to it.</summary>
    public static Phrase? FindLeadingPhrase(TokenizedParagraph tokens, int start, int end)
    {
        var profile = tokens.Profile!;
        var i = start;
        for (var steps = 0; steps < 3 && i <= end; steps++)
        {
            while (i <= end && !profile.IsPronoun(tokens[i])
                && (profile.IsConjunction(tokens[i]) || profile.IsAdverb(tokens[i]) || tokens[i].Is(',') || tokens[i].Is('—')
                    || tokens[i].Is('–')))
            {
                i++;
            }

            if (!profile.IsPreposition(tokens[i]) && !profile.IsTimeWord(tokens[i]) && !profile.IsReportingGerund(tokens[i])
                && !IsParticipialPhrase(tokens, i))
            {
                break;
            }

            while (i <= end && !tokens[i].Is(','))
            {
                i++;
            }
        }

        return i <= end && NounPhraseReader.ReadCore(tokens, i, end) is { } core ? ExtendToName(tokens, core, end) : null;
    }

    /// <summary>“Interrogée par la presse, …”, “Consultado sobre …”: what leads up to the subject.</summary>
    private static bool IsParticipialPhrase(TokenizedParagraph tokens, int i) =>
        !tokens.Profile!.IsGerman && tokens[i].IsWord && tokens.Profile.IsPreposition(tokens[i + 1])
            && !tokens.Profile.IsGivenName(tokens[i])
        && Array.Exists(ParticipleSuffixes, ending => tokens[i].Lower.EndsWith(ending, StringComparison.Ordinal));

    private static readonly string[] ParticipleSuffixes =
        ["é", "ée", "és", "ées", "ado", "ada", "ados", "adas", "ido", "ida", "idos", "idas"];

    /// <summary>
    /// A phrase with its complements; where only the apposition behind it has a name (“la ministre de la Culture, Ève Born,”), that.
    /// </summary>
    public static Phrase ExtendToName(TokenizedParagraph tokens, Phrase core, int max)
    {
        if (NounPhraseReader.IsPronoun(tokens, core))
        {
            return core;
        }

        var whole = NounPhraseReader.ReadWithComplements(tokens, core, max);
        if (ProfileNameParser.Parse(tokens, whole) is { } inside)
        {
            return new Phrase(inside.OfficeFirst >= 0 || inside.First <= core.Last ? core.First : inside.First, inside.Last);
        }

        var comma = whole.Last + 1;
        return tokens[comma].Is(',') && HasOffice(tokens, core) && comma < tokens.Count
            && NounPhraseReader.ReadCore(tokens, comma + 1, tokens.Count - 1) is { } apposed
            && !tokens.Profile!.IsDeterminer(tokens[apposed.First]) && ProfileNameParser.Parse(tokens, apposed) is { } name
            && name.Last == apposed.Last
            && (!tokens[apposed.Last + 1].IsWord || tokens.Profile.IsPreposition(tokens[apposed.Last + 1])
                || tokens.Profile.IsConjunction(tokens[apposed.Last + 1]))
            ? apposed
            : whole;
    }

    private static bool HasOffice(TokenizedParagraph tokens, Phrase core)
    {
        for (var i = core.First; i <= core.Last; i++)
        {
            if (tokens.Profile!.IsOffice(tokens[i]))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>What may stand between a subject and its verb: complements, times, brackets, insertions between commas.</summary>
    private static bool HasOnlyInsertionsBetween(TokenizedParagraph tokens, int i, int verb)
    {
        var profile = tokens.Profile!;
        while (i < verb)
        {
            if (tokens[i].Is(','))
            {
                var close = i + 1;
                while (close < verb && close - i < MaxInsertionTokens && !tokens[close].Is(',') && !tokens[close].IsQuotation)
                {
                    close++;
                }

                if (close >= verb || !tokens[close].Is(','))
                {
                    return false;
                }

                i = close + 1;
            }
            else if (tokens[i].IsQuotation && DocumentQuotes.IsWorkTitle(tokens, i))
            {
                i++;
            }
            else if (tokens[i].Is('('))
            {
                while (i < verb && !tokens[i].Is(')'))
                {
                    i++;
                }

                i++;
            }
            else if (profile.IsPreposition(tokens[i]) && NounPhraseReader.ReadCore(tokens, i + 1, verb - 1, bare: true) is { } complement)
            {
                i = complement.Last + 1;
            }
            else if (profile.IsAdverb(tokens[i]) || profile.IsTimeWord(tokens[i]) || tokens[i].Lower is "selbst" or "mismo" or "misma"
                || (profile.IsPreposition(tokens[i]) && profile.IsTimeWord(tokens[i + 1])))
            {
                i++;
            }
            else
            {
                return false;
            }
        }

        return i == verb;
    }

    /// <summary>“sagte ihm”, “dem Sender sagte …”: a dative or accusative article is no subject's.</summary>
    public static bool IsObject(TokenizedParagraph tokens, Phrase core) =>
        (tokens.Profile!.IsGerman
            && tokens[core.First].Lower is "dem" or "den" or "des" or "einem" or "einen" or "seinem" or "ihrem" or "seinen" or "ihren"
                or "einer")
        || (tokens.Profile!.IsGerman && tokens[core.First].Lower is "der" && IsFeminineOffice(tokens, core))
        || tokens[core.First].Lower is "lo" or "al" or "del";

    /// <summary>“sagte der Kanzlerin”: to her.</summary>
    private static bool IsFeminineOffice(TokenizedParagraph tokens, Phrase core)
    {
        for (var i = core.First + 1; i <= core.Last; i++)
        {
            if (tokens[i].Lower is "frau"
                || (tokens.Profile!.IsOffice(tokens[i]) && tokens[i].Lower.EndsWith("in", StringComparison.Ordinal)))
            {
                return true;
            }
        }

        return false;
    }
}
