using AlertBot.Articles;

namespace AlertBot.Briefs;

/// <summary>Weighs sentences by position, by how much of the article they share, and by title, topic and facts.</summary>
internal sealed class SentenceWeights
{
    private readonly string _text;
    private readonly IReadOnlyList<TextSpan> _topic;
    private readonly HashSet<string> _title;
    private readonly Dictionary<string, int> _sentencesWith = new(StringComparer.Ordinal);

    public SentenceWeights(string text, string? title, IReadOnlyList<SummaryCandidate> candidates, IReadOnlyList<TextSpan> topic)
    {
        _text = text;
        _topic = topic;
        _title = title is null ? [] : [.. title.Split([' ', '’', '\'', ',', ':', '-', '‘'], StringSplitOptions.RemoveEmptyEntries).Where(word => word.Length > 3).Select(word => word.ToLowerInvariant().TrimEnd('s'))];
        foreach (var word in candidates.SelectMany(candidate => candidate.Words.Distinct()))
        {
            _sentencesWith[word] = _sentencesWith.GetValueOrDefault(word) + 1;
        }
    }

    public double Of(SummaryCandidate candidate)
    {
        var position = 1 / (1 + (0.3 * candidate.Order));
        var length = Math.Min(1, candidate.Length / 22.0) * (candidate.Length > 55 ? 0.8 : 1);
        return (position + (0.9 * Centrality(candidate)) + (0.3 * InTitle(candidate)) + (0.9 * InTopic(candidate)) + (0.1 * Facts(candidate))) * length;
    }

    /// <summary>From 0 to 1: the share of the smaller sentence's words that both have.</summary>
    public static double Overlap(SummaryCandidate one, SummaryCandidate other)
    {
        var words = one.Words.ToHashSet(StringComparer.Ordinal);
        var smaller = Math.Min(words.Count, other.Words.Count);
        return smaller == 0 ? 0 : Math.Min(1, (double)other.Words.Distinct().Count(words.Contains) / smaller);
    }

    private double Centrality(SummaryCandidate candidate)
    {
        var words = candidate.Words.Distinct().ToList();
        return words.Count == 0 ? 0 : Math.Min(1, words.Sum(word => Math.Log(_sentencesWith[word])) / (words.Count * 1.5));
    }

    private double InTitle(SummaryCandidate candidate) =>
        _title.Count == 0 ? 0 : (double)candidate.Words.Distinct().Count(word => _title.Contains(word.TrimEnd('s'))) / _title.Count;

    private double InTopic(SummaryCandidate candidate)
    {
        foreach (var span in _topic)
        {
            if (span.Start < candidate.Span.End && candidate.Span.Start < span.End)
            {
                return 1;
            }
        }

        return 0;
    }

    private double Facts(SummaryCandidate candidate)
    {
        var sentence = _text.AsSpan(candidate.Span.Start, candidate.Span.Length);
        var names = 0;
        var numbers = 0;
        for (var i = 1; i < sentence.Length; i++)
        {
            var begins = sentence[i - 1] == ' ';
            names += begins && char.IsUpper(sentence[i]) ? 1 : 0;
            numbers += begins && char.IsDigit(sentence[i]) ? 1 : 0;
        }

        return Math.Min(1, (names / 5.0) + (numbers / 3.0));
    }
}
