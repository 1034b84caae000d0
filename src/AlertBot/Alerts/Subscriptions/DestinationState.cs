using System.Data.Common;
using AlertBot.Storage;

namespace AlertBot.Alerts.Subscriptions;

/// <summary>The state of a channel.</summary>
/// <param name="PausedUntil">Null: not paused.</param>
/// <param name="DisabledReason">Why it is switched off; null while it is on.</param>
internal sealed record DestinationState(DestinationOptions Options, DateTimeOffset? PausedUntil, string? DisabledReason)
{
    /// <summary>The end of a pause that lasts until a user resumes it: the end of the year 9999.</summary>
    public static readonly DateTimeOffset UntilResumed = DateTimeOffset.FromUnixTimeMilliseconds(253_402_300_799_000);

    public static DestinationState Default { get; } = new(new DestinationOptions(), null, null);

    /// <summary>Reads the columns <c>disabled_at</c> and <c>disabled_reason</c>.</summary>
    public static string? ReadDisabledReason(DbDataReader row, int disabledAt, int reason) =>
        row.IsDBNull(disabledAt) ? null : row.GetStringOrNull(reason) ?? "the platform refused a message";
}
