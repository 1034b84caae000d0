using AlertBot.Storage;

namespace AlertBot.Feeds.WebSub;

/// <summary>A subscription of which the hub has to be asked something: to push, to go on pushing, or to push no more.</summary>
/// <param name="Id">The secret part of the callback's address.</param>
/// <param name="RequestedAt">When the hub was asked last; null: never.</param>
/// <param name="FailureCount">Requests in a row of which nothing came.</param>
/// <param name="ExpiresAt">Until when the hub said it pushes; null: it does not.</param>
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
    // What the log shows: the id and the secret are nobody's business.
    public override string ToString() => $"the subscription of feed {Feed} at the hub {Hub.Authority}";
}
