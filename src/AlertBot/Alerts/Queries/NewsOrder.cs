namespace AlertBot.Alerts.Queries;

/// <summary>What “newest” means wherever news is read back.</summary>
internal static class NewsOrder
{
    /// <summary>When the entry <c>e</c> counts as published; what has no date and counts as old sorts last.</summary>
    public const string SortKey = "COALESCE(e.news_at, e.published_at, 0)";
}
