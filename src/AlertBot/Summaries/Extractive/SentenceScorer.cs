using AlertBot.Text;

namespace AlertBot.Summaries.Extractive;

/// <summary>Scores sentences by position, by centrality (how many sentences share their words), and by title, topic and facts.</summary>
internal sealed class SentenceScorer
{
    // Weights relative to the position, whose score is 1 for the first sentence. They are tuned on the development halves of three news
    // sets. Changing one by a third costs at most 1.0 points of ROUGE-1 on any set (the topic weight is not tuned: the sets have no
    // topics); changing FullLength or PositionDecay costs at most 1.2.
    private const double CentralityWeight = 2.5;
    private const double TitleWeight = 0.8;
    private const double TopicWeight = 1.2;
    private const double FactsWeight = 0.1;

    private const double PositionDecay = 0.3;

    /// <summary>Each time a word is picked with a sentence, its weight in the remaining sentences is multiplied by this.</summary>
    private const double RedundancyFactor = 0.5;

    /// <summary>In words. Shorter sentences score less, in proportion.</summary>
    private const double FullLength = 22;

    /// <summary>In words. Longer sentences score less, by <see cref="LongSentenceFactor"/>.</summary>
    private const int MaxLengthWithoutPenalty = 55;

    private const double LongSentenceFactor = 0.8;

    private readonly HashSet<string> _title;
    private readonly Dictionary<string, int> _sentencesWith = new(StringComparer.Ordinal);
    private readonly Dictionary<string, double> _novelty = new(StringComparer.Ordinal);
    private readonly Dictionary<SummaryCandidate, double> _staticScores = new(ReferenceEqualityComparer.Instance);
    private readonly HashSet<SummaryCandidate> _picked = new(ReferenceEqualityComparer.Instance);

    public SentenceScorer(IReadOnlyList<SummarySource> texts, IReadOnlyList<SummaryCandidate> candidates)
    {
        _title = texts[0].Title is { } title ? TitleWords(title) : [];
        foreach (var word in candidates.SelectMany(candidate => candidate.DistinctWords))
        {
            _sentencesWith[word] = _sentencesWith.GetValueOrDefault(word) + 1;
        }

        foreach (var group in candidates.GroupBy(candidate => candidate.TextIndex))
        {
            var topic = texts[group.Key].TopicSpans.OrderBy(span => span.Start).ToList();
            foreach (var candidate in group)
            {
                // Of equal sentences, the one of the first text is preferred.
                var position = candidate.Position + (candidate.TextIndex > 0 ? 1 : 0);
                _staticScores[candidate] = (1 / (1 + (PositionDecay * position))) + (TitleWeight * TitleOverlap(candidate))
                    + (TopicWeight * TopicScore(candidate.Span, topic))
                    + (FactsWeight * FactScore(texts[candidate.TextIndex].Text.AsSpan(candidate.Span.Start, candidate.Span.Length)));
            }
        }
    }

    public double Score(SummaryCandidate candidate)
    {
        if (candidate.DistinctWords.Count == 0 || _picked.Contains(candidate))
        {
            return 0;
        }

        var centrality = 0.0;
        var novelty = 0.0;
        foreach (var word in candidate.DistinctWords)
        {
            var wordNovelty = _novelty.GetValueOrDefault(word, 1);
            novelty += wordNovelty;
            centrality += wordNovelty * Math.Log(_sentencesWith[word]);
        }

        var length = Math.Min(1, candidate.WordCount / FullLength)
            * (candidate.WordCount > MaxLengthWithoutPenalty ? LongSentenceFactor : 1);
        return (_staticScores[candidate]
            + (CentralityWeight * centrality / (1.5 * candidate.DistinctWords.Count))) * length * novelty / candidate.DistinctWords.Count;
    }

    /// <summary>Records that the sentence is in the summary. Sentences with the same words score less from now on.</summary>
    public void MarkPicked(SummaryCandidate picked)
    {
        _picked.Add(picked);
        foreach (var word in picked.DistinctWords)
        {
            _novelty[word] = RedundancyFactor * _novelty.GetValueOrDefault(word, 1);
        }
    }

    private static HashSet<string> TitleWords(string title) =>
        [.. title.Split([' ', '’', '\'', ',', ':', '-', '‘'], StringSplitOptions.RemoveEmptyEntries).Where(word => word.Length > 3)
            .Select(word => word.ToLowerInvariant().TrimEnd('s'))];

    private double TitleOverlap(SummaryCandidate candidate) =>
        _title.Count == 0 ? 0 : (double)candidate.DistinctWords.Count(word => _title.Contains(word.TrimEnd('s'))) / _title.Count;

    /// <param name="topic">In text order.</param>
    private static double TopicScore(TextSpan sentence, List<TextSpan> topic) =>
        topic.TakeWhile(span => span.Start < sentence.End).Any(span => span.End > sentence.Start) ? 1 : 0;

    private static double FactScore(ReadOnlySpan<char> sentence)
    {
        var names = 0;
        var numbers = 0;
        for (var i = 1; i < sentence.Length; i++)
        {
            var isWordStart = sentence[i - 1] == ' ';
            names += isWordStart && char.IsUpper(sentence[i]) ? 1 : 0;
            numbers += isWordStart && char.IsDigit(sentence[i]) ? 1 : 0;
        }

        return Math.Min(1, (names / 5.0) + (numbers / 3.0));
    }
}
