namespace AlertBot.Alerts.Subscriptions;

/// <summary>A range of times of day. It spans midnight when the end is earlier than the start.</summary>
/// <param name="End">Exclusive.</param>
internal sealed record QuietHours(TimeOnly Start, TimeOnly End)
{
    /// <summary>No quiet hours, where a channel has switched off those of its subscriptions.</summary>
    public static readonly QuietHours None = new(default, default);

    /// <returns>The end of the current quiet hours; null outside of quiet hours.</returns>
    public DateTimeOffset? FindCurrentEnd(DateTimeOffset now, TimeZoneInfo zone)
    {
        var local = TimeZoneInfo.ConvertTime(now, zone);
        if (!TimeOnly.FromDateTime(local.DateTime).IsBetween(Start, End))
        {
            return null;
        }

        var end = local.Date + End.ToTimeSpan();
        return LocalTime.ToInstantAfter(now, end > local.DateTime ? end : end.AddDays(1), zone);
    }
}
