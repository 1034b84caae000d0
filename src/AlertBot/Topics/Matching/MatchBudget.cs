namespace AlertBot.Topics.Matching;

/// <summary>
/// Limits the work of one query on one document. Chat users write queries and choose feeds: hundreds of words, searched in a page of one
/// repeated word, must not take long. An ordinary query over a long article needs a small part of the budget.
/// </summary>
internal sealed class MatchBudget
{
    /// <summary>Comparisons of tokens; about one to two seconds of work.</summary>
    public const int MaxComparisons = 20_000_000;

    /// <summary>The cost of a span that is found or extended, in comparisons.</summary>
    public const int SpanCost = 10;

    private int _remaining = MaxComparisons;

    /// <summary>Whether the search stopped early, so that its result is incomplete.</summary>
    public bool IsExhausted => _remaining < 0;

    /// <returns>False once the budget is exhausted.</returns>
    public bool TrySpend(int comparisons = 1)
    {
        _remaining = _remaining < 0 ? _remaining : _remaining - comparisons;
        return _remaining >= 0;
    }
}
