using System.Globalization;

namespace AlertBot.Alerts;

/// <summary>How durations, times of the day and zones are written, in the settings file and in chat.</summary>
internal static class OptionText
{
    private static readonly TimeSpan LongestDuration = TimeSpan.FromDays(3650);

    public static Func<string, Parsed<TimeSpan>> Duration(TimeSpan least, TimeSpan most) => text =>
        Duration(text) is not { } duration ? Mistaken.As<TimeSpan>("is no duration; write 30s, 5m or 48h")
            : duration < least ? Mistaken.As<TimeSpan>($"is too short; the least is {Written(least)}")
            : duration > most ? Mistaken.As<TimeSpan>($"is too long; the most is {Written(most)}")
            : duration;

    /// <summary>As it is written in the settings: 90s, 5m, 48h, 30d.</summary>
    public static string Written(TimeSpan duration)
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

    public static Parsed<TimeZoneInfo> TimeZone(string text) =>
        text.All(c => char.IsAsciiLetterOrDigit(c) || c is '/' or '_' or '-' or '+') && TimeZoneInfo.TryFindSystemTimeZoneById(text, out var zone)
            ? zone
            : Mistaken.As<TimeZoneInfo>("is no time zone; write one as Europe/Kyiv, America/New_York or UTC");

    public static Parsed<TimeOnly> TimeOfDay(string text) =>
        TimeOnly.TryParseExact(text, ["HH:mm", "H:mm"], CultureInfo.InvariantCulture, DateTimeStyles.None, out var time)
            ? time
            : Mistaken.As<TimeOnly>("is no time of day; write \"08:00\"");

    public static Parsed<QuietHours> Quiet(string text)
    {
        var ends = text.Split('-', '–');
        return ends.Length != 2 || TimeOfDay(ends[0].Trim()) is not { Mistake: null } start || TimeOfDay(ends[1].Trim()) is not { Mistake: null } end
            ? Mistaken.As<QuietHours>("is no span of the day; write \"22:00-07:00\"")
            : start.Value == end.Value
                ? Mistaken.As<QuietHours>("begins when it ends; write \"22:00-07:00\"")
                : new QuietHours(start.Value, end.Value);
    }

    private static TimeSpan? Duration(string text)
    {
        if (text.Length < 2 || !int.TryParse(text.AsSpan(0, text.Length - 1), NumberStyles.None, CultureInfo.InvariantCulture, out var count))
        {
            return null;
        }

        var seconds = text[^1] switch { 's' => 1L, 'm' => 60L, 'h' => 3600L, 'd' => 86400L, _ => -1L };
        return seconds < 0 ? null
            : count * seconds >= (long)LongestDuration.TotalSeconds ? LongestDuration
            : TimeSpan.FromSeconds(count * seconds);
    }
}
