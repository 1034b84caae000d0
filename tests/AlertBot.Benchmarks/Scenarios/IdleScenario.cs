using System.Globalization;
using AlertBot.Benchmarks.Harness;
using AlertBot.Testing.Discord;

namespace AlertBot.Benchmarks.Scenarios;

/// <summary>Memory and CPU of the service while nothing happens: twelve feeds that never change, otherwise the default settings.</summary>
internal static class IdleScenario
{
    private const int Feeds = 12;
    private const int Starts = 5;

    public static async Task RunAsync(ScenarioOptions options, Report report, CancellationToken cancellationToken)
    {
        var seconds = options.Number("seconds", 60);
        var feeds = Enumerable.Range(0, Feeds).Select(n => new GeneratedFeed(n, listed: 30, rareEvery: 10)).ToList();
        foreach (var feed in feeds)
        {
            for (var i = 0; i < 30; i++)
            {
                feed.Publish(TimeProvider.System.GetUtcNow().AddHours(-i));
            }
        }

        await using var discord = options.Has("discord") ? await StartDiscordAsync() : null;
        await using var server = await FeedServer.StartAsync(Feeds,
            path => feeds[int.Parse(path.AsSpan(1), CultureInfo.InvariantCulture)].Serve(), cancellationToken);
        var freshStarts = new List<TimeSpan>();
        for (var i = 0; i < Starts; i++)
        {
            await using var fresh = new ServiceProcess(options, Settings(server, discord));
            freshStarts.Add(await fresh.StartAsync(cancellationToken));
            await fresh.StopAsync(cancellationToken);
        }

        await using var service = new ServiceProcess(options, Settings(server, discord));
        await service.StartAsync(cancellationToken);
        var restarts = new List<TimeSpan>();
        for (var i = 0; i < Starts; i++)
        {
            await service.StopAsync(cancellationToken);
            restarts.Add(await service.StartAsync(cancellationToken));
        }

        var cpuBefore = CpuSeconds(service.ProcessId);
        await Console.Error.WriteLineAsync($"idle for {seconds} s");
        await Task.Delay(TimeSpan.FromSeconds(seconds), TimeProvider.System, cancellationToken);
        var status = ReadMemory($"/proc/{service.ProcessId}/status");
        var rollup = ReadMemory($"/proc/{service.ProcessId}/smaps_rollup");
        var entries = new ServiceDatabase(service.DatabasePath).Number("SELECT COUNT(*) FROM entry");
        var cpu = CpuSeconds(service.ProcessId);
        var heartbeats = discord?.Gateway.Heartbeats.Count;
        var (took, exitCode) = await service.StopAsync(cancellationToken);

        report.Title(
            $"Idle: {Feeds} feeds of 30 entries that never change, two topics, "
                + $"{(discord is null ? "the console" : $"Discord with one guild ({heartbeats} heartbeats)")}");
        report.Figure("from process start to ready, empty folder", Median(freshStarts),
            $"median of {Starts}: {string.Join(", ", freshStarts.Select(time => $"{time.TotalMilliseconds:0}"))}");
        report.Figure("from process start to ready, with its database", Median(restarts),
            $"median of {Starts}: {string.Join(", ", restarts.Select(time => $"{time.TotalMilliseconds:0}"))}");
        report.Expect("entries read", entries, Feeds * 30);
        report.Figure($"resident memory after {seconds} s (VmRSS)", $"{status["VmRSS"] / 1024.0:0.0} MiB");
        report.Figure("  of this, private", $"{(rollup["Private_Clean"] + rollup["Private_Dirty"]) / 1024.0:0.0} MiB",
            "Private_Clean + Private_Dirty; the rest is files shared with other processes");
        report.Figure("  peak since the start (VmHWM)", $"{status["VmHWM"] / 1024.0:0.0} MiB");
        report.Figure("CPU time since the start", $"{cpu:0.00} s",
            $"{(cpu - cpuBefore) / seconds * 100:0.0} % of one CPU while idle");
        report.Expect("exit code after SIGTERM", exitCode, 0, $"after {took.TotalSeconds:0.0} s");
        AlertReport.AddLoggedProblems(report, service);
    }

    private static string Median(IReadOnlyCollection<TimeSpan> times) =>
        $"{times.Order().ElementAt(times.Count / 2).TotalMilliseconds:0} ms";

    /// <summary>Reads the values in kilobytes of a file in /proc.</summary>
    private static Dictionary<string, long> ReadMemory(string file) => File.ReadLines(file)
        .Where(line => line.EndsWith(" kB", StringComparison.Ordinal))
        .Select(line => line.Split(':', 2))
        .ToDictionary(pair => pair[0], pair => long.Parse(pair[1].AsSpan(0, pair[1].Length - 3).Trim(), CultureInfo.InvariantCulture));

    private static double CpuSeconds(int process)
    {
        using var running = System.Diagnostics.Process.GetProcessById(process);
        return running.TotalProcessorTime.TotalSeconds;
    }

    private static async Task<LoopbackDiscord> StartDiscordAsync()
    {
        var discord = await LoopbackDiscord.StartAsync();
        discord.Guilds.Add(
            new LoopbackGuild
            {
                Id = "1402000000000001001",
                Name = "Newsroom",
                Channels = { new LoopbackGuildChannel("1402000000000002001", "desk") }
            });

        // The starts here follow each other faster than Discord allows.
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
