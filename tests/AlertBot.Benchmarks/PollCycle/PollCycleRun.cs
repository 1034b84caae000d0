using System.Diagnostics;
using System.Globalization;
using AlertBot.Benchmarks.Harness;

namespace AlertBot.Benchmarks.PollCycle;

/// <summary>One side of the comparison. It runs in a process of its own, so that its CPU time and memory include nothing else.</summary>
/// <param name="Cpu">The CPU time of each measured cycle.</param>
/// <param name="Took">The duration of each measured cycle.</param>
internal sealed record PollCycleRun(IReadOnlyList<TimeSpan> Cpu, IReadOnlyList<TimeSpan> Took, long PeakKiB)
{
    public TimeSpan TypicalCpu => Typical(Cpu);

    public TimeSpan TypicalTime => Typical(Took);

    /// <summary>Runs this program again as one side.</summary>
    public static async Task<PollCycleRun> RunAsync(string side, PollCycleOptions options, CancellationToken cancellationToken)
    {
        using var process = Start(side, options);
        var output = await process.StandardOutput.ReadToEndAsync(cancellationToken);
        await process.WaitForExitAsync(cancellationToken);
        var words = output.Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .LastOrDefault(line => line.StartsWith("cycles ", StringComparison.Ordinal))?.Split(' ')
            ?? throw new InvalidOperationException($"The side {side} ended with exit code {process.ExitCode} and the output: {output}");
        return new PollCycleRun(Spans(words[1]), Spans(words[2]), long.Parse(words[3], CultureInfo.InvariantCulture));
    }

    public static Process Start(string side, PollCycleOptions options)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!, ["poll-cycle", "--side", side, .. options.Arguments])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        };

        // The runtime settings of the service (AlertBot.csproj).
        start.Environment["DOTNET_TieredPGO"] = "0";
        start.Environment["DOTNET_gcConcurrent"] = "0";
        start.Environment["DOTNET_GCConserveMemory"] = "7";
        start.Environment["DOTNET_ThreadPool_UnfairSemaphoreSpinLimit"] = "0";
        return Process.Start(start)!;
    }

    /// <summary>Measures cycles in this process and prints the results on one line.</summary>
    /// <param name="prepareAsync">Runs before each cycle and is not measured.</param>
    public static async Task MeasureAsync(PollCycleOptions options, Func<Task> prepareAsync, Func<Task> cycleAsync)
    {
        var (cpu, took) = (new List<double>(), new List<double>());
        for (var i = -options.WarmUps; i < options.Cycles; i++)
        {
            await prepareAsync();
            var (start, cpuBefore) = (Stopwatch.GetTimestamp(), Environment.CpuUsage.TotalTime);
            await cycleAsync();
            if (i >= 0)
            {
                cpu.Add((Environment.CpuUsage.TotalTime - cpuBefore).TotalSeconds);
                took.Add(Stopwatch.GetElapsedTime(start).TotalSeconds);
            }
        }

        var peak = File.ReadLines("/proc/self/status").First(line => line.StartsWith("VmHWM:", StringComparison.Ordinal));
        await Console.Out.WriteLineAsync(
            string.Create(CultureInfo.InvariantCulture,
                $"cycles {string.Join(';', cpu)} {string.Join(';', took)} {peak.AsSpan(6, peak.Length - 9).Trim()}"));
    }

    private static List<TimeSpan> Spans(string text) =>
        [.. text.Split(';').Select(number => TimeSpan.FromSeconds(double.Parse(number, CultureInfo.InvariantCulture)))];

    private static TimeSpan Typical(IReadOnlyList<TimeSpan> spans) => spans.Order().ElementAt(spans.Count / 2);
}

/// <summary>The work of both sides.</summary>
/// <param name="Changed">Whether all documents change in each cycle. If not, all responses are 304.</param>
internal sealed record PollCycleOptions(int Port, int Feeds, bool Changed, int WarmUps, int Cycles)
{
    /// <summary>The number of loopback addresses. Each is a host, to which the service sends one request at a time.</summary>
    public const int Hosts = 200;

    /// <summary>The number of entries in a document.</summary>
    public const int Items = 28;

    public IEnumerable<string> Arguments =>
        new[] { ("port", Port), ("feeds", Feeds), ("changed", Changed ? 1 : 0), ("warm-ups", WarmUps), ("cycles", Cycles) }
            .SelectMany(pair => new[] { "--" + pair.Item1, pair.Item2.ToString(CultureInfo.InvariantCulture) });

    public static PollCycleOptions Parse(ScenarioOptions options) => new(
        options.Number("port", 0), options.Number("feeds", 1000), options.Number("changed", 0) == 1, options.Number("warm-ups", 2),
        options.Number("cycles", 3));

    public Uri Feed(int number) =>
        new($"http://127.1.{number % Hosts / 100}.{(number % 100) + 1}:{Port}/{(Changed ? "changed" : "same")}/{number}");

    /// <summary>A request to this URL makes the server change all documents.</summary>
    public Uri ChangeUrl => new($"http://127.1.0.1:{Port}/next");
}
