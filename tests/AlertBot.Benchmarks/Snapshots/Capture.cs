using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace AlertBot.Benchmarks.Snapshots;

/// <summary>One capture of a feed, with the labelled changes since the previous capture.</summary>
/// <param name="New">Ids that are in no earlier capture.</param>
/// <param name="KnownLinks">The new ids whose link an earlier entry had: the same article again.</param>
internal sealed partial record Capture(
    string Feed,
    string File,
    DateTimeOffset At,
    int Entries,
    int Distinct,
    IReadOnlyList<string> New,
    IReadOnlyList<string> KnownLinks,
    IReadOnlyList<string> Retitled,
    IReadOnlyList<string> Redated)
{
    /// <summary>The number of articles that appear for the first time.</summary>
    public int NewArticles => New.Except(KnownLinks).Count();

    public static IReadOnlyList<Capture> Read(string folder) =>
        [.. System.IO.File.ReadLines(Path.Combine(folder, "snapshots.jsonl")).Where(line => line.Length > 0).Select(ParseLine)
            .OrderBy(capture => capture.At)];

    /// <summary>Reads the document and moves all its dates.</summary>
    /// <returns>The bytes, the number of dates that were moved, and the number that could not be parsed.</returns>
    public (byte[] Body, int Moved, int Unparsed) Shift(string folder, TimeSpan by)
    {
        var (moved, unparsed) = (0, 0);
        var text = Dates().Replace(System.IO.File.ReadAllText(Path.Combine(folder, "files", File)), match =>
        {
            var date = match.Groups["date"].Value;
            if (!DateTimeOffset.TryParse(date, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var instant))
            {
                unparsed++;
                return match.Value;
            }

            moved++;
            var format = date.Contains('T', StringComparison.Ordinal) && char.IsDigit(date[0]) ? "yyyy-MM-dd'T'HH:mm:sszzz"
                : "ddd, dd MMM yyyy HH:mm:ss 'GMT'";
            var shifted = instant + by;
            return match.Groups["open"].Value
                + (format[0] == 'y' ? shifted : shifted.ToUniversalTime()).ToString(format, CultureInfo.InvariantCulture)
                + match.Groups["close"].Value;
        });
        return (Encoding.UTF8.GetBytes(text), moved, unparsed);
    }

    private static Capture ParseLine(string line)
    {
        using var document = JsonDocument.Parse(line);
        var root = document.RootElement;
        var file = root.GetProperty("file").GetString()!;
        IReadOnlyList<string> Ids(string name) => [.. root.GetProperty(name).EnumerateArray().Select(id => id.GetString()!)];
        return new Capture(
            root.GetProperty("feed").GetString()!, file,
            DateTimeOffset.ParseExact(Time().Match(file).Value, "yyyyMMdd'T'HHmm'Z'", CultureInfo.InvariantCulture,
                DateTimeStyles.AssumeUniversal),
            root.GetProperty("entries").GetInt32(), root.GetProperty("distinct").GetInt32(),
            Ids("new"), Ids("new_id_but_known_link"), Ids("retitled"), Ids("redated"));
    }

    [GeneratedRegex(@"\d{8}T\d{4}Z")]
    private static partial Regex Time();

    [GeneratedRegex(@"(?<open><(?:pubDate|lastBuildDate|(?:dc:|atom:|dcterms:)?(?:date|updated|published|modified"
        + @"|created))(?:\s[^>]*)?>\s*(?:<!\[CDATA\[)?)(?<date>[^<\]]+?)(?<close>\s*(?:\]\]>)?\s*</)")]
    private static partial Regex Dates();
}
