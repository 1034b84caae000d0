using System.Globalization;
using System.Text.RegularExpressions;

namespace AlertBot.Text;

/// <summary>Parses the dates that pages write. A time of day is used only with a time zone; without one the result is the day.</summary>
internal static partial class DateParser
{
    /// <summary>The first year of the web: earlier dates are not dates of a page.</summary>
    private const int MinYear = 1990;

    /// <summary>Longer text is cut to this length, in characters, before it is parsed: a date is near the beginning.</summary>
    private const int MaxLength = 200;

    /// <summary>How far a publication may be in the future, since the clocks of servers differ; such a date becomes the present.</summary>
    private static readonly TimeSpan MaxClockDifference = TimeSpan.FromMinutes(10);

    /// <summary>The largest offset of a time zone from UTC, where each day begins first.</summary>
    private static readonly TimeSpan MaxOffset = TimeSpan.FromHours(14);

    /// <summary>Whether a line is a day and a month without a year, such as a page prints above an article.</summary>
    public static bool IsDayWithoutYear(string line) => line.Length <= 20
        && ((DayAndMonth().Match(line) is { Success: true } day && MonthNames.Parse(day.Groups[1].ValueSpan) is not null)
            || (MonthAndDay().Match(line) is { Success: true } month && MonthNames.Parse(month.Groups[1].ValueSpan) is not null));

