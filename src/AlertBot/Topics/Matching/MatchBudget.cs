namespace AlertBot.Topics.Matching;

/// <summary>
/// How much may be looked at for one query in one document. People in chat write queries and own feeds: hundreds of words looked for
/// in a page of one repeated word must cost no more than a moment. An ordinary query in a long article stays far below.
/// </summary>
internal sealed class MatchBudget
{
    /// <summary>In comparisons; a second or two.</summary>
    public const int MaxComparisons = 20_000_000;

    /// <summary>What a place that is found or followed costs beside a comparison.</summary>
    public const int PlaceCost = 10;

    private int _remaining = MaxComparisons;

    /// <summary>What was found is not all there is.</summary>
    public bool IsExhausted => _remaining < 0;

    /// <returns>False once it is spent.</returns>
    public bool TrySpend(int comparisons = 1)
    {
        _remaining = _remaining < 0 ? _remaining : _remaining - comparisons;
        return _remaining >= 0;
    }
}
