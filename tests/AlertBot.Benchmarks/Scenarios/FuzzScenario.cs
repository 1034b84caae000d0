using System.Diagnostics;
using System.Globalization;
using AlertBot.Benchmarks.Harness;
using AlertBot.Feeds.Parsing;
using AlertBot.Testing.Feeds;

namespace AlertBot.Benchmarks.Scenarios;

/// <summary>Parses mutated captured feeds. Each must give a feed or a reason for refusal, within limits of time and memory.</summary>
internal static class FuzzScenario
{
    /// <summary>Limits of CPU time and allocated memory for one document.</summary>
    private const int MaxMs = 1_000;
    private const int MaxMiB = 64;

    /// <summary>Limits the failures that are printed.</summary>
    private const int MaxFailures = 20;

    /// <summary>Longer documents are cut to this length in bytes.</summary>
    private const int MaxBodyBytes = 64 * 1024;

    /// <summary>Documents of one seed. A document is reproduced by its seed and its position.</summary>
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
            report.AddFailure("the time limit ended the run before all documents were parsed");
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
                var (reading, ms, bytes) = Measure(document);

                // A slow document is measured again in CPU time, because the machine may be busy.
                ms = ms > MaxMs / 4 ? MeasureCpu(document) : ms;
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

    private static (FeedParseResult Reading, double Ms, long Bytes) Measure((byte[] Body, string? ContentType, Uri? Address) document)
    {
        var start = Stopwatch.GetTimestamp();
        var before = GC.GetAllocatedBytesForCurrentThread();
        var reading = FeedParser.Parse(document.Body, document.ContentType, document.Address);
        return (reading, Stopwatch.GetElapsedTime(start).TotalMilliseconds, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    private static double MeasureCpu((byte[] Body, string? ContentType, Uri? Address) document)
    {
        var before = ThreadMs();
        Measure(document);
        return ThreadMs() - before;
    }

    /// <summary>CPU time of this thread so far, in steps of 10 ms, as Linux counts it.</summary>
    private static double ThreadMs()
    {
        var stat = File.ReadAllText("/proc/thread-self/stat");
        var fields = stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
        return (long.Parse(fields[11], CultureInfo.InvariantCulture) + long.Parse(fields[12], CultureInfo.InvariantCulture)) * 10.0;
    }

    private static void Print(Report report, Tally tally, int feeds, int seed, int documents, TimeSpan took)
    {
        report.Title($"{documents} mutations of {feeds} captured feeds, seeds from {seed}, {took.TotalMinutes:0.0} minutes");
        report.Figure("documents", tally.Count);
        report.Figure("parsed", tally.Feeds);
        report.Figure("refused with a reason", tally.Refused);
        report.Figure("million bytes", $"{tally.Bytes / 1e6:0}");
        report.Expect("exceptions", tally.Exceptions, 0);
        report.Expect("violated invariants", tally.InvariantViolations, 0);
        report.AtMost("slowest, ms", (long)tally.Slowest.Ms, MaxMs, $"{tally.Slowest.Name}, {tally.Slowest.Length / 1024} KiB");
        report.AtMost("most allocated, MiB", tally.Largest.Bytes >> 20, MaxMiB,
            $"{tally.Largest.Name}, {tally.Largest.Length / 1024} KiB");
        foreach (var line in tally.FailedDocuments)
        {
            report.Note(line);
        }
    }

    /// <summary>Long documents are cut, so that more documents are parsed in the same time.</summary>
    private static List<byte[]> CapturedBodies(string folder) =>
        [.. CapturedDocuments.Paths(folder, newsOnly: false).Select(File.ReadAllBytes)
            .Select(body => body.Length > MaxBodyBytes ? body[..MaxBodyBytes] : body)];

    /// <summary>The results of all threads.</summary>
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
            if (FailedDocuments.Count < MaxFailures)
            {
                FailedDocuments.Add(line);
            }
        }
    }
}
