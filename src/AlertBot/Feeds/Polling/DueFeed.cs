using AlertBot.Storage;

namespace AlertBot.Feeds.Polling;

/// <summary>A feed claimed for one poll.</summary>
/// <param name="IsNew">Not yet polled successfully; its current entries are backlog.</param>
/// <param name="LastOkAt">The last successful poll.</param>
/// <param name="Interval">The interval between the last two polls; null before the first.</param>
/// <param name="FailureCount">Consecutive failed polls.</param>
internal sealed record DueFeed(
    FeedId Id,
    string Url,
    string CredentialsHash,
    string Host,
    bool IsNew,
    string? ETag,
    string? LastModified,
    DateTimeOffset? LastOkAt,
    TimeSpan? Interval,
    int FailureCount,
    Lease Lease)
{
    /// <summary>The least time between two polls while a hub pushes the feed; otherwise zero.</summary>
    public TimeSpan FallbackInterval { get; init; }

    /// <summary>The address that is fetched when the feed has moved permanently from <see cref="Url"/>; otherwise null.</summary>
    public string? MovedTo { get; init; }

    /// <summary>The address to which the last responses redirected permanently, and how many consecutive ones did.</summary>
    public (string? To, int Times) PendingMove { get; init; }

    /// <summary>Hash of the newest stored document.</summary>
    public string? BodyHash { get; init; }

    /// <summary>Number of entries of that document.</summary>
    public int? EntryCount { get; init; }

    public DateTimeOffset? LastPolledAt { get; init; }

    /// <summary>The minimum interval that the server and the document requested last.</summary>
    public MinimumInterval MinimumInterval { get; init; }

    /// <summary>When a gap (missed entries) was last detected.</summary>
    public DateTimeOffset? LastGapAt { get; init; }

    /// <summary>When the feed last had new entries.</summary>
    public DateTimeOffset? LastNewEntryAt { get; init; }

    /// <summary>The first of the consecutive failures.</summary>
    public DateTimeOffset? FailingSince { get; init; }

    public Uri FetchUrl => new(MovedTo ?? Url);

    // Used in log lines: an address can contain a password or a key.
    public override string ToString() => $"feed {Id} at {Host}";
}
