using AlertBot.Quotes.Syntax;

namespace AlertBot.Quotes.Attribution;

/// <summary>Attributions behind their quotation: „…“, sagte Eva Born; « … », a-t-il dit; «…», según el ministro.</summary>
internal static class ProfileTrailingAttribution
{
    // Behind so many commas nothing tells of the quotation any more.
    private const int MaxCommas = 8;

    public static AttributionRelation? Find(TokenizedParagraph tokens, int quotation)
    {
        if (tokens[quotation].EndsSentence)
        {
            return null;
        }

        var end = tokens.SentenceEnd(quotation);
        var first = quotation + 1;
        while (first <= end && (tokens[first].Is(',') || IsDash(tokens[first])))
        {
            first++;
        }

        return FindInverted(tokens, first, end, 0.95)
            ?? ProfileAttribution.FindSourceAt(tokens, first, end, behind: true, 0.93)
            ?? FindAfterSo(tokens, first, end, 0.93)
            ?? FindAfterWie(tokens, first, end)
            ?? FindAtSentenceEnd(tokens, quotation, first, end);
    }

    private static AttributionRelation? FindInverted(TokenizedParagraph tokens, int first, int end, double confidence)
    {
        var at = first;

        // "comme l’a dit la ministre", "como dijo el ministro", "ainsi que l’explique …".
        for (var steps = 0;
            steps < 3 && (tokens[at].Lower is "comme" or "como" or "tal" or "ainsi" or "l’" or "lo"
                || tokens.Profile!.IsConjunction(tokens[at]) && steps == 0 && tokens[at].Lower is "wie" or "y" or "et"); steps++)
        {
            at++;
        }

        return at <= end && ReportingVerbReader.ReadAt(tokens, at) is { } reportingVerb
            && ReportingClauseReader.FindSubjectAfter(tokens, reportingVerb, end) is { } subject
            ? new AttributionRelation(subject, reportingVerb.Cue, true, confidence)
            : null;
    }

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
        if (!tokens.Profile!.IsGerman || tokens[first].Lower != "wie" || NounPhraseReader.ReadCore(tokens, first + 1, end) is not { } core)
        {
            return null;
        }

        for (var verb = core.Last + 1; verb <= end && !tokens[verb].Is(';') && !tokens[verb].IsQuotation; verb++)
        {
            if (tokens.Profile.IsReportingVerb(tokens[verb]) || tokens.Profile.IsReportingParticiple(tokens[verb]))
            {
                return new AttributionRelation(ReportingClauseReader.ExtendToName(tokens, core, end), verb, true, 0.85);
            }
        }

        return null;
    }

    /// <summary>Reported speech that ends with its attribution: „ernst“ sei die Lage, sagte Born.</summary>
    private static AttributionRelation? FindAtSentenceEnd(TokenizedParagraph tokens, int quotation, int first, int end)
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
            var found = FindInverted(tokens, at + 1, end, 0.86) ?? ProfileAttribution.FindSourceAt(tokens, at + 1, end, behind: true, 0.8)
                ?? FindAfterSo(tokens, at + 1, end, 0.84) ?? FindAfterWie(tokens, at + 1, end);
            if (found is not null && found.Cue > at)
            {
                return found with { Confidence = Math.Min(found.Confidence, 0.86) };
            }
        }

        return null;
    }

    private static bool IsDash(Token token) => token.Is('—') || token.Is('–') || token.Is('-');
}
