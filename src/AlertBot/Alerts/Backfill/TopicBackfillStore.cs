using AlertBot.Alerts.Queries;
using AlertBot.Feeds;
using AlertBot.Quotes;
using AlertBot.Reading;
using AlertBot.Storage;
using AlertBot.Topics;

namespace AlertBot.Alerts.Backfill;

/// <summary>Stores what a backfill finds in the stored articles.</summary>
internal static class TopicBackfillStore
{
    /// <summary>Stores the result for one batch of articles, and renews the lease of the job.</summary>
    /// <param name="unmatched">Articles that the topic does not match: matches of older revisions are removed.</param>
    /// <returns>Null when the lease was lost, or the topic was changed meanwhile; nothing is stored then.</returns>
    public static async Task<BackfillCounts?> SaveMatchesAsync(
        Session session, BackfillJob job, IReadOnlyList<BackfillMatch> found, IReadOnlyList<long> unmatched, DateTimeOffset now,
        CancellationToken cancellationToken)
    {
        if (!await BackfillQueue.RenewLeaseAsync(session, job, now, cancellationToken))
        {
            return null;
        }

        foreach (var article in unmatched)
        {
            await MatchStore.RemoveOutdatedAsync(session, article, job.Id, job.Revision, cancellationToken);
        }

        var queued = 0;
        var postponed = 0;
        foreach (var match in found)
        {
            if (await IsAwaitingStoryAsync(session, match, job, cancellationToken))
            {
                postponed++;
                continue;
            }

            await MatchStore.SaveBackfilledAsync(session, match.Article.Id, match.Article.Entry, job.Id, job.Revision, match.Evidence,
                cancellationToken);
            await QuoteStore.InsertIfMissingAsync(session, match.Article.Id, match.Quotes, cancellationToken);
            if (await QueueForGroupingAsync(session, match.Article.Entry, now, cancellationToken))
            {
                queued++;
            }
        }

        return new BackfillCounts(queued, postponed);
    }

    // News that waits for its story would be posted to the subscribers of the topic. It is searched again once it has its story.
    // An entry whose grouping failed is not waited for, and a match that it has already changes nothing.
    private static async Task<bool> IsAwaitingStoryAsync(Session session, BackfillMatch match, BackfillJob job,
        CancellationToken cancellationToken) =>
        await session.ExecuteScalarAsync(
            """
            SELECT 1 FROM entry e WHERE e.id = @entry AND e.state = 'matched' AND e.backlog = 0 AND e.attempts = 0
              AND NOT EXISTS (SELECT 1 FROM match m WHERE m.article_id = @article AND m.topic_id = @topic)
            """,
            [("entry", match.Article.Entry.Value), ("article", match.Article.Id), ("topic", job.Id.Value)],
            cancellationToken) is not null;

    private static async Task<bool> QueueForGroupingAsync(Session session, EntryId entry, DateTimeOffset now,
        CancellationToken cancellationToken) =>
        await session.ExecuteScalarAsync("SELECT 1 FROM story_entry WHERE entry_id = @entry", [("entry", entry.Value)],
            cancellationToken) is null
        && await EntryQueue.ReturnToGroupingAsync(session, entry, now, cancellationToken);
}

/// <summary>A stored article that the topic matches.</summary>
/// <param name="Quotes">Its quotes, to be stored unless it has some already.</param>
internal sealed record BackfillMatch(StoredArticle Article, IReadOnlyList<Evidence> Evidence, IReadOnlyList<Quote> Quotes);

/// <summary>What was done with the matches of one batch.</summary>
/// <param name="QueuedForGrouping">Entries that are grouped into stories next.</param>
/// <param name="Postponed">News that waits for its story; it is searched again later.</param>
internal readonly record struct BackfillCounts(int QueuedForGrouping, int Postponed);
