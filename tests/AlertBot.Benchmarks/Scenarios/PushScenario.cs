using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text;
using AlertBot.Benchmarks.Harness;
using AlertBot.Testing.Feeds;

namespace AlertBot.Benchmarks.Scenarios;

/// <summary>How long an entry that a hub pushes takes to the outbox, one after the other.</summary>
internal static class PushScenario
{
    private const string Place = "/0";

    private static readonly TimeSpan Glance = TimeSpan.FromMilliseconds(2);
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

    public static async Task RunAsync(ScenarioOptions options, Report report, CancellationToken cancellationToken)
    {
        var pushes = options.Number("pushes", 200);
        await using var hub = await LoopbackHub.StartAsync();
        var topic = "";
        await using var server = await FeedServer.StartAsync(1,
            path => path == Place ? new ServedDocument(Document(hub, topic, []), "application/rss+xml") : null, cancellationToken);
        topic = server.Address(0, Place);
        var hooks = FreePort();
        await using var service =
            new ServiceProcess(options, Settings(topic), $", hooks: \"http://127.0.0.1:{hooks}\", publicUrl: \"http://127.0.0.1:{hooks}\"");
        await service.StartAsync(cancellationToken);
        var database = new ServiceDatabase(service.DatabasePath);
        await UntilAsync(() => !hub.Subscriptions.IsEmpty && database.Number("SELECT COUNT(*) FROM websub WHERE state = 'active'") == 1,
            cancellationToken);

        var random = new Random(options.Number("seed", 1));
        var (accepted, stored) = (new List<double>(), new List<double>());
        for (var n = 1; n <= pushes; n++)
        {
            var document = Encoding.UTF8.GetString(Document(hub, topic, [Title(random)]));
            var since = Stopwatch.GetTimestamp();
            await hub.PublishAsync(topic, document);
            accepted.Add(Stopwatch.GetElapsedTime(since).TotalMilliseconds);
            await UntilAsync(() => database.Number("SELECT COUNT(*) FROM message") >= n, cancellationToken);
            stored.Add(Stopwatch.GetElapsedTime(since).TotalMilliseconds);
        }

        await service.StopAsync(cancellationToken);
        report.Title($"{pushes} entries pushed by a hub, one after the other");
        report.Figure("answered 202 after", Spread(accepted));
        report.Figure("in the outbox after", Spread(stored));
        report.AtMost("longest way to the outbox, ms", (long)stored.Max(), 1000);
        report.Expect("breaches of the recommendation", hub.Violations.Count, 0, hub.Violations.FirstOrDefault() ?? "");
        AlertReport.LoggedProblems(report, service);
    }

    private static string Settings(string feed) => $$"""
        network: { allow: [127.0.0.0/8] }
        polling: { interval: 10m, max: 1h }
        news: { fullText: never }
        feeds: [{ url: "{{feed}}", name: Harbour Post }]
        topics: [{ name: lights, query: lights }]
        subscriptions: [{ to: console, topics: [lights] }]
        """;

    /// <summary>No two alike: each is a story of its own.</summary>
    private static string Title(Random random) =>
        "Lights " + string.Join(' ',
            Enumerable.Range(0, 6).Select(_ => new string([.. Enumerable.Range(0, 7).Select(_ => (char)('a' + random.Next(26)))])));

    private static byte[] Document(LoopbackHub hub, string topic, string[] titles) => Encoding.UTF8.GetBytes(
        $"""
        <rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom"><channel><title>Harbour Post</title><atom:link rel="hub" href="{hub.Address}"/><atom:link rel="self" href="{topic}"/>
        {string.Concat(titles.Select(title => $"<item><title>{title}</title><guid isPermaLink='false'>{title}</guid><pubDate>{TimeProvider.System.GetUtcNow():r}</pubDate><description>{title}.</description></item>"))}</channel></rss>
        """);

    private static string Spread(List<double> times)
    {
        var sorted = times.Order().ToList();
        return $"p50 {sorted[sorted.Count / 2]:0} ms, p95 {sorted[(int)((sorted.Count - 1) * 0.95)]:0}, longest {sorted[^1]:0}";
    }

    private static async Task UntilAsync(Func<bool> condition, CancellationToken cancellationToken)
    {
        var end = TimeProvider.System.GetUtcNow() + Limit;
        using var timer = new PeriodicTimer(Glance, TimeProvider.System);
        while (!condition())
        {
            if (TimeProvider.System.GetUtcNow() > end)
            {
                throw new InvalidOperationException($"nothing came within {Limit.TotalSeconds:0} s");
            }

            await timer.WaitForNextTickAsync(cancellationToken);
        }
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
