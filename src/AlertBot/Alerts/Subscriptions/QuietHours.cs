namespace AlertBot.Alerts.Subscriptions;

/// <summary>From one time of day to another, over midnight where the end is earlier than the start.</summary>
/// <param name="End">Exclusive.</param>
internal sealed record QuietHours(TimeOnly Start, TimeOnly End)
{
    /// <returns>When the quiet hours that it is in are over; null outside of them.</returns>
    public DateTimeOffset? FindCurrentEnd(DateTimeOffset now, TimeZoneInfo zone)
    {
        var local = TimeZoneInfo.ConvertTime(now, zone);
        if (!TimeOnly.FromDateTime(local.DateTime).IsBetween(Start, End))
        {
            return null;
        }

        var end = local.Date + End.ToTimeSpan();
        end = end > local.DateTime ? end : end.AddDays(1);

        // An hour that the clocks leave out ends where they go on.
        while (zone.IsInvalidTime(end))
        {
            end = end.AddMinutes(1);
        }

        return new DateTimeOffset(end, zone.GetUtcOffset(end)).ToUniversalTime();
    }
}
