using System.Globalization;
using System.Xml.Linq;

namespace AlertBot.Feeds.Parsing;

/// <summary>How often a feed document asks to be polled.</summary>
/// <param name="UpdateInterval">The longer of <c>ttl</c> and the period of the syndication module; null when the document has
/// neither.</param>
/// <param name="SkipHours">One bit for each hour of the day (UTC) without updates: bit 0 is midnight.</param>
/// <param name="SkipDays">One bit for each day of the week without updates: bit 0 is Sunday.</param>
internal readonly record struct FeedHints(TimeSpan? UpdateInterval, int SkipHours, int SkipDays)
{
    private const int AllHours = (1 << 24) - 1;
    private const int AllDays = (1 << 7) - 1;

    /// <summary>
    /// Caps the period of the syndication module. WordPress declares "hourly" for every site, so it is weaker than a ttl.
    /// </summary>
    private static readonly TimeSpan MaxSyndicationPeriod = TimeSpan.FromMinutes(15);

    /// <summary>A longer ttl is taken for an error and ignored.</summary>
    private static readonly TimeSpan MaxTtl = TimeSpan.FromDays(366);

    /// <param name="channel">The element that describes the feed.</param>
    public static FeedHints Parse(XElement channel)
    {
        var ttl = ParseTtl(channel.OwnChildren("ttl").FirstText());
        var period = ParsePeriod(channel);
        return new FeedHints(
            ttl > period || period is null ? ttl : period,
            ParseFlags(channel, "skipHours", "hour", ParseHour, AllHours),
            ParseFlags(channel, "skipDays", "day", ParseDay, AllDays));
    }

    private static TimeSpan? ParseTtl(string? text) =>
        double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var minutes)
        && minutes > 0
        && minutes < MaxTtl.TotalMinutes
            ? TimeSpan.FromMinutes(minutes)
            : null;

    private static TimeSpan? ParsePeriod(XElement channel)
    {
        double? days = SyndicationText(channel, "updatePeriod")?.ToUpperInvariant() switch
        {
            "HOURLY" => 1 / 24.0,
            "DAILY" => 1,
            "WEEKLY" => 7,
            "MONTHLY" => 30,
            "YEARLY" => 365,
            _ => null,
        };
        var frequency = double.TryParse(SyndicationText(channel, "updateFrequency"), NumberStyles.AllowDecimalPoint,
            CultureInfo.InvariantCulture, out var times) && times >= 1 ? times : 1;
        var period = days / frequency is { } wanted ? TimeSpan.FromDays(wanted) : (TimeSpan?)null;
        return period > MaxSyndicationPeriod ? MaxSyndicationPeriod : period;
    }

    private static string? SyndicationText(XElement channel, string name) =>
        channel.Elements()
            .Where(e => e.IsNamed(name)
                && e.Name.NamespaceName.Contains("/rss/1.0/modules/syndication", StringComparison.OrdinalIgnoreCase))
            .FirstText();

    /// <summary>A list of all hours or days would mean "never", so it is ignored.</summary>
    private static int ParseFlags(XElement channel, string list, string item, Func<string, int?> parse, int all)
    {
        var bits = channel.OwnChildren(list).SelectMany(l => l.OwnChildren(item))
            .Select(i => parse(i.Value.Trim())).OfType<int>()
            .Aggregate(0, (set, bit) => set | (1 << bit));
        return bits == all ? 0 : bits;
    }

    /// <summary>0 to 23. RSS 0.91 counts to 24.</summary>
    private static int? ParseHour(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var hour) && hour <= 24 ? hour % 24 : null;

    private static int? ParseDay(string text) =>
        Enum.TryParse<DayOfWeek>(text, ignoreCase: true, out var day) && Enum.IsDefined(day) ? (int)day : null;
}
