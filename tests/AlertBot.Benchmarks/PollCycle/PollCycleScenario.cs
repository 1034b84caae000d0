using System.Globalization;
using AlertBot.Benchmarks.Harness;

namespace AlertBot.Benchmarks.PollCycle;

/// <summary>What a round over many feeds costs the client, as a ratio to the least that it takes: all 304, and all changed.</summary>
internal static class PollCycleScenario
{
    private const double MostUnchanged = 2.5;
    private const double MostChanged = 2;

    public static Task RunAsync(ScenarioOptions options, Report report, CancellationToken cancellationToken) => options.Text("side") switch
    {
        "server" => PollCycleServer.RunAsync(cancellationToken),
        "bare" => PollCycleBaseline.RunAsync(PollCycleOptions.Parse(options), cancellationToken),
        "ours" => PollCycleService.RunAsync(PollCycleOptions.Parse(options), cancellationToken),
        _ => CompareAsync(options, report, cancellationToken),
    };

    private static async Task CompareAsync(ScenarioOptions options, Report report, CancellationToken cancellationToken)
    {
        using var server = PollCycleRun.Start("server", new PollCycleOptions(0, 0, false, 0, 0));
        try
        {
            var port = int.Parse((await server.StandardOutput.ReadLineAsync(cancellationToken))!, CultureInfo.InvariantCulture);
            report.Title($"a poll cycle over {PollCycleOptions.Hosts} loopback hosts, the client's processor seconds");
            var rows = new List<IReadOnlyList<object>>();
            await CompareAsync("304", new PollCycleOptions(port, 1000, false, 30, 9), rows, cancellationToken);
            var unchanged = await CompareAsync("304", new PollCycleOptions(port, options.Number("feeds", 10_000), false, 6, 7), rows,
                cancellationToken);
            var changed = await CompareAsync($"changed, {PollCycleOptions.Items} new entries each",
                new PollCycleOptions(port, 1000, true, 3, 5), rows, cancellationToken);
            report.Table(
                ["cycle", "feeds", "bare s", "ours s", "ratio", "bare s/1000", "ours s/1000", "bare took", "ours took", "bare peak MiB",
                    "ours peak MiB"], rows);
            report.AtMost("304 at the most feeds, ours in hundredths of bare", (long)(unchanged * 100), (long)(MostUnchanged * 100));
            report.AtMost("changed, ours in hundredths of bare", (long)(changed * 100), (long)(MostChanged * 100));
        }
        finally
        {
            server.StandardInput.Close();
            await server.WaitForExitAsync(cancellationToken);
        }
    }

    private static async Task<double> CompareAsync(string what, PollCycleOptions options, List<IReadOnlyList<object>> rows,
        CancellationToken cancellationToken)
    {
        var bare = await PollCycleRun.RunAsync("bare", options, cancellationToken);
        var ours = await PollCycleRun.RunAsync("ours", options, cancellationToken);
        var ratio = ours.TypicalCpu / bare.TypicalCpu;
        rows.Add([
            what, options.Feeds, Number(bare.TypicalCpu.TotalSeconds), Number(ours.TypicalCpu.TotalSeconds), Number(ratio),
            Number(bare.TypicalCpu.TotalSeconds * 1000 / options.Feeds), Number(ours.TypicalCpu.TotalSeconds * 1000 / options.Feeds),
            Number(bare.TypicalTime.TotalSeconds), Number(ours.TypicalTime.TotalSeconds), Number(bare.PeakKiB / 1024.0),
            Number(ours.PeakKiB / 1024.0)]);
        await Console.Error.WriteLineAsync(string.Join("  ", rows[^1]));
        return ratio;
    }

    private static string Number(double number) => number.ToString(number < 10 ? "0.000" : "0.0", CultureInfo.InvariantCulture);
}
