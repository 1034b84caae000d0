using AlertBot.Quotes;
using AlertBot.Text;

namespace AlertBot.Summaries.Extractive;

/// <summary>Picks the two or three sentences that say what happened, verbatim and in order.</summary>
internal static class ExtractiveSummarizer
{
    private const int MaxSentences = 3;

    // A third sentence that adds less than this share of what the first says is better left out.
    private const double MinRelativeScore = 0.25;

    // Sentences that share more of their words than this say the same.
    private const double DuplicateOverlap = 0.6;

    /// <param name="topic">Where the topic's words stand in the text; the summary leans towards them. Empty for none.</param>
    /// <param name="quotes">The article's quotations: sentences shown as quotes anyway are not wanted here.</param>
    /// <returns>At most three sentences, in order of place; empty when the text holds none.</returns>
    public static IReadOnlyList<SummarySentence> Summarize(string? title, string text, string? language, IReadOnlyList<Quote> quotes,
        IReadOnlyList<TextSpan> topic) =>
        Summarize([new SummarySource(title, text, language, quotes, topic)]);

    /// <summary>
    /// Summarizes the texts of several outlets together. The first one's sentence opens, for its headline stands above; a text
    /// in another language and a copy of one before it take no part.
    /// </summary>
    /// <returns>At most three sentences, in order of text and place, with offsets in their own texts.</returns>
    public static IReadOnlyList<SummarySentence> Summarize(IReadOnlyList<SummarySource> texts)
    {
        var candidates = SummaryCandidateCollector.Collect(texts);
        return Pick(candidates, new SentenceScorer(texts, candidates))
            .OrderBy(candidate => candidate.TextIndex)
            .ThenBy(candidate => candidate.Span.Start)
            .Select(candidate =>
                new SummarySentence(candidate.Span.GetText(texts[candidate.TextIndex].Text), candidate.Span.Start, candidate.Span.End))
            .ToList();
    }

    private static List<SummaryCandidate> Pick(List<SummaryCandidate> candidates, SentenceScorer weights)
    {
        var picked = new List<SummaryCandidate>();
        var first = 0.0;
        while (picked.Count < MaxSentences)
        {
            // A headline of one article and a summary of another would puzzle.
            var pool = picked.Count == 0 && candidates.Any(candidate => candidate.TextIndex == 0)
                ? candidates.Where(candidate => candidate.TextIndex == 0) : candidates;
            var (best, weight) = FindBest(pool, picked, weights);
            if (best is null || (picked.Count == MaxSentences - 1 && weight < MinRelativeScore * first))
            {
                break;
            }

            first = picked.Count == 0 ? weight : first;
            picked.Add(best);
            weights.MarkPicked(best);
        }

        return picked;
    }

    private static (SummaryCandidate? Best,
        double Weight) FindBest(IEnumerable<SummaryCandidate> candidates, List<SummaryCandidate> picked, SentenceScorer weights)
    {
        SummaryCandidate? best = null;
        var bestWeight = 0.0;
        foreach (var candidate in candidates)
        {
            if (weights.Score(candidate) is var weight && weight > bestWeight
                && !picked.Exists(other => SummaryCandidate.Overlap(candidate, other) > DuplicateOverlap))
            {
                best = candidate;
                bestWeight = weight;
            }
        }

        return (best, bestWeight);
    }
}
