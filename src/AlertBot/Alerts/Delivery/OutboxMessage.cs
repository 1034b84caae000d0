using AlertBot.Alerts.Subscriptions;
using AlertBot.Briefs;
using AlertBot.Storage;
using AlertBot.Stories;

namespace AlertBot.Alerts.Delivery;

/// <summary>A message claimed from the outbox for one attempt.</summary>
/// <param name="Attempts">This one included.</param>
/// <param name="MaybePosted">An earlier attempt may have posted it: its process died on the way, or the answer was unclear.</param>
/// <param name="ExpiresAt">When it is no news any more.</param>
/// <param name="FirstSeen">When its entry was first seen.</param>
/// <param name="Ping">Whom it mentions; null: nobody.</param>
/// <param name="Story">The story it tells.</param>
/// <param name="Options">The channel's.</param>
internal sealed record OutboxMessage(
    MessageId Id,
    DestinationId Destination,
    DestinationAddress Address,
    string Nonce,
    Brief Brief,
    int Attempts,
    bool MaybePosted,
    string? LastReason,
    DateTimeOffset ExpiresAt,
    DateTimeOffset? FirstSeen,
    string? Ping,
    StoryId? Story,
    DestinationOptions Options,
    Lease Lease)
{
    /// <summary>When it was written.</summary>
    public DateTimeOffset? CreatedAt { get; init; }

    public override string ToString() => $"message {Id} to {Address}";
}
