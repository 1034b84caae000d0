namespace AlertBot.Alerts.Subscriptions;

/// <summary>When an alert of a subscription may be posted: at once, or when a digest or quiet hours say.</summary>
internal static class PostingSchedule
{
    /// <param name="isUrgent">Alerts of urgent topics are posted at once.</param>
    /// <param name="fallback">The time zone where the options set none.</param>
    /// <returns>Null: now.</returns>
    public static Hold? FindHold(RoutingOptions options, bool isUrgent, DateTimeOffset now, TimeZoneInfo fallback)
    {
        if (isUrgent)
        {
            return null;
        }

        if (options.Mode == SubscriptionMode.Digest)
        {
            var digest = FindNextDigest(options, now, options.ResolveTimeZone(fallback));
            return new Hold(FindAllowedTime(options, digest, fallback), HoldReason.Digest);
        }

        var due = FindAllowedTime(options, now, fallback);
        return due > now ? new Hold(due, HoldReason.Quiet) : null;
    }

    /// <summary>The first time from <paramref name="at"/> on that is on one of the days and outside of quiet hours.</summary>
    /// <param name="fallback">The time zone where the options set none.</param>
    public static DateTimeOffset FindAllowedTime(RoutingOptions options, DateTimeOffset at, TimeZoneInfo fallback)
    {
        var zone = options.ResolveTimeZone(fallback);
        while (true)
        {
            var day = TimeZoneInfo.ConvertTime(at, zone).Date;
            if (!IsPostingDay(options, day.DayOfWeek))
            {
                at = LocalTime.ToInstant(FindNextDay(options, day), zone);
            }

            // Quiet hours may end on a day without alerts.
            if (options.Quiet?.FindCurrentEnd(at, zone) is not { } end)
            {
                return at;
            }

            at = end;
        }
    }

    /// <summary>The next time of the digest on one of its days, after an instant.</summary>
    public static DateTimeOffset FindNextDigest(RoutingOptions options, DateTimeOffset now, TimeZoneInfo zone)
    {
        var time = (options.DigestAt ?? RoutingOptions.DefaultDigestTime).ToTimeSpan();
        var day = FindNextDay(options, TimeZoneInfo.ConvertTime(now, zone).Date);
        var due = LocalTime.ToInstant(day + time, zone);
        return due > now ? due : LocalTime.ToInstant(FindNextDay(options, day.AddDays(1)) + time, zone);
    }

    private static DateTime FindNextDay(RoutingOptions options, DateTime day)
    {
        while (!IsPostingDay(options, day.DayOfWeek))
        {
            day = day.AddDays(1);
        }

        return day;
    }

    private static bool IsPostingDay(RoutingOptions options, DayOfWeek day) => options.Days.Count == 0 || options.Days.Contains(day);
}

/// <summary>An alert waits for a digest.</summary>
/// <param name="Until">When the digest is due.</param>
internal readonly record struct Hold(DateTimeOffset Until, HoldReason Reason);

/// <summary>Why an alert is held: its subscription has digests, it is a time without alerts, or the hourly limit is reached.</summary>
internal enum HoldReason
{
    Digest,
    Quiet,
    Limit,
}
