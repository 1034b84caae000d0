using AlertBot.Articles;

namespace AlertBot.Briefs;

/// <summary>Picks the two or three sentences that say what happened, verbatim and in order.</summary>
internal static class Summarizer
{
    /// <param name="topic">Where the topic's words stand in the text; the summary leans towards them. Empty for none.</param>
    /// <param name="quotes">The article's quotations: sentences shown as quotes anyway are not wanted here.</param>
    /// <returns>At most three sentences, in order of place; empty when the text holds none.</returns>
    public static IReadOnlyList<SummarySentence> Summarize(string? title, string text, string? language, IReadOnlyList<Quote> quotes, IReadOnlyList<TextSpan> topic) => [];
}
