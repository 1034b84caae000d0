namespace AlertBot.Stories;

/// <summary>How many publishers report a story.</summary>
internal sealed record PublisherCount(int Publishers, int Independent)
{
    public static PublisherCount Count(IReadOnlyList<(string Source, string? Link, string Text)> articles)
    {
        var publishers = articles.Select(article => article.Source).Distinct(StringComparer.OrdinalIgnoreCase).Count();
        return new PublisherCount(publishers, publishers);
    }
}
