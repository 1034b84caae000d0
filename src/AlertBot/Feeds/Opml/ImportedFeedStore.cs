using AlertBot.Storage;

namespace AlertBot.Feeds.Opml;

/// <summary>
/// Stores imported feeds (OPML). Like those of the settings file they are visible to every workspace; they stay until they are removed.
/// </summary>
internal sealed class ImportedFeedStore(Database database)
{
    /// <summary>Feeds written in one transaction, so that a running service does not wait long for its turn to write.</summary>
    private const int FeedsPerTransaction = 500;

    /// <summary>Adds new feeds. Feeds that were imported before get the names and folders of this list.</summary>
    public async Task<FeedImportResult> ImportAsync(IReadOnlyList<OpmlFeed> feeds, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var import = new FeedImportResult(0, 0, 0);
        foreach (var some in feeds.Chunk(FeedsPerTransaction))
        {
            import = await database.WriteAsync(
                async session =>
                {
                    var sum = import;
                    foreach (var feed in some)
                    {
                        sum = await ImportAsync(session, feed, now, sum, cancellationToken);
                    }

                    await ChangeSequences.AdvanceAsync(session, ChangeSequences.Feeds, cancellationToken);
                    return sum;
                },
                cancellationToken);
        }

        return import;
    }

    /// <summary>
    /// Imported feeds and those added at the console; with <paramref name="all"/> also the feeds that servers and workspaces added.
    /// </summary>
    public Task<List<OpmlFeed>> ListAsync(bool all, CancellationToken cancellationToken) =>
        database.ReadAsync(
            async session =>
            {
                var rows = await session.QueryAsync(
                    """
                    SELECT f.url, COALESCE(v.name, f.title), v.outline FROM workspace_feed v JOIN feed f ON f.id = v.feed_id
                        JOIN workspace w ON w.id = v.workspace_id
                    WHERE v.imported_at IS NOT NULL OR w.platform = 'console' OR (@all = 1 AND w.id <> 0)
                    ORDER BY v.workspace_id, v.added_at, f.id
                    """,
                    [("all", all ? 1L : 0L)],
                    row => new OpmlFeed(new Uri(row.GetString(0)), row.GetStringOrNull(1), FeedOutline.FromJson(row.GetStringOrNull(2))),
                    cancellationToken);
                return rows.DistinctBy(feed => feed.Address.AbsoluteUri).ToList();
            },
            cancellationToken);

    /// <returns>False when no such feed was imported.</returns>
    public Task<bool> RemoveAsync(Uri address, DateTimeOffset now, CancellationToken cancellationToken) =>
        database.WriteAsync(
            async session =>
            {
                var removed = await session.ExecuteAsync(
                    "DELETE FROM workspace_feed WHERE workspace_id = 0 AND imported_at IS NOT NULL AND feed_id IN (SELECT id FROM feed "
                        + "WHERE url = @url)",
                    [("url", address.AbsoluteUri)],
                    cancellationToken);
                await FeedStore.RetireUnusedAsync(session, now, cancellationToken);
                await ChangeSequences.AdvanceAsync(session, ChangeSequences.Feeds, cancellationToken);
                return removed > 0;
            },
            cancellationToken);

    private static async Task<FeedImportResult> ImportAsync(Session session, OpmlFeed feed, DateTimeOffset now, FeedImportResult sum,
        CancellationToken cancellationToken)
    {
        var isOfSettings = await session.ExecuteScalarAsync(
            "SELECT feed_id FROM workspace_feed WHERE workspace_id = 0 AND imported_at IS NULL AND feed_id IN (SELECT id FROM feed "
                + "WHERE url = @url)",
            [("url", feed.Address.AbsoluteUri)],
            cancellationToken) is not null;
        if (isOfSettings)
        {
            return sum with { InSettings = sum.InSettings + 1 };
        }

        var id = await FeedStore.UpsertAsync(session, feed.Address, credentialsHash: "", feed.Name, now, cancellationToken);
        var isKnown = await session.ExecuteScalarAsync("SELECT feed_id FROM workspace_feed WHERE workspace_id = 0 AND feed_id = @feed",
            [("feed", id.Value)], cancellationToken) is not null;
        await session.ExecuteAsync(
            """
            INSERT INTO workspace_feed (workspace_id, feed_id, name, added_at, imported_at, outline)
                VALUES (0, @feed, @name, @now, @now, @outline)
            ON CONFLICT (workspace_id, feed_id) DO UPDATE SET name = excluded.name, outline = excluded.outline
            """,
            [("feed", id.Value), ("name", feed.Name), ("now", now.ToUnixTimeMilliseconds()), ("outline", feed.Outline.ToJson())],
            cancellationToken);
        return isKnown ? sum with { Updated = sum.Updated + 1 } : sum with { Added = sum.Added + 1 };
    }
}

/// <summary>The result of an import.</summary>
/// <param name="Updated">Feeds that were imported before; their names and folders were updated.</param>
/// <param name="InSettings">Feeds that are in the settings file; they are unchanged.</param>
internal readonly record struct FeedImportResult(int Added, int Updated, int InSettings);
