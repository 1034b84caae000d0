using System.Text.Json;
using System.Text.Json.Serialization;
using AlertBot.Feeds;
using AlertBot.Quotes;
using AlertBot.Storage;
using AlertBot.Topics;

namespace AlertBot.Reading;

/// <summary>The rows of entries that wait to be read, and of the articles that come of them.</summary>
internal sealed partial class ArticleStore(Database database)
{
    /// <summary>Leases unread entries: news before backlog, in the order they were seen, one of each host at a time.</summary>
    public Task<List<UnreadEntry>> ClaimAsync(int max, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var lease = Lease.StartingAt(now);
        return database.WriteAsync(async session =>
        {
            // The hosts are found one by one, each by one step into the index: a flood has many entries and few hosts.
            var claimed = await session.ExecuteAsync(
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
            return claimed == 0 ? []
                : await LoadClaimedAsync(session, lease, await LoadWorkspacesAsync(session, lease, cancellationToken), cancellationToken);
        }, cancellationToken);
    }

    /// <summary>Keeps what was read: the article with its matches and quotes, and where the entry goes on.</summary>
    /// <returns>False when the lease was lost: nothing is kept.</returns>
    public Task<bool> SaveAsync(UnreadEntry entry, Article article, CancellationToken cancellationToken) =>
        database.WriteAsync(async session =>
        {
            var isMatched = article.Matches.Count > 0;
            var reason = isMatched ? article.Note : article.Note is null ? "no topic matches" : $"no topic matches; {article.Note}";
            if (!await ReleaseAsync(session, entry, isMatched ? "matched" : "done", reason, cancellationToken))
            {
                return false;
            }

            await InsertAsync(session, entry, article, cancellationToken);
            return true;
        }, cancellationToken);

    /// <summary>Leaves the entry for a later try.</summary>
    public Task PostponeAsync(UnreadEntry entry, DateTimeOffset dueAt, bool isAttempt, CancellationToken cancellationToken) =>
        database.WriteAsync(session => session.ExecuteAsync(
            "UPDATE entry SET leased_until = 0, lease_token = NULL, due_at = @due, attempts = attempts - @uncounted WHERE id = @id AND "
                + "lease_token = @token",
            [("due", dueAt.ToUnixTimeMilliseconds()), ("uncounted", isAttempt ? 0L : 1L), ("id", entry.Id.Value),
                ("token", entry.Lease.Token)],
            cancellationToken), cancellationToken);

    /// <summary>Ends an entry that cannot be read at all, with the reason.</summary>
    public Task AbandonAsync(UnreadEntry entry, string reason, CancellationToken cancellationToken) =>
        database.WriteAsync(session => ReleaseAsync(session, entry, "done", reason, cancellationToken), cancellationToken);

    /// <summary>Who sees the feed of each claimed entry.</summary>
    private static async Task<ILookup<long, WorkspaceId>> LoadWorkspacesAsync(Session session, Lease lease,
        CancellationToken cancellationToken)
    {
        var rows = await session.QueryAsync(
            "SELECT e.id, v.workspace_id FROM entry e JOIN workspace_feed v ON v.feed_id = e.feed_id WHERE e.lease_token = @token",
            [("token", lease.Token)],
            row => (Entry: row.GetInt64(0), Workspace: new WorkspaceId(row.GetInt64(1))),
            cancellationToken);
        return rows.ToLookup(row => row.Entry, row => row.Workspace);
    }

    private static Task<List<UnreadEntry>> LoadClaimedAsync(Session session, Lease lease, ILookup<long, WorkspaceId> seenBy,
        CancellationToken cancellationToken) =>
        session.QueryAsync(
            """
            SELECT e.id, e.backlog, e.news_at, e.published_at, e.title, e.link, e.host, e.author, e.summary, e.content,
              COALESCE(w.name, f.title, f.host), f.language, f.url, f.credentials_hash, e.attempts
            FROM entry e JOIN feed f ON f.id = e.feed_id LEFT JOIN workspace_feed w ON w.feed_id = f.id AND w.workspace_id = 0
            WHERE e.lease_token = @token ORDER BY e.backlog, e.id
            """,
            [("token", lease.Token)],
            row => new UnreadEntry(
                new EntryId(row.GetInt64(0)), row.GetFlag(1), row.GetInstantOrNull(2), row.GetInstantOrNull(3), row.GetString(4),
                row.GetStringOrNull(5), row.GetString(6),
                row.GetStringOrNull(7), row.GetString(8), row.GetStringOrNull(9), row.GetString(10), row.GetStringOrNull(11),
                row.GetString(12), row.GetString(13), (int)row.GetInt64(14),
                seenBy[row.GetInt64(0)].ToHashSet(), lease),
            cancellationToken);

    // The article holds the text from here on: the entry's own copy would only take room.
    private static async Task<bool> ReleaseAsync(Session session, UnreadEntry entry, string state, string? reason,
        CancellationToken cancellationToken) =>
        await session.ExecuteAsync(
            "UPDATE entry SET leased_until = 0, lease_token = NULL, attempts = 0, state = @state, reason = @reason, content = NULL "
                + "WHERE id = @id AND lease_token = @token",
            [("state", state), ("reason", reason), ("id", entry.Id.Value), ("token", entry.Lease.Token)],
            cancellationToken) == 1;

    private static async Task InsertAsync(Session session, UnreadEntry entry, Article article, CancellationToken cancellationToken)
    {
        var ids = await session.QueryAsync(
            """
            INSERT INTO article (entry_id, link, title, published_at, byline, language, source, text, generated_summary, generated_by)
            VALUES (@entry, @link, @title, @published, @byline, @language, @source, @text, @generated, @model) RETURNING id
            """,
            [("entry", entry.Id.Value), ("link", article.Link), ("title", article.Title),
                ("published", entry.Published?.ToUnixTimeMilliseconds()),
             ("byline", article.Byline), ("language", article.Language), ("source", entry.Source), ("text", article.Text),
             ("generated", article.Generated?.Text), ("model", article.Generated?.Model)],
            row => row.GetInt64(0),
            cancellationToken);
        foreach (var match in article.Matches)
        {
            await session.ExecuteAsync(
                "INSERT INTO match (article_id, topic_id, topic_revision, evidence) VALUES (@article, @topic, @revision, @evidence)",
                [("article", ids[0]), ("topic", match.Topic.Id.Value), ("revision", (long)match.Topic.Revision),
                 ("evidence", JsonSerializer.Serialize(match.Evidence, EvidenceJson.Default.IReadOnlyListEvidence))],
                cancellationToken);
        }

        await InsertQuotesAsync(session, ids[0], article.Quotes, cancellationToken);
    }

    /// <summary>Adds the quotations of an article that has none yet.</summary>
    public static async Task InsertQuotesAsync(Session session, long article, IReadOnlyList<Quote> quotes,
        CancellationToken cancellationToken)
    {
        for (var n = 0; n < quotes.Count; n++)
        {
            await InsertQuoteAsync(session, article, n, quotes[n], cancellationToken);
        }
    }

    private static Task InsertQuoteAsync(Session session, long article, int n, Quote quote, CancellationToken cancellationToken) =>
        session.ExecuteAsync(
            """
            INSERT INTO quote (article_id, n, start_at, end_at, speaker, speaker_start, speaker_end, name, role, venue, cue, continues)
            VALUES (@article, @n, @start, @end, @speaker, @speaker_start, @speaker_end, @name, @role, @venue, @cue, @continues)
            """,
            [("article", article), ("n", (long)n), ("start", (long)quote.Start), ("end", (long)quote.End), ("speaker", quote.Speaker),
             ("speaker_start", (long?)quote.SpeakerStart), ("speaker_end", (long?)quote.SpeakerEnd), ("name", quote.Name),
             ("role", quote.Role),
             ("venue", quote.Venue), ("cue", quote.Cue), ("continues", quote.Continues ? 1L : 0L)],
            cancellationToken);

    /// <summary>Evidence as the match rows hold it.</summary>
    [JsonSerializable(typeof(IReadOnlyList<Evidence>))]
    internal sealed partial class EvidenceJson : JsonSerializerContext;
}
