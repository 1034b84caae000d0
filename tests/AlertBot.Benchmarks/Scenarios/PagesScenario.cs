using System.IO.Compression;
using System.Text.Json;
using AlertBot.Articles;
using AlertBot.Benchmarks.Harness;
using AlertBot.Briefs;
using AlertBot.Feeds;
using AlertBot.Quotes;
using AlertBot.Stories;
using AlertBot.Text.Charsets;

namespace AlertBot.Benchmarks.Scenarios;

/// <summary>CPU time from a page to a brief, compared with SmartReader alone, and the time and memory for pages made to be slow.</summary>
internal static class PagesScenario
{
    /// <summary>Limit of the time for one page, in milliseconds.</summary>
    private const int MaxMs = 2_000;

    /// <summary>Limit of the resident memory of one process, in MiB.</summary>
    private const int MaxResidentMiB = 200;

    public static async Task RunAsync(ScenarioOptions options, Report report, CancellationToken cancellationToken)
    {
        var folder = options.Folder();
        var rounds = options.Number("rounds", 5);
        var pages = CollectedPage.Read(folder);
        MeasureCollectedPages(report, pages, rounds, cancellationToken);
        await MeasurePeakMemoryAsync(report, options, folder, cancellationToken);
        await MeasureSlowPagesAsync(report, options, cancellationToken);
    }

    /// <summary>Measures each page with each method in turn, so that other load on the machine affects all methods alike.</summary>
    private static void MeasureCollectedPages(Report report, IReadOnlyList<CollectedPage> pages, int rounds,
        CancellationToken cancellationToken)
    {
        var now = TimeProvider.System.GetUtcNow();
        var alone = new double[pages.Count][];
        var ours = new double[pages.Count][];
        var brief = new double[pages.Count][];
        for (var i = 0; i < pages.Count; i++)
        {
            (alone[i], ours[i], brief[i]) = (new double[rounds], new double[rounds], new double[rounds]);
        }

        // The first round is a warm-up for the JIT.
        for (var round = -1; round < rounds; round++)
        {
            Console.Error.WriteLine($"round {round + 1} of {rounds}");
            for (var i = 0; i < pages.Count; i++)
            {
                cancellationToken.ThrowIfCancellationRequested();
                var page = pages[i];
                var first = CpuMs(() => _ = new SmartReader.Reader(page.Address.AbsoluteUri, page.Html).GetArticle());
                Page? read = null;
                var second =
                    CpuMs(() => read = (PageReader.Read(page.Body, "text/html", page.Address, now) as PageReadResult.Extracted)?.Page);
                var third = CpuMs(() => _ = read is null ? null : ComposeBrief(read, now));
                if (round >= 0)
                {
                    (alone[i][round], ours[i][round], brief[i][round]) = (first, second, third);
                }
            }
        }

        var (aloneMs, oursMs, briefMs) = (Medians(alone), Medians(ours), Medians(brief));
        report.Title($"{pages.Count} pages of news, CPU ms of one thread, median of {rounds} rounds each");
        report.Table(
            ["", "median", "95 %", "longest", "all"],
            [
                ["SmartReader alone", .. Row(aloneMs)],
                ["page to article", .. Row(oursMs)],
                ["article to brief: quotes, summary", .. Row(briefMs)],
            ]);
        report.Figure("page to article / SmartReader alone, all pages", $"{oursMs.Sum() / aloneMs.Sum():0.00}");
        report.Figure("briefs per second from pages, one thread", $"{pages.Count / (oursMs.Sum() + briefMs.Sum()) * 1_000:0.0}");
        report.Figure("briefs per second from articles, one thread", $"{pages.Count / briefMs.Sum() * 1_000:0}");
        report.AtMost("longest page, ms", (long)oursMs.Zip(briefMs, (a, b) => a + b).Max(), MaxMs);
    }

    private static Brief ComposeBrief(Page page, DateTimeOffset now)
    {
        var quotes = QuoteExtractor.Extract(page.Text, page.Language);
        return BriefComposer.Compose(
            new MatchedArticle(new EntryId(1), Backlog.None, now, now, now, page.Title ?? "", page.Text, page.Url, page.Language,
                page.Site ?? "", [], quotes));
    }

