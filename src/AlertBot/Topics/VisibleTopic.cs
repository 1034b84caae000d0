using AlertBot.Storage;

namespace AlertBot.Topics;

/// <summary>A topic that a workspace can see: its own, or one of the settings file.</summary>
internal sealed record VisibleTopic(TopicId Id, WorkspaceId Workspace, string Name, string Query)
{
    /// <summary>Topics of the settings file cannot be changed in chat.</summary>
    public bool IsFromSettings => Workspace == WorkspaceId.Settings;
}

/// <summary>The result of changing a topic of a workspace.</summary>
internal abstract record TopicChangeResult
{
    private TopicChangeResult()
    {
    }

    /// <param name="Topic">The topic after the change, or before its removal.</param>
    /// <param name="PreviousQuery">The query before the change; null for a new topic.</param>
    internal sealed record Done(VisibleTopic Topic, string? PreviousQuery = null) : TopicChangeResult;

    internal sealed record NameTaken(VisibleTopic Existing) : TopicChangeResult;

    internal sealed record NotFound : TopicChangeResult;

    internal sealed record DefinedInSettings(VisibleTopic Topic) : TopicChangeResult;

    internal sealed record LimitReached(int Max) : TopicChangeResult;
}
