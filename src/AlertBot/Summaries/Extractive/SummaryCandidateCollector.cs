using AlertBot.Quotes;
using AlertBot.Text;

namespace AlertBot.Summaries.Extractive;

/// <summary>Gathers the sentences of one or more texts that could stand in their summary.</summary>
internal static class SummaryCandidateCollector
{
    // What comes later in an article than this is background.
    private const int MaxCandidates = 60;

    // Of what other outlets write the beginning is enough; more outlets add nothing to three sentences.
    private const int MaxCandidatesOfOthers = 12;
    private const int MaxOtherTexts = 8;

    // A sentence of which so much stands in another outlet's sentence is agency copy.
    private const double CopyOverlap = 0.75;

    // Some quoted words may stand in the summary and below it; a longer quotation is read once.
    private const int MaxRepeatedQuoteLength = 30;

    // So many quotations a brief shows without being asked.
    private const int ShownQuoteCount = 3;

    public static List<SummaryCandidate> Collect(IReadOnlyList<SummarySource> texts)
    {
        var shown = FindShownQuotes(texts);
        var all = new List<SummaryCandidate>();
        var others = 0;
        for (var n = 0; n < texts.Count && others < MaxOtherTexts; n++)
        {
            if (n == 0)
            {
                all.AddRange(CollectFromText(texts[0], 0, shown, MaxCandidates));
            }
            else if (IsSameLanguage(texts[0].Language, texts[n].Language)
                && WithoutCopies(CollectFromText(texts[n], n, shown, MaxCandidatesOfOthers), all) is { Count: > 0 } own)
            {
                all.AddRange(own);
                others++;
            }
        }

        return all;
    }

    /// <returns>None where most of the text is copied: what an editor added to an agency's report changes no summary.</returns>
    private static List<SummaryCandidate> WithoutCopies(List<SummaryCandidate> candidates, List<SummaryCandidate> known)
    {
        var own = candidates.Where(candidate => !known.Exists(other => SummaryCandidate.Overlap(candidate, other) > CopyOverlap)).ToList();
        return own.Count * 2 > candidates.Count ? own : [];
    }

    private static bool IsSameLanguage(string? one, string? other) =>
        one is not null && other is not null && PrimarySubtag(one).Equals(PrimarySubtag(other), StringComparison.OrdinalIgnoreCase);

    /// <summary>“de” of “de-AT”.</summary>
    private static ReadOnlySpan<char> PrimarySubtag(string language) =>
        language.AsSpan()[..(language.AsSpan().IndexOfAny('-', '_') is var at and >= 0 ? at : language.Length)];

    /// <summary>The quotations that stand below the summary, the small ones left out.</summary>
    private static HashSet<Quote> FindShownQuotes(IReadOnlyList<SummarySource> texts)
    {
        var runs = 0;
        return QuoteRanker.Rank([.. texts.Select(text => new QuotedText(text.Text, text.Quotes, text.TopicSpans))])
            .TakeWhile(quote => (runs += quote.Continues ? 0 : 1) <= ShownQuoteCount)
            .Where(quote => quote.Text.Length > MaxRepeatedQuoteLength)
            .ToHashSet<Quote>(ReferenceEqualityComparer.Instance);
    }

    private static List<SummaryCandidate> CollectFromText(SummarySource text, int number, HashSet<Quote> shown, int most)
    {
        var quotes = text.Quotes.OrderBy(quote => quote.Start).ToList();
        var told = quotes.Where(shown.Contains).ToList();
        var sentences = SentenceSplitter.Split(text.Text);
        var candidates = FindCandidates(text.Text, number, sentences, quotes, most, lenient: false);
        var own = candidates.Where(
            candidate => candidate.IsLead || !told.Exists(quote => quote.Start < candidate.Span.End && candidate.Span.Start < quote.End))
            .ToList();

        // A quotation that stands twice is better than no summary.
        candidates = own.Count > 0 ? own : candidates;
        return candidates.Count > 0 || number > 0 ? candidates : FindCandidates(text.Text, number, sentences, quotes, most, lenient: true);
    }

    private static List<SummaryCandidate> FindCandidates(string text, int number, IReadOnlyList<TextSpan> sentences,
        IReadOnlyList<Quote> quotes, int most, bool lenient)
    {
        var candidates = new List<SummaryCandidate>();
        var order = 0;
        foreach (var sentence in sentences.Where(IsOutside(FindCaptions(text))))
        {
            if (SummaryCandidate.TryCreate(text, sentence, order, quotes, lenient) is { } candidate)
            {
                candidates.Add(candidate with { TextIndex = number });
            }

            // Furniture and fragments take no place.
            order += sentence.Length > 40 ? 1 : 0;
            if (candidates.Count >= most)
            {
                break;
            }
        }

        return candidates;
    }

    private static List<TextSpan> FindCaptions(string text) =>
        ParagraphSplitter.Split(text).Where(paragraph => BoilerplateSentences.IsCaption(text.AsSpan(paragraph.Start, paragraph.Length)))
            .ToList();

    /// <summary>Both lists are in order of place.</summary>
    private static Func<TextSpan, bool> IsOutside(List<TextSpan> captions)
    {
        var at = 0;
        return sentence =>
        {
            while (at < captions.Count && captions[at].End <= sentence.Start)
            {
                at++;
            }

            return at == captions.Count || sentence.End <= captions[at].Start;
        };
    }
}
