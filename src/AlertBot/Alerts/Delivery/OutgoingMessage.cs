using AlertBot.Alerts.Subscriptions;
using AlertBot.Briefs;
using AlertBot.Stories;

namespace AlertBot.Alerts.Delivery;

/// <summary>A message to send.</summary>
/// <param name="Address">As in <see cref="DestinationAddress.Address"/>, e.g. <c>newsroom</c>; empty for the console.</param>
/// <param name="Nonce">The idempotency key, on platforms that support one: the same at every attempt, at most 25 characters.</param>
internal sealed record OutgoingMessage(string Address, Brief Brief, string Nonce)
{
    /// <summary>The story that the buttons refer to. Null: the message has no buttons.</summary>
    public StoryId? Story { get; init; }

    /// <summary>Id of the role or user group to mention. Null: none.</summary>
    public string? Ping { get; init; }

    /// <summary>
    /// The <see cref="SendOutcome.Sent.PlatformId"/> of the message to whose thread this one is a reply. Null: not a reply.
    /// </summary>
    public string? ThreadRootId { get; init; }

    /// <summary>An earlier attempt may have posted it.</summary>
    public bool MaybePosted { get; init; }

    /// <summary>
    /// When it was queued. A search for an earlier attempt can ignore older messages in the channel. Null: unknown.
    /// </summary>
    public DateTimeOffset? CreatedAt { get; init; }
}
