using System.Globalization;

namespace AlertBot.Alerts.Subscriptions;

/// <summary>Parses durations, times of day and time zones, in the settings file and in chat.</summary>
internal static class OptionValueParser
{
    /// <summary>Longer durations are cut to this.</summary>
    private static readonly TimeSpan MaxDuration = TimeSpan.FromDays(3650);

    /// <returns>A parser of durations within the limits.</returns>
    public static Func<string, ParseResult<TimeSpan>> ParseDuration(TimeSpan min, TimeSpan max) => text =>
        ParseDuration(text) switch
        {
            null => ParseResult.Failure<TimeSpan>("is not a valid duration; write 30s, 5m or 48h"),
            { } duration when duration < min => ParseResult.Failure<TimeSpan>($"is too short; the minimum is {FormatDuration(min)}"),
            { } duration when duration > max => ParseResult.Failure<TimeSpan>($"is too long; the maximum is {FormatDuration(max)}"),
            { } duration => duration,
        };

    /// <summary>As the settings write it: 90s, 5m, 48h, 30d.</summary>
    public static string FormatDuration(TimeSpan duration)
    {
        var (count, unit) = duration switch
        {
            { TotalDays: >= 3 } when duration.Ticks % TimeSpan.TicksPerDay == 0 => (duration.TotalDays, 'd'),
            _ when duration.Ticks % TimeSpan.TicksPerHour == 0 => (duration.TotalHours, 'h'),
            _ when duration.Ticks % TimeSpan.TicksPerMinute == 0 => (duration.TotalMinutes, 'm'),
            _ => (duration.TotalSeconds, 's'),
        };
        return string.Create(CultureInfo.InvariantCulture, $"{count}{unit}");
    }

    public static ParseResult<TimeZoneInfo> ParseTimeZone(string text) =>
        text.All(c => char.IsAsciiLetterOrDigit(c) || c is '/' or '_' or '-' or '+')
            && TimeZoneInfo.TryFindSystemTimeZoneById(text, out var zone)
            ? zone
            : ParseResult.Failure<TimeZoneInfo>("is not a known time zone; write one such as Europe/Kyiv, America/New_York or UTC");

    public static ParseResult<TimeOnly> ParseTimeOfDay(string text) =>
        TimeOnly.TryParseExact(text, ["HH:mm", "H:mm"], CultureInfo.InvariantCulture, DateTimeStyles.None, out var time)
            ? time
            : ParseResult.Failure<TimeOnly>("is not a valid time of day; write \"08:00\"");

    public static ParseResult<QuietHours> ParseQuietHours(string text)
    {
        var ends = text.Split('-', '–');
        if (ends.Length != 2
            || ParseTimeOfDay(ends[0].Trim()) is not { Error: null } start
            || ParseTimeOfDay(ends[1].Trim()) is not { Error: null } end)
        {
            return ParseResult.Failure<QuietHours>("is not a valid range of times; write \"22:00-07:00\"");
        }

        return start.Value == end.Value
            ? ParseResult.Failure<QuietHours>("starts and ends at the same time; write \"22:00-07:00\"")
            : new QuietHours(start.Value, end.Value);
    }

    private static TimeSpan? ParseDuration(string text)
    {
        if (text.Length < 2
            || !int.TryParse(text.AsSpan(0, text.Length - 1), NumberStyles.None, CultureInfo.InvariantCulture, out var count))
        {
            return null;
        }

        var seconds = text[^1] switch { 's' => 1L, 'm' => 60L, 'h' => 3600L, 'd' => 86400L, _ => -1L };
        return seconds < 0 ? null
            : count * seconds >= (long)MaxDuration.TotalSeconds ? MaxDuration
            : TimeSpan.FromSeconds(count * seconds);
    }
}
