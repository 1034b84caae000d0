using AlertBot.Storage;

namespace AlertBot.Feeds;

/// <summary>The entries that the keys of one document lead to, looked up and written many at a time: most of a document is known.</summary>
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

    /// <summary>An entry is known when any of its keys is, the surest first.</summary>
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

    /// <returns>Those of the keys that led to no entry before.</returns>
    public List<EntryKey> AddKeys(IReadOnlyList<EntryKey> keys, KnownEntry entry) => [.. keys.Where(key => _entries.TryAdd(key, entry))];

    /// <summary>Notes that the document still lists what was found in it.</summary>
    public async Task MarkListedAsync(Session session, DateTimeOffset now, CancellationToken cancellationToken)
    {
        foreach (var some in _listed.Chunk(BatchSize))
        {
            await session.ExecuteAsync(MarkListedBatchSql,
                [("now", now.ToUnixTimeMilliseconds()), .. PadParameters(some, entry => entry)], cancellationToken);
        }
    }

    /// <summary>A statement has as many places each time: what is left over says the first again.</summary>
    private static IEnumerable<(string Name, object? Value)> PadParameters<T>(T[] some, Func<T, object> value) =>
        Enumerable.Range(0, BatchSize).Select(i => ($"v{i}", (object?)value(some[i < some.Length ? i : 0])));
}

/// <summary>An entry that a key leads to: one that has its row, or one of those that this document adds.</summary>
/// <param name="Id">Of the row; below zero its place among the added ones.</param>
internal readonly record struct KnownEntry(long Id)
{
    public bool IsAdded => Id < 0;

    /// <param name="place">Counted from 0.</param>
    public static KnownEntry ForAddedEntry(int place) => new(~(long)place);

    /// <param name="added">The ids that the added ones were given.</param>
    public long ResolveId(List<long> added) => IsAdded ? added[(int)~Id] : Id;
}
