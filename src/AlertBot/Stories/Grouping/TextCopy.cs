namespace AlertBot.Stories.Grouping;

/// <summary>Recognizes that two outlets print one agency's text.</summary>
internal static class TextCopy
{
    /// <summary>Consecutive words that are compared as one.</summary>
    private const int ShingleLength = 4;

    /// <summary>A shorter lead, in shingles, says too little.</summary>
    private const int MinShingles = 5;

    /// <summary>The minimum share of the shorter lead's shingles that the other has.</summary>
    private const double MinShare = 0.8;

    public static HashSet<int> GetShingles(IReadOnlyList<HeadlineToken> lead)
    {
        var shingles = new HashSet<int>();
        for (var i = 0; i + ShingleLength <= lead.Count; i++)
        {
            var hash = default(HashCode);
            for (var j = 0; j < ShingleLength; j++)
            {
                hash.Add(lead[i + j].Stem, StringComparer.Ordinal);
            }

            shingles.Add(hash.ToHashCode());
        }

        return shingles;
    }

    public static bool IsCopy(HashSet<int> one, HashSet<int> other)
    {
        var shorter = Math.Min(one.Count, other.Count);
        return shorter >= MinShingles && one.Count(other.Contains) >= MinShare * shorter;
    }
}
