using AlertBot.Storage;

namespace AlertBot.Feeds.WebSub;

/// <summary>A subscription with a pending request to its hub: subscribe, renew or unsubscribe.</summary>
/// <param name="Id">The secret part of the callback address.</param>
/// <param name="RequestedAt">When the last request was sent; null: never.</param>
/// <param name="FailureCount">Consecutive failed requests.</param>
/// <param name="ExpiresAt">End of the lease that the hub granted; null when there is none.</param>
internal sealed record HubRequest(
    string Id,
    FeedId Feed,
    Uri Hub,
    string Topic,
    string Callback,
    string Secret,
    bool IsUnsubscribe,
    DateTimeOffset? RequestedAt,
    int FailureCount,
    DateTimeOffset? ExpiresAt,
    Lease Lease)
{
    // Used in log lines, so without id and secret.
    public override string ToString() => $"the subscription to feed {Feed} at the hub {Hub.Authority}";
}
