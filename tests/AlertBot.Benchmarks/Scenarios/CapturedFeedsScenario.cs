using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using AlertBot.Benchmarks.Harness;

namespace AlertBot.Benchmarks.Scenarios;

/// <summary>Captured news feeds with their old dates: all entries are read, none is posted.</summary>
internal static class CapturedFeedsScenario
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(5);

    public static async Task RunAsync(ScenarioOptions options, Report report, CancellationToken cancellationToken)
    {
        var folder = options.Folder();
        var feeds = CapturedFeed.Read(folder);
        await using var server = await FeedServer.StartAsync(ports: 8, path => Find(folder, feeds, path), cancellationToken);
        await using var webhooks = new WebhookReceivers();
        await webhooks.StartAsync();
        await using var service = new ServiceProcess(options, Settings(feeds, server, webhooks));
        var database = new ServiceDatabase(service.DatabasePath);
        await service.StartAsync(cancellationToken);
        var start = Stopwatch.GetTimestamp();
        var settled = await database.WaitUntilAsync(Limit,
            () => database.Number("SELECT COUNT(*) FROM feed WHERE last_polled_at IS NULL") == 0, cancellationToken);
        var read = Stopwatch.GetElapsedTime(start);
        var (took, exitCode) = await service.StopAsync(cancellationToken);
        var inspected = await InspectAsync(options, folder, feeds, cancellationToken);

        report.Title($"Captured: {feeds.Count} news feeds as they are");
        report.Expect("everything settled", settled ? 1 : 0, 1);
        report.Figure("from ready until all was polled and read", $"{read.TotalSeconds:0.0} s");
        report.Expect("exit code after SIGTERM", exitCode, 0, $"after {took.TotalSeconds:0.0} s");
        AddFeeds(report, database, feeds, inspected);
        AlertReport.AddDecisions(report, database);
        report.Expect("decisions to post", database.Number("SELECT COUNT(*) FROM decision WHERE verdict <> 'not_told'"), 0);
        report.Expect("messages at the webhooks", webhooks.Both.Sum(webhook => webhook.Webhook.RequestCount), 0);
        AlertReport.AddLoggedProblems(report, service);
    }

    private static void AddFeeds(Report report, ServiceDatabase database, IReadOnlyList<CapturedFeed> feeds,
        IReadOnlyDictionary<string, (int Entries, int Keys)> inspected)
    {
        var stored = database.Rows("SELECT url, (SELECT COUNT(*) FROM entry e WHERE e.feed_id = f.id), last_error FROM feed f")
            .ToDictionary(row => Number((string)row[0]));
        report.Table(
            ["format", "feeds", "polled without error", "expected entries", "inspect feed", "distinct keys", "in database"],
            feeds.GroupBy(feed => feed.Format).OrderBy(group => group.Key, StringComparer.Ordinal)
                .Append(feeds.GroupBy(_ => "all").First()).Select(group => (IReadOnlyList<object>)
            [
                group.Key, group.Count(), group.Count(feed => stored[feed.Number][2] is DBNull), group.Sum(feed => feed.Entries),
                group.Sum(feed => inspected.GetValueOrDefault(feed.Id).Entries),
                group.Sum(feed => inspected.GetValueOrDefault(feed.Id).Keys), group.Sum(feed => (long)stored[feed.Number][1]),
            ]));
        foreach (var feed in feeds)
        {
            var (entries, error) = ((long)stored[feed.Number][1], stored[feed.Number][2] as string);
            var (listed, keys) = inspected.GetValueOrDefault(feed.Id);
            if (error is not null)
            {
                report.Note($"failed: {feed.Id}: {error}");
            }
            else if (entries != feed.Entries)
            {
                report.Note(
                    $"{feed.Id}: {feed.Entries} entries expected, {listed} read, {listed - keys} of them listed twice, {entries} in the "
                        + "database");
            }
        }

        report.Expect("feeds that were polled", database.Number("SELECT COUNT(*) FROM feed WHERE last_polled_at IS NOT NULL"), feeds.Count);
        report.Expect("feeds that failed", feeds.Count(feed => stored[feed.Number][2] is string), 0);
        report.Expect("difference between expected entries and those that inspect reads",
            feeds.Sum(feed => Math.Abs(feed.Entries - inspected.GetValueOrDefault(feed.Id).Entries)), 0);
        report.Expect("feeds whose entries in the database differ from the distinct keys",
            feeds.Count(feed => (long)stored[feed.Number][1] != inspected.GetValueOrDefault(feed.Id).Keys), 0);
    }

    private static async Task<IReadOnlyDictionary<string, (int Entries, int Keys)>> InspectAsync(ScenarioOptions options, string folder,
        IReadOnlyList<CapturedFeed> feeds, CancellationToken cancellationToken)
    {
        var paths = feeds.ToDictionary(feed => Path.Combine(folder, "files", feed.Id), feed => feed.Id);
        var (_, output) = await ServiceProcess.RunVerbAsync(options, ["inspect", "feed", "--json", .. paths.Keys], cancellationToken);
        var counts = new Dictionary<string, (int Entries, int Keys)>(StringComparer.Ordinal);
        foreach (var line in output.Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            using var document = JsonDocument.Parse(line);
            var root = document.RootElement;
            counts[paths[root.GetProperty("id").GetString()!]] =
                root.TryGetProperty("entries", out var entries) && entries.ValueKind == JsonValueKind.Array
                ? (entries.GetArrayLength(),
                    entries.EnumerateArray().Select(entry => entry.GetProperty("key").GetString()).Distinct().Count())
                : (0, 0);
        }

        return counts;
    }

    private static ServedDocument? Find(string folder, IReadOnlyList<CapturedFeed> feeds, string path) =>
        Number(path) is var number && number < feeds.Count
            ? new ServedDocument(File.ReadAllBytes(Path.Combine(folder, "files", feeds[number].Id)), feeds[number].ContentType)
            : null;

    private static int Number(string address) => int.Parse(address[(address.LastIndexOf('/') + 1)..], CultureInfo.InvariantCulture);

    private static string Settings(IReadOnlyList<CapturedFeed> feeds, FeedServer server, WebhookReceivers webhooks) => $$"""
        news: { fullText: never }
        network: { allow: [127.0.0.0/8] }
        {{webhooks.Settings()}}
        feeds:
        {{string.Join('\n', feeds.Select(feed => $$"""  - { url: "{{server.Address(feed.Number, $"/feed/{feed.Number}")}}", name: feed-{{feed.Number}} }"""))}}
        {{NewsTopics.Settings()}}
        """;
}

