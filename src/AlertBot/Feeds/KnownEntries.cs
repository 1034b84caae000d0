using AlertBot.Storage;

namespace AlertBot.Feeds;

/// <summary>Looks up the known entries of a document by their keys, many at a time, because most entries of a document are known.</summary>
internal sealed class KnownEntries
{
    private const int BatchSize = 32;

    private static readonly string BatchParameters = string.Join(", ", Enumerable.Range(0, BatchSize).Select(i => $"@v{i}"));
    private static readonly string FindBatchSql =
        $"SELECT hash, entry_id FROM entry_key WHERE feed_id = @feed AND kind = @kind AND hash IN ({BatchParameters})";
    private static readonly string MarkListedBatchSql = $"UPDATE entry SET last_listed_at = @now WHERE id IN ({BatchParameters})";

    private readonly Dictionary<EntryKey, KnownEntry> _entries = [];
    private readonly HashSet<long> _listed = [];

    private KnownEntries()
    {
    }

    public static async Task<KnownEntries> FindAsync(Session session, FeedId feed, IReadOnlyList<Entry> entries,
        CancellationToken cancellationToken)
    {
        var known = new KnownEntries();
        foreach (var kind in entries.SelectMany(entry => entry.Keys).Distinct().GroupBy(key => key.Kind))
        {
            foreach (var some in kind.Chunk(BatchSize))
            {
                var found = await session.QueryAsync(
                    FindBatchSql,
                    [("feed", feed.Value), ("kind", kind.Key), .. PadParameters(some, key => key.Hash)],
                    row => (Key: new EntryKey(kind.Key, row.GetString(0)), Entry: row.GetInt64(1)),
                    cancellationToken);
                found.ForEach(pair => known._entries[pair.Key] = new KnownEntry(pair.Entry));
            }
        }

        return known;
    }

    /// <summary>An entry is known when any of its keys is known. Keys are tried from the most to the least reliable.</summary>
    public KnownEntry? Find(IReadOnlyList<EntryKey> keys)
    {
        foreach (var key in keys)
        {
            if (_entries.TryGetValue(key, out var entry))
            {
                if (!entry.IsAdded)
                {
                    _listed.Add(entry.Id);
                }

                return entry;
            }
        }

        return null;
    }

    /// <returns>The keys that belong to no entry yet.</returns>
    public List<EntryKey> AddKeys(IReadOnlyList<EntryKey> keys, KnownEntry entry) => [.. keys.Where(key => _entries.TryAdd(key, entry))];

    /// <summary>Records that the document still lists the entries found in it.</summary>
    public async Task MarkListedAsync(Session session, DateTimeOffset now, CancellationToken cancellationToken)
    {
        foreach (var some in _listed.Chunk(BatchSize))
        {
            await session.ExecuteAsync(MarkListedBatchSql,
                [("now", now.ToUnixTimeMilliseconds()), .. PadParameters(some, entry => entry)], cancellationToken);
        }
    }

    /// <summary>
    /// A batch always has the same number of parameters, so that the statement is compiled once; unused ones repeat the first value.
    /// </summary>
    private static IEnumerable<(string Name, object? Value)> PadParameters<T>(T[] some, Func<T, object> value) =>
        Enumerable.Range(0, BatchSize).Select(i => ($"v{i}", (object?)value(some[i < some.Length ? i : 0])));
}

/// <summary>An entry found by a key: one that has a row, or one that this document adds.</summary>
/// <param name="Id">The id of the row; a negative number is the position among the added entries.</param>
internal readonly record struct KnownEntry(long Id)
{
    public bool IsAdded => Id < 0;

    /// <param name="place">Position, counted from 0.</param>
    public static KnownEntry ForAddedEntry(int place) => new(~(long)place);

    /// <param name="added">The ids of the added entries.</param>
    public long ResolveId(List<long> added) => IsAdded ? added[(int)~Id] : Id;
}
