using System.Globalization;
using AlertBot.Benchmarks.Harness;
using AlertBot.Testing.Discord;

namespace AlertBot.Benchmarks.Scenarios;

/// <summary>What the service costs while nothing happens: a dozen feeds that never change, the shipped settings otherwise.</summary>
internal static class IdleScenario
{
    private const int Feeds = 12;
    private const int Starts = 5;

    public static async Task RunAsync(ScenarioOptions options, Report report, CancellationToken cancellationToken)
    {
        var seconds = options.Number("seconds", 60);
        var feeds = Enumerable.Range(0, Feeds).Select(n => new GeneratedFeed(n, listed: 30, slackEvery: 10)).ToList();
        foreach (var feed in feeds)
        {
            for (var i = 0; i < 30; i++)
            {
                feed.Publish(TimeProvider.System.GetUtcNow().AddHours(-i));
            }
        }

        await using var discord = options.Has("discord") ? await DiscordAsync() : null;
        await using var server = await FeedServer.StartAsync(Feeds,
            path => feeds[int.Parse(path.AsSpan(1), CultureInfo.InvariantCulture)].Serve(), cancellationToken);
        var first = new List<TimeSpan>();
        for (var i = 0; i < Starts; i++)
        {
            await using var fresh = new ServiceProcess(options, Settings(server, discord));
            first.Add(await fresh.StartAsync(cancellationToken));
            await fresh.StopAsync(cancellationToken);
        }

        await using var service = new ServiceProcess(options, Settings(server, discord));
        await service.StartAsync(cancellationToken);
        var again = new List<TimeSpan>();
        for (var i = 0; i < Starts; i++)
        {
            await service.StopAsync(cancellationToken);
            again.Add(await service.StartAsync(cancellationToken));
        }

        var begun = Cpu(service.ProcessId);
        await Console.Error.WriteLineAsync($"idle for {seconds} s");
        await Task.Delay(TimeSpan.FromSeconds(seconds), TimeProvider.System, cancellationToken);
        var (status, rollup) = (Memory($"/proc/{service.ProcessId}/status"), Memory($"/proc/{service.ProcessId}/smaps_rollup"));
        var entries = new ServiceDatabase(service.DatabasePath).Number("SELECT COUNT(*) FROM entry");
        var cpu = Cpu(service.ProcessId);
        var beats = discord?.Gateway.Heartbeats.Count;
        var (took, exitCode) = await service.StopAsync(cancellationToken);

        report.Title(
            $"Idle: {Feeds} feeds of 30 entries that never change, two "
                + $"topics, {(discord is null ? "the console" : $"Discord with one guild ({beats} heartbeats)")}");
        report.Figure("from process start to ready, empty folder", Words(first),
            $"median of {Starts}: {string.Join(", ", first.Select(one => $"{one.TotalMilliseconds:0}"))}");
        report.Figure("from process start to ready, with its database", Words(again),
            $"median of {Starts}: {string.Join(", ", again.Select(one => $"{one.TotalMilliseconds:0}"))}");
        report.Expect("entries read", entries, Feeds * 30);
        report.Figure($"resident memory after {seconds} s (VmRSS)", $"{status["VmRSS"] / 1024.0:0.0} MiB");
        report.Figure("  of it private", $"{(rollup["Private_Clean"] + rollup["Private_Dirty"]) / 1024.0:0.0} MiB",
            "Private_Clean + Private_Dirty; the rest are files shared with others");
        report.Figure("  highest since start (VmHWM)", $"{status["VmHWM"] / 1024.0:0.0} MiB");
        report.Figure("processor time from start to then", $"{cpu:0.00} s",
            $"{(cpu - begun) / seconds * 100:0.0} % of a processor while idle");
        report.Expect("exit code after SIGTERM", exitCode, 0, $"after {took.TotalSeconds:0.0} s");
        AlertReport.LoggedProblems(report, service);
    }

    private static string Words(IReadOnlyCollection<TimeSpan> times) =>
        $"{times.Order().ElementAt(times.Count / 2).TotalMilliseconds:0} ms";

    /// <summary>The lines of a file of /proc that give kilobytes.</summary>
    private static Dictionary<string, long> Memory(string file) => File.ReadLines(file)
        .Where(line => line.EndsWith(" kB", StringComparison.Ordinal))
        .Select(line => line.Split(':', 2))
        .ToDictionary(pair => pair[0], pair => long.Parse(pair[1].AsSpan(0, pair[1].Length - 3).Trim(), CultureInfo.InvariantCulture));

    private static double Cpu(int process)
    {
        using var running = System.Diagnostics.Process.GetProcessById(process);
        return running.TotalProcessorTime.TotalSeconds;
    }

    private static async Task<LoopbackDiscord> DiscordAsync()
    {
        var discord = await LoopbackDiscord.StartAsync();
        discord.Guilds.Add(
            new LoopbackGuild { Id = "1402000000000001001", Name = "Newsroom",
                Channels = { new LoopbackGuildChannel("1402000000000002001", "desk") } });

        // Several starts follow each other closely here.
        discord.Gateway.EnforcesIdentifyRate = false;
        return discord;
    }

    private static string Settings(FeedServer server, LoopbackDiscord? discord) => $$"""
        network: { allow: [127.0.0.0/8] }
        {{(discord is null ? "" : $$"""discord: { token: "{{LoopbackDiscord.Token}}", apiBaseUrl: "{{discord.ApiBaseUrl}}" }""")}}
        feeds:
        {{string.Join('\n', Enumerable.Range(0, Feeds).Select(n => $$"""  - { url: "{{server.Address(n, $"/{n}")}}", name: outlet-{{n}} }"""))}}
        topics:
          - { name: ceasefire, query: 'ceasefire, truce, "cessation of hostilities"' }
          - { name: article-5, query: '"Article 5" NEAR/40 (NATO, Ukraine, "security guarantee")' }
        """;
}
