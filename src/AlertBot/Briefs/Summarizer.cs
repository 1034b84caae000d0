using AlertBot.Articles;

namespace AlertBot.Briefs;

/// <summary>Picks the two or three sentences that say what happened, verbatim and in order.</summary>
internal static class Summarizer
{
    private const int Most = 3;

    // What comes later in an article than this is background.
    private const int Considered = 60;

    /// <param name="topic">Where the topic's words stand in the text; the summary leans towards them. Empty for none.</param>
    /// <param name="quotes">The article's quotations: sentences shown as quotes anyway are not wanted here.</param>
    /// <returns>At most three sentences, in order of place; empty when the text holds none.</returns>
    public static IReadOnlyList<SummarySentence> Summarize(string? title, string text, string? language, IReadOnlyList<Quote> quotes, IReadOnlyList<TextSpan> topic)
    {
        var inOrder = quotes.OrderBy(quote => quote.Start).ToList();
        var sentences = Sentences.Split(text);
        var candidates = Candidates(text, sentences, inOrder, lenient: false);
        if (candidates.Count == 0)
        {
            candidates = Candidates(text, sentences, inOrder, lenient: true);
        }

        var weights = new SentenceWeights(text, title, candidates, topic);
        return Pick(candidates, weights)
            .OrderBy(candidate => candidate.Span.Start)
            .Select(candidate => new SummarySentence(candidate.Span.Of(text), candidate.Span.Start, candidate.Span.End))
            .ToList();
    }

    private static List<SummaryCandidate> Candidates(string text, IReadOnlyList<TextSpan> sentences, IReadOnlyList<Quote> quotes, bool lenient)
    {
        var candidates = new List<SummaryCandidate>();
        var order = 0;
        foreach (var sentence in sentences)
        {
            if (SummaryCandidate.Of(text, sentence, order, quotes, lenient) is { } candidate)
            {
                candidates.Add(candidate);
            }

            // Furniture and fragments take no place.
            order += sentence.Length > 40 ? 1 : 0;
            if (candidates.Count >= Considered)
            {
                break;
            }
        }

        return candidates;
    }

    private static List<SummaryCandidate> Pick(List<SummaryCandidate> candidates, SentenceWeights weights)
    {
        var picked = new List<SummaryCandidate>();
        while (picked.Count < Most)
        {
            SummaryCandidate? best = null;
            var bestWeight = 0.0;
            foreach (var candidate in candidates)
            {
                var weight = picked.Contains(candidate) ? 0 : weights.Of(candidate) * (1 - picked.Select(other => SentenceWeights.Overlap(candidate, other)).DefaultIfEmpty(0).Max());
                if (weight > bestWeight)
                {
                    best = candidate;
                    bestWeight = weight;
                }
            }

            if (best is null)
            {
                break;
            }

            picked.Add(best);
        }

        return picked;
    }
}
