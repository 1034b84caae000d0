namespace AlertBot.Chat.Slack.Events;

/// <summary>Receives commands, interactions and events from Slack, over Socket Mode or HTTP.</summary>
internal interface ISlackEventReceiver
{
    /// <summary>
    /// Returns within 1 s, because the acknowledgement waits for it; the work continues in the background. Never fails.
    /// </summary>
    /// <returns>The payload of the acknowledgement; null: none.</returns>
    Task<ReadOnlyMemory<byte>?> ReceiveAsync(SlackInboundEvent inbound, CancellationToken cancellationToken);
}
