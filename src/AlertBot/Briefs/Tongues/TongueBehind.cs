namespace AlertBot.Briefs.Tongues;

/// <summary>Attributions behind their quotation: „…“, sagte Eva Born; « … », a-t-il dit; «…», según el ministro.</summary>
internal static class TongueBehind
{
    // Behind so many commas nothing tells of the quotation any more.
    private const int MostCommas = 8;

    public static Attribution? Find(Frame frame, int quotation)
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

        return Inverted(frame, first, end, 0.95)
            ?? TongueAttribution.SourceAt(frame, first, end, behind: true, 0.93)
            ?? So(frame, first, end, 0.93)
            ?? Compared(frame, first, end)
            ?? Trailing(frame, quotation, first, end);
    }

    private static Attribution? Inverted(Frame frame, int first, int end, double confidence)
    {
        var at = first;

        // "comme l’a dit la ministre", "como dijo el ministro", "ainsi que l’explique …".
        for (var steps = 0; steps < 3 && (frame[at].Lower is "comme" or "como" or "tal" or "ainsi" or "l’" or "lo" || frame.Tongue!.IsConjunction(frame[at]) && steps == 0 && frame[at].Lower is "wie" or "y" or "et"); steps++)
        {
            at++;
        }

        return at <= end && Clauses.At(frame, at) is { } saying && Clauses.Following(frame, saying, end) is { } subject
            ? new Attribution(subject, saying.Cue, true, confidence)
            : null;
    }

    /// <summary>„…“, so die Ministerin.</summary>
    private static Attribution? So(Frame frame, int first, int end, double confidence) =>
        frame.Tongue!.IsGerman && frame[first].Lower == "so" && frame[first - 1].Is(',') && Groups.Core(frame, first + 1, end) is { } core && !Groups.IsPronoun(frame, core) && !Clauses.IsObject(frame, core)
            ? new Attribution(Clauses.Named(frame, core, end), first, true, confidence)
            : null;

    /// <summary>„…“, wie die Ministerin am Montag sagte.</summary>
    private static Attribution? Compared(Frame frame, int first, int end)
    {
        if (!frame.Tongue!.IsGerman || frame[first].Lower != "wie" || Groups.Core(frame, first + 1, end) is not { } core)
        {
            return null;
        }

        for (var verb = core.Last + 1; verb <= end && !frame[verb].Is(';') && !frame[verb].IsQuotation; verb++)
        {
            if (frame.Tongue.IsCue(frame[verb]) || frame.Tongue.IsParticiple(frame[verb]))
            {
                return new Attribution(Clauses.Named(frame, core, end), verb, true, 0.85);
            }
        }

        return null;
    }

    /// <summary>Reported speech that ends with its attribution: „ernst“ sei die Lage, sagte Born.</summary>
    private static Attribution? Trailing(Frame frame, int quotation, int first, int end)
    {
        var commas = 0;
        for (var at = first; at < end && commas < MostCommas && at - quotation < Limits.Sentence; at++)
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
            var found = Inverted(frame, at + 1, end, 0.86) ?? TongueAttribution.SourceAt(frame, at + 1, end, behind: true, 0.8) ?? So(frame, at + 1, end, 0.84) ?? Compared(frame, at + 1, end);
            if (found is not null && found.Cue > at)
            {
                return found with { Confidence = Math.Min(found.Confidence, 0.86) };
            }
        }

        return null;
    }

    private static bool IsDash(Token token) => token.Is('—') || token.Is('–') || token.Is('-');
}
