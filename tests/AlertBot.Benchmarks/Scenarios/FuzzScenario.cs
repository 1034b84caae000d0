using System.Diagnostics;
using System.Globalization;
using AlertBot.Benchmarks.Harness;
using AlertBot.Feeds.Parsing;
using AlertBot.Testing.Feeds;

namespace AlertBot.Benchmarks.Scenarios;

/// <summary>Parses randomly damaged feeds: each must give a result, within limits of time and memory.</summary>
internal static class FuzzScenario
{
    /// <summary>Limit of the CPU time for one document, in milliseconds.</summary>
    private const int MaxMs = 1_000;

    /// <summary>Limit of the memory allocated for one document, in MiB.</summary>
    private const int MaxAllocatedMiB = 64;

    /// <summary>Limit of the failed documents that are listed.</summary>
    private const int MaxListedFailures = 20;

    /// <summary>
    /// Captured documents are cut to this many bytes: their length is not what breaks a parser, and more of them fit into the time.
    /// </summary>
    private const int MaxBodyBytes = 64 * 1024;

    /// <summary>The number of documents from one seed. A document is found again by its seed and its index.</summary>
    private const int DocumentsPerSeed = 500;

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
            var seeds = Enumerable.Range(seed, (documents + DocumentsPerSeed - 1) / DocumentsPerSeed);
            var parallel = new ParallelOptions
            {
                MaxDegreeOfParallelism = options.Number("threads", Environment.ProcessorCount),
                CancellationToken = limit.Token
            };
            await Parallel.ForEachAsync(seeds, parallel, (currentSeed, stop) =>
            {
                RunSeed(currentSeed, feeds, tally, stop);
                return ValueTask.CompletedTask;
            });
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            report.AddFailure("the time limit ended before all documents were parsed");
        }

        AddResults(report, tally, feeds.Count, seed, documents, watch.Elapsed);
    }

    private static void RunSeed(int seed, IReadOnlyList<byte[]> feeds, Tally tally, CancellationToken stop)
    {
        var mutator = new FeedMutator(seed, feeds);
        for (var i = 0; i < DocumentsPerSeed && !stop.IsCancellationRequested; i++)
        {
            var document = mutator.Next();
            try
            {
                var (result, ms, bytes) = Measure(document);

                // A slow document is measured again in CPU time, because the machine may only be busy.
                ms = ms > MaxMs / 4 ? MeasureCpuMs(document) : ms;
                tally.Add($"{seed}/{i}", document.Body.Length, result, ms, bytes);
            }
            catch (Exception e) when (e is not OutOfMemoryException)
            {
                tally.AddException($"{seed}/{i}: {e.GetType().Name} {e.Message} {e.StackTrace?.Split('\n').FirstOrDefault()?.Trim()}");
            }
        }

        if (seed % 20 == 0)
        {
            Console.Error.WriteLine($"{tally.Count} documents");
        }
    }

    private static (FeedParseResult Result, double Ms, long Bytes) Measure((byte[] Body, string? ContentType, Uri? Address) document)
    {
        var (start, allocatedBefore) = (Stopwatch.GetTimestamp(), GC.GetAllocatedBytesForCurrentThread());
        var result = FeedParser.Parse(document.Body, document.ContentType, document.Address);
        return (result, Stopwatch.GetElapsedTime(start).TotalMilliseconds, GC.GetAllocatedBytesForCurrentThread() - allocatedBefore);
    }

    private static double MeasureCpuMs((byte[] Body, string? ContentType, Uri? Address) document)
    {
        var before = ThreadCpuMs();
        Measure(document);
        return ThreadCpuMs() - before;
    }

    /// <summary>CPU time of the current thread, in Linux's steps of 10 ms: utime and stime of proc_pid_stat(5).</summary>
    private static double ThreadCpuMs()
    {
        var stat = File.ReadAllText("/proc/thread-self/stat");
        var fields = stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
        return (long.Parse(fields[11], CultureInfo.InvariantCulture) + long.Parse(fields[12], CultureInfo.InvariantCulture)) * 10.0;
    }

    private static void AddResults(Report report, Tally tally, int feeds, int seed, int documents, TimeSpan took)
    {
        report.Title($"{documents} documents made from {feeds} captured feeds, seeds from {seed}, {took.TotalMinutes:0.0} minutes");
        report.Figure("documents parsed", tally.Count);
        report.Figure("  accepted as feeds", tally.Feeds);
        report.Figure("  rejected with a reason", tally.Rejected);
        report.Figure("million bytes", $"{tally.Bytes / 1e6:0}");
        report.Expect("exceptions", tally.Exceptions, 0);
        report.Expect("violations of the feed invariants", tally.InvariantViolations, 0);
        report.AtMost("slowest, ms", (long)tally.Slowest.Ms, MaxMs, $"{tally.Slowest.Name}, {tally.Slowest.Length / 1024} KiB");
        report.AtMost("most memory allocated, MiB", tally.Largest.Bytes >> 20, MaxAllocatedMiB,
            $"{tally.Largest.Name}, {tally.Largest.Length / 1024} KiB");
        foreach (var line in tally.FailedDocuments)
        {
            report.Note(line);
        }
    }

    private static List<byte[]> CapturedBodies(string folder) =>
        [.. CapturedDocuments.Paths(folder, newsOnly: false).Select(File.ReadAllBytes)
            .Select(body => body.Length > MaxBodyBytes ? body[..MaxBodyBytes] : body)];

    /// <summary>The results of all threads.</summary>
    private sealed class Tally
    {
        private readonly Lock _lock = new();

        public long Count { get; private set; }

        public long Feeds { get; private set; }

        public long Rejected { get; private set; }

        public long Bytes { get; private set; }

        public long Exceptions { get; private set; }

        public long InvariantViolations { get; private set; }

        public (string Name, int Length, double Ms) Slowest { get; private set; } = ("", 0, 0);

        public (string Name, int Length, long Bytes) Largest { get; private set; } = ("", 0, 0);

        public List<string> FailedDocuments { get; } = [];

        public void Add(string name, int length, FeedParseResult result, double ms, long bytes)
        {
            var violation = FeedInvariants.FindViolation(result);
            lock (_lock)
            {
                Count++;
                Bytes += length;
                Feeds += result is FeedParseResult.Parsed ? 1 : 0;
                Rejected += result is FeedParseResult.Parsed ? 0 : 1;
                Slowest = ms > Slowest.Ms ? (name, length, ms) : Slowest;
                Largest = bytes > Largest.Bytes ? (name, length, bytes) : Largest;
                if (violation is not null)
                {
                    InvariantViolations++;
                    AddFailure($"{name}: {violation}");
                }
            }
        }

        public void AddException(string description)
        {
            lock (_lock)
            {
                Exceptions++;
                AddFailure(description);
            }
        }

        private void AddFailure(string line)
        {
            if (FailedDocuments.Count < MaxListedFailures)
            {
                FailedDocuments.Add(line);
            }
        }
    }
}
