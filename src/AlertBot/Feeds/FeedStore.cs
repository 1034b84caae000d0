using System.Data.Common;
using AlertBot.Feeds.Opml;
using AlertBot.Feeds.Parsing;
using AlertBot.Feeds.Polling;
using AlertBot.Feeds.WebSub;
using AlertBot.Http;
using AlertBot.Storage;

namespace AlertBot.Feeds;

/// <summary>Stores feeds: claims due ones, and records the result of polls.</summary>
internal sealed class FeedStore(Database database)
{
    /// <summary>
    /// Synchronizes the feeds of workspace 0 with the settings file: adds new ones and removes those that are no longer in it.
    /// </summary>
    public Task SyncWithSettingsAsync(IReadOnlyCollection<FeedOptions> feeds, DateTimeOffset now, CancellationToken cancellationToken) =>
        database.WriteAsync(async session =>
        {
            var kept = new HashSet<long>();
            foreach (var feed in feeds)
            {
                kept.Add(await UpsertConfiguredAsync(session, feed, now, cancellationToken));
            }

            var present = await session.QueryAsync("SELECT feed_id FROM workspace_feed WHERE workspace_id = 0 AND imported_at IS NULL",
                [], row => row.GetInt64(0), cancellationToken);
            foreach (var id in present.Where(id => !kept.Contains(id)))
            {
                await session.ExecuteAsync("DELETE FROM workspace_feed WHERE workspace_id = 0 AND feed_id = @id", [("id", id)],
                    cancellationToken);
            }

            await RetireUnusedAsync(session, now, cancellationToken);
            await ChangeSequences.AdvanceAsync(session, ChangeSequences.Feeds, cancellationToken);
        }, cancellationToken);

    /// <summary>Retires feeds that no workspace uses.</summary>
    public static Task RetireUnusedAsync(Session session, DateTimeOffset now, CancellationToken cancellationToken) =>
        session.ExecuteAsync(
            "UPDATE feed SET retired_at = @now WHERE retired_at IS NULL AND NOT EXISTS (SELECT 1 FROM workspace_feed v WHERE v.feed_id "
                + "= feed.id)",
            [("now", now.ToUnixTimeMilliseconds())],
            cancellationToken);

    /// <summary>
    /// Leases due feeds: at most <paramref name="perHost"/> of each host, none of a host that is being polled or has requested a pause.
    /// </summary>
    public async Task<List<DueFeed>> ClaimAsync(int max, int perHost, DateTimeOffset now, CancellationToken cancellationToken)
    {
        // Most of the time nothing is due. A read does not block writers.
        var isDue = await database.ReadAsync(
            session => session.ExecuteScalarAsync(
                "SELECT id FROM feed WHERE due_at <= @now AND leased_until <= @now AND retired_at IS NULL AND gone_at IS NULL LIMIT 1",
                [("now", now.ToUnixTimeMilliseconds())],
                cancellationToken),
            cancellationToken);
        return isDue is null ? []
            : await database.WriteRelaxedAsync(session => ClaimAsync(session, max, perHost, now, cancellationToken), cancellationToken);
    }

    private static async Task<List<DueFeed>> ClaimAsync(Session session, int max, int perHost, DateTimeOffset now,
        CancellationToken cancellationToken)
    {
        var lease = Lease.StartingAt(now);
        var claimed = await session.QueryAsync(
            """
            UPDATE feed SET leased_until = @until, lease_token = @token WHERE id IN (
              SELECT id FROM (
                SELECT f.id, f.due_at, ROW_NUMBER() OVER (PARTITION BY f.host ORDER BY f.due_at, f.id) AS place
                FROM feed f
                WHERE f.due_at <= @now AND f.leased_until <= @now AND f.retired_at IS NULL AND f.gone_at IS NULL
                  AND f.host NOT IN (SELECT busy.host FROM feed busy WHERE busy.leased_until > @now AND busy.lease_token IS NOT NULL)
                  AND f.host NOT IN (SELECT h.name FROM host h WHERE h.not_before > @now)) waiting
              WHERE place <= @per_host ORDER BY due_at, id LIMIT @max)
            RETURNING id, url, credentials_hash, host, taken_in_at, etag, last_modified, last_ok_at, interval_ms, failures,
              moved_to, move_to, move_count, body_hash, listed, last_polled_at, fresh_ms, hint_ms, skip_hours, skip_days, gap_at,
                  failing_since, last_new_at, due_at, push_floor_ms
            """,
            [("until", lease.Until.ToUnixTimeMilliseconds()), ("token", lease.Token), ("now", now.ToUnixTimeMilliseconds()),
                ("per_host", perHost), ("max", max)],
            row => (Feed: ReadDueFeed(row, lease), DueAt: row.GetInt64(23)),
            cancellationToken);
        return [.. claimed.OrderBy(due => due.DueAt).ThenBy(due => due.Feed.Id.Value).Select(due => due.Feed)];
    }

