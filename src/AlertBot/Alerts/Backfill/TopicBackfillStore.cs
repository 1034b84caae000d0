using System.Text.Json;
using AlertBot.Alerts.Queries;
using AlertBot.Quotes;
using AlertBot.Reading;
using AlertBot.Storage;
using AlertBot.Topics;

namespace AlertBot.Alerts.Backfill;

/// <summary>The rows of the back search: topics that wait for it, and what it finds.</summary>
internal static class TopicBackfillStore
{
    private const string Due = "removed_at IS NULL AND searched_revision < revision AND leased_until <= @now";

    public static async Task<bool> IsAnyDueAsync(Session session, DateTimeOffset now, CancellationToken cancellationToken) =>
        await session.ExecuteScalarAsync($"SELECT 1 FROM topic WHERE {Due} LIMIT 1", [("now", now.ToUnixTimeMilliseconds())],
            cancellationToken) is not null;

    public static Task<List<BackfillJob>> ClaimAsync(Session session, int max, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var lease = Lease.StartingAt(now);
        return session.QueryAsync(
            $"""
            UPDATE topic SET leased_until = @until, lease_token = @token WHERE id IN (SELECT id FROM topic WHERE {Due} ORDER BY id
                LIMIT @max)
            RETURNING id, workspace_id, name, query, revision
            """,
            [("until", lease.Until.ToUnixTimeMilliseconds()), ("token", lease.Token), ("now", now.ToUnixTimeMilliseconds()),
                ("max", (long)max)],
            row => new BackfillJob(new TopicId(row.GetInt64(0)), new WorkspaceId(row.GetInt64(1)), row.GetString(2), row.GetString(3),
                row.GetInt64(4), lease),
            cancellationToken);
    }

    /// <summary>Keeps what was found in one batch of articles, and renews the lease.</summary>
    /// <param name="gone">Articles that the topic does not match: a match of an older revision ends.</param>
    /// <returns>Null when the lease was lost, or the topic is another one by now: nothing is kept.</returns>
    public static async Task<BackfillCounts?> SaveMatchesAsync(
        Session session, BackfillJob search, IReadOnlyList<BackfillMatch> found, IReadOnlyList<long> gone, DateTimeOffset now,
        CancellationToken cancellationToken)
    {
        if (!await RenewLeaseAsync(session, search, now, cancellationToken))
        {
            return null;
        }

        foreach (var article in gone)
        {
            await session.ExecuteAsync(
                "DELETE FROM match WHERE article_id = @article AND topic_id = @topic AND topic_revision < @revision",
                [("article", article), ("topic", search.Id.Value), ("revision", search.Revision)],
                cancellationToken);
        }

        var (filed, putOff) = (0, 0);
        foreach (var match in found)
        {
            if (await IsAwaitingStoryAsync(session, match, search, cancellationToken))
            {
                putOff++;
                continue;
            }

            await SaveMatchAsync(session, search, match, cancellationToken);
            filed += await QueueForGroupingAsync(session, match, now, cancellationToken);
        }

        return new BackfillCounts(filed, putOff);
    }

    public static Task CompleteAsync(Session session, BackfillJob search, CancellationToken cancellationToken) => session.ExecuteAsync(
        """
        UPDATE topic SET leased_until = 0, lease_token = NULL, searched_revision = CASE WHEN revision = @revision THEN revision
            ELSE searched_revision END
        WHERE id = @id AND lease_token = @token
        """,
        [("revision", search.Revision), ("id", search.Id.Value), ("token", search.Lease.Token)],
        cancellationToken);

    /// <summary>Leaves the topic for another search.</summary>
    public static Task ReleaseAsync(Session session, BackfillJob search, DateTimeOffset notBefore, CancellationToken cancellationToken) =>
        session.ExecuteAsync(
        "UPDATE topic SET leased_until = @until, lease_token = NULL WHERE id = @id AND lease_token = @token",
        [("until", notBefore.ToUnixTimeMilliseconds()), ("id", search.Id.Value), ("token", search.Lease.Token)],
        cancellationToken);

