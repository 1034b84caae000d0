namespace AlertBot.Storage;

/// <summary>
/// SQL conditions for what a workspace sees: its own feeds and topics, and those of the settings file. They use the parameter
/// <c>@workspace</c>.
/// </summary>
internal static class WorkspaceVisibility
{
    /// <summary>The workspace sees the feed of the entry <c>e</c>.</summary>
    public const string EntryCondition =
        "EXISTS (SELECT 1 FROM workspace_feed v WHERE v.feed_id = e.feed_id AND v.workspace_id IN (0, @workspace))";

    /// <summary>The workspace sees the topic <c>t</c>.</summary>
    public const string TopicCondition = "t.removed_at IS NULL AND t.workspace_id IN (0, @workspace)";
}
