using System.Globalization;
using AlertBot.Benchmarks.Harness;

namespace AlertBot.Benchmarks.PollCycle;

/// <summary>CPU time of polling many feeds once, relative to a minimal client: all unchanged (304), and all changed.</summary>
internal static class PollCycleScenario
{
    /// <summary>Limit of the ratio when all responses are 304.</summary>
    private const double MaxUnchangedRatio = 2.5;

    /// <summary>Limit of the ratio when all documents have changed.</summary>
    private const double MaxChangedRatio = 2;

    public static Task RunAsync(ScenarioOptions options, Report report, CancellationToken cancellationToken) => options.Text("side") switch
    {
        "server" => PollCycleServer.RunAsync(cancellationToken),
        "baseline" => PollCycleBaseline.RunAsync(PollCycleOptions.Parse(options), cancellationToken),
        "service" => PollCycleService.RunAsync(PollCycleOptions.Parse(options), cancellationToken),
        _ => CompareAsync(options, report, cancellationToken),
    };

    private static async Task CompareAsync(ScenarioOptions options, Report report, CancellationToken cancellationToken)
    {
        using var server = PollCycleRun.Start("server", new PollCycleOptions(0, 0, false, 0, 0));
        try
        {
            var port = int.Parse((await server.StandardOutput.ReadLineAsync(cancellationToken))!, CultureInfo.InvariantCulture);
            report.Title($"A poll cycle over {PollCycleOptions.Hosts} loopback hosts, CPU seconds of the client");
            var rows = new List<IReadOnlyList<object>>();
            await CompareAsync("304", new PollCycleOptions(port, 1000, false, 30, 9), rows, cancellationToken);
            var unchanged = await CompareAsync("304", new PollCycleOptions(port, options.Number("feeds", 10_000), false, 6, 7), rows,
                cancellationToken);
            var changed = await CompareAsync($"changed, {PollCycleOptions.Items} new entries each",
                new PollCycleOptions(port, 1000, true, 3, 5), rows, cancellationToken);
            report.Table(
                ["cycle", "feeds", "baseline s", "service s", "ratio", "baseline s/1000", "service s/1000", "baseline took", "service took",
                    "baseline peak MiB", "service peak MiB"], rows);
            report.AtMost("304, most feeds: service in % of baseline", (long)(unchanged * 100), (long)(MaxUnchangedRatio * 100));
            report.AtMost("changed: service in % of baseline", (long)(changed * 100), (long)(MaxChangedRatio * 100));
        }
        finally
        {
            server.StandardInput.Close();
            await server.WaitForExitAsync(cancellationToken);
        }
    }

    private static async Task<double> CompareAsync(string name, PollCycleOptions options, List<IReadOnlyList<object>> rows,
        CancellationToken cancellationToken)
    {
        var baseline = await PollCycleRun.RunAsync("baseline", options, cancellationToken);
        var service = await PollCycleRun.RunAsync("service", options, cancellationToken);
        var ratio = service.TypicalCpu / baseline.TypicalCpu;
        rows.Add([
            name, options.Feeds, Number(baseline.TypicalCpu.TotalSeconds), Number(service.TypicalCpu.TotalSeconds), Number(ratio),
            Number(baseline.TypicalCpu.TotalSeconds * 1000 / options.Feeds), Number(service.TypicalCpu.TotalSeconds * 1000 / options.Feeds),
            Number(baseline.TypicalTime.TotalSeconds), Number(service.TypicalTime.TotalSeconds), Number(baseline.PeakKiB / 1024.0),
            Number(service.PeakKiB / 1024.0)]);
        await Console.Error.WriteLineAsync(string.Join("  ", rows[^1]));
        return ratio;
    }

    private static string Number(double number) => number.ToString(number < 10 ? "0.000" : "0.0", CultureInfo.InvariantCulture);
}
