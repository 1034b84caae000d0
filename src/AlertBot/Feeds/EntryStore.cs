using AlertBot.Storage;

namespace AlertBot.Feeds;

/// <summary>The rows of entries as a poll finds them: new ones are added, known ones are marked as listed.</summary>
internal static class EntryStore
{
    /// <summary>For one key, two and three, which is as many as an entry has.</summary>
    private static readonly string[] AddSomeKeys =
    [
        "INSERT INTO entry_key (feed_id, kind, hash, entry_id) VALUES (@feed, @kind0, @hash0, @entry) ON CONFLICT DO NOTHING",
        "INSERT INTO entry_key (feed_id, kind, hash, entry_id) VALUES (@feed, @kind0, @hash0, @entry), (@feed, @kind1, @hash1, @entry) ON CONFLICT DO NOTHING",
        "INSERT INTO entry_key (feed_id, kind, hash, entry_id) VALUES (@feed, @kind0, @hash0, @entry), (@feed, @kind1, @hash1, @entry), (@feed, @kind2, @hash2, @entry) ON CONFLICT DO NOTHING",
    ];

    /// <summary>Takes in the entries of one document, within the poll's transaction.</summary>
    /// <param name="intake">How entries that are new count.</param>
    /// <returns>How many were new.</returns>
    public static async Task<int> TakeInAsync(Session session, DueFeed feed, IReadOnlyList<Entry> entries, Intake intake, CancellationToken cancellationToken)
    {
        var added = 0;
        var known = await KnownEntries.FindAsync(session, feed.Id, entries, cancellationToken);

        // Feeds list the newest first; the oldest is told first.
        foreach (var entry in entries.Reverse())
        {
            var id = known.Find(entry.Keys);
            if (id is null)
            {
                id = await AddAsync(session, feed, entry, intake, cancellationToken);
                added++;
            }

            await AddKeysAsync(session, feed.Id, known.Learn(entry.Keys, id.Value), id.Value, cancellationToken);
        }

        await known.MarkAsync(session, intake.Now, cancellationToken);
        return added;
    }

    private static async Task<long> AddAsync(Session session, DueFeed feed, Entry entry, Intake intake, CancellationToken cancellationToken)
    {
        var ids = await session.QueryAsync(
            """
            INSERT INTO entry (feed_id, state, backlog, first_seen_at, last_listed_at, published_at, news_at, title, link, host, author, summary, content, image, due_at)
            VALUES (@feed, 'new', @backlog, @now, @now, @published, @news_at, @title, @link, @host, @author, @summary, @content, @image, @now)
            RETURNING id
            """,
            [("feed", feed.Id.Value), ("backlog", intake.IsBacklog ? 1L : 0L), ("now", intake.Now.ToUnixTimeMilliseconds()),
             ("published", (entry.Published ?? entry.Updated)?.ToUnixTimeMilliseconds()), ("news_at", intake.NewsAt(entry)?.ToUnixTimeMilliseconds()),
             ("title", entry.Title), ("link", entry.Link), ("host", HostOf(entry.Link) ?? feed.Host),
             ("author", entry.Authors.Count == 0 ? null : string.Join(", ", entry.Authors)), ("summary", entry.Summary), ("content", entry.Content), ("image", entry.Image)],
            row => row.GetInt64(0),
            cancellationToken);
        return ids[0];
    }

    private static async Task AddKeysAsync(Session session, FeedId feed, List<EntryKey> keys, long entry, CancellationToken cancellationToken)
    {
        foreach (var some in keys.Chunk(AddSomeKeys.Length))
        {
            await session.ExecuteAsync(
                AddSomeKeys[some.Length - 1],
                [("feed", feed.Value), ("entry", entry), .. some.SelectMany((key, i) => new (string, object?)[] { ($"kind{i}", key.Kind), ($"hash{i}", key.Hash) })],
                cancellationToken);
        }
    }

    private static string? HostOf(string? link) => Uri.TryCreate(link, UriKind.Absolute, out var address) && address.Authority.Length > 0 ? address.Authority : null;
}

/// <summary>How the new entries of one poll count.</summary>
/// <param name="IsBacklog">The feed is new: what it lists is known from now on, but no news.</param>
/// <param name="PolledWell">The feed answered its last polls, so that an entry without a date was published since.</param>
internal readonly record struct Intake(DateTimeOffset Now, bool IsBacklog, bool PolledWell)
{
    /// <returns>The instant the entry counts as published, never in the future; null when it counts as old.</returns>
    public DateTimeOffset? NewsAt(Entry entry) => (entry.Published ?? entry.Updated) switch
    {
        { } date => date < Now ? date : Now,
        null => PolledWell ? Now : null,
    };
}
