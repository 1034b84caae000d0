using AlertBot.Quotes;
using AlertBot.Text;

namespace AlertBot.Summaries.Extractive;

/// <summary>Collects the sentences of one or more texts that are suitable for their summary.</summary>
internal static class SummaryCandidateCollector
{
    /// <summary>Per article: sentences further on are background.</summary>
    private const int MaxCandidates = 60;

    /// <summary>Per text of another outlet: its beginning is enough.</summary>
    private const int MaxCandidatesOfOthers = 12;

    /// <summary>More outlets do not improve a summary of three sentences.</summary>
    private const int MaxOtherTexts = 8;

    /// <summary>A sentence with more overlap with a sentence of another outlet is copied from an agency report.</summary>
    private const double MaxOverlapOfOriginal = 0.75;

    /// <summary>In UTF-16 code units. A longer quote does not appear both in the summary and among the quotes.</summary>
    private const int MaxRepeatedQuoteLength = 30;

    /// <summary>The number of quotes that a brief shows.</summary>
    private const int ShownQuoteCount = 3;

    /// <summary>In UTF-16 code units. Shorter sentences, such as labels and fragments, do not count for the positions.</summary>
    private const int MinCountedLength = 41;

    public static List<SummaryCandidate> Collect(IReadOnlyList<SummarySource> texts)
    {
        var shown = FindShownQuotes(texts);
        var all = new List<SummaryCandidate>();
        var otherTexts = 0;
        for (var n = 0; n < texts.Count && otherTexts < MaxOtherTexts; n++)
        {
            if (n == 0)
            {
                all.AddRange(CollectFromText(texts[0], 0, shown, MaxCandidates));
            }
            else if (IsSameLanguage(texts[0].Language, texts[n].Language)
                && WithoutCopies(CollectFromText(texts[n], n, shown, MaxCandidatesOfOthers), all) is { Count: > 0 } original)
            {
                all.AddRange(original);
                otherTexts++;
            }
        }

        return all;
    }

    /// <returns>Empty when most of the text is copied: the few sentences that an editor added are not needed.</returns>
    private static List<SummaryCandidate> WithoutCopies(List<SummaryCandidate> candidates, List<SummaryCandidate> known)
    {
        var original = candidates
            .Where(candidate => !known.Exists(other => SummaryCandidate.Overlap(candidate, other) > MaxOverlapOfOriginal))
            .ToList();
        return original.Count * 2 > candidates.Count ? original : [];
    }

    private static bool IsSameLanguage(string? one, string? other) =>
        one is not null && other is not null && PrimarySubtag(one).Equals(PrimarySubtag(other), StringComparison.OrdinalIgnoreCase);

    /// <summary>“de-AT” → “de”.</summary>
    private static ReadOnlySpan<char> PrimarySubtag(string language) =>
        language.AsSpan()[..(language.AsSpan().IndexOfAny('-', '_') is var at and >= 0 ? at : language.Length)];

    /// <summary>The longer ones of the quotes that are shown with the summary.</summary>
    private static HashSet<Quote> FindShownQuotes(IReadOnlyList<SummarySource> texts)
    {
        // The second part of a split quotation is not counted again.
        var count = 0;
        return QuoteRanker.Rank([.. texts.Select(text => new QuotedText(text.Text, text.Quotes, text.TopicSpans))])
            .TakeWhile(quote => (count += quote.Continues ? 0 : 1) <= ShownQuoteCount)
            .Where(quote => quote.Text.Length > MaxRepeatedQuoteLength)
            .ToHashSet<Quote>(ReferenceEqualityComparer.Instance);
    }

    private static List<SummaryCandidate> CollectFromText(SummarySource text, int index, HashSet<Quote> shown, int max)
    {
        var quotes = text.Quotes.OrderBy(quote => quote.Start).ToList();
        var shownHere = quotes.Where(shown.Contains).ToList();
        var sentences = SentenceSplitter.Split(text.Text);
        var candidates = FindCandidates(text.Text, index, sentences, quotes, max, isLenient: false);
        var withoutShownQuotes = candidates
            .Where(candidate => candidate.IsLead || !shownHere.Exists(quote => Overlaps(quote, candidate.Span)))
            .ToList();

        // A repeated quote is better than no summary.
        candidates = withoutShownQuotes.Count > 0 ? withoutShownQuotes : candidates;
        return candidates.Count > 0 || index > 0
            ? candidates
            : FindCandidates(text.Text, index, sentences, quotes, max, isLenient: true);
    }

    private static bool Overlaps(Quote quote, TextSpan span) => quote.Start < span.End && span.Start < quote.End;

    private static List<SummaryCandidate> FindCandidates(string text, int index, IReadOnlyList<TextSpan> sentences,
        IReadOnlyList<Quote> quotes, int max, bool isLenient)
    {
        var candidates = new List<SummaryCandidate>();
        var position = 0;
        foreach (var sentence in sentences.Where(IsOutside(FindCaptions(text))))
        {
            if (SummaryCandidate.TryCreate(text, sentence, position, quotes, isLenient) is { } candidate)
            {
                candidates.Add(candidate with { TextIndex = index });
            }

            position += sentence.Length >= MinCountedLength ? 1 : 0;
            if (candidates.Count >= max)
            {
                break;
            }
        }

        return candidates;
    }

    private static List<TextSpan> FindCaptions(string text) =>
        ParagraphSplitter.Split(text)
            .Where(paragraph => BoilerplateSentences.IsCaption(text.AsSpan(paragraph.Start, paragraph.Length)))
            .ToList();

    /// <summary>A filter for sentences in text order.</summary>
    /// <param name="captions">In text order.</param>
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
