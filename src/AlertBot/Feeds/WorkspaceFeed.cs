using AlertBot.Storage;

namespace AlertBot.Feeds;

/// <summary>A feed that a workspace sees, with its health.</summary>
/// <param name="Name">What the settings or the feed itself call it; null before the first poll.</param>
/// <param name="LastError">The newest failure in a sentence, where the last poll failed.</param>
internal sealed record WorkspaceFeed(
    FeedId Id,
    WorkspaceId Workspace,
    string Url,
    string? Name,
    DateTimeOffset? LastPolledAt,
    DateTimeOffset? LastOkAt,
    int Failures,
    string? LastError)
{
    /// <summary>When its server said that it is gone for good: it is polled no more.</summary>
    public DateTimeOffset? GoneAt { get; init; }

    /// <summary>Chat cannot change it.</summary>
    public bool IsFromSettings => Workspace == WorkspaceId.Settings;

    /// <summary>Its name, or the host: an address may hold a key.</summary>
    public string Label => string.IsNullOrWhiteSpace(Name) ? new Uri(Url).Authority : Name;
}

/// <summary>What came of changing a workspace's feeds.</summary>
internal abstract record FeedChangeResult
{
    private FeedChangeResult()
    {
    }

    internal sealed record Done(WorkspaceFeed Feed) : FeedChangeResult;

    /// <summary>The workspace has it already, or every workspace has, from the settings file.</summary>
    internal sealed record AlreadyPresent(WorkspaceFeed Feed) : FeedChangeResult;

    internal sealed record NotFound : FeedChangeResult;

    /// <summary>What was named stands for several: each by its address.</summary>
    internal sealed record Ambiguous(IReadOnlyList<WorkspaceFeed> Feeds) : FeedChangeResult;

    internal sealed record FromSettings(WorkspaceFeed Feed) : FeedChangeResult;

    internal sealed record LimitReached(int Limit) : FeedChangeResult;
}