    private static DueFeed ReadDueFeed(DbDataReader row, Lease lease) =>
        new(
            new FeedId(row.GetInt64(0)), row.GetString(1), row.GetString(2), row.GetString(3), row.IsDBNull(4),
            row.GetStringOrNull(5), row.GetStringOrNull(6), row.GetInstantOrNull(7), Span(row, 8), (int)row.GetInt64(9), lease)
        {
            MovedTo = row.GetStringOrNull(10),
            PendingMove = (row.GetStringOrNull(11), (int)row.GetInt64(12)),
            BodyHash = row.GetStringOrNull(13),
            EntryCount = (int?)row.GetInt64OrNull(14),
            LastPolledAt = row.GetInstantOrNull(15),
            MinimumInterval =
                new MinimumInterval(Span(row, 16), new FeedHints(Span(row, 17), (int)row.GetInt64(18), (int)row.GetInt64(19))),
            LastGapAt = row.GetInstantOrNull(20),
            FailingSince = row.GetInstantOrNull(21),
            LastNewEntryAt = row.GetInstantOrNull(22),
            FallbackInterval = TimeSpan.FromMilliseconds(row.GetInt64(24)),
        };

    private static TimeSpan? Span(DbDataReader row, int column) =>
        row.GetInt64OrNull(column) is { } span ? TimeSpan.FromMilliseconds(span) : null;

    /// <summary>Releases claimed feeds that were not polled within their lease.</summary>
    public Task ReleaseAsync(IReadOnlyList<DueFeed> feeds, CancellationToken cancellationToken) =>
        database.WriteAsync(
            async session =>
            {
                foreach (var feed in feeds)
                {
                    await session.ExecuteAsync(
                        "UPDATE feed SET leased_until = 0, lease_token = NULL WHERE id = @id AND lease_token = @token",
                        [("id", feed.Id.Value), ("token", feed.Lease.Token)],
                        cancellationToken);
                }
            },
            cancellationToken);

    /// <summary>Renews the poll's lease if it is still held. Within the poll's transaction no other worker can take it.</summary>
    public static async Task<bool> RenewLeaseAsync(Session session, DueFeed feed, DateTimeOffset now,
        CancellationToken cancellationToken) =>
        await session.ExecuteAsync(
            "UPDATE feed SET leased_until = @until WHERE id = @id AND lease_token = @token",
            [("until", (now + Lease.Duration).ToUnixTimeMilliseconds()), ("id", feed.Id.Value), ("token", feed.Lease.Token)],
            cancellationToken) == 1;

