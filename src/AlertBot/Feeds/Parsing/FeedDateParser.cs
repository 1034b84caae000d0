using System.Globalization;
using System.Text.RegularExpressions;
using AlertBot.Text;

namespace AlertBot.Feeds.Parsing;

/// <summary>Parses the dates of feeds: RFC 822 and ISO 8601 with their common errors. A date without a zone is taken as UTC.</summary>
internal static partial class FeedDateParser
{
    private static readonly string[] StandardFormats =
        ["ddd, dd MMM yyyy HH:mm:ss 'GMT'", "ddd, dd MMM yyyy HH:mm:ss zzz", "yyyy-MM-dd'T'HH:mm:ssK"];

    /// <summary>Shortest and longest text that can be a date, in characters.</summary>
    private const int MinLength = 4;
    private const int MaxLength = 80;

    // The zones of RFC 822 and of news sites, in hours. Military letters count as UTC (RFC 2822, section 4.3).
    private const string ZoneTable =
        "EST -5, EDT -4, CST -6, CDT -5, MST -7, MDT -6, PST -8, PDT -7, AKST -9, AKDT -8, HST -10, AST -4, ADT -3, NST -3.5, NDT -2.5, "
        + "BRT -3, ART -3, CLT -4, WET 0, WEST 1, BST 1, CET 1, CEST 2, MEZ 1, MESZ 2, MET 1, MEST 2, EET 2, EEST 3, MSK 3, MSD 4, TRT 3, "
        + "SAST 2, CAT 2, EAT 3, WAT 1, GST 4, PKT 5, IST 5.5, NPT 5.75, BDT 6, ICT 7, WIB 7, HKT 8, SGT 8, PHT 8, AWST 8, JST 9, KST 9, "
        + "ACST 9.5, ACDT 10.5, AEST 10, AEDT 11, NZST 12, NZDT 13";

    private static readonly Dictionary<string, double> Zones = ZoneTable.Split(", ").Select(zone => zone.Split(' '))
        .ToDictionary(zone => zone[0], zone => double.Parse(zone[1], CultureInfo.InvariantCulture), StringComparer.OrdinalIgnoreCase);

    /// <returns>The date in UTC; null when the text is not a date.</returns>
    public static DateTimeOffset? Parse(string? text)
    {
        var trimmed = PlainTextConverter.CollapseWhitespace(text ?? "");
        if (trimmed.Length is < MinLength or > MaxLength)
        {
            return null;
        }

        // Most dates follow the standards, and this is many times faster than the patterns below.
        if (DateTimeOffset.TryParseExact(trimmed, StandardFormats, CultureInfo.InvariantCulture,
            DateTimeStyles.AdjustToUniversal | DateTimeStyles.AssumeUniversal, out var date) && date.Year is > 1 and < 9998)
        {
            return date;
        }

        return FromMatch(IsoPattern().Match(trimmed), IsoMonth) ?? FromMatch(DayMonthPattern().Match(trimmed), NamedMonth)
            ?? FromMatch(MonthDayPattern().Match(trimmed), NamedMonth);
    }

    private static int? IsoMonth(string text) => text.Length == 0 ? 1 : int.Parse(text, CultureInfo.InvariantCulture);

    private static int? NamedMonth(string text) => MonthNames.Parse(text) ?? MonthNames.Parse(text.AsSpan(0, 3));

    private static DateTimeOffset? FromMatch(Match match, Func<string, int?> parseMonth)
    {
        if (!match.Success
            || parseMonth(match.Groups["month"].Value) is not { } month
            || ParseOffset(match.Groups["zone"].Value) is not { } offset)
        {
            return null;
        }

        var year = ReadYear(match);
        var day = ReadNumber(match, "day", 1);
        if (year is < 1 or > 9998 || month is < 1 or > 12 || day < 1 || day > DateTime.DaysInMonth(year, month)
            || ReadTimeOfDay(match) is not { } time)
        {
            return null;
        }

        var local = new DateTime(year, month, day, 0, 0, 0, DateTimeKind.Utc) + time;
        return local.Ticks > TimeSpan.TicksPerDay ? new DateTimeOffset(local - offset, TimeSpan.Zero) : null;
    }

    /// <summary>Two digits are 1970 to 2069.</summary>
    private static int ReadYear(Match match)
    {
        var year = ReadNumber(match, "year", 0);
        return match.Groups["year"].Length > 2 ? year : year < 70 ? year + 2000 : year + 1900;
    }

