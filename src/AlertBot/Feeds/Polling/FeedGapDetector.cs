using AlertBot.Storage;

namespace AlertBot.Feeds.Polling;

/// <summary>
/// Finds that entries were missed: everything in the document is newer than the last entry seen, so the list moved on past it between two
/// polls.
/// </summary>
internal static class FeedGapDetector
{
    /// <param name="added">How many of the entries were new.</param>
    public static async Task<bool> HasGapAsync(Session session, DueFeed feed, IReadOnlyList<Entry> entries, int added, DateTimeOffset now,
        CancellationToken cancellationToken)
    {
        // A list that shrinks, or was empty, holds what is the case and not what was last: warnings come and go in it. One that holds a
        // single entry tells with each new one nothing of others.
        if (feed.IsNew || entries.Count < 2 || added < entries.Count || feed.EntryCount is not > 0 || entries.Count * 2 < feed.EntryCount)
        {
            return false;
        }

        // What the document before listed; a date in the future is worth no more than when it was seen.
        var last = await session.ExecuteScalarAsync(
            """
            SELECT MAX(CASE WHEN published_at < first_seen_at THEN published_at ELSE first_seen_at END) FROM entry
            WHERE feed_id = @feed AND published_at IS NOT NULL AND last_listed_at = (SELECT MAX(last_listed_at) FROM entry
                WHERE feed_id = @feed AND last_listed_at < @now)
            """,
            [("feed", feed.Id.Value), ("now", now.ToUnixTimeMilliseconds())],
            cancellationToken);
        var oldest = entries.Min(entry => entry.Published ?? entry.Updated)?.ToUnixTimeMilliseconds();
        return last is null || oldest is null || oldest > last;
    }
}
