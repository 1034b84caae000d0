using System.Diagnostics;
using System.Globalization;

namespace AlertBot.Benchmarks.Harness;

/// <summary>A command that ran to its end: how long, and how much memory it held at most.</summary>
/// <param name="PeakKiB">VmHWM, looked at every few milliseconds: what it grew by in the last of them is not seen.</param>
internal sealed record MeasuredProcess(TimeSpan Took, long PeakKiB, string Output)
{
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(5);

    public static async Task<MeasuredProcess> RunAsync(string executable, IEnumerable<string> words, CancellationToken cancellationToken)
    {
        var start = Stopwatch.GetTimestamp();
        using var process = Process.Start(new ProcessStartInfo(executable, words) { RedirectStandardOutput = true })!;
        var output = process.StandardOutput.ReadToEndAsync(cancellationToken);
        long peak = 0;
        while (!process.HasExited)
        {
            peak = Math.Max(peak, Peak(process.Id));
            await Task.Delay(Look, TimeProvider.System, cancellationToken);
        }

        return new MeasuredProcess(Stopwatch.GetElapsedTime(start), peak, await output);
    }

    /// <returns>0 when the process is gone.</returns>
    private static long Peak(int process)
    {
        try
        {
            var line = File.ReadLines($"/proc/{process}/status")
                .FirstOrDefault(line => line.StartsWith("VmHWM:", StringComparison.Ordinal));
            return line is null ? 0 : long.Parse(line.AsSpan(6, line.Length - 9).Trim(), CultureInfo.InvariantCulture);
        }
        catch (IOException)
        {
            return 0;
        }
    }
}
