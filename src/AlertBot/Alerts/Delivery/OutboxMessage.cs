using AlertBot.Alerts.Subscriptions;
using AlertBot.Briefs;
using AlertBot.Storage;
using AlertBot.Stories;

namespace AlertBot.Alerts.Delivery;

/// <summary>A message claimed from the outbox for one attempt.</summary>
/// <param name="Attempts">The number of attempts, including this one.</param>
/// <param name="MaybePosted">An earlier attempt may have posted it: the process was killed meanwhile, or the outcome was unclear.</param>
/// <param name="LastReason">Why the last attempt failed; null when none did.</param>
/// <param name="ExpiresAt">When it becomes older than <c>news.maxAge</c>.</param>
/// <param name="FirstSeen">When its entry was first seen.</param>
/// <param name="Ping">Id of the role or user group to mention; null for none.</param>
/// <param name="Story">The first story that it reports; null for a notice.</param>
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
    Lease Lease)
{
    /// <summary>When it was queued.</summary>
    public DateTimeOffset? CreatedAt { get; init; }

    public MessageKind Kind { get; init; } = MessageKind.Alert;

    /// <summary>When it must not be posted; null: it is posted at any hour.</summary>
    public QuietTime? Quiet { get; init; }

    /// <summary>As in <see cref="OutgoingMessage.ThreadRootId"/>.</summary>
    public string? ThreadRootId { get; init; }

    public override string ToString() => $"message {Id} to {Address}";
}
