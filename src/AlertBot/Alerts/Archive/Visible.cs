namespace AlertBot.Alerts.Archive;

/// <summary>What a workspace sees, said once for every query that reads back: its own feeds and topics, and those of the settings file.</summary>
internal static class Visible
{
    /// <summary>Of the entry <c>e</c>: some feed of <c>@workspace</c> listed it.</summary>
    public const string Entry = "e.feed_id IN (SELECT seen.feed_id FROM workspace_feed seen WHERE seen.workspace_id IN (0, @workspace))";

    /// <summary>Of the topic <c>t</c>: it belongs to <c>@workspace</c> or the settings file, and is not removed.</summary>
    public const string Topic = "t.workspace_id IN (0, @workspace) AND t.removed_at IS NULL";

    /// <summary>When the entry <c>e</c> counts as published; what has no date sorts last.</summary>
    public const string NewsAt = "COALESCE(e.news_at, e.published_at, 0)";
}
