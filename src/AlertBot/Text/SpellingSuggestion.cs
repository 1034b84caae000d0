namespace AlertBot.Text;

/// <summary>Suggests the known name that a mistyped name probably means.</summary>
internal static class SpellingSuggestion
{
    /// <summary>Longer names, in characters, get no suggestion by edit distance, which costs the product of both lengths.</summary>
    private const int MaxNameLength = 64;

    /// <returns>
    /// The closest name by edit distance, at most a third of the letters apart; otherwise the only name with this prefix; otherwise null.
    /// </returns>
    public static string? Find(string name, IEnumerable<string> names)
    {
        var all = names.ToList();
        return FindClosestByEditDistance(name, all) ?? FindUniquePrefixMatch(name, all);
    }

    private static string? FindUniquePrefixMatch(string name, List<string> names) =>
        name.Length >= 2 && names.FindAll(candidate => candidate.StartsWith(name, StringComparison.OrdinalIgnoreCase)) is [var only]
            ? only
            : null;

    private static string? FindClosestByEditDistance(string name, List<string> names) =>
        name.Length > MaxNameLength
            ? null
            : names.Where(candidate => candidate.Length <= MaxNameLength)
                .Select(candidate => (Name: candidate, Distance: EditDistance(name.ToUpperInvariant(), candidate.ToUpperInvariant())))
                .Where(candidate => candidate.Distance <= Math.Max(1, Math.Min(name.Length, candidate.Name.Length) / 3))
                .OrderBy(candidate => candidate.Distance)
                .Select(candidate => candidate.Name)
                .FirstOrDefault();

    /// <summary>The Levenshtein distance in which swapping two adjacent letters counts as one edit (optimal string alignment).</summary>
    private static int EditDistance(string one, string other)
    {
        var distances = new int[one.Length + 1, other.Length + 1];
        for (var i = 0; i <= one.Length; i++)
        {
            for (var j = 0; j <= other.Length; j++)
            {
                distances[i, j] = i == 0 || j == 0 ? i + j : CheapestEdit(distances, one, other, i, j);
            }
        }

        return distances[one.Length, other.Length];
    }

    private static int CheapestEdit(int[,] distances, string one, string other, int i, int j)
    {
        var best = Math.Min(
            Math.Min(distances[i - 1, j], distances[i, j - 1]) + 1,
            distances[i - 1, j - 1] + (one[i - 1] == other[j - 1] ? 0 : 1));
        var isSwapped = i > 1 && j > 1 && one[i - 1] == other[j - 2] && one[i - 2] == other[j - 1];
        return isSwapped ? Math.Min(best, distances[i - 2, j - 2] + 1) : best;
    }
}