    /// <summary>A leap second is read as the second before it, and 24:00 as the start of the next day.</summary>
    private static TimeSpan? ReadTimeOfDay(Match match)
    {
        var hour = ReadNumber(match, "hour", 0);
        var minute = ReadNumber(match, "minute", 0);
        var second = ReadNumber(match, "second", 0);
        hour += match.Groups["half"].Value.ToUpperInvariant() switch { "PM" when hour < 12 => 12, "AM" when hour == 12 => -12, _ => 0 };
        return hour > 24 || minute > 59 || second > 60 || (hour == 24 && minute + second > 0) ? null
            : new TimeSpan(hour, minute, Math.Min(second, 59)) + TimeSpan.FromTicks(ParseFraction(match.Groups["fraction"].ValueSpan));
    }

    private static int ReadNumber(Match match, string group, int fallback) =>
        match.Groups[group] is { Success: true, Length: > 0 } found
            ? int.Parse(found.ValueSpan, CultureInfo.InvariantCulture)
            : fallback;

    /// <returns>The fraction of a second in ticks of 100 ns.</returns>
    private static long ParseFraction(ReadOnlySpan<char> digits)
    {
        var ticks = 0L;
        for (var i = 0; i < 7; i++)
        {
            ticks = ticks * 10 + (i < digits.Length ? digits[i] - '0' : 0);
        }

        return ticks;
    }

    /// <returns>Null for an impossible offset; zero for a missing or unknown zone.</returns>
    private static TimeSpan? ParseOffset(string zone)
    {
        var number = ZonePattern().Match(zone);
        if (!number.Success)
        {
            return Zones.TryGetValue(zone.Trim('(', ')'), out var hours) ? TimeSpan.FromHours(hours) : TimeSpan.Zero;
        }

        var offset = new TimeSpan(int.Parse(number.Groups[2].ValueSpan, CultureInfo.InvariantCulture),
            number.Groups[3].Length > 0 ? int.Parse(number.Groups[3].ValueSpan, CultureInfo.InvariantCulture) : 0, 0);
        return offset > TimeSpan.FromHours(18) ? null : number.Groups[1].Value == "+" ? offset : -offset;
    }

    [GeneratedRegex(
        """^(?<year>[0-9]{4})(?:-?(?<month>[0-9]{2})(?:-?(?<day>[0-9]{2})(?:[T ]?\s?(?<hour>[0-9]{1,2})(?::?"""
        + """(?<minute>[0-9]{2})(?::?(?<second>[0-9]{2})(?:[.,:](?<fraction>[0-9]+))?)?)?\s?(?<half>[AaPp][Mm])?\s?(?<zone>[Zz]|"""
        + """(?:GMT|UTC)?[+-][0-9:]{2,6}|[A-Za-z]{2,5})?)?)?)?$""", RegexOptions.CultureInvariant)]
    private static partial Regex IsoPattern();

    [GeneratedRegex(
        """^(?:\p{L}+\.?,? ?)?(?<day>[0-9]{1,2})(?:st|nd|rd|th)?[ ,.-]{1,2}(?<month>[A-Za-z]{3,9})\.?[ ,-]{1,2}"""
        + """(?<year>[0-9]{4}|[0-9]{2}),?(?: (?:at )?(?<hour>[0-9]{1,2}):(?<minute>[0-9]{1,2})(?::(?<second>[0-9]{1,2})(?:[.,]"""
        + """(?<fraction>[0-9]+))?)?)?(?: ?(?<half>[AaPp][Mm]))? ?(?<zone>(?:GMT|UTC)? ?[+-] ?[0-9:]{1,6}|\(?[A-Za-z]{1,5}\)?)?"""
        + """(?: \(.{0,40}\)| [A-Z]{1,5})?$""", RegexOptions.CultureInvariant)]
    private static partial Regex DayMonthPattern();

    [GeneratedRegex(
        """^(?:[A-Za-z]{3,9}\.?,? )?(?<month>[A-Za-z]{3,9})\.? (?<day>[0-9]{1,2})(?:st|nd|rd|th)?,?(?: (?<year>[0-9]{4}),?)?"""
        + """(?: (?:at )?(?<hour>[0-9]{1,2}):(?<minute>[0-9]{2})(?::(?<second>[0-9]{2})(?:[.,](?<fraction>[0-9]+))?)?)?(?: ?"""
        + """(?<half>[AaPp][Mm]))?(?: (?<zone>(?:GMT|UTC)?[+-][0-9:]{2,6}|[A-Za-z]{1,5}))?(?: (?<year>[0-9]{4}))?"""
        + """(?: \(.{0,40}\))?$""", RegexOptions.CultureInvariant)]
    private static partial Regex MonthDayPattern();

    [GeneratedRegex("""([+-]) ?([0-9]{1,2}):?([0-9]{2})?$""", RegexOptions.CultureInvariant)]
    private static partial Regex ZonePattern();
}
