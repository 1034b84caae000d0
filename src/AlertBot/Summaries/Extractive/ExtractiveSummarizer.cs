using AlertBot.Quotes;
using AlertBot.Text;

namespace AlertBot.Summaries.Extractive;

/// <summary>Summarizes by extraction: picks the two or three sentences that say what happened, verbatim and in order.</summary>
internal static class ExtractiveSummarizer
{
    private const int MaxSentences = 3;

    /// <summary>The minimum score of the third sentence, relative to the score of the first.</summary>
    private const double MinRelativeScore = 0.25;

    /// <summary>The maximum overlap of two sentences of a summary, as <see cref="SummaryCandidate.Overlap"/> measures it.</summary>
    private const double MaxOverlap = 0.6;

    /// <summary>The same for sentences of two outlets, which say the same in other words more often.</summary>
    private const double MaxOverlapOfOutlets = 0.5;

    /// <param name="quotes">The quotations of the article. The summary does not repeat the quotes that are shown with it.</param>
    /// <param name="topic">The positions of the words of the topic in the text. Sentences that contain them are preferred.</param>
    /// <returns>At most three sentences, in text order; empty when no sentence is suitable.</returns>
    public static IReadOnlyList<SummarySentence> Summarize(string? title, string text, string? language, IReadOnlyList<Quote> quotes,
        IReadOnlyList<TextSpan> topic) =>
        Summarize([new SummarySource(title, text, language, quotes, topic)]);

    /// <summary>
    /// Summarizes the texts of several outlets together. The first sentence is from the first text, which also provides the headline. Texts
    /// in another language than the first, and copies of earlier texts, are ignored.
    /// </summary>
    /// <returns>At most three sentences, ordered by text and position, with offsets in their own texts.</returns>
    public static IReadOnlyList<SummarySentence> Summarize(IReadOnlyList<SummarySource> texts)
    {
        var candidates = SummaryCandidateCollector.Collect(texts);
        return Pick(candidates, new SentenceScorer(texts, candidates))
            .OrderBy(candidate => candidate.TextIndex)
            .ThenBy(candidate => candidate.Span.Start)
            .Select(candidate =>
                new SummarySentence(candidate.Span.GetText(texts[candidate.TextIndex].Text), candidate.Span.Start, candidate.Span.End)
                {
                    TextIndex = candidate.TextIndex,
                })
            .ToList();
    }

    private static List<SummaryCandidate> Pick(List<SummaryCandidate> candidates, SentenceScorer scorer)
    {
        var picked = new List<SummaryCandidate>();
        var firstScore = 0.0;
        while (picked.Count < MaxSentences)
        {
            // The first sentence must fit the headline, which is that of the first text.
            var pool = picked.Count == 0 && candidates.Any(candidate => candidate.TextIndex == 0)
                ? candidates.Where(candidate => candidate.TextIndex == 0)
                : candidates;
            var (best, score) = FindBest(pool, picked, scorer);
            if (best is null || (picked.Count == MaxSentences - 1 && score < MinRelativeScore * firstScore))
            {
                break;
            }

            firstScore = picked.Count == 0 ? score : firstScore;
            picked.Add(best);
            scorer.MarkPicked(best);
        }

        return picked;
    }

    private static (SummaryCandidate? Best, double Score) FindBest(IEnumerable<SummaryCandidate> candidates,
        List<SummaryCandidate> picked, SentenceScorer scorer)
    {
        SummaryCandidate? best = null;
        var bestScore = 0.0;
        foreach (var candidate in candidates)
        {
            var score = scorer.Score(candidate);
            if (score > bestScore && !picked.Exists(other => Repeats(candidate, other)))
            {
                best = candidate;
                bestScore = score;
            }
        }

        return (best, bestScore);
    }

    private static bool Repeats(SummaryCandidate one, SummaryCandidate other) =>
        SummaryCandidate.Overlap(one, other) > (one.TextIndex == other.TextIndex ? MaxOverlap : MaxOverlapOfOutlets);
}
