namespace AlertBot.Text;

/// <summary>Finds the name that someone who mistyped one meant.</summary>
internal static class SpellingSuggestion
{
    private const int MaxNameLength = 64;

    /// <returns>Null where none is near.</returns>
    public static string? Find(string name, IEnumerable<string> names)
    {
        var all = names.ToList();
        return FindClosestByEditDistance(name, all) ?? FindUniquePrefixMatch(name, all);
    }

    /// <summary>The only one that begins so.</summary>
    private static string? FindUniquePrefixMatch(string name, List<string> names) =>
        name.Length >= 2 && names.FindAll(candidate => candidate.StartsWith(name, StringComparison.OrdinalIgnoreCase)) is [var only]
            ? only : null;

    private static string? FindClosestByEditDistance(string name, List<string> names) =>
        name.Length > MaxNameLength
            ? null
            : names.Where(candidate => candidate.Length <= MaxNameLength)
                .Select(candidate => (Name: candidate, Distance: EditDistance(name.ToUpperInvariant(), candidate.ToUpperInvariant())))
                .Where(candidate => candidate.Distance <= Math.Max(1, Math.Min(name.Length, candidate.Name.Length) / 3))
                .OrderBy(candidate => candidate.Distance)
                .Select(candidate => candidate.Name)
                .FirstOrDefault();

    /// <summary>Levenshtein's distance, two neighbours in the wrong order counting as one slip.</summary>
    private static int EditDistance(string one, string other)
    {
        var rows = new int[one.Length + 1, other.Length + 1];
        for (var i = 0; i <= one.Length; i++)
        {
            for (var j = 0; j <= other.Length; j++)
            {
                rows[i, j] = i == 0 || j == 0 ? i + j : CheapestEdit(rows, one, other, i, j);
            }
        }

        return rows[one.Length, other.Length];
    }

    private static int CheapestEdit(int[,] rows, string one, string other, int i, int j)
    {
        var best = Math.Min(
            Math.Min(rows[i - 1, j], rows[i, j - 1]) + 1,
            rows[i - 1, j - 1] + (one[i - 1] == other[j - 1] ? 0 : 1));
        var swapped = i > 1 && j > 1 && one[i - 1] == other[j - 2] && one[i - 2] == other[j - 1];
        return swapped ? Math.Min(best, rows[i - 2, j - 2] + 1) : best;
    }
}