    /// <summary>Records a successful poll: validators, health, next due time.</summary>
    /// <param name="interval">The adaptive polling interval.</param>
    public static Task RecordSuccessAsync(Session session, DueFeed feed, FeedUpdate end, TimeSpan interval, DateTimeOffset now,
        CancellationToken cancellationToken) =>
        session.ExecuteAsync(
            """
            UPDATE feed SET leased_until = 0, lease_token = NULL, due_at = CASE WHEN @due > @now + push_floor_ms THEN @due
                ELSE @now + push_floor_ms END, interval_ms = @interval, last_polled_at = @now, last_ok_at = @now,
                    taken_in_at = COALESCE(taken_in_at, @now),
              etag = @etag, last_modified = @last_modified, title = COALESCE(@title, title), language = COALESCE(@language, language),
                  failures = 0, last_error = NULL, failing_since = NULL,
              body_hash = @body, listed = @listed, fresh_ms = @fresh, hint_ms = @hint, skip_hours = @hours, skip_days = @days,
                  gap_at = @gap, last_new_at = COALESCE(@new, last_new_at),
              moved_to = @moved_to, move_to = @move_to, move_count = @moves, host = @host
            WHERE id = @id
            """,
            [("due", (now + (end.NextPollIn ?? interval)).ToUnixTimeMilliseconds()), ("interval", (long)interval.TotalMilliseconds),
                ("now", now.ToUnixTimeMilliseconds()),
             ("etag", end.ETag), ("last_modified", end.LastModified), ("title", end.Title), ("language", end.Language),
             ("body", end.BodyHash), ("listed", (long?)end.EntryCount),
             ("fresh", (long?)end.MinimumInterval.FreshnessLifetime?.TotalMilliseconds),
             ("hint", (long?)end.MinimumInterval.Hints.UpdateInterval?.TotalMilliseconds),
             ("hours", (long)end.MinimumInterval.Hints.SkipHours), ("days", (long)end.MinimumInterval.Hints.SkipDays),
             ("gap", end.LastGapAt?.ToUnixTimeMilliseconds()), ("new", end.LastNewEntryAt?.ToUnixTimeMilliseconds()),
             ("moved_to", end.Move.MovedTo), ("move_to", end.Move.CandidateUrl), ("moves", (long)end.Move.Confirmations),
             ("host", new Uri(end.Move.MovedTo ?? feed.Url).Authority),
             ("id", feed.Id.Value)],
            cancellationToken);

    /// <summary>
    /// Records a failed poll. A moved feed that fails at its new address is polled at the old one again, since it may have moved again.
    /// </summary>
    /// <param name="pause">The host that requested a pause, and its end.</param>
    /// <param name="goesBack">Returns to the old address at once instead of after several failures.</param>
    public Task RecordFailureAsync(DueFeed feed, string reason, DateTimeOffset dueAt, (string Host, DateTimeOffset NotBefore)? pause,
        DateTimeOffset now, CancellationToken cancellationToken, bool goesBack = false) =>
        database.WriteAsync(async session =>
        {
            goesBack |= feed.MovedTo is not null && feed.FailureCount + 1 >= FeedMove.MaxFailuresAtNewUrl;
            await session.ExecuteAsync(
                """
                UPDATE feed SET leased_until = 0, lease_token = NULL, due_at = @due, last_polled_at = @now, failures = failures + 1,
                    last_error = @reason,
                  failing_since = COALESCE(failing_since, @now), moved_to = @moved_to, move_to = NULL, move_count = 0, host = @host
                WHERE id = @id AND lease_token = @token
                """,
                [("due", dueAt.ToUnixTimeMilliseconds()), ("now", now.ToUnixTimeMilliseconds()), ("reason", reason),
                 ("moved_to", goesBack ? null : feed.MovedTo), ("host", goesBack ? new Uri(feed.Url).Authority : feed.Host),
                 ("id", feed.Id.Value), ("token", feed.Lease.Token)],
                cancellationToken);
            if (pause is { } asked)
            {
                await HostPauseStore.SetAsync(session, asked.Host, asked.NotBefore, cancellationToken);
            }
        }, cancellationToken);

    /// <summary>Marks a feed as gone (410). It is not polled until it is added again.</summary>
    public Task MarkGoneAsync(DueFeed feed, string reason, DateTimeOffset now, CancellationToken cancellationToken) =>
        database.WriteAsync(
            session => session.ExecuteAsync(
                """
                UPDATE feed SET leased_until = 0, lease_token = NULL, gone_at = @now, last_polled_at = @now, failures = failures + 1,
                    last_error = @reason, failing_since = COALESCE(failing_since, @now)
                WHERE id = @id AND lease_token = @token
                """,
                [("now", now.ToUnixTimeMilliseconds()), ("reason", reason), ("id", feed.Id.Value), ("token", feed.Lease.Token)],
                cancellationToken),
            cancellationToken);

