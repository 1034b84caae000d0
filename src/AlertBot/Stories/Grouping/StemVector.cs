namespace AlertBot.Stories.Grouping;

/// <summary>The weights of stems, by the numbers that <see cref="WordStatistics"/> gives them.</summary>
/// <param name="Stems">In ascending order.</param>
/// <param name="Weights">The weight of the stem at the same position.</param>
internal sealed record StemVector(int[] Stems, float[] Weights)
{
    public bool Contains(int stem) => Array.BinarySearch(Stems, stem) >= 0;

    /// <returns>The weight of the stem; 0 when it does not occur.</returns>
    public float GetWeight(int stem) => Array.BinarySearch(Stems, stem) is >= 0 and var at ? Weights[at] : 0;

    public double GetNorm()
    {
        double sum = 0;
        foreach (var weight in Weights)
        {
            sum += weight * weight;
        }

        return Math.Sqrt(sum);
    }

    public StemVector Add(StemVector other)
    {
        var stems = new List<int>(Stems.Length + other.Stems.Length);
        var weights = new List<float>(stems.Capacity);
        for (int i = 0, j = 0; i < Stems.Length || j < other.Stems.Length;)
        {
            var order = i == Stems.Length ? 1 : j == other.Stems.Length ? -1 : Stems[i].CompareTo(other.Stems[j]);
            stems.Add(order <= 0 ? Stems[i] : other.Stems[j]);
            weights.Add((order <= 0 ? Weights[i] : 0) + (order >= 0 ? other.Weights[j] : 0));
            i += order <= 0 ? 1 : 0;
            j += order >= 0 ? 1 : 0;
        }

        return new StemVector([.. stems], [.. weights]);
    }
}
