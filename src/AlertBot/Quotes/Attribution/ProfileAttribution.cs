using System.Collections.Frozen;
using AlertBot.Quotes.Detection;
using AlertBot.Quotes.Languages;
using AlertBot.Quotes.Syntax;

namespace AlertBot.Quotes.Attribution;

/// <summary>Who speaks a quotation, as its own German, French or Spanish sentence tells.</summary>
internal static class ProfileAttribution
{
    public static AttributionRelation? Find(TokenizedParagraph frame, int quotation)
    {
        if (ProfileNegatedAttribution.FindAfter(frame, quotation) is { } nobody)
        {
            return nobody;
        }

        var behind = ProfileTrailingAttribution.Find(frame, quotation);
        if (behind is { Confidence: > 0.9 })
        {
            return behind;
        }

        if (ProfileNegatedAttribution.FindBefore(frame, quotation) is { } denied)
        {
            return denied;
        }

        if (DocumentQuotes.FindDocumentAttribution(frame, quotation) is { } paper)
        {
            return paper;
        }

        var before = ProfileLeadingAttribution.Find(frame, quotation);
        return before is null || (behind is not null && behind.Confidence > before.Confidence) ? behind : before;
    }

    // "sei", "habe", "werde" outside of quotation marks: German goes on reporting what somebody said.
    private static readonly FrozenSet<string> SubjunctiveVerbs = Vocabulary.WordSet(
        "sei seien habe werde könne müsse wolle solle dürfe gebe bleibe komme gehe stehe brauche lasse mache wäre hätte hätten würde");

    /// <summary>Whether the marks hold somebody's words although their sentence names nobody.</summary>
    public static bool IsSpeech(TokenizedParagraph frame, int quotation) =>
        ContinuesSpeaker(frame, quotation) || DocumentQuotes.IsQuotedFragment(frame, quotation);

    /// <summary>
    /// Whether the sentence of a quotation reports speech without a word of whose: the speaker of the one before goes on.
    /// </summary>
    public static bool ContinuesSpeaker(TokenizedParagraph frame, int quotation)
    {
        var start = frame.SentenceStart(quotation);
        return DocumentQuotes.IsOpinion(frame, start, quotation) || IsVerblessIntroduction(frame, start, quotation) || frame.Profile switch
        {
            { IsGerman: true } => IsIndirectSpeech(frame, start, frame.SentenceEnd(quotation)),
            { IsProDrop: true } => LacksSubject(frame, start, quotation),
            { HasElision: true } =>
                frame[start].Lower is "et" && frame[start + 1].Lower is "de" or "d’" && frame[quotation - 1].Is(':')
                    && frame[start + 2].Lower is var verb && (verb.EndsWith('r') || verb.EndsWith("re", StringComparison.Ordinal)),
            _ => false,
        };
    }

    /// <summary>“Puis, en sortant : …”, “Und weiter: …”, “Y luego: …”: no subject and no verb leads to the words.</summary>
    private static bool IsVerblessIntroduction(TokenizedParagraph frame, int start, int quotation) =>
        frame[quotation - 1].Is(':') && quotation - start is > 1 and < 9
            && frame[start].Lower is "puis" or "et" or "und" or "dann" or "y" or "luego" or "después" or "danach" or "ensuite"
        && (quotation - start <= 3
            || (frame[start + 1].Is(',') && (frame.Profile!.IsPreposition(frame[start + 2]) || frame.Profile.IsAdverb(frame[start + 2]))));

    /// <summary>What shows as the cue: its verb, or all words before a source.</summary>
    public static string GetCueText(TokenizedParagraph frame, int cue)
    {
        var words = frame.Profile!.SourcePhrases.FirstOrDefault(words => Matches(frame, cue, words)) ?? [""];
        return frame.Text[frame[cue].Start..frame[cue + words.Length - 1].End];
    }

    private static bool IsIndirectSpeech(TokenizedParagraph frame, int start, int end)
    {
        for (var i = start; i <= end; i++)
        {
            if (frame[i].IsWord && SubjunctiveVerbs.Contains(frame[i].Lower))
            {
                return true;
            }
        }

        return false;
    }

    /// <returns>The verb of saying right behind a quotation, whoever its subject is; −1 for none.</returns>
    public static int FindCueAfter(TokenizedParagraph frame, int quotation)
    {
        var behind = quotation + 1;
        while (frame[behind].Is(','))
        {
            behind++;
        }

        return !frame[quotation].EndsSentence && ReportingClauseReader.ReadVerbAt(frame, behind) is { CliticSubject: < 0 } saying
            ? saying.Cue : -1;
    }

    /// <summary>“…», añadió.”</summary>
    private static bool LacksSubject(TokenizedParagraph frame, int start, int quotation)
    {
        if (FindCueAfter(frame, quotation) >= 0)
        {
            return true;
        }

        var reach = frame[quotation - 1].Is(':') ? quotation : start + 4;
        for (var i = start; i < quotation && i < reach; i++)
        {
            if (ReportingClauseReader.ReadVerbAt(frame, i) is not null)
            {
                return true;
            }
        }

        return false;
    }

    private static bool Matches(TokenizedParagraph frame, int at, string[] words)
    {
        for (var i = 0; i < words.Length; i++)
        {
            if (frame[at + i].Lower != words[i])
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>The source that a preposition names at a token: “selon Jean Moen”, “nach Angaben der Ministerin”.</summary>
    public static AttributionRelation? FindSourceAt(TokenizedParagraph frame, int at, int max, bool behind, double confidence)
    {
        foreach (var words in frame.Profile!.SourcePhrases)
        {
            var last = words.Length - 1;
            if (!Matches(frame, at, words))
            {
                continue;
            }

            // "nach Angaben der Ministerin": the last word is its article.
            var first = last > 0 && frame.Profile.IsDeterminer(frame[at + last]) ? at + last : at + words.Length;
            if (NounPhraseReader.ReadCore(frame, first, max) is { } core && !NounPhraseReader.IsPronoun(frame, core))
            {
                return new AttributionRelation(ReportingClauseReader.ExtendToName(frame, core, max), at, behind, confidence);
            }
        }

        return null;
    }

    /// <summary>“dem Ministerium zufolge”, “Moen zufolge”.</summary>
    public static AttributionRelation? FindPostposedSource(TokenizedParagraph frame, int at, int min, bool behind, double confidence)
    {
        if (!frame.Profile!.IsGerman || frame[at].Lower is not "zufolge")
        {
            return null;
        }

        for (var first = Math.Max(min, at - ScanLimits.MaxPhraseTokens); first < at; first++)
        {
            if (NounPhraseReader.ReadCore(frame, first, at - 1) is { } core
                && NounPhraseReader.ReadWithComplements(frame, core, at - 1).Last == at - 1)
            {
                return new AttributionRelation(ReportingClauseReader.ExtendToName(frame, core, at - 1), at, behind, confidence);
            }
        }

        return null;
    }
}
