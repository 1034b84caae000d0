namespace AlertBot.Briefs;

/// <summary>Finds the quotations of an article and their speakers.</summary>
internal static class QuoteExtractor
{
    /// <returns>All quotations, in order of place.</returns>
    public static IReadOnlyList<Quote> Extract(string text, string? language) => [];
}
