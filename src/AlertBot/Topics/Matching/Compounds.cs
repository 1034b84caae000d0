namespace AlertBot.Topics.Matching;

/// <summary>Joined and hyphenated forms of one word: <c>cease-fire</c> is <c>ceasefire</c>, <c>5-7</c> is never 57.</summary>
internal static class Compounds
{
    /// <summary>Parts that are joined at most: bounds the work on a chain of hyphens.</summary>
    public const int MaxParts = 4;

    private const int MaxPartLength = 40;

    /// <returns>The parts written as one word; null where something other than hyphens links them or two numbers would run
    /// together.</returns>
    public static string? Join(IReadOnlyList<WordToken> parts, int start, int end)
    {
        for (var i = start; i < end; i++)
        {
            if (parts[i].Form.Length > MaxPartLength || parts[i].Form.Length == 0 || (i > start && !AreLinked(parts[i - 1], parts[i])))
            {
                return null;
            }
        }

        return string.Concat(parts.Skip(start).Take(end - start).Select(part => part.Form));
    }

    public static bool AreLinked(WordToken first, WordToken second) =>
        second.SeparatorBefore == Separator.Hyphen && first.Form.Length > 0 && second.Form.Length > 0
        && !(char.IsDigit(first.Form[^1]) && char.IsDigit(second.Form[0]));

    /// <summary>Whether two parts of a compound in a query stand in an article so that they are that compound.</summary>
    public static bool IsContinuation(WordToken asked, WordToken askedBefore, WordToken found) => asked.SeparatorBefore == Separator.None
        ? found.SeparatorBefore == Separator.None
            || (found.SeparatorBefore == Separator.Space && !(asked.IsUnspaced && askedBefore.IsUnspaced))
        : found.SeparatorBefore is Separator.Hyphen or Separator.Apostrophe or Separator.SlashOrBracket or Separator.Space;
}
