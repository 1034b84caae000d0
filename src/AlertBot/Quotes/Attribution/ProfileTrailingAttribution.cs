using System.Collections.Frozen;
using AlertBot.Quotes.Languages;
using AlertBot.Quotes.Syntax;

namespace AlertBot.Quotes.Attribution;

/// <summary>
/// Finds German, French and Spanish attributions after their quotation: „…“, sagte Eva Born; « … », a-t-il dit; «…», según el ministro.
/// </summary>
internal static class ProfileTrailingAttribution
{
    // An attribution after more commas than these belongs to other words.
    private const int MaxCommas = 8;

    // Words before the verb: "comme l’a dit", "ainsi que l’explique".
    private const int MaxLinks = 3;

    // An attribution that does not directly follow the quotation is less certain.
    private const double MaxDistantConfidence = 0.86;

    private static readonly FrozenSet<string> Links = Vocabulary.WordSet("comme como tal ainsi l’ lo");

    public static AttributionRelation? Find(TokenizedParagraph tokens, int quotation)
    {
        if (tokens[quotation].EndsSentence)
        {
            return null;
        }

        var end = tokens.SentenceEnd(quotation);
        var first = quotation + 1;
        while (first <= end && (tokens[first].Is(',') || tokens[first].IsDash || tokens[first].Is('-')))
        {
            first++;
        }

        return FindInverted(tokens, first, end, 0.95)
            ?? ProfileAttribution.FindSourceAt(tokens, first, end, followsQuote: true, 0.93)
            ?? FindAfterSo(tokens, first, end, 0.93)
            ?? FindAfterWie(tokens, first, end)
            ?? FindAfterComma(tokens, quotation, first, end);
    }

    /// <summary>„…“, sagte Born; « … », comme l’a dit la ministre; «…», como dijo el ministro.</summary>
    private static AttributionRelation? FindInverted(TokenizedParagraph tokens, int first, int end, double confidence)
    {
        var at = first;
        for (var steps = 0; steps < MaxLinks && IsLink(tokens, at, isFirst: steps == 0); steps++)
        {
            at++;
        }

        return at <= end && ReportingVerbReader.ReadAt(tokens, at) is { } verb
            && ReportingClauseReader.FindSubjectAfter(tokens, verb, end) is { } subject
            ? new AttributionRelation(subject, verb.Cue, true, confidence)
            : null;
    }

    private static bool IsLink(TokenizedParagraph tokens, int i, bool isFirst) =>
        Links.Contains(tokens[i].Lower)
        || (isFirst && tokens[i].Lower is "wie" or "y" or "et" && tokens.Profile!.IsConjunction(tokens[i]));

    /// <summary>„…“, so die Ministerin.</summary>
    private static AttributionRelation? FindAfterSo(TokenizedParagraph tokens, int first, int end, double confidence) =>
        tokens.Profile!.IsGerman && tokens[first].Lower == "so" && tokens[first - 1].Is(',')
        && NounPhraseReader.ReadCore(tokens, first + 1, end) is { } core && !NounPhraseReader.IsPronoun(tokens, core)
        && !ReportingClauseReader.IsObject(tokens, core)
            ? new AttributionRelation(ReportingClauseReader.ExtendToName(tokens, core, end), first, true, confidence)
            : null;

    /// <summary>„…“, wie die Ministerin am Montag sagte.</summary>
    private static AttributionRelation? FindAfterWie(TokenizedParagraph tokens, int first, int end)
    {
        var profile = tokens.Profile!;
        if (!profile.IsGerman || tokens[first].Lower != "wie" || NounPhraseReader.ReadCore(tokens, first + 1, end) is not { } core)
        {
            return null;
        }

        for (var verb = core.Last + 1; verb <= end && !tokens[verb].Is(';') && !tokens[verb].IsQuotation; verb++)
        {
            if (profile.IsReportingVerb(tokens[verb]) || profile.IsReportingParticiple(tokens[verb]))
            {
                return new AttributionRelation(ReportingClauseReader.ExtendToName(tokens, core, end), verb, true, 0.85);
            }
        }

        return null;
    }

    /// <summary>An attribution after a later comma of the sentence: „ernst“ sei die Lage, sagte Born.</summary>
    private static AttributionRelation? FindAfterComma(TokenizedParagraph tokens, int quotation, int first, int end)
    {
        var commas = 0;
        for (var at = first; at < end && commas < MaxCommas && at - quotation < ScanLimits.MaxSentenceTokens; at++)
        {
            if (tokens[at].Is(';'))
            {
                return null;
            }

            if (!tokens[at].Is(','))
            {
                continue;
            }

            commas++;
            var found = FindInverted(tokens, at + 1, end, MaxDistantConfidence)
                ?? ProfileAttribution.FindSourceAt(tokens, at + 1, end, followsQuote: true, 0.8)
                ?? FindAfterSo(tokens, at + 1, end, 0.84)
                ?? FindAfterWie(tokens, at + 1, end);
            if (found is not null && found.Cue > at)
            {
                return found with { Confidence = Math.Min(found.Confidence, MaxDistantConfidence) };
            }
        }

        return null;
    }
}
