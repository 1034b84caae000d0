using AlertBot.Articles;

namespace AlertBot.Briefs;

/// <summary>Picks the two or three sentences that say what happened, verbatim and in order.</summary>
internal static class Summarizer
{
    private const int Most = 3;

    // A third sentence that adds less than this share of what the first says is better left out.
    private const double Weak = 0.25;

    // Sentences that share more of their words than this say the same.
    private const double Same = 0.6;

    /// <param name="topic">Where the topic's words stand in the text; the summary leans towards them. Empty for none.</param>
    /// <param name="quotes">The article's quotations: sentences shown as quotes anyway are not wanted here.</param>
    /// <returns>At most three sentences, in order of place; empty when the text holds none.</returns>
    public static IReadOnlyList<SummarySentence> Summarize(string? title, string text, string? language, IReadOnlyList<Quote> quotes, IReadOnlyList<TextSpan> topic) =>
        Summarize([new SummarizedText(title, text, language, quotes, topic)]);

    /// <summary>
    /// Summarizes the texts of several outlets together. The first one's sentence opens, for its headline stands above; a text
    /// in another language and a copy of one before it take no part.
    /// </summary>
    /// <returns>At most three sentences, in order of text and place, with offsets in their own texts.</returns>
    public static IReadOnlyList<SummarySentence> Summarize(IReadOnlyList<SummarizedText> texts)
    {
        var candidates = SummaryCandidates.Of(texts);
        return Pick(candidates, new SentenceWeights(texts, candidates))
            .OrderBy(candidate => candidate.Text)
            .ThenBy(candidate => candidate.Span.Start)
            .Select(candidate => new SummarySentence(candidate.Span.Of(texts[candidate.Text].Text), candidate.Span.Start, candidate.Span.End))
            .ToList();
    }

    private static List<SummaryCandidate> Pick(List<SummaryCandidate> candidates, SentenceWeights weights)
    {
        var picked = new List<SummaryCandidate>();
        var first = 0.0;
        while (picked.Count < Most)
        {
            // A headline of one article and a summary of another would puzzle.
            var pool = picked.Count == 0 && candidates.Any(candidate => candidate.Text == 0) ? candidates.Where(candidate => candidate.Text == 0) : candidates;
            var (best, weight) = Best(pool, picked, weights);
            if (best is null || (picked.Count == Most - 1 && weight < Weak * first))
            {
                break;
            }

            first = picked.Count == 0 ? weight : first;
            picked.Add(best);
            weights.Tell(best);
        }

        return picked;
    }

    private static (SummaryCandidate? Best, double Weight) Best(IEnumerable<SummaryCandidate> candidates, List<SummaryCandidate> picked, SentenceWeights weights)
    {
        SummaryCandidate? best = null;
        var bestWeight = 0.0;
        foreach (var candidate in candidates)
        {
            if (weights.Of(candidate) is var weight && weight > bestWeight && !picked.Exists(other => SummaryCandidate.Overlap(candidate, other) > Same))
            {
                best = candidate;
                bestWeight = weight;
            }
        }

        return (best, bestWeight);
    }
}
