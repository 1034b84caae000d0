using System.Collections.Frozen;
using AlertBot.Quotes.Languages;
using AlertBot.Quotes.People;

namespace AlertBot.Quotes.Syntax;

/// <summary>Finds the subject of a reporting verb or of a sentence in German, French and Spanish.</summary>
internal static class ReportingClauseReader
{
    // Positions before a verb at which a subject is tried; more of them make the scan slow and the subject doubtful.
    private const int MaxSubjectCandidates = 14;

    // Introductory phrases before the subject of a sentence.
    private const int MaxIntroductions = 3;

    // Dative and accusative articles: "sagte dem Sender".
    private static readonly FrozenSet<string> GermanObjectDeterminers =
        Vocabulary.WordSet("dem den des einem einen seinem ihrem seinen ihren einer");

    /// <summary>The subject that follows a verb: “sagte am Montag die Sprecherin Eva Born”.</summary>
    public static Phrase? FindSubjectAfter(TokenizedParagraph tokens, ReportingVerb verb, int max)
    {
        if (verb.CliticSubject >= 0)
        {
            return new Phrase(verb.CliticSubject, verb.CliticSubject);
        }

        var first = ClauseInsertions.SkipAdverbials(tokens, verb.Last + 1, max);
        return first <= max && NounPhraseReader.ReadCore(tokens, first, max) is { } core && !IsObject(tokens, core)
            && !IsImpersonal(tokens[core.First]) ? ExtendToName(tokens, core, max) : null;
    }

    /// <summary>The subject that precedes a verb, not before <paramref name="start"/>.</summary>
    public static Phrase? FindSubjectBefore(TokenizedParagraph tokens, int start, int verb)
    {
        var candidates = 0;
        for (var i = Math.Max(start, verb - (ScanLimits.MaxSentenceTokens / 2)); i < verb && candidates < MaxSubjectCandidates; i++)
        {
            if (i != start && !CanPrecedeSubject(tokens, i - 1))
            {
                continue;
            }

            candidates++;
            if (NounPhraseReader.ReadCore(tokens, i, verb - 1) is { } core && !IsImpersonal(tokens[core.First])
                && ClauseInsertions.AreAllBetween(tokens, NounPhraseReader.ReadWithComplements(tokens, core, verb - 1).Last + 1, verb))
            {
                return ExtendToName(tokens, core, verb - 1);
            }
        }

        return null;
    }

    /// <summary>The antecedent of a relative pronoun before a verb: “…, le procureur Denis Moen, qui évoque …”.</summary>
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

    /// <summary>The first noun phrase of a sentence after its introductory phrases.</summary>
    public static Phrase? FindLeadingPhrase(TokenizedParagraph tokens, int start, int end)
    {
        var i = start;
        for (var steps = 0; steps < MaxIntroductions && i <= end; steps++)
        {
            while (i <= end && IsLinkingToken(tokens, i))
            {
                i++;
            }

            if (!StartsIntroduction(tokens, i))
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

    /// <summary>
    /// The phrase with its complements. Where only the apposition after it holds a name, the apposition: “la ministre de la Culture,
    /// Ève Born,”.
    /// </summary>
    public static Phrase ExtendToName(TokenizedParagraph tokens, Phrase core, int max)
    {
        if (NounPhraseReader.IsPronoun(tokens, core))
        {
            return core;
        }

        var whole = NounPhraseReader.ReadWithComplements(tokens, core, max);
        if (ProfileNameParser.Parse(tokens, whole) is { } name)
        {
            return new Phrase(name.OfficeFirst >= 0 || name.First <= core.Last ? core.First : name.First, name.Last);
        }

        return tokens.Profile!.HasOffice(tokens, core) ? FindNameInApposition(tokens, whole.Last + 1) ?? whole : whole;
    }

    /// <summary>An object, not a subject: “sagte ihm”, “dem Sender sagte …”, “lo dijo”.</summary>
    public static bool IsObject(TokenizedParagraph tokens, Phrase core)
    {
        var first = tokens[core.First].Lower;
        return first is "lo" or "al" or "del"
            || (tokens.Profile!.IsGerman
                && (GermanObjectDeterminers.Contains(first) || (first is "der" && IsFeminineOffice(tokens, core))));
    }

    private static bool CanPrecedeSubject(TokenizedParagraph tokens, int before)
    {
        var token = tokens[before];
        return token.Is(',') || token.Is(':') || token.Is(';') || token.Is('-') || token.IsDash || token.IsQuotation
            || EndsRelativeGenitive(tokens, before) || tokens.Profile!.IsConjunction(token) || tokens.Profile.IsAdverb(token);
    }

    /// <summary>The subject of a relative clause: “deren Anwalt sagte”, “mit dessen Hilfe Born sagte”.</summary>
    private static bool EndsRelativeGenitive(TokenizedParagraph tokens, int before) =>
        (tokens[before].Lower is "deren" or "dessen" && !tokens.Profile!.IsPreposition(tokens[before - 1]))
        || (tokens[before - 1].Lower is "deren" or "dessen" && tokens.Profile!.IsPreposition(tokens[before - 2]));

    /// <summary>An impersonal subject, which names no speaker: “es heißt”, “on dit”.</summary>
    private static bool IsImpersonal(Token token) => token.Lower is "es" or "man" or "on";

    private static bool IsLinkingToken(TokenizedParagraph tokens, int i)
    {
        var (profile, token) = (tokens.Profile!, tokens[i]);
        return !profile.IsPronoun(token)
            && (profile.IsConjunction(token) || profile.IsAdverb(token) || token.Is(',') || token.IsDash);
    }

    private static bool StartsIntroduction(TokenizedParagraph tokens, int i)
    {
        var (profile, token) = (tokens.Profile!, tokens[i]);
        return profile.IsPreposition(token) || profile.IsTimeWord(token) || profile.IsReportingGerund(token)
            || IsParticipialPhrase(tokens, i);
    }

    /// <summary>A participle before the subject: “Interrogée par la presse, …”, “Consultado sobre …”.</summary>
    private static bool IsParticipialPhrase(TokenizedParagraph tokens, int i) =>
        !tokens.Profile!.IsGerman && tokens[i].IsWord && tokens.Profile.IsPreposition(tokens[i + 1])
        && !tokens.Profile.IsGivenName(tokens[i]) && LanguageProfile.IsRomanceParticiple(tokens[i].Lower);

    private static Phrase? FindNameInApposition(TokenizedParagraph tokens, int comma)
    {
        if (!tokens[comma].Is(',') || NounPhraseReader.ReadCore(tokens, comma + 1, tokens.Count - 1) is not { } apposition)
        {
            return null;
        }

        var profile = tokens.Profile!;
        var next = tokens[apposition.Last + 1];
        return !profile.IsDeterminer(tokens[apposition.First])
            && ProfileNameParser.Parse(tokens, apposition) is { } name && name.Last == apposition.Last
            && (!next.IsWord || profile.IsPreposition(next) || profile.IsConjunction(next))
            ? apposition
            : null;
    }

    /// <summary>The feminine dative has the article of the masculine nominative: “sagte der Kanzlerin”.</summary>
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
