using AlertBot.Storage;

namespace AlertBot.Feeds.Polling;

/// <summary>A feed claimed for one poll.</summary>
/// <param name="IsNew">It was never taken in: its present entries are no news.</param>
/// <param name="LastOkAt">The last poll that answered.</param>
/// <param name="Interval">The time that was left between the last two polls; null before the first.</param>
/// <param name="FailureCount">Failed polls in a row.</param>
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
    /// <summary>While a hub pushes its news: the time between two polls at the least; else zero.</summary>
    public TimeSpan FallbackInterval { get; init; }

    /// <summary>Where it is fetched, if it moved from <see cref="Url"/> for good.</summary>
    public string? MovedTo { get; init; }

    /// <summary>Where its last answers said it moved, and how many of them in a row.</summary>
    public (string? To, int Times) PendingMove { get; init; }

    /// <summary>Of the newest document that was taken in.</summary>
    public string? BodyHash { get; init; }

    /// <summary>How many entries that document had.</summary>
    public int? EntryCount { get; init; }

    public DateTimeOffset? LastPolledAt { get; init; }

    /// <summary>What the server and the document asked for last.</summary>
    public MinimumInterval MinimumInterval { get; init; }

    /// <summary>When entries were last found to have been missed.</summary>
    public DateTimeOffset? LastGapAt { get; init; }

    /// <summary>When it last brought new entries.</summary>
    public DateTimeOffset? LastNewEntryAt { get; init; }

    /// <summary>The first of the failures in a row.</summary>
    public DateTimeOffset? FailingSince { get; init; }

    public Uri FetchUrl => new(MovedTo ?? Url);

    // What the log shows: an address can hold a password or a key.
    public override string ToString() => $"feed {Id} at {Host}";
}
