using System.Diagnostics;
using System.Runtime.InteropServices;

namespace AlertBot.Tests;

/// <summary>
/// Shows that the cost of synchronous work grows no faster than its input. It compares the processor time of this thread at two sizes, so
/// neither the speed of the machine nor other processes matter.
/// </summary>
internal static class WorkGrowth
{
    /// <summary>The larger input is this many times the smaller one. Quadratic work then costs 64 times as much.</summary>
    private const int SizeFactor = 8;

    /// <summary>The maximum growth of the cost: well above linear work with its garbage collections, well below quadratic work.</summary>
    private const int MaxCostFactor = 24;

    /// <summary>Processor time that is not measured reliably: caches, interrupts and the compilation of methods.</summary>
    private static readonly TimeSpan Noise = TimeSpan.FromMilliseconds(50);

    /// <summary>A measurement that exceeds the limit is repeated, and the lowest cost of each size counts.</summary>
    private const int MaxAttempts = 3;

    /// <param name="size">The larger size, in a unit of the caller.</param>
    /// <param name="prepare">Makes the input of a size and returns the work on it. Only the work is measured.</param>
    public static void AssertLinear(int size, Func<int, Action> prepare)
    {
        Measure(prepare(size / 64));
        var (lowOfSmall, lowOfLarge) = (TimeSpan.MaxValue, TimeSpan.MaxValue);
        for (var attempt = 0; attempt < MaxAttempts; attempt++)
        {
            lowOfSmall = Min(lowOfSmall, Measure(prepare(size / SizeFactor)));
            lowOfLarge = Min(lowOfLarge, Measure(prepare(size)));
            if (lowOfLarge <= (lowOfSmall * MaxCostFactor) + Noise)
            {
                return;
            }
        }

        Assert.Fail($"{SizeFactor} times the input costs {lowOfLarge / lowOfSmall:0.0} times as much: "
            + $"{lowOfSmall.TotalMilliseconds:0} ms, then {lowOfLarge.TotalMilliseconds:0} ms of processor time");
    }

    /// <summary>The same for a text that repeats one piece.</summary>
    /// <param name="length">The larger length, in characters.</param>
    public static void AssertLinear(string piece, int length, Action<string> work) =>
        AssertLinear(length / piece.Length, times =>
        {
            var text = string.Concat(Enumerable.Repeat(piece, times));
            return () => work(text);
        });

    private static TimeSpan Measure(Action work)
    {
        GC.Collect();
        var start = ReadProcessorTime();
        work();
        return ReadProcessorTime() - start;
    }

    private static TimeSpan ReadProcessorTime()
    {
        if (!OperatingSystem.IsLinux())
        {
            return Stopwatch.GetElapsedTime(0);
        }

        // https://man7.org/linux/man-pages/man2/clock_gettime.2.html: CLOCK_THREAD_CPUTIME_ID is 3.
        var time = new long[2];
        _ = ReadClock(3, time);
        return TimeSpan.FromSeconds(time[0]) + TimeSpan.FromTicks(time[1] / TimeSpan.NanosecondsPerTick);
    }

    private static TimeSpan Min(TimeSpan one, TimeSpan other) => one < other ? one : other;

    [DllImport("libc", EntryPoint = "clock_gettime", ExactSpelling = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int ReadClock(int clock, [Out] long[] secondsAndNanoseconds);
}
