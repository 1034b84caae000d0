namespace AlertBot.Alerts.Queries;

/// <summary>The order of news in all queries.</summary>
internal static class NewsOrder
{
    /// <summary>SQL: when the entry <c>e</c> counts as published. Entries without a date that count as old sort last.</summary>
    public const string SortKey = "COALESCE(e.news_at, e.published_at, 0)";
}
