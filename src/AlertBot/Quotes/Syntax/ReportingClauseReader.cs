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
    public static ReportingVerb? ReadVerbAt(TokenizedParagraph frame, int first)
    {
        var tongue = frame.Profile!;
        var verb = first;
        for (; verb < first + 3 && !tongue.IsAuxiliary(frame[verb]) && !tongue.IsReportingVerb(frame[verb])
            && tongue.IsAdverb(frame[verb]); verb++)
        {
        }

        if (tongue.IsAuxiliary(frame[verb]))
        {
            return ReadCompoundVerb(frame, first, verb);
        }

        if (!(tongue.IsReportingVerb(frame[verb]) || SeparableVerbs.IsReportingVerb(frame, verb))
            || (!tongue.IsGerman && verb == first && tongue.IsDeterminer(frame[verb - 1])
                && frame[verb - 1].Lower is not ("l’" or "lo" or "le" or "la" or "les")))
        {
            return null;
        }

        // „Der Ordner“ nennt sich das Stück.
        if (frame[verb].Lower is "nennt" or "nannte" && frame[verb + 1].Lower is "sich")
        {
            return null;
        }

        var (pronoun, last) = ReadCliticPronoun(frame, verb);
        return new ReportingVerb(first, verb, last, pronoun);
    }

    private static ReportingVerb? ReadCompoundVerb(TokenizedParagraph frame, int first, int auxiliary)
    {
        var tongue = frame.Profile!;

        // “est” says something of somebody unless it is reflexive: “s’est félicité”.
        if (frame[auxiliary].Lower is "est" or "sont" && frame[auxiliary - 1].Lower is not ("s’" or "se"))
        {
            return null;
        }

        var (pronoun, last) = ReadCliticPronoun(frame, auxiliary);
        var participle = last + 1;

        // "a, selon plusieurs témoins, reconnu".
        if (frame[participle].Is(','))
        {
            var close = participle + 1;
            while (close < participle + 12 && frame[close].IsWord)
            {
                close++;
            }

            participle = frame[close].Is(',') ? close + 1 : participle;
        }

        while (participle < last + 5 && (tongue.IsAdverb(frame[participle]) || tongue.IsPreposition(frame[participle]))
            && !tongue.IsReportingParticiple(frame[participle]))
        {
            participle++;
        }

        return tongue.IsReportingParticiple(frame[participle]) && !tongue.IsGerman
            ? new ReportingVerb(first, participle, participle, pronoun) : null;
    }

    private static (int Pronoun, int Last) ReadCliticPronoun(TokenizedParagraph frame, int verb)
    {
        var i = verb + 1;
        if (!frame[i].Is('-'))
        {
            return (-1, verb);
        }

        i += frame[i + 1].Lower == "t" && frame[i + 2].Is('-') ? 3 : 1;
        return frame.Profile!.IsPronoun(frame[i]) ? (i, i) : (-1, verb);
    }

    /// <summary>The subject that follows a verb: “sagte am Montag die Sprecherin Eva Born”.</summary>
    public static Phrase? FindSubjectAfter(TokenizedParagraph frame, ReportingVerb saying, int max)
    {
        if (saying.CliticSubject >= 0)
        {
            return new Phrase(saying.CliticSubject, saying.CliticSubject);
        }

        var tongue = frame.Profile!;
        var i = saying.Last + 1;
        for (var steps = 0; steps < 8 && i <= max; steps++)
        {
            if ((tongue.IsAdverb(frame[i]) && !tongue.IsDeterminer(frame[i])) || tongue.IsTimeWord(frame[i])
                || (steps > 0 && frame[i].IsWord && char.IsDigit(frame[i].Text[0])))
            {
                i++;
            }
            else if (tongue.IsPreposition(frame[i])
                && (tongue.IsTimeWord(frame[i + 1]) || (tongue.IsDeterminer(frame[i + 1]) && tongue.IsTimeWord(frame[i + 2]))))
            {
                i += tongue.IsTimeWord(frame[i + 1]) ? 2 : 3;
            }
            else if (tongue.IsDeterminer(frame[i]) && tongue.IsTimeWord(frame[i + 1]))
            {
                i += 2;
            }
            else
            {
                break;
            }
        }

        return i <= max && NounPhraseReader.ReadCore(frame, i, max) is { } core && !IsObject(frame, core)
            && !IsImpersonal(frame[core.First]) ? ExtendToName(frame, core, max) : null;
    }

    /// <summary>The subject that stands before a verb, not further back than <paramref name="start"/>.</summary>
    public static Phrase? FindSubjectBefore(TokenizedParagraph frame, int start, int verb)
    {
        var tongue = frame.Profile!;
        var tried = 0;
        for (var i = Math.Max(start, verb - (ScanLimits.MaxSentenceTokens / 2)); i < verb && tried < MaxSubjectCandidates; i++)
        {
            var opens = i == start || frame[i - 1].Is(',') || frame[i - 1].Is(':') || frame[i - 1].Is(';') || frame[i - 1].Is('-')
                || frame[i - 1].Is('—') || frame[i - 1].Is('–') || frame[i - 1].IsQuotation
                || (frame[i - 1].Lower is "deren" or "dessen" && !tongue.IsPreposition(frame[i - 2]))
                || (frame[i - 2].Lower is "deren" or "dessen" && tongue.IsPreposition(frame[i - 3])) || tongue.IsConjunction(frame[i - 1])
                || tongue.IsAdverb(frame[i - 1]);
            tried += opens ? 1 : 0;
            if (opens && NounPhraseReader.ReadCore(frame, i, verb - 1) is { } core && !IsImpersonal(frame[core.First])
                && HasOnlyInsertionsBetween(frame, NounPhraseReader.ReadWithComplements(frame, core, verb - 1).Last + 1, verb))
            {
                return ExtendToName(frame, core, verb - 1);
            }
        }

        return null;
    }

    /// <summary>“…, le procureur Denis Moen, qui évoque …”: whom a relative pronoun before a verb means.</summary>
    public static Phrase? FindAntecedent(TokenizedParagraph frame, int start, int verb)
    {
        var comma = verb - 2;
        if (frame.Profile!.IsGerman || !frame[comma].Is(',') || frame[verb - 1].Lower is not ("qui" or "que" or "quien"))
        {
            return null;
        }

        for (var i = Math.Max(start, comma - ScanLimits.MaxPhraseTokens); i < comma; i++)
        {
            if (NounPhraseReader.ReadCore(frame, i, comma - 1) is { } core
                && NounPhraseReader.ReadWithComplements(frame, core, comma - 1).Last == comma - 1
                && ProfileNameParser.Parse(frame, new Phrase(core.First, comma - 1)) is not null)
            {
                return ExtendToName(frame, core, comma - 1);
            }
        }

        return null;
    }

    /// <summary>“es heißt”, “on dit”: nobody.</summary>
    private static bool IsImpersonal(Token token) => token.Lower is "es" or "man" or "on";

    /// <summary>The first noun phrase of a sentence that is no part of what leads up to it.</summary>
    public static Phrase? FindLeadingPhrase(TokenizedParagraph frame, int start, int end)
    {
        var tongue = frame.Profile!;
        var i = start;
        for (var steps = 0; steps < 3 && i <= end; steps++)
        {
            while (i <= end && !tongue.IsPronoun(frame[i])
                && (tongue.IsConjunction(frame[i]) || tongue.IsAdverb(frame[i]) || frame[i].Is(',') || frame[i].Is('—')
                    || frame[i].Is('–')))
            {
                i++;
            }

            if (!tongue.IsPreposition(frame[i]) && !tongue.IsTimeWord(frame[i]) && !tongue.IsReportingGerund(frame[i])
                && !IsParticipialPhrase(frame, i))
            {
                break;
            }

            while (i <= end && !frame[i].Is(','))
            {
                i++;
            }
        }

        return i <= end && NounPhraseReader.ReadCore(frame, i, end) is { } core ? ExtendToName(frame, core, end) : null;
    }

    /// <summary>“Interrogée par la presse, …”, “Consultado sobre …”: what leads up to the subject.</summary>
    private static bool IsParticipialPhrase(TokenizedParagraph frame, int i) =>
        !frame.Profile!.IsGerman && frame[i].IsWord && frame.Profile.IsPreposition(frame[i + 1]) && !frame.Profile.IsGivenName(frame[i])
        && Array.Exists(ParticipleSuffixes, ending => frame[i].Lower.EndsWith(ending, StringComparison.Ordinal));

    private static readonly string[] ParticipleSuffixes =
        ["é", "ée", "és", "ées", "ado", "ada", "ados", "adas", "ido", "ida", "idos", "idas"];

    /// <summary>
    /// A phrase with its complements; where only the apposition behind it has a name (“la ministre de la Culture, Ève Born,”), that.
    /// </summary>
    public static Phrase ExtendToName(TokenizedParagraph frame, Phrase core, int max)
    {
        if (NounPhraseReader.IsPronoun(frame, core))
        {
            return core;
        }

        var whole = NounPhraseReader.ReadWithComplements(frame, core, max);
        if (ProfileNameParser.Parse(frame, whole) is { } inside)
        {
            return new Phrase(inside.OfficeFirst >= 0 || inside.First <= core.Last ? core.First : inside.First, inside.Last);
        }

        var comma = whole.Last + 1;
        return frame[comma].Is(',') && HasOffice(frame, core) && comma < frame.Count
            && NounPhraseReader.ReadCore(frame, comma + 1, frame.Count - 1) is { } apposed
            && !frame.Profile!.IsDeterminer(frame[apposed.First]) && ProfileNameParser.Parse(frame, apposed) is { } name
            && name.Last == apposed.Last
            && (!frame[apposed.Last + 1].IsWord || frame.Profile.IsPreposition(frame[apposed.Last + 1])
                || frame.Profile.IsConjunction(frame[apposed.Last + 1]))
            ? apposed
            : whole;
    }

    private static bool HasOffice(TokenizedParagraph frame, Phrase core)
    {
        for (var i = core.First; i <= core.Last; i++)
        {
            if (frame.Profile!.IsOffice(frame[i]))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>What may stand between a subject and its verb: complements, times, brackets, insertions between commas.</summary>
    private static bool HasOnlyInsertionsBetween(TokenizedParagraph frame, int i, int verb)
    {
        var tongue = frame.Profile!;
        while (i < verb)
        {
            if (frame[i].Is(','))
            {
                var close = i + 1;
                while (close < verb && close - i < MaxInsertionTokens && !frame[close].Is(',') && !frame[close].IsQuotation)
                {
                    close++;
                }

                if (close >= verb || !frame[close].Is(','))
                {
                    return false;
                }

                i = close + 1;
            }
            else if (frame[i].IsQuotation && DocumentQuotes.IsWorkTitle(frame, i))
            {
                i++;
            }
            else if (frame[i].Is('('))
            {
                while (i < verb && !frame[i].Is(')'))
                {
                    i++;
                }

                i++;
            }
            else if (tongue.IsPreposition(frame[i]) && NounPhraseReader.ReadCore(frame, i + 1, verb - 1, bare: true) is { } complement)
            {
                i = complement.Last + 1;
            }
            else if (tongue.IsAdverb(frame[i]) || tongue.IsTimeWord(frame[i]) || frame[i].Lower is "selbst" or "mismo" or "misma"
                || (tongue.IsPreposition(frame[i]) && tongue.IsTimeWord(frame[i + 1])))
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
    public static bool IsObject(TokenizedParagraph frame, Phrase core) =>
        (frame.Profile!.IsGerman
            && frame[core.First].Lower is "dem" or "den" or "des" or "einem" or "einen" or "seinem" or "ihrem" or "seinen" or "ihren"
                or "einer")
        || (frame.Profile!.IsGerman && frame[core.First].Lower is "der" && IsFeminineOffice(frame, core))
        || frame[core.First].Lower is "lo" or "al" or "del";

    /// <summary>“sagte der Kanzlerin”: to her.</summary>
    private static bool IsFeminineOffice(TokenizedParagraph frame, Phrase core)
    {
        for (var i = core.First + 1; i <= core.Last; i++)
        {
            if (frame[i].Lower is "frau" || (frame.Profile!.IsOffice(frame[i]) && frame[i].Lower.EndsWith("in", StringComparison.Ordinal)))
            {
                return true;
            }
        }

        return false;
    }
}
