using AlertBot.Alerts.Delivery;

namespace AlertBot.Testing.Fixtures;

/// <summary>Delivers messages in tests of senders.</summary>
internal static class ChatSenderExtensions
{
    /// <summary>Attempts, unless a test says otherwise: more than any injected fault lasts.</summary>
    public const int DefaultMaxAttempts = 5;

    /// <summary>
    /// Retries as the outbox does until the message is posted or refused. After an unclear outcome it counts as maybe posted.
    /// </summary>
    public static async Task<SendOutcome> DeliverAsync(this IChatSender sender, OutgoingMessage message,
        CancellationToken cancellationToken, int maxAttempts = DefaultMaxAttempts)
    {
        var outcome = await sender.SendAsync(message, cancellationToken);
        for (var attempt = 1; attempt < maxAttempts && outcome is not (SendOutcome.Sent or SendOutcome.Refused); attempt++)
        {
            message = message with { MaybePosted = message.MaybePosted || outcome is SendOutcome.Unclear };
            outcome = await sender.SendAsync(message, cancellationToken);
        }

        return outcome;
    }
}
