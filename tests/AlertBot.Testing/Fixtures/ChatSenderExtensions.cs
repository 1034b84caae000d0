using AlertBot.Alerts.Delivery;

namespace AlertBot.Testing.Fixtures;

/// <summary>Delivers messages in tests of senders.</summary>
internal static class ChatSenderExtensions
{
    /// <summary>Limits the attempts, more than any injected fault lasts.</summary>
    private const int MaxAttempts = 5;

    /// <summary>
    /// Retries as the outbox does until the message is posted or refused. After an unclear outcome it counts as maybe posted.
    /// </summary>
    public static async Task<SendOutcome> DeliverAsync(this IChatSender sender, OutgoingMessage message,
        CancellationToken cancellationToken)
    {
        var outcome = await sender.SendAsync(message, cancellationToken);
        for (var attempt = 1; attempt < MaxAttempts && outcome is not (SendOutcome.Sent or SendOutcome.Refused); attempt++)
        {
            message = message with { MaybePosted = message.MaybePosted || outcome is SendOutcome.Unclear };
            outcome = await sender.SendAsync(message, cancellationToken);
        }

        return outcome;
    }
}
