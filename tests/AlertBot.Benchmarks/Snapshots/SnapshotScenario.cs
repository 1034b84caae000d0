using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using AlertBot.Benchmarks.Harness;

namespace AlertBot.Benchmarks.Snapshots;

/// <summary>
/// Replays a captured day: real feeds change while the service polls them, and the result is compared with the labels of the captures.
/// </summary>
internal static class SnapshotScenario
{
    private static readonly TimeSpan SettleLimit = TimeSpan.FromMinutes(5);

    public static async Task RunAsync(ScenarioOptions options, Report report, CancellationToken cancellationToken)
    {
        var folder = options.Folder();
        var captures = Capture.Read(folder);
        await using var server = await SnapshotServer.StartAsync(captures, cancellationToken);
        await using var webhooks = new WebhookReceivers();
        await webhooks.StartAsync();
        await using var service = new ServiceProcess(options, Settings(server, webhooks));
        var database = new ServiceDatabase(service.DatabasePath);
        var run = new SnapshotRun(folder, captures, server, database);

        run.Serve(0);
        await service.StartAsync(cancellationToken);
        for (var step = 0; step < run.Steps.Count; step++)
        {
            run.Serve(step);
            await Console.Error.WriteLineAsync($"captures of {run.Steps[step]:u}");
            await run.WaitUntilProcessedAsync(step, cancellationToken);
        }

        if (!await database.WaitUntilAsync(SettleLimit, () => true, cancellationToken))
        {
            report.AddFailure($"entries or messages are still pending {SettleLimit.TotalMinutes:0} minutes after the last capture");
        }

        var (took, exitCode) = await service.StopAsync(cancellationToken);
        report.Title(
            $"Snapshots: {captures.Count} captures of {server.Feeds.Count} feeds, from {run.Steps[0]:u} to {run.Steps[^1]:u}, moved to "
                + "end now");
        report.Note($"{run.Moved} dates moved, {run.Unparsed} could not be parsed. fullText: never: the pages are on the internet.");
        report.Expect("exit code after SIGTERM", exitCode, 0, $"after {took.TotalSeconds:0.0} s");
        SnapshotReport.AddEntries(report, run, database);
        SnapshotReport.AddChangedEntries(report, run, database);
        AlertReport.AddDecisions(report, database);
        AlertReport.AddMessages(report, webhooks, database);
        AlertReport.AddLoggedProblems(report, service);
    }

    private static string Settings(SnapshotServer server, WebhookReceivers webhooks) => $$"""
        polling: { min: 1s, interval: 1s, max: 2s }
        news: { fullText: never }
        network: { allow: [127.0.0.0/8] }
        {{webhooks.Settings()}}
        feeds:
        {{string.Join('\n', server.Feeds.Select(feed => $$"""  - { url: "{{server.Address(feed)}}", name: {{feed}} }"""))}}
        {{NewsTopics.Settings()}}
        """;

    /// <summary>The hash of an entry's id in the service's table of keys.</summary>
    public static string Hash(string id) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(id)));

    public static string Path(string feed) => string.Create(CultureInfo.InvariantCulture, $"/{feed}.xml");
}

/// <summary>The captures by step, and the number of entries in the database after each step.</summary>
internal sealed class SnapshotRun(string folder, IReadOnlyList<Capture> captures, SnapshotServer server, ServiceDatabase database)
{
    private readonly TimeSpan _shift = TimeProvider.System.GetUtcNow() - captures.Max(capture => capture.At);
    private int _servedStep = -1;

    public IReadOnlyList<Capture> Captures => captures;

    public IReadOnlyList<DateTimeOffset> Steps { get; } = [.. captures.Select(capture => capture.At).Distinct().Order()];

    /// <summary>The number of a feed's entries in the database after a step.</summary>
    public Dictionary<(string Feed, DateTimeOffset Step), long> Known { get; } = [];

    /// <summary>When the captures of a step were first served, in UTC Unix milliseconds.</summary>
    public Dictionary<DateTimeOffset, long> ServedAt { get; } = [];

    public int Moved { get; private set; }

    public int Unparsed { get; private set; }

    public void Serve(int step)
    {
        if (step <= _servedStep)
        {
            return;
        }

        _servedStep = step;
        ServedAt[Steps[step]] = TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds();
        foreach (var capture in captures.Where(capture => capture.At == Steps[step]))
        {
            var (body, moved, unparsed) = capture.Shift(folder, _shift);
            Moved += moved;
            Unparsed += unparsed;
            server.Serve(capture.Feed, body);
        }
    }

    public async Task WaitUntilProcessedAsync(int step, CancellationToken cancellationToken)
    {
        await server.WaitUntilPolledAsync(cancellationToken);
        foreach (var feed in server.Feeds)
        {
            Known[(feed, Steps[step])] = database.Number(
                $"SELECT COUNT(*) FROM entry e JOIN feed f ON f.id = e.feed_id WHERE f.url LIKE '%{SnapshotScenario.Path(feed)}'");
        }
    }
}
