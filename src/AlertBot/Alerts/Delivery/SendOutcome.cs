namespace AlertBot.Alerts.Delivery;

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
