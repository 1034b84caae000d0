using AlertBot.Storage;

namespace AlertBot.Cli.Demo;

/// <summary>Reads from the database how far the service has processed the sample news.</summary>
internal sealed class DemoProgress(Database database, SampleServer server)
{
    /// <summary>Whether all entries of the current step have been polled, read, grouped and delivered.</summary>
    public Task<bool> IsSettledAsync(CancellationToken cancellationToken) =>
        database.ReadAsync(
            async session =>
                await AreFeedsPolledAsync(session, cancellationToken) && !await HasPendingWorkAsync(session, cancellationToken),
            cancellationToken);

    /// <returns>How many alerts the console has acknowledged.</returns>
    public Task<long> CountDeliveredAlertsAsync(CancellationToken cancellationToken) =>
        database.ReadAsync(async session => await session.ExecuteScalarAsync(
            """
            SELECT COUNT(DISTINCT m.id) FROM message m JOIN message_alert ma ON ma.message_id = m.id JOIN decision d
                ON d.alert_id = ma.alert_id
            WHERE m.state = 'sent' AND d.verdict = 'told'
            """,
            [],
            cancellationToken) ?? 0, cancellationToken);

    public Task<long> CountEntriesAsync(CancellationToken cancellationToken) =>
        database.ReadAsync(async session => await session.ExecuteScalarAsync("SELECT COUNT(*) FROM entry", [], cancellationToken) ?? 0,
            cancellationToken);

    // A feed is polled by one worker at a time. A poll that succeeded after the first request of the current step has therefore read
    // the document of this step.
    private async Task<bool> AreFeedsPolledAsync(Session session, CancellationToken cancellationToken)
    {
        var polls = await session.QueryAsync("SELECT url, last_ok_at FROM feed", [],
            row => (Url: row.GetString(0), LastOkAt: row.GetInt64OrNull(1)), cancellationToken);
        return SampleNews.Feeds.All(feed =>
            server.FirstRequestedAt(feed) is { } requestedAt
            && polls.Any(poll => poll.Url == server.AddressOf(feed).AbsoluteUri && poll.LastOkAt >= requestedAt.ToUnixTimeMilliseconds()));
    }

    private static async Task<bool> HasPendingWorkAsync(Session session, CancellationToken cancellationToken) =>
        await session.ExecuteScalarAsync(
            """
            SELECT 1 WHERE EXISTS (SELECT 1 FROM entry WHERE state <> 'done')
              OR EXISTS (SELECT 1 FROM message WHERE state IN ('ready', 'sending', 'unclear'))
            """,
            [],
            cancellationToken) is not null;
}
