using AlertBot.Quotes.Syntax;

namespace AlertBot.Quotes.Attribution;

/// <summary>Attributions behind their quotation: „…“, sagte Eva Born; « … », a-t-il dit; «…», según el ministro.</summary>
internal static class ProfileTrailingAttribution
{
    // Behind so many commas nothing tells of the quotation any more.
    private const int MaxCommas = 8;

    public static AttributionRelation? Find(TokenizedParagraph frame, int quotation)
    {
        if (frame[quotation].EndsSentence)
        {
            return null;
        }

        var end = frame.SentenceEnd(quotation);
        var first = quotation + 1;
        while (first <= end && (frame[first].Is(',') || IsDash(frame[first])))
        {
            first++;
        }

        return FindInverted(frame, first, end, 0.95)
            ?? ProfileAttribution.FindSourceAt(frame, first, end, behind: true, 0.93)
            ?? FindAfterSo(frame, first, end, 0.93)
            ?? FindAfterWie(frame, first, end)
            ?? FindAtSentenceEnd(frame, quotation, first, end);
    }

    private static AttributionRelation? FindInverted(TokenizedParagraph frame, int first, int end, double confidence)
    {
        var at = first;

        // "comme l’a dit la ministre", "como dijo el ministro", "ainsi que l’explique …".
        for (var steps = 0;
            steps < 3 && (frame[at].Lower is "comme" or "como" or "tal" or "ainsi" or "l’" or "lo"
                || frame.Profile!.IsConjunction(frame[at]) && steps == 0 && frame[at].Lower is "wie" or "y" or "et"); steps++)
        {
            at++;
        }

        return at <= end && ReportingClauseReader.ReadVerbAt(frame, at) is { } saying
            && ReportingClauseReader.FindSubjectAfter(frame, saying, end) is { } subject
            ? new AttributionRelation(subject, saying.Cue, true, confidence)
            : null;
    }

    /// <summary>„…“, so die Ministerin.</summary>
    private static AttributionRelation? FindAfterSo(TokenizedParagraph frame, int first, int end, double confidence) =>
        frame.Profile!.IsGerman && frame[first].Lower == "so" && frame[first - 1].Is(',')
            && NounPhraseReader.ReadCore(frame, first + 1, end) is { } core && !NounPhraseReader.IsPronoun(frame, core)
            && !ReportingClauseReader.IsObject(frame, core)
            ? new AttributionRelation(ReportingClauseReader.ExtendToName(frame, core, end), first, true, confidence)
            : null;

    /// <summary>„…“, wie die Ministerin am Montag sagte.</summary>
    private static AttributionRelation? FindAfterWie(TokenizedParagraph frame, int first, int end)
    {
        if (!frame.Profile!.IsGerman || frame[first].Lower != "wie" || NounPhraseReader.ReadCore(frame, first + 1, end) is not { } core)
        {
            return null;
        }

        for (var verb = core.Last + 1; verb <= end && !frame[verb].Is(';') && !frame[verb].IsQuotation; verb++)
        {
            if (frame.Profile.IsReportingVerb(frame[verb]) || frame.Profile.IsReportingParticiple(frame[verb]))
            {
                return new AttributionRelation(ReportingClauseReader.ExtendToName(frame, core, end), verb, true, 0.85);
            }
        }

        return null;
    }

    /// <summary>Reported speech that ends with its attribution: „ernst“ sei die Lage, sagte Born.</summary>
    private static AttributionRelation? FindAtSentenceEnd(TokenizedParagraph frame, int quotation, int first, int end)
    {
        var commas = 0;
        for (var at = first; at < end && commas < MaxCommas && at - quotation < ScanLimits.MaxSentenceTokens; at++)
        {
            if (frame[at].Is(';'))
            {
                return null;
            }

            if (!frame[at].Is(','))
            {
                continue;
            }

            commas++;
            var found = FindInverted(frame, at + 1, end, 0.86) ?? ProfileAttribution.FindSourceAt(frame, at + 1, end, behind: true, 0.8)
                ?? FindAfterSo(frame, at + 1, end, 0.84) ?? FindAfterWie(frame, at + 1, end);
            if (found is not null && found.Cue > at)
            {
                return found with { Confidence = Math.Min(found.Confidence, 0.86) };
            }
        }

        return null;
    }

    private static bool IsDash(Token token) => token.Is('—') || token.Is('–') || token.Is('-');
}
