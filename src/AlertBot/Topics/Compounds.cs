namespace AlertBot.Topics;

/// <summary>Joined and hyphenated forms of one word: <c>cease-fire</c> is <c>ceasefire</c>, <c>5-7</c> is never 57.</summary>
internal static class Compounds
{
    /// <summary>Parts that are joined at most: bounds the work on a chain of hyphens.</summary>
    public const int LongestChain = 4;

    private const int LongestPart = 40;

    /// <returns>The parts written as one word; null where something other than hyphens links them or two numbers would run together.</returns>
    public static string? Join(IReadOnlyList<Part> parts, int start, int end)
    {
        for (var i = start; i < end; i++)
        {
            if (parts[i].Form.Length > LongestPart || parts[i].Form.Length == 0 || (i > start && !Links(parts[i - 1], parts[i])))
            {
                return null;
            }
        }

        return string.Concat(parts.Skip(start).Take(end - start).Select(part => part.Form));
    }

    public static bool Links(Part first, Part second) =>
        second.Before == Gap.Hyphen && first.Form.Length > 0 && second.Form.Length > 0
        && !(char.IsDigit(first.Form[^1]) && char.IsDigit(second.Form[0]));

    /// <summary>Whether two parts of a compound in a query stand in an article so that they are that compound.</summary>
    public static bool Follows(Part asked, Part askedBefore, Part found) => asked.Before == Gap.None
        ? found.Before == Gap.None || (found.Before == Gap.Space && !(asked.Unspaced && askedBefore.Unspaced))
        : found.Before is Gap.Hyphen or Gap.Apostrophe or Gap.Tight or Gap.Space;
}
