using AlertBot.Feeds;
using AlertBot.Storage;

namespace AlertBot.Reading;

/// <summary>Claims unread entries and stores the articles that are made of them.</summary>
internal sealed class ArticleStore(Database database)
{
    /// <summary>Leases unread entries: news before backlog, oldest first, at most one of each host at a time.</summary>
    public Task<List<UnreadEntry>> ClaimAsync(int max, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var lease = Lease.StartingAt(now);
        return database.WriteAsync(async session =>
        {
            var claimed = await EntryQueue.ClaimUnreadAsync(session, lease, max, now, cancellationToken);
            return claimed == 0 ? []
                : await LoadClaimedAsync(session, lease, await LoadWorkspacesAsync(session, lease, cancellationToken), cancellationToken);
        }, cancellationToken);
    }

    /// <summary>Stores the article with its matches and quotes, and passes the entry on: to grouping where a topic matches.</summary>
    /// <returns>False when the lease was lost; nothing is stored then.</returns>
    public Task<bool> SaveAsync(UnreadEntry entry, Article article, CancellationToken cancellationToken) =>
        database.WriteAsync(async session =>
        {
            var isMatched = article.Matches.Count > 0;
            var reason = isMatched ? article.Note : article.Note is null ? "no topic matches" : $"no topic matches; {article.Note}";
            if (!await EntryQueue.CompleteReadingAsync(session, entry.Id, entry.Lease, isMatched, reason, cancellationToken))
            {
                return false;
            }

            await InsertAsync(session, entry, article, cancellationToken);
            return true;
        }, cancellationToken);

    /// <summary>Releases the entry for a later attempt.</summary>
    /// <param name="isAttempt">False: this claim is not counted as an attempt.</param>
    public Task PostponeAsync(UnreadEntry entry, DateTimeOffset dueAt, bool isAttempt, CancellationToken cancellationToken) =>
        database.WriteAsync(
            session => EntryQueue.PostponeReadingAsync(session, entry.Id, entry.Lease, dueAt, isAttempt, cancellationToken),
            cancellationToken);

    /// <summary>Ends an entry that cannot be read, with the reason.</summary>
    public Task AbandonAsync(UnreadEntry entry, string reason, CancellationToken cancellationToken) =>
        database.WriteAsync(
            session => EntryQueue.CompleteReadingAsync(session, entry.Id, entry.Lease, isMatched: false, reason, cancellationToken),
            cancellationToken);

    /// <summary>The workspaces that see the feed of each claimed entry, by entry.</summary>
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

    private static Task<List<UnreadEntry>> LoadClaimedAsync(Session session, Lease lease, ILookup<long, WorkspaceId> workspacesByEntry,
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
                Id: new EntryId(row.GetInt64(0)),
                IsBacklog: row.GetFlag(1),
                NewsAt: row.GetInstantOrNull(2),
                Published: row.GetInstantOrNull(3),
                Title: row.GetString(4),
                Link: row.GetStringOrNull(5),
                Host: row.GetString(6),
                Author: row.GetStringOrNull(7),
                Summary: row.GetString(8),
                Content: row.GetStringOrNull(9),
                Source: row.GetString(10),
                FeedLanguage: row.GetStringOrNull(11),
                FeedUrl: row.GetString(12),
                FeedCredentials: row.GetString(13),
                Attempts: (int)row.GetInt64(14),
                Workspaces: workspacesByEntry[row.GetInt64(0)].ToHashSet(),
                lease),
            cancellationToken);

    private static async Task InsertAsync(Session session, UnreadEntry entry, Article article, CancellationToken cancellationToken)
    {
        var ids = await session.QueryAsync(
            """
            INSERT INTO article (entry_id, link, title, published_at, byline, language, source, text, generated_summary, generated_by)
            VALUES (@entry, @link, @title, @published, @byline, @language, @source, @text, @generated, @model) RETURNING id
            """,
            [
                ("entry", entry.Id.Value), ("link", article.Link), ("title", article.Title),
                ("published", entry.Published?.ToUnixTimeMilliseconds()), ("byline", article.Byline), ("language", article.Language),
                ("source", entry.Source), ("text", article.Text),
                ("generated", article.Generated?.Text), ("model", article.Generated?.Model),
            ],
            row => row.GetInt64(0),
            cancellationToken);
        await MatchStore.InsertAsync(session, ids[0], article.Matches, cancellationToken);
        await QuoteStore.InsertAsync(session, ids[0], article.Quotes, cancellationToken);
    }
}