    private static async Task<bool> RenewLeaseAsync(Session session, BackfillJob search, DateTimeOffset now,
        CancellationToken cancellationToken) =>
        await session.ExecuteAsync(
            "UPDATE topic SET leased_until = @until WHERE id = @id AND lease_token = @token AND revision = @revision AND removed_at IS "
                + "NULL",
            [("until", (now + Lease.Duration).ToUnixTimeMilliseconds()), ("id", search.Id.Value), ("token", search.Lease.Token),
                ("revision", search.Revision)],
            cancellationToken) == 1;

    // News that waits for its story would be told to those who follow the topic: it is looked at again when it has its story. What broke
    // there does not hold the search up; a match that stands already is no new one.
    private static async Task<bool> IsAwaitingStoryAsync(Session session, BackfillMatch match, BackfillJob search,
        CancellationToken cancellationToken) =>
        await session.ExecuteScalarAsync(
            """
            SELECT 1 FROM entry e WHERE e.id = @entry AND e.state = 'matched' AND e.backlog = 0 AND e.attempts = 0
              AND NOT EXISTS (SELECT 1 FROM match m WHERE m.article_id = @article AND m.topic_id = @topic)
            """,
            [("entry", match.Article.Entry.Value), ("article", match.Article.Id), ("topic", search.Id.Value)],
            cancellationToken) is not null;

    private static async Task SaveMatchAsync(Session session, BackfillJob search, BackfillMatch match, CancellationToken cancellationToken)
    {
        await session.ExecuteAsync(
            """
            INSERT INTO match (article_id, topic_id, topic_revision, evidence)
            SELECT @article, @topic, @revision, @evidence FROM entry e
            WHERE e.id = @entry AND (e.state <> 'matched' OR e.backlog <> 0 OR EXISTS (SELECT 1 FROM match m WHERE m.article_id = @article
                AND m.topic_id = @topic))
            ON CONFLICT (article_id, topic_id) DO UPDATE SET topic_revision = excluded.topic_revision, evidence = excluded.evidence
            WHERE match.topic_revision < excluded.topic_revision
            """,
            [("article", match.Article.Id), ("topic", search.Id.Value), ("revision", search.Revision), ("entry", match.Article.Entry.Value),
             ("evidence", JsonSerializer.Serialize(match.Evidence, ArticleStore.EvidenceJson.Default.IReadOnlyListEvidence))],
            cancellationToken);
        if (match.Quotes.Count > 0
            && await session.ExecuteScalarAsync("SELECT 1 FROM quote WHERE article_id = @article LIMIT 1",
                [("article", match.Article.Id)], cancellationToken) is null)
        {
            await ArticleStore.InsertQuotesAsync(session, match.Article.Id, match.Quotes, cancellationToken);
        }
    }

    // It was seen before the topic was as it is now (backlog 2): the group pass gives it a story and tells nobody.
    private static Task<int> QueueForGroupingAsync(Session session, BackfillMatch match, DateTimeOffset now,
        CancellationToken cancellationToken) => session.ExecuteAsync(
        """
        UPDATE entry SET state = 'matched', backlog = 2, reason = NULL, attempts = 0, due_at = @now
        WHERE id = @entry AND state = 'done' AND NOT EXISTS (SELECT 1 FROM story_entry se WHERE se.entry_id = entry.id)
        """,
        [("now", now.ToUnixTimeMilliseconds()), ("entry", match.Article.Entry.Value)],
        cancellationToken);
}

/// <summary>A topic that is looked for in the stored articles.</summary>
/// <param name="Revision">Of the query that is looked for.</param>
internal sealed record BackfillJob(TopicId Id, WorkspaceId Workspace, string Name, string Query, long Revision, Lease Lease)
{
    public override string ToString() => $"topic {Name}";
}

/// <summary>A stored article that the topic matches.</summary>
internal sealed record BackfillMatch(StoredArticle Article, IReadOnlyList<Evidence> Evidence, IReadOnlyList<Quote> Quotes);

/// <summary>What became of a batch.</summary>
/// <param name="QueuedForGrouping">Entries that get their story now.</param>
/// <param name="Postponed">Entries that are news on their way.</param>
internal readonly record struct BackfillCounts(int QueuedForGrouping, int Postponed);