    /// <param name="isDayFirst">Whether 04/05/2022 is the fourth of May in the country of the page; null when that is unknown.</param>
    /// <returns>
    /// An instant (<c>2025-08-17T09:30:00Z</c>) or a day (<c>2025-08-17</c>); null when there is no date or it is in the future.
    /// </returns>
    public static string? Parse(string? text, DateTimeOffset now, bool? isDayFirst = null)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            return null;
        }

        var clipped = text.Trim();
        clipped = clipped.Length > MaxLength ? clipped[..MaxLength] : clipped;
        return ParseUnixTime(clipped, now) ?? ParseDate(clipped, now, isDayFirst);
    }

    private static string? ParseUnixTime(string text, DateTimeOffset now) =>
        text.Length is 10 or 13 && text.All(char.IsAsciiDigit) && !text.StartsWith("20", StringComparison.Ordinal)
            ? FormatInstant(
                DateTimeOffset.FromUnixTimeMilliseconds(long.Parse(text, CultureInfo.InvariantCulture) * (text.Length == 10 ? 1000 : 1)),
                now)
            : null;

    private static string? ParseDate(string text, DateTimeOffset now, bool? isDayFirst)
    {
        if (FindDate(text, isDayFirst) is not { } found || found.Day.Year < MinYear)
        {
            return null;
        }

        var rest = text[found.End..];
        if (Clock().Match(rest) is { Success: true } clock
            && ParseOffset(clock) is { } zone
            && ParseTimeOfDay(clock) is { } time
            && time != TimeSpan.Zero)
        {
            return FormatInstant(new DateTimeOffset(found.Day.ToDateTime(TimeOnly.FromTimeSpan(time)), zone), now);
        }

        return found.Day <= DateOnly.FromDateTime(now.UtcDateTime + MaxOffset)
            ? found.Day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)
            : null;
    }

    private static string? FormatInstant(DateTimeOffset at, DateTimeOffset now) =>
        at.Year < MinYear || at > now + MaxClockDifference ? null
        : (at > now ? now : at).UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    private static (DateOnly Day, int End)? FindDate(string text, bool? isDayFirst) =>
        FromNumbers(YearFirst().Match(text), year: 1, month: 2, day: 3)
            ?? FromNumbers(DayFirst().Match(text), year: 3, month: 2, day: 1)
            ?? FromMonthName(DayMonth().Match(text), year: 3, month: 2, day: 1)
            ?? FromMonthName(MonthDay().Match(text), year: 3, month: 1, day: 2)
            ?? FromMonthName(YearMonthDay().Match(text), year: 1, month: 2, day: 3)
            ?? FromSlashes(Slashes().Match(text), isDayFirst)
            ?? FromNumbers(CompactDay().Match(text), year: 1, month: 2, day: 3)
            ?? FromNumbers(EastAsian().Match(text), year: 1, month: 2, day: 3);

    private static (DateOnly, int)? FromNumbers(Match match, int year, int month, int day) =>
        match.Success
            ? CreateDate(ParseGroup(match, year), ParseGroup(match, month), ParseGroup(match, day), match.Index + match.Length)
            : null;

    private static (DateOnly, int)? FromMonthName(Match match, int year, int month, int day) =>
        match.Success && MonthNames.Parse(match.Groups[month].ValueSpan) is { } number
            ? CreateDate(ParseGroup(match, year), number, ParseGroup(match, day), match.Index + match.Length)
            : null;

    /// <summary>
    /// Reads 04/05/2022 only when one of the two orders is impossible, both give the same day, or the country of the page decides.
    /// </summary>
    private static (DateOnly, int)? FromSlashes(Match match, bool? isDayFirst)
    {
        if (!match.Success)
        {
            return null;
        }

        var (first, second, year) = (ParseGroup(match, 1), ParseGroup(match, 2), ParseGroup(match, 3));
        var end = match.Index + match.Length;
        return first > 12 || first == second || (isDayFirst == true && second <= 12) ? CreateDate(year, second, first, end)
            : second > 12 || isDayFirst == false ? CreateDate(year, first, second, end)
            : null;
    }

    private static (DateOnly, int)? CreateDate(int year, int month, int day, int end) =>
        year is >= 1 and <= 9999 && month is >= 1 and <= 12 && day >= 1 && day <= DateTime.DaysInMonth(year, month)
            ? (new DateOnly(year, month, day), end)
            : null;

    private static int ParseGroup(Match match, int group) => int.Parse(match.Groups[group].ValueSpan, CultureInfo.InvariantCulture);

    private static TimeSpan? ParseTimeOfDay(Match clock)
    {
        var hour = ParseGroup(clock, 1);
        var half = clock.Groups[4].Value.ToLowerInvariant();
        hour = half.StartsWith('p') && hour < 12 ? hour + 12 : half.StartsWith('a') && hour == 12 ? 0 : hour;
        var (minute, second) = (ParseGroup(clock, 2), clock.Groups[3].Success ? ParseGroup(clock, 3) : 0);
        return hour < 24 && minute < 60 && second < 60 ? new TimeSpan(hour, minute, second) : null;
    }

    private static TimeSpan? ParseOffset(Match clock)
    {
        if (clock.Groups[5].Success)
        {
            return TimeZoneAbbreviations.FindOffset(clock.Groups[5].Value);
        }

        if (!clock.Groups[6].Success)
        {
            return null;
        }

        var offset = new TimeSpan(ParseGroup(clock, 7), clock.Groups[8].Success ? ParseGroup(clock, 8) : 0, 0);
        return offset > MaxOffset ? null : clock.Groups[6].Value == "+" ? offset : -offset;
    }

    [GeneratedRegex(@"(?<![0-9])((?:19|20)[0-9]{2})[-/.]([01]?[0-9])[-/.]([0-3]?[0-9])(?![0-9])")]
    private static partial Regex YearFirst();

    [GeneratedRegex(@"(?<![0-9.])([0-3]?[0-9])\.\s?([01]?[0-9])\.\s?((?:19|20)[0-9]{2})(?![0-9])")]
    private static partial Regex DayFirst();

    [GeneratedRegex(@"(?<![0-9])([0-3]?[0-9])(?:st|nd|rd|th|er|º|\.º)?[.,]?[ -](?:de |of )?([\p{L}\p{M}]{3,12})\.?"
        + @"(?: ?/ ?[\p{L}\p{M}]{3,12})?,?[ -](?:de |del )?((?:19|20)[0-9]{2})(?![0-9])")]
    private static partial Regex DayMonth();

    [GeneratedRegex(@"(?<!\p{L})(\p{L}{3,12})\.? ([0-3]?[0-9])(?:st|nd|rd|th)?,? ((?:19|20)[0-9]{2})(?![0-9])")]
    private static partial Regex MonthDay();

    [GeneratedRegex(@"(?<![0-9])((?:19|20)[0-9]{2})\.? (\p{L}{3,12})\.? ([0-3]?[0-9])(?![0-9])")]
    private static partial Regex YearMonthDay();

    [GeneratedRegex(@"^[0-3]?[0-9](?:st|nd|rd|th)?\.? (\p{L}{3,12})\.?$")]
    private static partial Regex DayAndMonth();

    [GeneratedRegex(@"^(\p{L}{3,12})\.? [0-3]?[0-9](?:st|nd|rd|th)?$")]
    private static partial Regex MonthAndDay();

    [GeneratedRegex(@"(?<![0-9])([0-3]?[0-9])[/-]([0-3]?[0-9])[/-]((?:19|20)[0-9]{2})(?![0-9])")]
    private static partial Regex Slashes();

    [GeneratedRegex(@"^((?:19|20)[0-9]{2})([01][0-9])([0-3][0-9])(?![0-9])")]
    private static partial Regex CompactDay();

    [GeneratedRegex(@"((?:19|20)[0-9]{2})\s?[年년]\s?([01]?[0-9])\s?[月월]\s?([0-3]?[0-9])\s?[日일]")]
    private static partial Regex EastAsian();

    /// <summary>Groups: hour, minute, second, half of the day, name of the zone, sign, hours and minutes of the offset.</summary>
    [GeneratedRegex(@"^[T ,|·–-]{0,4}(?:at |um |- )?"
        + @"([0-2]?[0-9])[:.h]([0-5][0-9])(?:[:.]([0-5]?[0-9])(?:[.,][0-9]{1,9})?)?"
        + @"\s?([AaPp]\.?[Mm]\.?)?\s?(?:Uhr)?\s?\(?"
        + @"(?:(Z|UTC|GMT|UT|E[SD]T|C[SD]T|M[SD]T|P[SD]T|CES?T|MES?Z)\b|([+-])([01][0-9]):?([0-5][0-9])?)?")]
    private static partial Regex Clock();
}
