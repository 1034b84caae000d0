using AlertBot.Storage;

namespace AlertBot.Feeds.Polling;

/// <summary>
/// Detects missed entries: every entry of the document is newer than the last known one, so entries dropped out of the list between two
/// polls.
/// </summary>
internal static class FeedGapDetector
{
    /// <param name="added">Number of new entries.</param>
    public static async Task<bool> HasGapAsync(Session session, DueFeed feed, IReadOnlyList<Entry> entries, int added, DateTimeOffset now,
        CancellationToken cancellationToken)
    {
        // A list that shrinks or was empty shows a current state, such as active weather warnings, not the latest entries. A list of
        // one entry replaces it each time, which says nothing about others.
        if (feed.IsNew || entries.Count < 2 || added < entries.Count || feed.EntryCount is not > 0 || entries.Count * 2 < feed.EntryCount)
        {
            return false;
        }

        // The entries of the previous document. A date in the future counts as the time when it was seen.
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
