namespace AlertBot.Topics.Matching;

/// <summary>Joined and hyphenated forms of one word: <c>cease-fire</c> equals <c>ceasefire</c>; <c>5-7</c> is not 57.</summary>
internal static class Compounds
{
    /// <summary>Parts of one compound that are joined; bounds the work on a chain of hyphens.</summary>
    public const int MaxParts = 4;

    /// <summary>Longer parts, in characters, are not joined: they are not words.</summary>
    private const int MaxPartLength = 40;

    /// <returns>
    /// The parts written as one word; null when something other than a hyphen separates them or two numbers would become one.
    /// </returns>
    public static string? Join(IReadOnlyList<WordToken> parts, int start, int end)
    {
        for (var i = start; i < end; i++)
        {
            if (parts[i].Form.Length is 0 or > MaxPartLength || (i > start && !AreLinked(parts[i - 1], parts[i])))
            {
                return null;
            }
        }

        return string.Concat(parts.Skip(start).Take(end - start).Select(part => part.Form));
    }

    public static bool AreLinked(WordToken first, WordToken second) =>
        second.SeparatorBefore == Separator.Hyphen
            && first.Form.Length > 0
            && second.Form.Length > 0
            && !(char.IsDigit(first.Form[^1]) && char.IsDigit(second.Form[0]));

    /// <summary>Whether a word of an article continues a compound of a query, judged by what separates it from the word before.</summary>
    /// <param name="queried">The part of the query.</param>
    /// <param name="queriedBefore">The part before it in the query.</param>
    /// <param name="found">The word of the article.</param>
    public static bool IsContinuation(WordToken queried, WordToken queriedBefore, WordToken found) =>
        queried.SeparatorBefore == Separator.None
            ? found.SeparatorBefore == Separator.None
                || (found.SeparatorBefore == Separator.Space && !(queried.IsUnspaced && queriedBefore.IsUnspaced))
            : found.SeparatorBefore is Separator.Hyphen or Separator.Apostrophe or Separator.SlashOrBracket or Separator.Space;
}
