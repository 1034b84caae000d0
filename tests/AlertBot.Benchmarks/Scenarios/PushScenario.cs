using System.Diagnostics;
using System.Text;
using AlertBot.Benchmarks.Harness;
using AlertBot.Testing;
using AlertBot.Testing.Feeds;

namespace AlertBot.Benchmarks.Scenarios;

/// <summary>The time from the push of an entry by a hub until its message is in the outbox, one push after the other.</summary>
internal static class PushScenario
{
    private const string FeedPath = "/0";

    private static readonly TimeSpan PollInterval = TimeSpan.FromMilliseconds(2);
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

    public static async Task RunAsync(ScenarioOptions options, Report report, CancellationToken cancellationToken)
    {
        var pushes = options.Number("pushes", 200);
        await using var hub = await LoopbackHub.StartAsync();
        var topic = "";
        await using var server = await FeedServer.StartAsync(1,
            path => path == FeedPath ? new ServedDocument(Document(hub, topic, []), "application/rss+xml") : null, cancellationToken);
        topic = server.Address(0, FeedPath);
        var hooks = LoopbackPort.Allocate();
        await using var service =
            new ServiceProcess(options, Settings(topic), $", hooks: \"http://127.0.0.1:{hooks}\", publicUrl: \"http://127.0.0.1:{hooks}\"");
        await service.StartAsync(cancellationToken);
        var database = new ServiceDatabase(service.DatabasePath);
        await WaitUntilAsync(() => !hub.Subscriptions.IsEmpty && database.Number("SELECT COUNT(*) FROM websub WHERE state = 'active'") == 1,
            cancellationToken);

        var random = new Random(options.Number("seed", 1));
        var (accepted, stored) = (new List<double>(), new List<double>());
        for (var n = 1; n <= pushes; n++)
        {
            var document = Encoding.UTF8.GetString(Document(hub, topic, [Title(random)]));
            var start = Stopwatch.GetTimestamp();
            await hub.PublishAsync(topic, document);
            accepted.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
            await WaitUntilAsync(() => database.Number("SELECT COUNT(*) FROM message") >= n, cancellationToken);
            stored.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
        }

        await service.StopAsync(cancellationToken);
        report.Title($"{pushes} entries pushed by a hub, one after the other");
        report.Figure("time until 202", DescribePercentiles(accepted));
        report.Figure("time until in the outbox", DescribePercentiles(stored));
        report.AtMost("longest time until in the outbox, ms", (long)stored.Max(), 1000);
        report.Expect("violations of the recommendation", hub.Violations.Count, 0, hub.Violations.FirstOrDefault() ?? "");
        AlertReport.AddLoggedProblems(report, service);
    }

    private static string Settings(string feed) => $$"""
        network: { allow: [127.0.0.0/8] }
        polling: { interval: 10m, max: 1h }
        news: { fullText: never }
        feeds: [{ url: "{{feed}}", name: Harbour Post }]
        topics: [{ name: lights, query: lights }]
        subscriptions: [{ to: console, topics: [lights] }]
        """;

    /// <summary>A title of random words, so that each entry is a story of its own.</summary>
    private static string Title(Random random) =>
        "Lights " + string.Join(' ',
            Enumerable.Range(0, 6).Select(_ => new string([.. Enumerable.Range(0, 7).Select(_ => (char)('a' + random.Next(26)))])));

    private static byte[] Document(LoopbackHub hub, string topic, string[] titles) => Encoding.UTF8.GetBytes(
        $"""
        <rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom"><channel><title>Harbour Post</title><atom:link rel="hub" href="{hub.Address}"/><atom:link rel="self" href="{topic}"/>
        {string.Concat(titles.Select(title => $"<item><title>{title}</title><guid isPermaLink='false'>{title}</guid><pubDate>{TimeProvider.System.GetUtcNow():r}</pubDate><description>{title}.</description></item>"))}</channel></rss>
        """);

    private static string DescribePercentiles(List<double> times)
    {
        var sorted = times.Order().ToList();
        return $"p50 {sorted[sorted.Count / 2]:0} ms, p95 {sorted[(int)((sorted.Count - 1) * 0.95)]:0}, longest {sorted[^1]:0}";
    }

    private static async Task WaitUntilAsync(Func<bool> condition, CancellationToken cancellationToken)
    {
        var end = TimeProvider.System.GetUtcNow() + Limit;
        using var timer = new PeriodicTimer(PollInterval, TimeProvider.System);
        while (!condition())
        {
            if (TimeProvider.System.GetUtcNow() > end)
            {
                throw new InvalidOperationException($"The condition was not met within {Limit.TotalSeconds:0} s.");
            }

            await timer.WaitForNextTickAsync(cancellationToken);
        }
    }
}
