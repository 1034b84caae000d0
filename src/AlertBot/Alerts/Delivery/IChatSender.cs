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
