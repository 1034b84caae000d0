namespace AlertBot.Alerts.Subscriptions;

/// <summary>Converts local times to instants on days when daylight saving time begins or ends.</summary>
internal static class LocalTime
{
    /// <summary>The first occurrence. A time that the change of clocks skips is moved to the first valid one.</summary>
    public static DateTimeOffset ToInstant(DateTime local, TimeZoneInfo zone)
    {
        local = SkipInvalid(local, zone);
        var offset = zone.IsAmbiguousTime(local) ? zone.GetAmbiguousTimeOffsets(local).Max() : zone.GetUtcOffset(local);
        return new DateTimeOffset(local, offset).ToUniversalTime();
    }

    /// <summary>The first occurrence after an instant; a time that occurs twice may have passed once.</summary>
    public static DateTimeOffset ToInstantAfter(DateTimeOffset now, DateTime local, TimeZoneInfo zone)
    {
        var first = ToInstant(local, zone);
        local = SkipInvalid(local, zone);
        return first <= now && zone.IsAmbiguousTime(local)
            ? new DateTimeOffset(local, zone.GetAmbiguousTimeOffsets(local).Min()).ToUniversalTime()
            : first;
    }

    private static DateTime SkipInvalid(DateTime local, TimeZoneInfo zone)
    {
        while (zone.IsInvalidTime(local))
        {
            local = local.AddMinutes(1);
        }

        return local;
    }
}
