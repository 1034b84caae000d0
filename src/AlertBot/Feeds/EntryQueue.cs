using AlertBot.Storage;

namespace AlertBot.Feeds;

/// <summary>
/// The queue of entries between the stages. An entry is <c>new</c> until it is read, <c>matched</c> until it is grouped, then
/// <c>done</c>; an entry that no topic matches is <c>done</c> once it is read. Later stages change the state only here, within their
/// own transactions.
/// </summary>
internal static class EntryQueue
{
    /// <summary>Leases unread entries: news before backlog, oldest first, at most one of each host at a time.</summary>
    /// <returns>How many entries carry the lease now.</returns>
    public static Task<int> ClaimUnreadAsync(Session session, Lease lease, int max, DateTimeOffset now,
        CancellationToken cancellationToken) =>

        // The hosts are found one by one, each by one step into the index: a burst has many entries but few hosts.
        session.ExecuteAsync(
            """
            WITH RECURSIVE h (host) AS (
              SELECT MIN(host) FROM entry WHERE state = 'new'
              UNION ALL
              SELECT (SELECT MIN(later.host) FROM entry later WHERE later.state = 'new' AND later.host > h.host) FROM h
                  WHERE h.host IS NOT NULL)
            UPDATE entry SET leased_until = @until, lease_token = @token, attempts = attempts + 1 WHERE id IN (
              SELECT e.id FROM h JOIN entry e ON e.id = (
                SELECT first.id FROM entry first
                WHERE first.state = 'new' AND first.host = h.host AND first.due_at <= @now AND first.leased_until <= @now
                ORDER BY first.backlog, first.id LIMIT 1)
              WHERE h.host IS NOT NULL AND NOT EXISTS (SELECT 1 FROM entry busy WHERE busy.lease_token IS NOT NULL
                  AND busy.host = h.host AND busy.leased_until > @now)
              ORDER BY e.backlog, e.id LIMIT @max)
            """,
            [("until", lease.Until.ToUnixTimeMilliseconds()), ("token", lease.Token), ("now", now.ToUnixTimeMilliseconds()),
                ("max", max)],
            cancellationToken);

    /// <summary>Ends the reading of an entry. Its own content is dropped: from here on the article holds the text.</summary>
    /// <param name="isMatched">True: the entry waits to be grouped. False: it is done.</param>
    /// <returns>False when the lease was lost; nothing is changed then.</returns>
    public static async Task<bool> CompleteReadingAsync(Session session, EntryId entry, Lease lease, bool isMatched, string? reason,
        CancellationToken cancellationToken) =>
        await session.ExecuteAsync(
            "UPDATE entry SET leased_until = 0, lease_token = NULL, attempts = 0, state = @state, reason = @reason, content = NULL "
                + "WHERE id = @id AND lease_token = @token",
            [("state", isMatched ? "matched" : "done"), ("reason", reason), ("id", entry.Value), ("token", lease.Token)],
            cancellationToken) == 1;

    /// <summary>Releases an entry that could not be read yet.</summary>
    /// <param name="isAttempt">False: this claim is not counted as an attempt.</param>
    public static Task PostponeReadingAsync(Session session, EntryId entry, Lease lease, DateTimeOffset dueAt, bool isAttempt,
        CancellationToken cancellationToken) =>
        session.ExecuteAsync(
            "UPDATE entry SET leased_until = 0, lease_token = NULL, due_at = @due, attempts = attempts - @uncounted WHERE id = @id AND "
                + "lease_token = @token",
            [("due", dueAt.ToUnixTimeMilliseconds()), ("uncounted", isAttempt ? 0L : 1L), ("id", entry.Value), ("token", lease.Token)],
            cancellationToken);

    /// <summary>The next entries to group: news before backlog, oldest first.</summary>
    public static Task<List<EntryId>> ListMatchedAsync(Session session, int max, DateTimeOffset now, CancellationToken cancellationToken) =>
        session.QueryAsync(
            "SELECT id FROM entry WHERE state = 'matched' AND due_at <= @now ORDER BY backlog, id LIMIT @max",
            [("now", now.ToUnixTimeMilliseconds()), ("max", max)],
            row => new EntryId(row.GetInt64(0)),
            cancellationToken);

    /// <summary>Ends the grouping of an entry: it is done.</summary>
    /// <param name="reason">Null keeps the reason that the entry has.</param>
    public static Task CompleteGroupingAsync(Session session, EntryId entry, string? reason, CancellationToken cancellationToken) =>
        session.ExecuteAsync(
            "UPDATE entry SET state = 'done', reason = COALESCE(@reason, reason) WHERE id = @id",
            [("reason", reason), ("id", entry.Value)],
            cancellationToken);

    /// <summary>Leaves an entry that could not be grouped for later. After the last attempt it is done, with the reason.</summary>
    public static Task PostponeGroupingAsync(Session session, EntryId entry, DateTimeOffset dueAt, int maxAttempts, string reason,
        CancellationToken cancellationToken) =>
        session.ExecuteAsync(
            """
            UPDATE entry SET attempts = attempts + 1, due_at = @due,
              state = CASE WHEN attempts + 1 < @max THEN state ELSE 'done' END,
              reason = CASE WHEN attempts + 1 < @max THEN reason ELSE @reason END
            WHERE id = @id AND state = 'matched'
            """,
            [("due", dueAt.ToUnixTimeMilliseconds()), ("max", (long)maxAttempts), ("reason", reason), ("id", entry.Value)],
            cancellationToken);

    /// <summary>
    /// Sends an entry that is done back to grouping, because a changed topic matches it. It counts as backlog of that topic
    /// (<c>backlog = 2</c>): it gets a story, but no alert.
    /// </summary>
    /// <returns>False when the entry is not done.</returns>
    public static async Task<bool> ReturnToGroupingAsync(Session session, EntryId entry, DateTimeOffset now,
        CancellationToken cancellationToken) =>
        await session.ExecuteAsync(
            "UPDATE entry SET state = 'matched', backlog = 2, reason = NULL, attempts = 0, due_at = @now WHERE id = @id AND state = 'done'",
            [("now", now.ToUnixTimeMilliseconds()), ("id", entry.Value)],
            cancellationToken) == 1;
}
