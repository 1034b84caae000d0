using System.Collections.Frozen;
using System.Globalization;

namespace AlertBot.Text;

/// <summary>The abbreviations of time zones that feeds and pages write, with their offset from UTC.</summary>
internal static class TimeZoneAbbreviations
{
    // RFC 822, section 5.1, and the zones of news outlets. An abbreviation used in several countries means the zone of the largest press.
    private const string HoursByName =
        "Z 0, UTC 0, UT 0, GMT 0, "
        + "EST -5, EDT -4, CST -6, CDT -5, MST -7, MDT -6, PST -8, PDT -7, AKST -9, AKDT -8, HST -10, AST -4, ADT -3, NST -3.5, NDT -2.5, "
        + "BRT -3, ART -3, CLT -4, "
        + "WET 0, WEST 1, BST 1, CET 1, CEST 2, MEZ 1, MESZ 2, MET 1, MEST 2, EET 2, EEST 3, MSK 3, MSD 4, TRT 3, "
        + "SAST 2, CAT 2, EAT 3, WAT 1, "
        + "GST 4, PKT 5, IST 5.5, NPT 5.75, BDT 6, ICT 7, WIB 7, HKT 8, SGT 8, PHT 8, JST 9, KST 9, "
        + "AWST 8, ACST 9.5, ACDT 10.5, AEST 10, AEDT 11, NZST 12, NZDT 13";

    private static readonly FrozenDictionary<string, TimeSpan> OffsetsByName = HoursByName.Split(", ").Select(zone => zone.Split(' '))
        .ToFrozenDictionary(zone => zone[0], zone => TimeSpan.FromHours(double.Parse(zone[1], CultureInfo.InvariantCulture)),
            StringComparer.OrdinalIgnoreCase);

    /// <returns>The offset from UTC; null for an unknown abbreviation.</returns>
    public static TimeSpan? FindOffset(string name) => OffsetsByName.TryGetValue(name, out var offset) ? offset : null;
}
