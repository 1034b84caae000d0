using AlertBot.Alerts.Subscriptions;
using AlertBot.Briefs;
using AlertBot.Stories;

namespace AlertBot.Alerts.Delivery;

/// <summary>Sends messages to one chat platform. The dispatcher calls it for one message at a time for each destination.</summary>
internal interface IChatSender
{
    /// <summary>The platform of its destinations, e.g. <c>webhook</c> for <c>webhook:newsroom</c>.</summary>
    string Platform { get; }

    /// <summary>Sends a message. Failures of the platform are outcomes, not exceptions.</summary>
    /// <param name="cancellationToken">Canceled only shortly before the process ends.</param>
    Task<SendOutcome> SendAsync(OutgoingMessage message, CancellationToken cancellationToken);

    /// <summary>Replaces the content of a posted message. Idempotent, so it is repeated after any failure.</summary>
    /// <param name="platformId">The <see cref="SendOutcome.Sent.PlatformId"/> of the message.</param>
    /// <returns>
    /// <see cref="SendOutcome.Refused"/> when the message was deleted or the platform does not support edits; it is then no longer edited.
    /// </returns>
    Task<SendOutcome> EditAsync(OutgoingMessage message, string platformId, CancellationToken cancellationToken);
}

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

/// <summary>The outcome of one attempt to send or edit a message.</summary>
internal abstract record SendOutcome
{
    private SendOutcome()
    {
    }

    /// <param name="PlatformId">The id that the platform gave the message; null when it gives none (Slack webhooks, the console).</param>
    /// <param name="Pause">How long the platform accepts no further message for the destination.</param>
    internal sealed record Sent(string? PlatformId, TimeSpan Pause = default) : SendOutcome;

    /// <summary>Certainly not posted. The platform requests a pause (429).</summary>
    internal sealed record RetryAfter(TimeSpan Delay, string Reason) : SendOutcome;

    /// <summary>Certainly not posted. A later attempt may succeed (no connection, host name not found).</summary>
    internal sealed record Failed(string Reason) : SendOutcome;

    /// <summary>Certainly not posted. Another attempt cannot succeed.</summary>
    /// <param name="Reason">What is wrong and how to fix it, for users.</param>
    /// <param name="DestinationGone">The destination accepts no messages (403, 404, 410): it is switched off.</param>
    internal sealed record Refused(string Reason, bool DestinationGone) : SendOutcome;

    /// <summary>May have been posted: connection reset or timeout after the request was sent, 5xx.</summary>
    internal sealed record Unclear(string Reason) : SendOutcome;
}
