using AlertBot.Http;
using AlertBot.Storage;

namespace AlertBot.Feeds;

/// <summary>The first pass: polls due feeds and takes in their entries.</summary>
internal sealed partial class FeedPoller(
    Database database,
    FeedStore store,
    FeedCatalog catalog,
    Fetcher fetcher,
    PollSchedule schedule,
    NetworkOptions network,
    PassSignals signals,
    FeedMetrics metrics,
    TimeProvider time,
    ILogger<FeedPoller> logger) : IPass<DueFeed>
{
    private const int EntriesAtOnce = 500;

    public string Name => "poll";

    public int Concurrency => network.Concurrency;

    public async Task<IReadOnlyList<DueFeed>> ClaimAsync(int max, CancellationToken cancellationToken) =>
        await store.ClaimAsync(max, network.PerHost, time.GetUtcNow(), cancellationToken);

    public async Task WorkAsync(DueFeed feed, CancellationToken stopping)
    {
        var options = catalog.Find(feed.Url, feed.CredentialsHash);
        var outcome = await fetcher.GetAsync(new FetchRequest(new Uri(feed.Url), feed.ETag, feed.LastModified, options?.Headers), stopping);
        var now = time.GetUtcNow();
        switch (outcome)
        {
            case FetchOutcome.Fetched fetched:
                await TakeInAsync(feed, options, fetched, now, stopping);
                break;
            case FetchOutcome.NotModified:
                await EndAsync(feed, [], new PollEnd(feed.ETag, feed.LastModified, null, null), "not_modified", now, stopping);
                break;
            case FetchOutcome.Failed failed:
                await FailAsync(feed, options, failed, now, stopping);
                break;
        }
    }

    private async Task TakeInAsync(DueFeed feed, FeedOptions? options, FetchOutcome.Fetched fetched, DateTimeOffset now, CancellationToken stopping)
    {
        switch (FeedParser.Parse(fetched.Body, fetched.ContentType, fetched.Address))
        {
            case FeedReading.Parsed { Feed: var document }:
                if (await FeedHub.NoteAsync(database, feed.Id, FeedHub.Of(fetched, document), stopping))
                {
                    signals.Hubs.Wake();
                }

                await EndAsync(feed, document.Entries, new PollEnd(fetched.ETag, fetched.LastModified, document.Title, document.Language), "fetched", now, stopping);
                break;
            case FeedReading.Refused refused:
                await FailAsync(feed, options, new FetchOutcome.Failed(refused.Reason, null, null, false), now, stopping);
                break;
        }
    }

    private async Task EndAsync(DueFeed feed, IReadOnlyList<Entry> entries, PollEnd end, string outcome, DateTimeOffset now, CancellationToken stopping)
    {
        var options = catalog.Find(feed.Url, feed.CredentialsHash);
        var intake = new Intake(now, feed.IsNew, schedule.PolledWell(feed, options, now));
        var added = await TakeInAsync(feed, options, entries, intake, end, stopping);
        metrics.Polled(outcome, added);
        if (added > 0)
        {
            signals.Read.Wake();
        }

        if (feed.Failures > 0)
        {
            LogRecovered(NameOf(feed, options));
        }
    }

    /// <summary>
    /// Entries, validators and next due time in one transaction; a document of very many entries in several, the oldest first and the
    /// validators last, so that it keeps nobody else from writing and a kill in between is served the rest at the next poll.
    /// </summary>
    private async Task<int> TakeInAsync(DueFeed feed, FeedOptions? options, IReadOnlyList<Entry> entries, Intake intake, PollEnd end, CancellationToken stopping)
    {
        var (added, left) = (0, entries.Count);
        do
        {
            var first = Math.Max(0, left - EntriesAtOnce);
            var some = entries.Take(new Range(first, left)).ToList();
            left = first;
            added += await database.WriteAsync(
                async session =>
                {
                    if (!await FeedStore.HoldAsync(session, feed, time.GetUtcNow(), stopping))
                    {
                        return 0;
                    }

                    var fresh = await EntryStore.TakeInAsync(session, feed, some, intake, stopping);
                    if (left == 0)
                    {
                        await FeedHub.MissedAsync(session, feed, hasNews: added + fresh > 0, stopping);
                        await FeedStore.EndAsync(session, feed, end, schedule.Next(feed, options, hasNews: added + fresh > 0), intake.Now, stopping);
                    }

                    return fresh;
                },
                stopping);
        }
        while (left > 0);

        return added;
    }

    private async Task FailAsync(DueFeed feed, FeedOptions? options, FetchOutcome.Failed failed, DateTimeOffset now, CancellationToken stopping)
    {
        var due = schedule.AfterFailure(options, feed.Failures + 1, failed.RetryAfter, now);
        await store.FailAsync(feed, failed.Reason, due, failed.RetryAfter is { } wait ? now + PollSchedule.Cap(wait) : null, now, stopping);
        metrics.Polled("failed", 0);

        // Said once, and again when it recovers: the row holds the newest error.
        if (feed.Failures == 0)
        {
            LogFailed(NameOf(feed, options), failed.Reason, due);
        }
    }

    // An address can hold a password or a key: the log gets its host.
    private static string NameOf(DueFeed feed, FeedOptions? options) => options?.Name ?? feed.ToString();

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Feed} failed: {Reason}. The next try is at {Due:u}; it is said again when it recovers")]
    private partial void LogFailed(string feed, string reason, DateTimeOffset due);

    [LoggerMessage(Level = LogLevel.Information, Message = "{Feed} answers again")]
    private partial void LogRecovered(string feed);
}