    /// <summary>Polls a feed again that was marked as gone. Entries listed in between are backlog.</summary>
    public static Task ReviveAsync(Session session, FeedId feed, DateTimeOffset now, CancellationToken cancellationToken) =>
        session.ExecuteAsync(
            "UPDATE feed SET gone_at = NULL, moved_to = NULL, move_to = NULL, move_count = 0, taken_in_at = NULL, due_at = @now, "
                + "failures = 0, last_error = NULL, failing_since = NULL WHERE id = @id AND gone_at IS NOT NULL",
            [("now", now.ToUnixTimeMilliseconds()), ("id", feed.Value)],
            cancellationToken);

    /// <summary>
    /// Returns the row of a feed and polls it from now on. A retired feed comes back as a new one: entries listed in between are backlog.
    /// </summary>
    /// <param name="title">Shown until the first poll; null: the host.</param>
    public static async Task<FeedId> UpsertAsync(Session session, Uri url, string credentialsHash, string? title, DateTimeOffset now,
        CancellationToken cancellationToken)
    {
        if (await FeedMoveStore.FindReplacementAsync(session, url.AbsoluteUri, credentialsHash, cancellationToken) is { } other)
        {
            return other;
        }

        var ids = await session.QueryAsync(
            """
            INSERT INTO feed (url, credentials_hash, host, title, added_at, due_at) VALUES (@url, @credentials, @host, @title, @now, @now)
            ON CONFLICT (url, credentials_hash) DO UPDATE SET retired_at = NULL,
              taken_in_at = CASE WHEN feed.retired_at IS NULL THEN feed.taken_in_at END,
              due_at = CASE WHEN feed.retired_at IS NULL THEN feed.due_at ELSE excluded.due_at END,
              gone_at = CASE WHEN feed.retired_at IS NULL THEN feed.gone_at END,
              moved_to = CASE WHEN feed.retired_at IS NULL THEN feed.moved_to END,
              host = CASE WHEN feed.retired_at IS NULL THEN feed.host ELSE excluded.host END
            RETURNING id
            """,
            [("url", url.AbsoluteUri), ("credentials", credentialsHash), ("host", url.Authority), ("title", title),
                ("now", now.ToUnixTimeMilliseconds())],
            row => new FeedId(row.GetInt64(0)),
            cancellationToken);
        return ids[0];
    }

    private static async Task<long> UpsertConfiguredAsync(Session session, FeedOptions feed, DateTimeOffset now,
        CancellationToken cancellationToken)
    {
        var id = await UpsertAsync(session, feed.Url, ConfiguredFeeds.ComputeCredentialsHash(feed), title: null, now, cancellationToken);
        await session.ExecuteAsync(
            """
            INSERT INTO workspace_feed (workspace_id, feed_id, name, added_at, outline) VALUES (0, @feed, @name, @now, @outline)
            ON CONFLICT (workspace_id, feed_id) DO UPDATE SET name = excluded.name, outline = CASE
                WHEN workspace_feed.imported_at IS NULL THEN excluded.outline ELSE COALESCE(excluded.outline, workspace_feed.outline) END
            """,
            [("feed", id.Value), ("name", feed.Name), ("now", now.ToUnixTimeMilliseconds()),
                ("outline", feed.Labels.Count == 0 ? null : FeedOutline.FromLabels(feed.Labels).ToJson())],
            cancellationToken);
        return id.Value;
    }
}

/// <summary>What a successful poll changes in the row of its feed.</summary>
/// <param name="Title">Null: unchanged.</param>
/// <param name="Language">As declared by the feed; null: unchanged.</param>
internal sealed record FeedUpdate(string? ETag, string? LastModified, string? Title, string? Language)
{
    public string? BodyHash { get; init; }

    public int? EntryCount { get; init; }

    public MinimumInterval MinimumInterval { get; init; }

    public DateTimeOffset? LastGapAt { get; init; }

    /// <summary>When the feed last had new entries; null: unchanged.</summary>
    public DateTimeOffset? LastNewEntryAt { get; init; }

    public FeedMove Move { get; init; }

    /// <summary>The hub that the document names; null: none.</summary>
    public FeedHub? Hub { get; init; }

    /// <summary>Time to the next poll; null: the interval.</summary>
    public TimeSpan? NextPollIn { get; init; }
}
