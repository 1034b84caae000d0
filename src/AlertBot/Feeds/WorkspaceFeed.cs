using AlertBot.Storage;

namespace AlertBot.Feeds;

/// <summary>A feed visible to a workspace, with its health.</summary>
/// <param name="Name">The name in the settings, or the feed's own title; null before the first poll.</param>
/// <param name="LastError">The latest failure as a sentence; null when the last poll succeeded.</param>
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
    /// <summary>When the server answered that the feed is gone (410). It is not polled.</summary>
    public DateTimeOffset? GoneAt { get; init; }

    /// <summary>From the settings file; chat commands cannot change it.</summary>
    public bool IsFromSettings => Workspace == WorkspaceId.Settings;

    /// <summary>The name, or the host. The rest of the address may contain a key.</summary>
    public string Label => string.IsNullOrWhiteSpace(Name) ? new Uri(Url).Authority : Name;
}

/// <summary>The result of changing a workspace's feeds.</summary>
internal abstract record FeedChangeResult
{
    private FeedChangeResult()
    {
    }

    internal sealed record Done(WorkspaceFeed Feed) : FeedChangeResult;

    /// <summary>The workspace already has the feed, or every workspace has it from the settings file.</summary>
    internal sealed record AlreadyPresent(WorkspaceFeed Feed) : FeedChangeResult;

    internal sealed record NotFound : FeedChangeResult;

    /// <summary>The name matches several feeds; the addresses are listed.</summary>
    internal sealed record Ambiguous(IReadOnlyList<WorkspaceFeed> Feeds) : FeedChangeResult;

    internal sealed record FromSettings(WorkspaceFeed Feed) : FeedChangeResult;

    internal sealed record LimitReached(int Limit) : FeedChangeResult;
}
