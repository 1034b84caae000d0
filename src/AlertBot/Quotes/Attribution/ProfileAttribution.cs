using System.Collections.Frozen;
using AlertBot.Quotes.Detection;
using AlertBot.Quotes.Languages;
using AlertBot.Quotes.Syntax;

namespace AlertBot.Quotes.Attribution;

/// <summary>Who speaks a quotation, as its own German, French or Spanish sentence tells.</summary>
internal static class ProfileAttribution
{
    public static AttributionRelation? Find(TokenizedParagraph tokens, int quotation)
    {
        if (ProfileNegatedAttribution.FindAfter(tokens, quotation) is { } nobody)
        {
            return nobody;
        }

        var behind = ProfileTrailingAttribution.Find(tokens, quotation);
        if (behind is { Confidence: > 0.9 })
        {
            return behind;
        }

        if (ProfileNegatedAttribution.FindBefore(tokens, quotation) is { } denied)
        {
            return denied;
        }

        if (DocumentQuotes.FindDocumentAttribution(tokens, quotation) is { } paper)
        {
            return paper;
        }

        var before = ProfileLeadingAttribution.Find(tokens, quotation);
        return before is null || (behind is not null && behind.Confidence > before.Confidence) ? behind : before;
    }

    // "sei", "habe", "werde" outside of quotation marks: German goes on reporting what somebody said.
    private static readonly FrozenSet<string> SubjunctiveVerbs = Vocabulary.WordSet(
        "sei seien habe werde könne müsse wolle solle dürfe gebe bleibe komme gehe stehe brauche lasse mache wäre hätte hätten würde");

    /// <summary>Whether the marks hold somebody's words although their sentence names nobody.</summary>
    public static bool IsSpeech(TokenizedParagraph tokens, int quotation) =>
        ContinuesSpeaker(tokens, quotation) || DocumentQuotes.IsQuotedFragment(tokens, quotation);

    /// <summary>
    /// Whether the sentence of a quotation reports speech without a word of whose: the speaker of the one before goes on.
    /// </summary>
    public static bool ContinuesSpeaker(TokenizedParagraph tokens, int quotation)
    {
        var start = tokens.SentenceStart(quotation);
        return DocumentQuotes.IsOpinion(tokens, start, quotation) || IsVerblessIntroduction(tokens, start, quotation)
            || tokens.Profile switch
        {
            { IsGerman: true } => IsIndirectSpeech(tokens, start, tokens.SentenceEnd(quotation)),
            { IsProDrop: true } => LacksSubject(tokens, start, quotation),
            { HasElision: true } =>
                tokens[start].Lower is "et" && tokens[start + 1].Lower is "de" or "d’" && tokens[quotation - 1].Is(':')
                    && tokens[start + 2].Lower is var verb && (verb.EndsWith('r') || verb.EndsWith("re", StringComparison.Ordinal)),
            _ => false,
        };
    }

    /// <summary>“Puis, en sortant : …”, “Und weiter: …”, “Y luego: …”: no subject and no verb leads to the words.</summary>
    private static bool IsVerblessIntroduction(TokenizedParagraph tokens, int start, int quotation) =>
        tokens[quotation - 1].Is(':') && quotation - start is > 1 and < 9
            && tokens[start].Lower is "puis" or "et" or "und" or "dann" or "y" or "luego" or "después" or "danach" or "ensuite"
        && (quotation - start <= 3
            || (tokens[start + 1].Is(',')
                && (tokens.Profile!.IsPreposition(tokens[start + 2]) || tokens.Profile.IsAdverb(tokens[start + 2]))));

    /// <summary>What shows as the cue: its verb, or all words before a source.</summary>
    public static string GetCueText(TokenizedParagraph tokens, int cue)
    {
        var words = tokens.Profile!.SourcePhrases.FirstOrDefault(words => Matches(tokens, cue, words)) ?? [""];
        return tokens.Text[tokens[cue].Start..tokens[cue + words.Length - 1].End];
    }

    private static bool IsIndirectSpeech(TokenizedParagraph tokens, int start, int end)
    {
        for (var i = start; i <= end; i++)
        {
            if (tokens[i].IsWord && SubjunctiveVerbs.Contains(tokens[i].Lower))
            {
                return true;
            }
        }

        return false;
    }

    /// <returns>The verb of saying right behind a quotation, whoever its subject is; −1 for none.</returns>
    public static int FindCueAfter(TokenizedParagraph tokens, int quotation)
    {
        var behind = quotation + 1;
        while (tokens[behind].Is(','))
        {
            behind++;
        }

        return !tokens[quotation].EndsSentence && ReportingVerbReader.ReadAt(tokens, behind) is { CliticSubject: < 0 } reportingVerb
            ? reportingVerb.Cue : -1;
    }

    /// <summary>“…», añadió.”</summary>
    private static bool LacksSubject(TokenizedParagraph tokens, int start, int quotation)
    {
        if (FindCueAfter(tokens, quotation) >= 0)
        {
            return true;
        }

        var reach = tokens[quotation - 1].Is(':') ? quotation : start + 4;
        for (var i = start; i < quotation && i < reach; i++)
        {
            if (ReportingVerbReader.ReadAt(tokens, i) is not null)
            {
                return true;
            }
        }

        return false;
    }

    private static bool Matches(TokenizedParagraph tokens, int at, string[] words)
    {
        for (var i = 0; i < words.Length; i++)
        {
            if (tokens[at + i].Lower != words[i])
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>The source that a preposition names at a token: “selon Jean Moen”, “nach Angaben der Ministerin”.</summary>
    public static AttributionRelation? FindSourceAt(TokenizedParagraph tokens, int at, int max, bool behind, double confidence)
    {
        foreach (var words in tokens.Profile!.SourcePhrases)
        {
            var last = words.Length - 1;
            if (!Matches(tokens, at, words))
            {
                continue;
            }

            // "nach Angaben der Ministerin": the last word is its article.
            var first = last > 0 && tokens.Profile.IsDeterminer(tokens[at + last]) ? at + last : at + words.Length;
            if (NounPhraseReader.ReadCore(tokens, first, max) is { } core && !NounPhraseReader.IsPronoun(tokens, core))
            {
                return new AttributionRelation(ReportingClauseReader.ExtendToName(tokens, core, max), at, behind, confidence);
            }
        }

        return null;
    }

    /// <summary>“dem Ministerium zufolge”, “Moen zufolge”.</summary>
    public static AttributionRelation? FindPostposedSource(TokenizedParagraph tokens, int at, int min, bool behind, double confidence)
    {
        if (!tokens.Profile!.IsGerman || tokens[at].Lower is not "zufolge")
        {
            return null;
        }

        for (var first = Math.Max(min, at - ScanLimits.MaxPhraseTokens); first < at; first++)
        {
            if (NounPhraseReader.ReadCore(tokens, first, at - 1) is { } core
                && NounPhraseReader.ReadWithComplements(tokens, core, at - 1).Last == at - 1)
            {
                return new AttributionRelation(ReportingClauseReader.ExtendToName(tokens, core, at - 1), at, behind, confidence);
            }
        }

        return null;
    }
}
