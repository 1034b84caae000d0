namespace AlertBot.Alerts.Subscriptions;

/// <summary>A range of times of day. It spans midnight when the end is earlier than the start.</summary>
/// <param name="End">Exclusive.</param>
internal sealed record QuietHours(TimeOnly Start, TimeOnly End)
{
    /// <returns>The end of the current quiet hours; null outside of quiet hours.</returns>
    public DateTimeOffset? FindCurrentEnd(DateTimeOffset now, TimeZoneInfo zone)
    {
        var local = TimeZoneInfo.ConvertTime(now, zone);
        if (!TimeOnly.FromDateTime(local.DateTime).IsBetween(Start, End))
        {
            return null;
        }

        var end = local.Date + End.ToTimeSpan();
        end = end > local.DateTime ? end : end.AddDays(1);

        // A local time that daylight saving time skips is moved to the first valid one.
        while (zone.IsInvalidTime(end))
        {
            end = end.AddMinutes(1);
        }

        return new DateTimeOffset(end, zone.GetUtcOffset(end)).ToUniversalTime();
    }
}
