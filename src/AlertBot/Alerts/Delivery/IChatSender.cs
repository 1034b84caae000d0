using AlertBot.Briefs;
using AlertBot.Stories;

namespace AlertBot.Alerts.Delivery;

/// <summary>Speaks to one chat platform: the courier hands it one message at a time for a destination.</summary>
internal interface IChatSender
{
    /// <summary>The first part of the addresses it serves, e.g. <c>webhook</c> in <c>webhook:newsroom</c>.</summary>
    string Platform { get; }

    /// <summary>Never throws for what a platform does: that is an outcome. Cancelled only when the process is about to end.</summary>
    Task<SendOutcome> SendAsync(OutgoingMessage message, CancellationToken cancellationToken);

    /// <summary>Makes a posted message say this instead. Safe to repeat, so an unclear failure is like any other.</summary>
    /// <param name="platformId">The <see cref="SendOutcome.Sent.PlatformId"/> of the message.</param>
    /// <returns><see cref="SendOutcome.Refused"/> where the message is gone or the platform cannot edit: it is not edited any more, which
    /// is no trouble.</returns>
    Task<SendOutcome> EditAsync(OutgoingMessage message, string platformId, CancellationToken cancellationToken);
}

/// <summary>A message to be sent.</summary>
/// <param name="Address">What follows the platform's name, e.g. <c>newsroom</c>; empty for the console.</param>
/// <param name="Nonce">The same at every attempt, at most 25 characters: the idempotency key where a platform has one.</param>
internal sealed record OutgoingMessage(string Address, Brief Brief, string Nonce)
{
    /// <summary>What the buttons are about. Null: no buttons.</summary>
    public StoryId? Story { get; init; }

    /// <summary>Id of the role or user group that is mentioned. Null: nobody is.</summary>
    public string? Ping { get; init; }

    /// <summary>
    /// The <see cref="SendOutcome.Sent.PlatformId"/> of the story's message: this one is a reply in its thread. Null: a message of its own.
    /// </summary>
    public string? ThreadRootId { get; init; }

    /// <summary>An earlier attempt may have posted it.</summary>
    public bool MaybePosted { get; init; }

    /// <summary>When it was written: what stands in the channel from before is not it. Null: not known.</summary>
    public DateTimeOffset? CreatedAt { get; init; }
}

/// <summary>What came of one attempt to send: the courier's switch over it is the policy.</summary>
internal abstract record SendOutcome
{
    private SendOutcome()
    {
    }

    /// <param name="PlatformId">The platform's id of the message; null where it gives none (Slack webhooks, the console).</param>
    /// <param name="Pause">The platform wants nothing more for the destination for so long.</param>
    internal sealed record Sent(string? PlatformId, TimeSpan Pause = default) : SendOutcome;

    /// <summary>Certainly not posted, and the platform says when to come back (429).</summary>
    internal sealed record RetryAfter(TimeSpan Delay, string Reason) : SendOutcome;

    /// <summary>Certainly not posted, and a later try may succeed (no connection, name not found).</summary>
    internal sealed record Failed(string Reason) : SendOutcome;

    /// <summary>Certainly not posted and never will be.</summary>
    /// <param name="Reason">What is wrong and the mend, for a person.</param>
    /// <param name="DestinationGone">The destination itself refuses (404, 410, 403): nothing more is sent there until its setting
    /// changes.</param>
    internal sealed record Refused(string Reason, bool DestinationGone) : SendOutcome;

    /// <summary>It may have been posted: reset or time-out after the request went out, 5xx.</summary>
    internal sealed record Unclear(string Reason) : SendOutcome;
}
