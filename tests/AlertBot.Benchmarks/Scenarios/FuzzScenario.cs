using System.Diagnostics;
using System.Globalization;
using AlertBot.Benchmarks.Harness;
using AlertBot.Feeds.Parsing;
using AlertBot.Testing.Feeds;

namespace AlertBot.Benchmarks.Scenarios;

/// <summary>Captured feeds, broken in every way and read again: an answer for each, in bounded time and memory.</summary>
internal static class FuzzScenario
{
    private const int SlowestMs = 1_000;
    private const int MostMiB = 64;
    private const int MostKept = 20;
    private const int LongestBody = 64 * 1024;

    /// <summary>Documents of one seed; a worst document is found again by its seed and its place.</summary>
    private const int Round = 500;

    public static async Task RunAsync(ScenarioOptions options, Report report, CancellationToken cancellationToken)
    {
        var feeds = CapturedBodies(options.Folder());
        var (seed, documents) = (options.Number("seed", 1), options.Number("documents", 200_000));
        var tally = new Tally();
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(TimeSpan.FromMinutes(options.Number("minutes", 30)));
        var watch = Stopwatch.StartNew();
        try
        {
            var rounds = Enumerable.Range(seed, (documents + Round - 1) / Round);
            var parallel = new ParallelOptions { MaxDegreeOfParallelism = options.Number("threads", Environment.ProcessorCount),
                CancellationToken = limit.Token };
            await Parallel.ForEachAsync(rounds, parallel, (one, stop) =>
            {
                RunRound(one, feeds, tally, stop);
                return ValueTask.CompletedTask;
            });
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            report.AddFailure("the time was over before all documents were read");
        }

        Print(report, tally, feeds.Count, seed, documents, watch.Elapsed);
    }

    private static void RunRound(int seed, IReadOnlyList<byte[]> feeds, Tally tally, CancellationToken stop)
    {
        var mutator = new FeedMutator(seed, feeds);
        for (var i = 0; i < Round && !stop.IsCancellationRequested; i++)
        {
            var document = mutator.Next();
            try
            {
                var (reading, ms, bytes) = Measured(document);

                // A busy machine is slow too: what seems so is measured again in time of the processor.
                ms = ms > SlowestMs / 4 ? OnProcessor(document) : ms;
                tally.Add($"{seed}/{i}", document.Body.Length, reading, ms, bytes);
            }
            catch (Exception e) when (e is not OutOfMemoryException)
            {
                tally.Throw($"{seed}/{i}: {e.GetType().Name} {e.Message} {e.StackTrace?.Split('\n').FirstOrDefault()?.Trim()}");
            }
        }

        if (seed % 20 == 0)
        {
            Console.Error.WriteLine($"{tally.Count} documents");
        }
    }

    private static (FeedParseResult Reading, double Ms, long Bytes) Measured((byte[] Body, string? ContentType, Uri? Address) document)
    {
        var (begun, before) = (Stopwatch.GetTimestamp(), GC.GetAllocatedBytesForCurrentThread());
        var reading = FeedParser.Parse(document.Body, document.ContentType, document.Address);
        return (reading, Stopwatch.GetElapsedTime(begun).TotalMilliseconds, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    private static double OnProcessor((byte[] Body, string? ContentType, Uri? Address) document)
    {
        var before = ThreadMs();
        Measured(document);
        return ThreadMs() - before;
    }

    /// <summary>Processor time of this thread so far, in steps of 10 ms, as Linux counts it.</summary>
    private static double ThreadMs()
    {
        var stat = File.ReadAllText("/proc/thread-self/stat");
        var fields = stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
        return (long.Parse(fields[11], CultureInfo.InvariantCulture) + long.Parse(fields[12], CultureInfo.InvariantCulture)) * 10.0;
    }

    private static void Print(Report report, Tally tally, int feeds, int seed, int documents, TimeSpan took)
    {
        report.Title($"{documents} documents out of {feeds} captured feeds, seeds from {seed}, {took.TotalMinutes:0.0} minutes");
        report.Figure("documents read", tally.Count);
        report.Figure("of them feeds", tally.Feeds);
        report.Figure("of them refused with a reason", tally.Refused);
        report.Figure("million bytes", $"{tally.Bytes / 1e6:0}");
        report.Expect("exceptions", tally.Exceptions, 0);
        report.Expect("broken promises of what was read", tally.InvariantViolations, 0);
        report.AtMost("slowest, ms", (long)tally.Slowest.Ms, SlowestMs, $"{tally.Slowest.Name}, {tally.Slowest.Length / 1024} KiB");
        report.AtMost("most allocated, MiB", tally.Largest.Bytes >> 20, MostMiB,
            $"{tally.Largest.Name}, {tally.Largest.Length / 1024} KiB");
        foreach (var line in tally.FailedDocuments)
        {
            report.Note(line);
        }
    }

    /// <summary>Cut where they are very long: what breaks a reader is not their length, and more of them are read in the time.</summary>
    private static List<byte[]> CapturedBodies(string folder) =>
        [.. CapturedDocuments.Paths(folder, newsOnly: false).Select(File.ReadAllBytes)
            .Select(body => body.Length > LongestBody ? body[..LongestBody] : body)];

    /// <summary>What the threads found, together.</summary>
    private sealed class Tally
    {
        private readonly Lock _lock = new();

        public long Count { get; private set; }

        public long Feeds { get; private set; }

        public long Refused { get; private set; }

        public long Bytes { get; private set; }

        public long Exceptions { get; private set; }

        public long InvariantViolations { get; private set; }

        public (string Name, int Length, double Ms) Slowest { get; private set; } = ("", 0, 0);

        public (string Name, int Length, long Bytes) Largest { get; private set; } = ("", 0, 0);

        public List<string> FailedDocuments { get; } = [];

        public void Add(string name, int length, FeedParseResult reading, double ms, long bytes)
        {
            var broken = FeedInvariants.FindViolation(reading);
            lock (_lock)
            {
                (Count, Bytes) = (Count + 1, Bytes + length);
                (Feeds, Refused) = reading is FeedParseResult.Parsed ? (Feeds + 1, Refused) : (Feeds, Refused + 1);
                Slowest = ms > Slowest.Ms ? (name, length, ms) : Slowest;
                Largest = bytes > Largest.Bytes ? (name, length, bytes) : Largest;
                if (broken is not null)
                {
                    InvariantViolations++;
                    Keep($"{name}: {broken}");
                }
            }
        }

        public void Throw(string what)
        {
            lock (_lock)
            {
                Exceptions++;
                Keep(what);
            }
        }

        private void Keep(string line)
        {
            if (FailedDocuments.Count < MostKept)
            {
                FailedDocuments.Add(line);
            }
        }
    }
}
