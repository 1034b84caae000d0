namespace AlertBot.Alerts.Subscriptions;

/// <summary>How a channel stands.</summary>
/// <param name="PausedUntil">Null: not paused.</param>
/// <param name="DisabledReason">Why its platform takes no messages for it; null while it does.</param>
internal sealed record DestinationState(DestinationOptions Options, DateTimeOffset? PausedUntil, string? DisabledReason)
{
    /// <summary>Of a pause without an end of its own.</summary>
    public static readonly DateTimeOffset UntilResumed = DateTimeOffset.FromUnixTimeMilliseconds(253_402_300_799_000);

    public static DestinationState Default { get; } = new(new DestinationOptions(), null, null);
}
