namespace AlertBot.Storage;

/// <summary>
/// What a workspace sees, as conditions of a statement with the value <c>@workspace</c>: its own feeds and topics, and those of the
/// settings file.
/// </summary>
internal static class WorkspaceVisibility
{
    /// <summary>Of the feed of an entry <c>e</c>.</summary>
    public const string EntryCondition =
        "EXISTS (SELECT 1 FROM workspace_feed v WHERE v.feed_id = e.feed_id AND v.workspace_id IN (0, @workspace))";

    /// <summary>Of a topic <c>t</c>.</summary>
    public const string TopicCondition = "t.removed_at IS NULL AND t.workspace_id IN (0, @workspace)";
}
