using AlertBot.Feeds.Polling;
using AlertBot.Storage;

namespace AlertBot.Feeds;

/// <summary>Stores the entries of a poll: new ones are added, known ones are marked as still listed.</summary>
internal static class EntryStore
{
    private static readonly MultiRowInsert InsertKeys =
        new("INSERT INTO entry_key (feed_id, kind, hash, entry_id) VALUES", "(@feed, @kind#, @hash#, @entry#)", "ON CONFLICT DO NOTHING");

    private static readonly MultiRowInsert InsertEntries = new(
        "INSERT INTO entry (feed_id, state, backlog, first_seen_at, last_listed_at, due_at, published_at, news_at, title, link, host, "
            + "author, summary, content, image) VALUES",
        "(@feed, 'new', @backlog, @now, @now, @now, @published#, @news_at#, @title#, @link#, @host#, @author#, @summary#, @content#, "
            + "@image#)",
        "RETURNING id");

    /// <summary>Stores the entries of one document, within the poll's transaction.</summary>
    /// <param name="intake">How new entries are treated.</param>
    /// <returns>How many were new.</returns>
    public static async Task<int> RecordAsync(Session session, DueFeed feed, IReadOnlyList<Entry> entries, NewEntryContext intake,
        CancellationToken cancellationToken)
    {
        var known = await KnownEntries.FindAsync(session, feed.Id, entries, cancellationToken);
        var (added, learned) = (new List<Entry>(), new List<(EntryKey Key, KnownEntry Of)>());

        // Feeds list the newest entry first; the oldest is posted first.
        foreach (var entry in entries.Reverse())
        {
            var found = known.Find(entry.Keys);
            if (found is null)
            {
                found = KnownEntry.ForAddedEntry(added.Count);
                added.Add(entry);
            }

            learned.AddRange(known.AddKeys(entry.Keys, found.Value).Select(key => (key, found.Value)));
        }

        var ids = await AddAsync(session, feed, added, intake, cancellationToken);
        await AddKeysAsync(session, feed.Id, [.. learned.Select(key => (key.Key, key.Of.ResolveId(ids)))], cancellationToken);
        await known.MarkListedAsync(session, intake.Now, cancellationToken);
        return added.Count;
    }

    /// <returns>The ids, in the order of the entries.</returns>
    private static async Task<List<long>> AddAsync(Session session, DueFeed feed, List<Entry> entries, NewEntryContext intake,
        CancellationToken cancellationToken)
    {
        var ids = new List<long>(entries.Count);
        foreach (var some in entries.Chunk(InsertEntries.MaxRows))
        {
            var given = await session.QueryAsync(
                InsertEntries.GetStatement(some.Length),
                [("feed", feed.Id.Value), ("backlog", intake.IsBacklog ? 1L : 0L), ("now", intake.Now.ToUnixTimeMilliseconds()),
                    .. some.SelectMany((entry, i) => Values(entry, i, feed, intake))],
                row => row.GetInt64(0),
                cancellationToken);

            // SQLite assigns ids in the order of the rows, but may return them in another order.
            ids.AddRange(given.Order());
        }

        return ids;
    }

    private static (string Name, object? Value)[] Values(Entry entry, int row, DueFeed feed, NewEntryContext intake) =>
    [
        ($"published{row}", (entry.Published ?? entry.Updated)?.ToUnixTimeMilliseconds()),
        ($"news_at{row}", intake.GetEffectivePublishedAt(entry)?.ToUnixTimeMilliseconds()),
        ($"title{row}", entry.Title), ($"link{row}", entry.Link), ($"host{row}", HostOf(entry.Link) ?? feed.Host),
        ($"author{row}", entry.Authors.Count == 0 ? null : string.Join(", ", entry.Authors)), ($"summary{row}", entry.Summary),
        ($"content{row}", entry.Content), ($"image{row}", entry.Image),
    ];

    private static async Task AddKeysAsync(Session session, FeedId feed, List<(EntryKey Key, long Entry)> keys,
        CancellationToken cancellationToken)
    {
        foreach (var some in keys.Chunk(InsertKeys.MaxRows))
        {
            await session.ExecuteAsync(
                InsertKeys.GetStatement(some.Length),
                [("feed", feed.Value),
                    .. some.SelectMany(
                        (key, i) => new (string, object?)[] { ($"kind{i}", key.Key.Kind), ($"hash{i}", key.Key.Hash),
                            ($"entry{i}", key.Entry) })],
                cancellationToken);
        }
    }

    private static string? HostOf(string? link) =>
        Uri.TryCreate(link, UriKind.Absolute, out var address) && address.Authority.Length > 0 ? address.Authority : null;
}

/// <summary>How the new entries of one poll are treated.</summary>
/// <param name="IsBacklog">The feed is new: its entries are stored as known, but never posted.</param>
/// <param name="WasPolledReliably">The last polls succeeded, so an entry without a date was published since then.</param>
internal readonly record struct NewEntryContext(DateTimeOffset Now, bool IsBacklog, bool WasPolledReliably)
{
    /// <returns>The time at which the entry counts as published, never in the future; null when it counts as old.</returns>
    public DateTimeOffset? GetEffectivePublishedAt(Entry entry) => (entry.Published ?? entry.Updated) switch
    {
        { } date => date < Now ? date : Now,
        null => WasPolledReliably ? Now : null,
    };
}
