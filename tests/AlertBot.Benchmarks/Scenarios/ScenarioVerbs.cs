using AlertBot.Benchmarks.Harness;
using AlertBot.Benchmarks.PollCycle;
using AlertBot.Benchmarks.Snapshots;

namespace AlertBot.Benchmarks.Scenarios;

/// <summary>The verbs that measure the real service, mostly from outside. Other arguments are for BenchmarkDotNet.</summary>
internal static class ScenarioVerbs
{
    /// <summary>Limit of one scenario: a scenario that hangs ends then.</summary>
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(40);

    /// <returns>Null: the first argument is not a scenario.</returns>
    public static Func<Task<int>>? Find(string[] args)
    {
        Func<ScenarioOptions, Report, CancellationToken, Task>? scenario = args is [var verb, ..]
            ? verb switch
            {
                "snapshots" => SnapshotScenario.RunAsync,
                "captured" => CapturedFeedsScenario.RunAsync,
                "kills" => KillScenario.RunAsync,
                "idle" => IdleScenario.RunAsync,
                "interactions" => InteractionLatencyScenario.RunAsync,
                "pages" => PagesScenario.RunAsync,
                "fuzz" => FuzzScenario.RunAsync,
                "parse" => ParseScenario.RunAsync,
                "push" => PushScenario.RunAsync,
                "discord-burst" => DiscordBurstScenario.RunAsync,
                "poll-cycle" => PollCycleScenario.RunAsync,
                "slack-burst" => SlackBurstScenario.RunAsync,
                "stories" => StoriesScenario.RunAsync,
                _ => null,
            }
            : null;
        return scenario is null ? null : () => RunAsync(scenario, ScenarioOptions.Parse(args[1..]));
    }

    private static async Task<int> RunAsync(Func<ScenarioOptions, Report, CancellationToken, Task> scenario, ScenarioOptions options)
    {
        var report = new Report();
        using var limit = new CancellationTokenSource(Limit, TimeProvider.System);
        ConsoleCancelEventHandler stop = (_, e) =>
        {
            e.Cancel = true;
            limit.Cancel();
        };
        Console.CancelKeyPress += stop;
        try
        {
            await scenario(options, report, limit.Token);
        }
        catch (OperationCanceledException) when (limit.IsCancellationRequested)
        {
            report.AddFailure($"not finished within {Limit.TotalMinutes:0} minutes, or interrupted");
        }
        finally
        {
            Console.CancelKeyPress -= stop;
        }

        report.Note("");
        var load = File.Exists("/proc/loadavg") ? await File.ReadAllTextAsync("/proc/loadavg") : "unknown";
        report.Note($"{Environment.ProcessorCount} processors, shared with this measurement; load average {load.Trim()}");
        report.Print(Console.Out);
        return report.Failures.Count == 0 ? 0 : 1;
    }
}
