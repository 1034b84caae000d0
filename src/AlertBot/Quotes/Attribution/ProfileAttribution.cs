using System.Collections.Frozen;
using AlertBot.Quotes.Detection;
using AlertBot.Quotes.Languages;
using AlertBot.Quotes.Syntax;

namespace AlertBot.Quotes.Attribution;

/// <summary>Finds the speaker of a German, French or Spanish quotation in its own sentence.</summary>
internal static class ProfileAttribution
{
    // Trailing attributions above this win without a look at the words before the quotation.
    private const double CertainTrailing = 0.9;

    // Tokens of an introduction without a verb: "Puis, en sortant du tribunal :".
    private const int MaxIntroductionTokens = 8;

    // Without a colon only a verb near the start of the sentence has the previous speaker as its subject.
    private const int MaxVerbDistance = 4;

    // The subjunctive outside of quotation marks marks reported speech in German.
    private static readonly FrozenSet<string> SubjunctiveVerbs = Vocabulary.WordSet(
        "sei seien habe werde könne müsse wolle solle dürfe gebe bleibe komme gehe stehe brauche lasse mache wäre hätte hätten würde");

    // "Puis :", "Und weiter:", "Y luego:".
    private static readonly FrozenSet<string> ContinuationWords =
        Vocabulary.WordSet("puis et und dann y luego después danach ensuite");

    public static AttributionRelation? Find(TokenizedParagraph tokens, int quotation)
    {
        if (ProfileNegatedAttribution.FindAfter(tokens, quotation) is { } denied)
        {
            return denied;
        }

        var trailing = ProfileTrailingAttribution.Find(tokens, quotation);
        if (trailing is { Confidence: > CertainTrailing })
        {
            return trailing;
        }

        if ((ProfileNegatedAttribution.FindBefore(tokens, quotation)
            ?? DocumentQuotes.FindDocumentAttribution(tokens, quotation)) is { } withoutSpeaker)
        {
            return withoutSpeaker;
        }

        var leading = ProfileLeadingAttribution.Find(tokens, quotation);
        return leading is null || (trailing is not null && trailing.Confidence > leading.Confidence) ? trailing : leading;
    }

    /// <summary>Whether the marks hold speech although the sentence names no speaker.</summary>
    public static bool IsSpeech(TokenizedParagraph tokens, int quotation) =>
        ContinuesSpeaker(tokens, quotation) || DocumentQuotes.IsQuotedFragment(tokens, quotation);

    /// <summary>Whether the sentence of a quotation reports speech without a subject, so that the previous speaker continues.</summary>
    public static bool ContinuesSpeaker(TokenizedParagraph tokens, int quotation)
    {
        var start = tokens.SentenceStart(quotation);
        return DocumentQuotes.IsOpinion(tokens, start, quotation) || IsVerblessIntroduction(tokens, start, quotation)
            || tokens.Profile switch
            {
                { IsGerman: true } => IsIndirectSpeech(tokens, start, tokens.SentenceEnd(quotation)),
                { IsProDrop: true } => LacksSubject(tokens, start, quotation),
                { HasElision: true } => IsNarrativeInfinitive(tokens, start, quotation),
                _ => false,
            };
    }

    /// <summary>The text of a cue: its verb, or all words before a source (“nach Angaben von”).</summary>
    public static string GetCueText(TokenizedParagraph tokens, int cue)
    {
        var words = tokens.Profile!.SourcePhrases.FirstOrDefault(words => Matches(tokens, cue, words)) ?? [""];
        return tokens.GetText(cue, cue + words.Length - 1);
    }

    /// <returns>The reporting verb directly after a quotation, with any subject or none; −1 for none.</returns>
    public static int FindCueAfter(TokenizedParagraph tokens, int quotation)
    {
        var next = quotation + 1;
        while (tokens[next].Is(','))
        {
            next++;
        }

        return !tokens[quotation].EndsSentence && ReportingVerbReader.ReadAt(tokens, next) is { CliticSubject: < 0 } verb ? verb.Cue : -1;
    }

    /// <summary>The source after a source phrase at a token: “selon Jean Moen”, “nach Angaben der Ministerin”.</summary>
    public static AttributionRelation? FindSourceAt(TokenizedParagraph tokens, int at, int max, bool followsQuote, double confidence)
    {
        foreach (var words in tokens.Profile!.SourcePhrases)
        {
            if (!Matches(tokens, at, words))
            {
                continue;
            }

            // The last word of "nach Angaben der" is the article of the source.
            var last = at + words.Length - 1;
            var first = words.Length > 1 && tokens.Profile.IsDeterminer(tokens[last]) ? last : last + 1;
            if (NounPhraseReader.ReadCore(tokens, first, max) is { } core && !NounPhraseReader.IsPronoun(tokens, core))
            {
                return new AttributionRelation(ReportingClauseReader.ExtendToName(tokens, core, max), at, followsQuote, confidence);
            }
        }

        return null;
    }

    /// <summary>The source before “zufolge”: “dem Ministerium zufolge”, “Moen zufolge”.</summary>
    public static AttributionRelation? FindPostposedSource(TokenizedParagraph tokens, int at, int min, double confidence)
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
                return new AttributionRelation(ReportingClauseReader.ExtendToName(tokens, core, at - 1), at, false, confidence);
            }
        }

        return null;
    }

    /// <summary>An introduction without subject and verb: “Puis, en sortant : …”, “Und weiter: …”, “Y luego: …”.</summary>
    private static bool IsVerblessIntroduction(TokenizedParagraph tokens, int start, int quotation)
    {
        var profile = tokens.Profile!;
        var length = quotation - start;
        if (!tokens[quotation - 1].Is(':') || length is <= 1 or > MaxIntroductionTokens
            || !ContinuationWords.Contains(tokens[start].Lower))
        {
            return false;
        }

        return length <= 3
            || (tokens[start + 1].Is(',') && (profile.IsPreposition(tokens[start + 2]) || profile.IsAdverb(tokens[start + 2])));
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

    /// <summary>A verb without a subject: “…», añadió.”</summary>
    private static bool LacksSubject(TokenizedParagraph tokens, int start, int quotation)
    {
        if (FindCueAfter(tokens, quotation) >= 0)
        {
            return true;
        }

        var end = tokens[quotation - 1].Is(':') ? quotation : Math.Min(quotation, start + MaxVerbDistance);
        for (var i = start; i < end; i++)
        {
            if (ReportingVerbReader.ReadAt(tokens, i) is not null)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>“Et de conclure : …”.</summary>
    private static bool IsNarrativeInfinitive(TokenizedParagraph tokens, int start, int quotation)
    {
        var verb = tokens[start + 2].Lower;
        return tokens[start].Lower is "et" && tokens[start + 1].Lower is "de" or "d’" && tokens[quotation - 1].Is(':')
            && (verb.EndsWith('r') || verb.EndsWith("re", StringComparison.Ordinal));
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
}
