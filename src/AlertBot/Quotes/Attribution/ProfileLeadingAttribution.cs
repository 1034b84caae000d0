using System.Collections.Frozen;
using AlertBot.Quotes.Languages;
using AlertBot.Quotes.Syntax;

namespace AlertBot.Quotes.Attribution;

/// <summary>
/// Finds German, French and Spanish attributions before their quotation: Eva Born sagte: „…“; la ministre a affirmé que « … »; según Moen,
/// «…».
/// </summary>
internal static class ProfileLeadingAttribution
{
    // A verb this close to the quotation is certain, in tokens.
    private const int MaxNearTokens = 12;

    // Reporting verbs without a subject that are tried in one sentence.
    private const int MaxCues = 4;

    // Tokens between an auxiliary and its participle, and the same with an insertion between commas.
    private const int MaxParticipleDistance = 6;
    private const int MaxSplitParticipleDistance = 16;

    private static readonly FrozenSet<string> GermanObliqueDeterminers = Vocabulary.WordSet("dem den des einem einer eines einen");

    public static AttributionRelation? Find(TokenizedParagraph tokens, int quotation)
    {
        var start = tokens.SentenceStart(quotation);
        if (quotation == start)
        {
            return null;
        }

        if (!tokens[quotation - 1].Is(':'))
        {
            return FindIn(tokens, start, quotation);
        }

        if (ProfileColonAttribution.FindLabel(tokens, start, quotation) is { } label)
        {
            return label;
        }

        return FindIn(tokens, start, quotation) is { } found
            ? found with { Confidence = Math.Max(found.Confidence, 0.92) }
            : ProfileColonAttribution.FindSubject(tokens, start, quotation);
    }

    /// <summary>The attribution between the start of a sentence and its quotation.</summary>
    public static AttributionRelation? FindIn(TokenizedParagraph tokens, int start, int quotation) =>
        FindNearestCue(tokens, start, quotation) ?? FindVerbAfterQuote(tokens, start, quotation) ?? FindSource(tokens, start, quotation);

    private static AttributionRelation? FindNearestCue(TokenizedParagraph tokens, int start, int quotation)
    {
        var profile = tokens.Profile!;
        var cues = 0;
        for (var i = quotation - 1; i >= start && cues < MaxCues && !tokens[i].Is(';'); i--)
        {
            if (profile.IsReportingGerund(tokens[i]) && ReportingClauseReader.FindLeadingPhrase(tokens, start, i - 1) is { } main
                && main.Last < i)
            {
                return new AttributionRelation(main, i, false, 0.72);
            }

            if (ReadVerbEndingAt(tokens, i) is not { } verb)
            {
                continue;
            }

            if (FindSubject(tokens, start, verb, quotation) is { } subject)
            {
                return new AttributionRelation(subject, verb.Cue, false, quotation - i <= MaxNearTokens ? 0.9 : 0.8);
            }

            cues++;
        }

        return null;
    }

    private static ReportingVerb? ReadVerbEndingAt(TokenizedParagraph tokens, int i)
    {
        if (ReadCompoundVerb(tokens, i) is { } compound)
        {
            return compound;
        }

        return tokens.Profile!.IsReportingVerb(tokens[i]) || SeparableVerbs.IsReportingVerb(tokens, i)
            ? ReportingVerbReader.ReadAt(tokens, i)
            : ReadSplitVerb(tokens, i);
    }

    /// <summary>“a déclaré”, “ha dicho”: the auxiliary precedes the participle.</summary>
    private static ReportingVerb? ReadCompoundVerb(TokenizedParagraph tokens, int participle)
    {
        var profile = tokens.Profile!;
        if (profile.IsGerman || !profile.IsReportingParticiple(tokens[participle]))
        {
            return null;
        }

        var distance = tokens[participle - 1].Is(',') ? MaxSplitParticipleDistance : MaxParticipleDistance;
        for (var auxiliary = participle - 1; auxiliary > participle - distance && auxiliary >= 0; auxiliary--)
        {
            if (profile.IsAuxiliary(tokens[auxiliary]) && ReportingVerbReader.ReadAt(tokens, auxiliary) is { } verb
                && verb.Cue == participle)
            {
                return verb;
            }
        }

        return null;
    }

