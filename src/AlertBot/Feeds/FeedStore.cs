using AlertBot.Storage;

namespace AlertBot.Feeds;

/// <summary>The rows of feeds: who is due, what a poll brought.</summary>
internal sealed class FeedStore(Database database)
{
    /// <summary>Makes the feeds of the settings file the ones that are polled for workspace 0; others of that origin end.</summary>
    public Task SyncAsync(IReadOnlyCollection<FeedOptions> feeds, DateTimeOffset now, CancellationToken cancellationToken) =>
        database.WriteAsync(async session =>
        {
            var kept = new HashSet<long>();
            foreach (var feed in feeds)
            {
                kept.Add(await SeeAsync(session, feed, now, cancellationToken));
            }

            var present = await session.QueryAsync("SELECT feed_id FROM workspace_feed WHERE workspace_id = 0 AND imported_at IS NULL", [], row => row.GetInt64(0), cancellationToken);
            foreach (var id in present.Where(id => !kept.Contains(id)))
            {
                await session.ExecuteAsync("DELETE FROM workspace_feed WHERE workspace_id = 0 AND feed_id = @id", [("id", id)], cancellationToken);
            }

            await RetireUnwantedAsync(session, now, cancellationToken);
            await Changes.NoteAsync(session, Changes.Feeds, cancellationToken);
        }, cancellationToken);

    /// <summary>Ends the polling of feeds that no workspace sees any more.</summary>
    public static Task RetireUnwantedAsync(Session session, DateTimeOffset now, CancellationToken cancellationToken) =>
        session.ExecuteAsync(
            "UPDATE feed SET retired_at = @now WHERE retired_at IS NULL AND NOT EXISTS (SELECT 1 FROM workspace_feed v WHERE v.feed_id = feed.id)",
            [("now", now.ToUnixTimeMilliseconds())],
            cancellationToken);

    /// <summary>Leases due feeds, at most <paramref name="perHost"/> of one host at a time, none of a host that asked to be left alone.</summary>
    public Task<List<DueFeed>> ClaimAsync(int max, int perHost, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var lease = Lease.From(now);
        return database.WriteAsync(session => session.QueryAsync(
            """
            UPDATE feed SET leased_until = @until, lease_token = @token WHERE id IN (
              SELECT id FROM (
                SELECT f.id, f.due_at,
                  ROW_NUMBER() OVER (PARTITION BY f.host ORDER BY f.due_at, f.id)
                    + (SELECT COUNT(*) FROM feed busy WHERE busy.host = f.host AND busy.leased_until > @now) AS place
                FROM feed f
                WHERE f.retired_at IS NULL AND f.due_at <= @now AND f.leased_until <= @now
                  AND NOT EXISTS (SELECT 1 FROM host h WHERE h.name = f.host AND h.not_before > @now)) waiting
              WHERE place <= @per_host ORDER BY due_at, id LIMIT @max)
            RETURNING id, url, credentials_hash, host, taken_in_at, etag, last_modified, last_ok_at, interval_ms, failures, push_floor_ms
            """,
            [("until", lease.Until.ToUnixTimeMilliseconds()), ("token", lease.Token), ("now", now.ToUnixTimeMilliseconds()), ("per_host", perHost), ("max", max)],
            row => new DueFeed(
                new FeedId(row.GetInt64(0)), row.GetString(1), row.GetString(2), row.GetString(3), row.IsDBNull(4),
                row.TextOrNull(5), row.TextOrNull(6), row.InstantOrNull(7),
                row.NumberOrNull(8) is { } interval ? TimeSpan.FromMilliseconds(interval) : null, (int)row.GetInt64(9), lease)
            {
                PushFloor = TimeSpan.FromMilliseconds(row.GetInt64(10)),
            },
            cancellationToken), cancellationToken);
    }

    /// <summary>Renews the poll's lease where it still stands; within the poll's transaction nobody else can take it then.</summary>
    public static async Task<bool> HoldAsync(Session session, DueFeed feed, DateTimeOffset now, CancellationToken cancellationToken) =>
        await session.ExecuteAsync(
            "UPDATE feed SET leased_until = @until WHERE id = @id AND lease_token = @token",
            [("until", (now + Lease.Duration).ToUnixTimeMilliseconds()), ("id", feed.Id.Value), ("token", feed.Lease.Token)],
            cancellationToken) == 1;

