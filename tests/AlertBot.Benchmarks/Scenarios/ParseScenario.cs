using System.Xml;
using System.Xml.Linq;
using AlertBot.Benchmarks.Harness;
using AlertBot.Feeds.Parsing;
using AlertBot.Text.Charsets;
using CodeHollow.FeedReader;
using CodeHollow.FeedReader.Feeds;

namespace AlertBot.Benchmarks.Scenarios;

/// <summary>CPU time of parsing one feed, compared with plain XML readers and with CodeHollow.FeedReader alone.</summary>
internal static class ParseScenario
{
    /// <summary>The captured feed whose size in bytes is nearest to this is measured.</summary>
    private const int TypicalBytes = 46_000;

    public static Task RunAsync(ScenarioOptions options, Report report, CancellationToken cancellationToken)
    {
        var (file, body) = CapturedDocuments.Paths(options.Folder(), newsOnly: true)
            .Select(path => (Path: path, Body: File.ReadAllBytes(path)))
            .Where(feed => feed.Body.AsSpan(0, Math.Min(200, feed.Body.Length)).IndexOf("<rss"u8) >= 0 && IsWhole(feed.Body))
            .MinBy(feed => Math.Abs(feed.Body.Length - TypicalBytes));
        var text = System.Text.Encoding.UTF8.GetString(body).TrimStart('\uFEFF');
        var channel = PartialXmlReader.Read(text, [])!.Element("channel")!;
        var methods = new (string Name, Action Work)[]
        {
            ("XmlReader", () => ReadThrough(body)),
            ("XDocument.Load", () => XDocument.Load(new MemoryStream(body))),
            ("CodeHollow.FeedReader alone", () => FeedReader.ReadFromByteArray(body)),
            ("AlertBot, whole", () => FeedParser.Parse(body, "application/rss+xml", new Uri("https://outlet.example/feed"))),
            ("  decode", () => CharsetDecoder.Decode(body, "application/rss+xml", MarkupKind.Xml)),
            ("  repair", () => XmlRepair.Repair(text)),
            ("  elements", () => PartialXmlReader.Read(text, [])),
            ("  library on the elements", () => new Rss20Feed("", channel).ToFeed()),
        };
        var contents =
            XDocument.Load(new MemoryStream(body)).Descendants().Where(e => e.Name.LocalName is "encoded").Select(e => e.Value).ToList();
        methods = [.. methods,
            ($"  {contents.Count} contents sanitized", () => contents.ForEach(html => ContentSanitizer.Sanitize(html, null))),
            ("    by AngleSharp alone", () => contents.ForEach(html => new AngleSharp.Html.Parser.HtmlParser().ParseDocument(html)))];
        var entries = ((FeedParseResult.Parsed)FeedParser.Parse(body, null, new Uri("https://outlet.example/feed"))).Document.Entries;
        methods = [.. methods, ($"  keys of {entries.Count} entries", () => EntryKeys.Assign(entries))];
        var rounds = options.Number("rounds", 15);
        var figures = methods.Select(_ => new List<(double Ms, double KiB)>()).ToList();

        // The first rounds warm up the JIT compiler and are not counted.
        for (var round = -5; round < rounds; round++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            for (var i = 0; i < methods.Length; i++)
            {
                var figure = Measure(methods[i].Work);
                if (round >= 0)
                {
                    figures[i].Add(figure);
                }
            }
        }

        var ms = figures.Select(list => list.Select(f => f.Ms).Order().ElementAt(rounds / 2)).ToList();
        report.Title($"{Path.GetFileName(file)}, {body.Length} bytes, CPU ms for one document, median of {rounds} rounds");
        report.Table(
            ["", "ms", "/ XmlReader", "/ XDocument", "/ CodeHollow", "KiB allocated"],
            methods.Select(
                (method, i) => (IReadOnlyList<object>)[method.Name, $"{ms[i]:0.000}", $"{ms[i] / ms[0]:0.0}", $"{ms[i] / ms[1]:0.0}",
                    $"{ms[i] / ms[2]:0.00}", $"{figures[i][0].KiB:0}"]));
        return Task.CompletedTask;
    }

    private static bool IsWhole(byte[] body)
    {
        try
        {
            ReadThrough(body);
            return FeedReader.ReadFromByteArray(body).Items.Count > 0;
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            return false;
        }
    }

    private static void ReadThrough(byte[] body)
    {
        using var reader = XmlReader.Create(new MemoryStream(body), new XmlReaderSettings { DtdProcessing = DtdProcessing.Ignore });
        while (reader.Read())
        {
            _ = reader.Value;
        }
    }

    private static (double Ms, double KiB) Measure(Action work)
    {
        const int Repetitions = 40;
        var (cpu, bytes) = (Environment.CpuUsage.TotalTime, GC.GetAllocatedBytesForCurrentThread());
        for (var i = 0; i < Repetitions; i++)
        {
            work();
        }

        return ((Environment.CpuUsage.TotalTime - cpu).TotalMilliseconds / Repetitions,
            (GC.GetAllocatedBytesForCurrentThread() - bytes) / 1024.0 / Repetitions);
    }
}