/// <summary>A captured news feed.</summary>
/// <param name="Entries">The expected number of entries.</param>
internal sealed record CapturedFeed(int Number, string Id, string Format, int Entries, string Note, string ContentType)
{
    public static IReadOnlyList<CapturedFeed> Read(string folder)
    {
        var types = Lines("list.jsonl",
            root => (Id: root.GetProperty("id").GetString()!,
                Type: root.TryGetProperty("contentType", out var type) ? type.GetString() : null))
                .ToDictionary(feed => feed.Id, feed => feed.Type);
        var entries = Lines("expected.jsonl",
            root => (Id: root.GetProperty("id").GetString()!,
                Count: root.TryGetProperty("n_entries", out var n) && n.ValueKind == JsonValueKind.Number ? n.GetInt32() : 0))
                .ToDictionary(feed => feed.Id, feed => feed.Count);
        return [.. File.ReadLines(Path.Combine(folder, "real-news.tsv")).Skip(1).Select(line => line.Split('\t')).Select((cells, number) =>
            new CapturedFeed(number, cells[0], cells[4], entries[cells[0]], cells.Length > 9 ? cells[9] : "",
                types.GetValueOrDefault(cells[0]) ?? "application/xml"))];

        IEnumerable<T> Lines<T>(string file, Func<JsonElement, T> read)
        {
            foreach (var line in File.ReadLines(Path.Combine(folder, file)))
            {
                using var document = JsonDocument.Parse(line);
                yield return read(document.RootElement);
            }
        }
    }
}
