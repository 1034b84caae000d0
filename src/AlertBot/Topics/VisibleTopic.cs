using AlertBot.Storage;

namespace AlertBot.Topics;

/// <summary>A topic that a workspace sees: its own, or one of the settings file.</summary>
internal sealed record VisibleTopic(TopicId Id, WorkspaceId Workspace, string Name, string Query)
{
    /// <summary>Chat cannot change it.</summary>
    public bool IsFromSettings => Workspace == WorkspaceId.Settings;
}

/// <summary>What came of changing a workspace's topic.</summary>
internal abstract record TopicChangeResult
{
    private TopicChangeResult()
    {
    }

    /// <param name="Topic">As it is now; of a removal as it was.</param>
    /// <param name="PreviousQuery">Null where there was none.</param>
    internal sealed record Done(VisibleTopic Topic, string? PreviousQuery = null) : TopicChangeResult;

    internal sealed record NameTaken(VisibleTopic Existing) : TopicChangeResult;

    internal sealed record NotFound : TopicChangeResult;

    internal sealed record DefinedInSettings(VisibleTopic Topic) : TopicChangeResult;

    internal sealed record LimitReached(int Max) : TopicChangeResult;
}
