using AlertBot.Storage;

namespace AlertBot.Feeds;

/// <summary>A feed claimed for one poll.</summary>
/// <param name="IsNew">It was never taken in: its present entries are no news.</param>
/// <param name="LastOkAt">The last poll that answered.</param>
/// <param name="Interval">The time that was left between the last two polls; null before the first.</param>
/// <param name="Failures">Failed polls in a row.</param>
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
    int Failures,
    Lease Lease)
{
    /// <summary>While a hub pushes its news: the time between two polls at the least; else zero.</summary>
    public TimeSpan PushFloor { get; init; }

    // What the log shows: an address can hold a password or a key.
    public override string ToString() => $"feed {Id} at {Host}";
}