    /// <summary>Reads all pages in one process of the executable.</summary>
    private static async Task MeasurePeakMemoryAsync(Report report, ScenarioOptions options, string folder,
        CancellationToken cancellationToken)
    {
        var run = await MeasuredProcess.RunAsync(options.Executable,
            ["inspect", "article", "--json", "--list", Path.Combine(folder, "list.jsonl")], cancellationToken);
        report.Title("alertbot inspect article, all pages, one process");
        report.Figure("seconds", $"{run.Took.TotalSeconds:0.0}");
        report.AtMost("peak resident memory, MiB", run.PeakKiB / 1024, MaxResidentMiB);
    }

    private static async Task MeasureSlowPagesAsync(Report report, ScenarioOptions options, CancellationToken cancellationToken)
    {
        var folder = Directory.CreateTempSubdirectory("alertbot-pages-");
        var rows = new List<IReadOnlyList<object>>();
        try
        {
            foreach (var (name, html) in SlowPages.All())
            {
                await Console.Error.WriteLineAsync(name);
                var file = Path.Combine(folder.FullName, "page.html");
                await File.WriteAllTextAsync(file, html, cancellationToken);
                var run = await MeasuredProcess.RunAsync(options.Executable, ["inspect", "article", "--json", file], cancellationToken);
                using var answer = JsonDocument.Parse(run.Output.AsMemory(0, run.Output.IndexOf('\n')));
                var ok = answer.RootElement.GetProperty("ok").GetBoolean();
                rows.Add([name, $"{html.Length / 1e6:0.0}", $"{run.Took.TotalMilliseconds:0}", run.PeakKiB / 1024,
                    ok ? $"{answer.RootElement.GetProperty("text").GetString()!.Length} characters"
                        : answer.RootElement.GetProperty("error").GetString()!]);
                if (run.Took.TotalMilliseconds > MaxMs || run.PeakKiB > MaxResidentMiB * 1024)
                {
                    report.AddFailure($"{name}: {run.Took.TotalMilliseconds:0} ms, {run.PeakKiB / 1024} MiB");
                }
            }
        }
        finally
        {
            folder.Delete(recursive: true);
        }

        report.Title(
            $"Pages made to be slow, each in a process of its own, including its start; at most {MaxMs} ms and {MaxResidentMiB} MiB");
        report.Table(["page", "million characters", "ms", "MiB", "read"], rows);
    }

    private static double CpuMs(Action work)
    {
        var before = Environment.CpuUsage.TotalTime;
        work();
        return (Environment.CpuUsage.TotalTime - before).TotalMilliseconds;
    }

    private static double[] Medians(double[][] times) => [.. times.Select(rounds => rounds.Order().ElementAt(rounds.Length / 2))];

    private static IEnumerable<object> Row(double[] ms)
    {
        var sorted = ms.Order().ToList();
        return [$"{sorted[sorted.Count / 2]:0.0}", $"{sorted[sorted.Count * 95 / 100]:0.0}", $"{sorted[^1]:0}", $"{ms.Sum():0}"];
    }

    /// <summary>A captured page.</summary>
    private sealed record CollectedPage(byte[] Body, string Html, Uri Address)
    {
        public static IReadOnlyList<CollectedPage> Read(string folder)
        {
            var pages = new Dictionary<string, CollectedPage>(StringComparer.Ordinal);
            foreach (var line in File.ReadLines(Path.Combine(folder, "list.jsonl")))
            {
                using var document = JsonDocument.Parse(line);
                var path = Path.Combine(folder, document.RootElement.GetProperty("path").GetString()!);
                if (pages.ContainsKey(path))
                {
                    continue;
                }

                using var unpacked = new MemoryStream();
                using (var file = new GZipStream(File.OpenRead(path), CompressionMode.Decompress))
                {
                    file.CopyTo(unpacked);
                }

                var body = unpacked.ToArray();
                var address = document.RootElement.TryGetProperty("url", out var url)
                    && Uri.TryCreate(url.GetString(), UriKind.Absolute, out var known) ? known : new Uri("http://page.invalid/");
                pages[path] = new CollectedPage(body, CharsetDecoder.Decode(body, "text/html", MarkupKind.Html).Text, address);
            }

            return [.. pages.Values];
        }
    }
}
