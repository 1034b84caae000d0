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

    /// <returns>The hashes of all sequences of words, sorted.</returns>
    public static int[] GetShingles(IReadOnlyList<HeadlineToken> lead)
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

        return [.. shingles.Order()];
    }

    public static bool IsCopy(int[] one, int[] other)
    {
        var shorter = Math.Min(one.Length, other.Length);
        return shorter >= MinShingles && CountShared(one, other) >= MinShare * shorter;
    }

    private static int CountShared(int[] one, int[] other)
    {
        var (shared, i, j) = (0, 0, 0);
        while (i < one.Length && j < other.Length)
        {
            var order = one[i].CompareTo(other[j]);
            shared += order == 0 ? 1 : 0;
            i += order <= 0 ? 1 : 0;
            j += order >= 0 ? 1 : 0;
        }

        return shared;
    }
}
