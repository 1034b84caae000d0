namespace AlertBot.Topics;

/// <summary>
/// How much may be looked at for one query in one document. People in chat write queries and own feeds: hundreds of words looked for
/// in a page of one repeated word must cost no more than a moment. An ordinary query in a long article stays far below.
/// </summary>
internal sealed class QueryEffort
{
    /// <summary>In comparisons; a second or two.</summary>
    public const int Most = 20_000_000;

    /// <summary>What a place that is found or followed costs beside a comparison.</summary>
    public const int Place = 10;

    private int _left = Most;

    /// <summary>What was found is not all there is.</summary>
    public bool IsSpent => _left < 0;

    /// <returns>False once it is spent.</returns>
    public bool Spend(int comparisons = 1)
    {
        _left = _left < 0 ? _left : _left - comparisons;
        return _left >= 0;
    }
}