    /// <summary>Ends a poll that answered: validators, health, next due time.</summary>
    public static Task EndAsync(Session session, DueFeed feed, PollEnd end, TimeSpan interval, DateTimeOffset now, CancellationToken cancellationToken) =>
        session.ExecuteAsync(
            """
            UPDATE feed SET leased_until = 0, lease_token = NULL, due_at = CASE WHEN @due > @now + push_floor_ms THEN @due ELSE @now + push_floor_ms END, interval_ms = @interval, last_polled_at = @now, last_ok_at = @now, taken_in_at = COALESCE(taken_in_at, @now),
              etag = @etag, last_modified = @last_modified, title = COALESCE(@title, title), language = COALESCE(@language, language), failures = 0, last_error = NULL
            WHERE id = @id
            """,
            [("due", (now + interval).ToUnixTimeMilliseconds()), ("interval", (long)interval.TotalMilliseconds), ("now", now.ToUnixTimeMilliseconds()),
             ("etag", end.ETag), ("last_modified", end.LastModified), ("title", end.Title), ("language", end.Language), ("id", feed.Id.Value)],
            cancellationToken);

    /// <summary>Ends a poll that failed.</summary>
    public Task FailAsync(DueFeed feed, string reason, DateTimeOffset dueAt, DateTimeOffset? hostNotBefore, DateTimeOffset now, CancellationToken cancellationToken) =>
        database.WriteAsync(async session =>
        {
            await session.ExecuteAsync(
                """
                UPDATE feed SET leased_until = 0, lease_token = NULL, due_at = @due, last_polled_at = @now, failures = failures + 1, last_error = @reason
                WHERE id = @id AND lease_token = @token
                """,
                [("due", dueAt.ToUnixTimeMilliseconds()), ("now", now.ToUnixTimeMilliseconds()), ("reason", reason), ("id", feed.Id.Value), ("token", feed.Lease.Token)],
                cancellationToken);
            if (hostNotBefore is { } notBefore)
            {
                await HostPauses.SetAsync(session, feed.Host, notBefore, cancellationToken);
            }
        }, cancellationToken);

    /// <summary>The row of a feed, polled from now on. One that was away comes back as a new one: what it listed meanwhile was polled for nobody and is no news.</summary>
    /// <param name="title">Shown until it is polled; null: its host.</param>
    public static async Task<FeedId> UpsertAsync(Session session, Uri url, string credentialsHash, string? title, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var ids = await session.QueryAsync(
            """
            INSERT INTO feed (url, credentials_hash, host, title, added_at, due_at) VALUES (@url, @credentials, @host, @title, @now, @now)
            ON CONFLICT (url, credentials_hash) DO UPDATE SET retired_at = NULL,
              taken_in_at = CASE WHEN feed.retired_at IS NULL THEN feed.taken_in_at END,
              due_at = CASE WHEN feed.retired_at IS NULL THEN feed.due_at ELSE excluded.due_at END
            RETURNING id
            """,
            [("url", url.AbsoluteUri), ("credentials", credentialsHash), ("host", url.Authority), ("title", title), ("now", now.ToUnixTimeMilliseconds())],
            row => new FeedId(row.GetInt64(0)),
            cancellationToken);
        return ids[0];
    }

    private static async Task<long> SeeAsync(Session session, FeedOptions feed, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var id = await UpsertAsync(session, feed.Url, FeedCatalog.CredentialsHash(feed), title: null, now, cancellationToken);
        await session.ExecuteAsync(
            """
            INSERT INTO workspace_feed (workspace_id, feed_id, name, added_at) VALUES (0, @feed, @name, @now)
            ON CONFLICT (workspace_id, feed_id) DO UPDATE SET name = excluded.name
            """,
            [("feed", id.Value), ("name", feed.Name), ("now", now.ToUnixTimeMilliseconds())],
            cancellationToken);
        return id.Value;
    }
}

/// <summary>What a poll that answered says of its feed.</summary>
/// <param name="Title">Null: as before.</param>
/// <param name="Language">As the feed declares it; null: as before.</param>
internal sealed record PollEnd(string? ETag, string? LastModified, string? Title, string? Language);
