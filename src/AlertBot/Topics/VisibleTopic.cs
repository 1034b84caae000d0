using AlertBot.Storage;

namespace AlertBot.Topics;

/// <summary>A topic that a workspace sees: its own, or one of the settings file.</summary>
internal sealed record VisibleTopic(TopicId Id, WorkspaceId Workspace, string Name, string Query)
{
    /// <summary>Chat cannot change it.</summary>
    public bool IsOfSettings => Workspace == WorkspaceId.Settings;
}

/// <summary>What came of changing a workspace's topic.</summary>
internal abstract record TopicChange
{
    private TopicChange()
    {
    }

    /// <param name="Topic">As it is now; of a removal as it was.</param>
    /// <param name="QueryBefore">Null where there was none.</param>
    /// <param name="Followers">How many channels followed a topic that was removed.</param>
    internal sealed record Done(VisibleTopic Topic, string? QueryBefore = null, int Followers = 0) : TopicChange;

    internal sealed record NameTaken(VisibleTopic By) : TopicChange;

    internal sealed record Unknown : TopicChange;

    internal sealed record OfSettings(VisibleTopic Topic) : TopicChange;

    internal sealed record TooMany(int Most) : TopicChange;
}