    /// <summary>The German auxiliary is next to the subject: “In seinem letzten Wort hatte er gesagt: …”.</summary>
    private static ReportingVerb? ReadSplitVerb(TokenizedParagraph tokens, int participle)
    {
        var profile = tokens.Profile!;
        var next = tokens[participle + 1];
        if (!profile.IsGerman || !profile.IsReportingParticiple(tokens[participle])
            || !(next.Is(':') || next.Is(',') || next.IsQuotation))
        {
            return null;
        }

        for (var i = participle - 1; i >= 0 && i > participle - MaxSplitParticipleDistance; i--)
        {
            if (tokens[i].EndsSentence || tokens[i].Is(','))
            {
                return null;
            }

            if (profile.IsAuxiliary(tokens[i]))
            {
                return new ReportingVerb(i, participle, i, -1);
            }
        }

        return null;
    }

    private static Phrase? FindSubject(TokenizedParagraph tokens, int start, ReportingVerb verb, int quotation)
    {
        if (verb.CliticSubject >= 0)
        {
            return new Phrase(verb.CliticSubject, verb.CliticSubject);
        }

        if (ReportingClauseReader.FindSubjectBefore(tokens, start, verb.First) is { } before && !IsObliqueCase(tokens, before))
        {
            return before;
        }

        if (ReportingClauseReader.FindAntecedent(tokens, start, verb.First) is { } antecedent)
        {
            return antecedent;
        }

        return CanFollowVerb(tokens, verb.First) ? ReportingClauseReader.FindSubjectAfter(tokens, verb, quotation - 1) : null;
    }

    /// <summary>French inverts verb and subject only next to a quotation and after “comme”.</summary>
    private static bool CanFollowVerb(TokenizedParagraph tokens, int verb)
    {
        var (before, secondBefore) = (tokens[verb - 1], tokens[verb - 2]);
        return tokens.Profile!.IsGerman || tokens.Profile.IsProDrop || before.IsQuotation || before.Lower is "comme"
            || secondBefore.Lower is "comme" || (before.Is(',') && secondBefore.IsQuotation);
    }

    private static bool IsObliqueCase(TokenizedParagraph tokens, Phrase phrase) =>
        tokens.Profile!.IsGerman && GermanObliqueDeterminers.Contains(tokens[phrase.First].Lower);

    /// <summary>The German participle follows the quotation: Moen hat den Plan „…“ genannt.</summary>
    private static AttributionRelation? FindVerbAfterQuote(TokenizedParagraph tokens, int start, int quotation)
    {
        var profile = tokens.Profile!;
        if (!profile.IsGerman || FindLastAuxiliary(tokens, start, quotation) is not { } auxiliary)
        {
            return null;
        }

        var end = Math.Min(tokens.SentenceEnd(quotation), quotation + MaxNearTokens - 1);
        for (var participle = quotation + 1; participle <= end && !tokens[participle].Is(','); participle++)
        {
            if (profile.IsReportingParticiple(tokens[participle]))
            {
                var verb = new ReportingVerb(auxiliary, auxiliary, auxiliary, -1);
                var subject = ReportingClauseReader.FindSubjectBefore(tokens, start, auxiliary)
                    ?? ReportingClauseReader.FindSubjectAfter(tokens, verb, quotation - 1);
                return subject is { } phrase && !IsObliqueCase(tokens, phrase)
                    ? new AttributionRelation(phrase, participle, false, 0.85)
                    : null;
            }
        }

        return null;
    }

    private static int? FindLastAuxiliary(TokenizedParagraph tokens, int start, int quotation)
    {
        for (var i = quotation - 1; i >= start; i--)
        {
            if (tokens.Profile!.IsAuxiliary(tokens[i]))
            {
                return i;
            }
        }

        return null;
    }

    private static AttributionRelation? FindSource(TokenizedParagraph tokens, int start, int quotation)
    {
        for (var i = start; i < quotation; i++)
        {
            if ((ProfileAttribution.FindSourceAt(tokens, i, quotation - 1, followsQuote: false, 0.85)
                ?? ProfileAttribution.FindPostposedSource(tokens, i, start, 0.85)) is { } source)
            {
                return source;
            }
        }

        return null;
    }
}
