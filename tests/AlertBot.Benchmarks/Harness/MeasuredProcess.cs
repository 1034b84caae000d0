using System.Diagnostics;
using System.Globalization;

namespace AlertBot.Benchmarks.Harness;

/// <summary>The duration and the peak memory of a command that has ended.</summary>
/// <param name="PeakKiB">VmHWM, read every 5 ms: growth in the last milliseconds is missed.</param>
internal sealed record MeasuredProcess(TimeSpan Took, long PeakKiB, string Output)
{
    private static readonly TimeSpan SampleInterval = TimeSpan.FromMilliseconds(5);

    public static async Task<MeasuredProcess> RunAsync(string executable, IEnumerable<string> arguments,
        CancellationToken cancellationToken)
    {
        var start = Stopwatch.GetTimestamp();
        using var process = Process.Start(new ProcessStartInfo(executable, arguments) { RedirectStandardOutput = true })!;
        var output = process.StandardOutput.ReadToEndAsync(cancellationToken);
        long peak = 0;
        while (!process.HasExited)
        {
            peak = Math.Max(peak, ReadPeakKiB(process.Id));
            await Task.Delay(SampleInterval, TimeProvider.System, cancellationToken);
        }

        return new MeasuredProcess(Stopwatch.GetElapsedTime(start), peak, await output);
    }

    /// <returns>0: the process has ended.</returns>
    private static long ReadPeakKiB(int process)
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
