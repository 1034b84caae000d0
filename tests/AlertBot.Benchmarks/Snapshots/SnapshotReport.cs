using AlertBot.Benchmarks.Harness;

namespace AlertBot.Benchmarks.Snapshots;

/// <summary>Compares the entries in the database with the labels of the captures.</summary>
internal static class SnapshotReport
{
    public static void AddEntries(Report report, SnapshotRun run, ServiceDatabase database)
    {
        var rows = run.Captures.GroupBy(capture => capture.Feed).Select(feed => Row(run, database, feed.Key, [.. feed])).ToList();
        report.Title("Entries");
        report.Table(
            ["feed", "captures", "listed", "distinct", "in database", "new after first: expected", "in database", "steps that differ"],
            [.. rows.Select(row => row.Cells()), Sum(rows).Cells()]);
        var sum = Sum(rows);
        report.Expect("entries in the database", sum.InDatabase, sum.Distinct, "as many as distinct");
        report.Expect("new after the first poll", sum.NewInDatabase, sum.NewExpected, "as many as expected");
        report.Expect("steps after which a feed's entries differ", sum.Differing, 0);
    }

    /// <summary>An entry that is listed again with changes must be the entry that was known before.</summary>
    public static void AddChangedEntries(Report report, SnapshotRun run, ServiceDatabase database)
    {
        report.Title("Entries that were listed again with changes");
        AddCase("retitled", capture => capture.Retitled);
        AddCase("redated", capture => capture.Redated);
        AddCase("listed under a new id with a known link", capture => capture.KnownLinks);

        void AddCase(string name, Func<Capture, IReadOnlyList<string>> ids)
        {
            var cases = run.Captures.SelectMany(capture => ids(capture).Select(id => (Capture: capture, Id: id))).ToList();
            var unknown = cases.Count(changed => !WasKnown(run, database, changed.Capture, changed.Id));
            report.Expect($"{name}: {cases.Count}; became a new entry", unknown, 0);
        }
    }

    private static bool WasKnown(SnapshotRun run, ServiceDatabase database, Capture capture, string id) =>
        database.Rows($"""
            SELECT e.first_seen_at FROM entry_key k JOIN entry e ON e.id = k.entry_id JOIN feed f ON f.id = k.feed_id
            WHERE f.url LIKE '%{SnapshotScenario.Path(capture.Feed)}' AND k.kind = 'guid' AND k.hash = '{SnapshotScenario.Hash(id)}'
            """) is [[long seen]] && seen < run.ServedAt[capture.At];

    private static EntryRow Row(SnapshotRun run, ServiceDatabase database, string feed, IReadOnlyList<Capture> captures)
    {
        var expected = 0;
        var differing = 0;
        foreach (var capture in captures)
        {
            expected += capture.NewArticles;
            differing += run.Known[(feed, capture.At)] == expected ? 0 : 1;
        }

        var where = $"FROM entry e JOIN feed f ON f.id = e.feed_id WHERE f.url LIKE '%{SnapshotScenario.Path(feed)}'";
        return new EntryRow(
            feed, captures.Count, captures.Sum(capture => capture.Entries), expected, database.Number($"SELECT COUNT(*) {where}"),
            captures.Skip(1).Sum(capture => capture.NewArticles), database.Number($"SELECT COUNT(*) {where} AND e.backlog = 0"), differing);
    }

    private static EntryRow Sum(IReadOnlyList<EntryRow> rows) => new(
        "all", rows.Sum(row => row.Captures), rows.Sum(row => row.Listed), rows.Sum(row => row.Distinct), rows.Sum(row => row.InDatabase),
        rows.Sum(row => row.NewExpected), rows.Sum(row => row.NewInDatabase), rows.Sum(row => row.Differing));

    private sealed record EntryRow(string Feed, int Captures, int Listed, int Distinct, long InDatabase, int NewExpected,
        long NewInDatabase, int Differing)
    {
        public IReadOnlyList<object> Cells() => [Feed, Captures, Listed, Distinct, InDatabase, NewExpected, NewInDatabase, Differing];
    }
}
