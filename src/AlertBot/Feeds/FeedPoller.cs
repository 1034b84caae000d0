using System.Security.Cryptography;
using System.Text;
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

    /// <summary>A claim looks through all that is due: it takes work for a while, of each host so much that the lease lasts.</summary>
    private const int ClaimsAhead = 16;

    private const int ClaimsPerHost = 10;

    private static readonly TimeSpan ClaimPause = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan LongFailure = TimeSpan.FromDays(1);

    private readonly PollQueue _queue = new(network.PerHost);
    private readonly QuietPolls _quiet = new(database);
    private bool _mayHaveMore = true;
    private long _claimedAt;

    public string Name => "poll";

    public int Concurrency => network.Concurrency;

    public async Task<IReadOnlyList<DueFeed>> ClaimAsync(int max, CancellationToken cancellationToken)
    {
        if (_queue.Waiting < network.Concurrency && (_mayHaveMore || (_queue.Waiting == 0 && _queue.Running == 0) || time.GetElapsedTime(_claimedAt) >= ClaimPause))
        {
            var most = network.Concurrency * ClaimsAhead;
            var claimed = await store.ClaimAsync(most, network.PerHost * ClaimsPerHost, time.GetUtcNow(), cancellationToken);
            (_mayHaveMore, _claimedAt) = (claimed.Count == most, time.GetTimestamp());
            _queue.Add(claimed);
        }

        return _queue.Take(max);
    }

    public async Task WorkAsync(DueFeed feed, CancellationToken stopping)
    {
        try
        {
            await (IsLeasedLongEnough(feed) ? PollAsync(feed, stopping) : store.ReleaseAsync(feed, stopping));
        }
        finally
        {
            _queue.Done(feed);
        }
    }

    /// <summary>A feed that waited for a slow one of its host may have waited its lease away: another claim takes it up.</summary>
    private bool IsLeasedLongEnough(DueFeed feed)
    {
        var needed = network.Timeout < Lease.Duration / 2 ? network.Timeout + TimeSpan.FromSeconds(10) : Lease.Duration / 2;
        return feed.Lease.Until - time.GetUtcNow() >= needed;
    }

    private async Task PollAsync(DueFeed feed, CancellationToken stopping)
    {
        var options = catalog.Find(feed.Url, feed.CredentialsHash);
        var begun = time.GetUtcNow();
        var outcome = await fetcher.GetAsync(Request(feed, options), stopping);
        var now = time.GetUtcNow();
        switch (outcome)
        {
            case FetchOutcome.Fetched fetched when Hash(fetched) is var hash && hash == feed.BodyHash:
                await EndQuietlyAsync(feed, options, new FetchOutcome.NotModified(fetched.ETag, fetched.LastModified, fetched.MovedTo, fetched.FreshFor), "unchanged", begun, now, stopping);
                break;
            case FetchOutcome.Fetched fetched:
                await TakeInAsync(feed, options, fetched, Hash(fetched), begun, now, stopping);
                break;
            case FetchOutcome.NotModified same:
                // What a 304 leaves out stays as it was (RFC 9111, section 3.2).
                var kept = same with { ETag = same.ETag ?? feed.ETag, LastModified = same.LastModified ?? feed.LastModified, FreshFor = same.FreshFor ?? feed.Floor.FreshFor };
                await EndQuietlyAsync(feed, options, kept, "not_modified", begun, now, stopping);
                break;
            case FetchOutcome.Failed failed:
                await FailAsync(feed, options, failed, now, stopping);
                break;
        }
    }

    /// <summary>Headers of the settings are for the host that stands there: a feed that moved to another goes without them.</summary>
    private static FetchRequest Request(DueFeed feed, FeedOptions? options) => new(
        feed.Address,
        feed.ETag,
        feed.LastModified,
        feed.MovedTo is null || RequestHeaders.IsSameHost(new Uri(feed.Url), feed.Address) ? options?.Headers : null);

    /// <summary>Of all that goes into reading it.</summary>
    private static string Hash(FetchOutcome.Fetched fetched)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(fetched.Body);
        hash.AppendData(Encoding.UTF8.GetBytes($"\n{fetched.ContentType}\n{fetched.Address}"));
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    /// <summary>Nothing changed: the document is not parsed, and its entries are not looked at.</summary>
    private async Task EndQuietlyAsync(DueFeed feed, FeedOptions? options, FetchOutcome.NotModified same, string outcome, DateTimeOffset begun, DateTimeOffset now, CancellationToken stopping)
    {
        var floor = feed.Floor with { FreshFor = same.FreshFor };
        if (same.MovedTo is not null || feed.Move.To is not null)
        {
            var end = new PollEnd(same.ETag, same.LastModified, null, null) { BodyHash = feed.BodyHash, Listed = feed.Listed, Floor = floor, GapAt = feed.GapAt };
            await EndAsync(feed, options, [], end, new Answer(same.MovedTo, IsProven: true, outcome, begun, now), stopping);
            return;
        }

        var interval = schedule.Next(feed, options, hasNews: false);
        await _quiet.EndAsync(new QuietPoll(feed, same.ETag, same.LastModified, same.FreshFor, interval, schedule.Respect(interval, floor, options, feed.GapAt, now), now));
        SayEnded(feed, options, outcome, 0);
    }

    private async Task TakeInAsync(DueFeed feed, FeedOptions? options, FetchOutcome.Fetched fetched, string hash, DateTimeOffset begun, DateTimeOffset now, CancellationToken stopping)
    {
        switch (FeedParser.Parse(fetched.Body, fetched.ContentType, fetched.Address))
        {
            case FeedReading.Parsed { Feed: var document }:
                var end = new PollEnd(fetched.ETag, fetched.LastModified, document.Title, document.Language)
                {
                    BodyHash = hash,
                    Listed = document.Entries.Count,
                    Floor = new PollFloor(fetched.FreshFor, document.Hints),
                    GapAt = feed.GapAt,
                };
                await EndAsync(feed, options, document.Entries, end, new Answer(fetched.MovedTo, IsProven: false, "fetched", begun, now), stopping);
                break;
            case FeedReading.Refused refused:
                await FailAsync(feed, options, new FetchOutcome.Failed(refused.Reason, null, null, false), now, stopping);
                break;
        }
    }

    /// <summary>
    /// Entries, validators and next due time in one transaction; a document of very many entries in several, the oldest first and the
    /// validators last, so that it keeps nobody else from writing and a kill in between is served the rest at the next poll.
    /// </summary>
    private async Task EndAsync(DueFeed feed, FeedOptions? options, IReadOnlyList<Entry> entries, PollEnd end, Answer answer, CancellationToken stopping)
    {
        var intake = new Intake(answer.Now, feed.IsNew, schedule.PolledWell(feed, options, answer.Now));
        var (added, left) = (0, entries.Count);
        Ended? ended = null;
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
                        ended = await EndAsync(session, feed, options, entries, added + fresh, end, answer, stopping);
                    }

                    return fresh;
                },
                stopping);
        }
        while (left > 0);

        Say(feed, options, ended, answer, added);
    }

    /// <summary>The feed's own row, after its entries.</summary>
    private async Task<Ended> EndAsync(Session session, DueFeed feed, FeedOptions? options, IReadOnlyList<Entry> entries, int added, PollEnd end, Answer answer, CancellationToken stopping)
    {
        var hasGap = await FeedGap.IsInAsync(session, feed, entries, added, answer.Now, stopping);
        var gapAt = hasGap ? answer.Now : end.GapAt;
        var interval = hasGap ? schedule.AfterGap(options) : schedule.Next(feed, options, hasNews: added > 0);
        var move = FeedMove.After(feed, answer.MovedTo, answer.IsProven || added < entries.Count);
        var other = move.MovedTo is { } to && to != feed.MovedTo ? await FeedMoves.AtAsync(session, to, feed.CredentialsHash, feed.Id, stopping) : null;
        if (other is not null)
        {
            // Whoever is polled there may have seen more than this answer holds: then the next one decides.
            var sawMore = await session.NumberAsync("SELECT id FROM feed WHERE id = @id AND last_polled_at >= @begun", [("id", other.Value.Value), ("begun", answer.Begun.ToUnixTimeMilliseconds())], stopping) is not null;
            move = new FeedMove(feed.MovedTo, answer.MovedTo!.AbsoluteUri, feed.Move.Times + 1);
            other = sawMore ? null : other;
        }

        var due = schedule.Respect(interval, end.Floor, options, gapAt, answer.Now);
        await FeedStore.EndAsync(session, feed, end with { GapAt = gapAt, Move = move, Due = due }, interval, answer.Now, stopping);
        if (other is { } into)
        {
            await FeedMoves.MergeAsync(session, feed.Id, into, answer.MovedTo!.AbsoluteUri, answer.Now, stopping);
        }

        return new Ended(hasGap, other is not null || move.MovedTo != feed.MovedTo);
    }

    private void Say(DueFeed feed, FeedOptions? options, Ended? ended, Answer answer, int added)
    {
        SayEnded(feed, options, answer.Outcome, added);
        if (ended is { HasMoved: true })
        {
            LogMoved(NameOf(feed, options), answer.MovedTo!.Authority);
        }

        // Once a day: a feed that holds one entry only may have a gap at every poll.
        if (ended is { HasGap: true } && !(answer.Now - feed.GapAt < LongFailure))
        {
            LogGap(NameOf(feed, options));
        }
    }

    private void SayEnded(DueFeed feed, FeedOptions? options, string outcome, int added)
    {
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

    private async Task FailAsync(DueFeed feed, FeedOptions? options, FetchOutcome.Failed failed, DateTimeOffset now, CancellationToken stopping)
    {
        metrics.Polled("failed", 0);
        if (failed.IsGone)
        {
            await store.EndForGoodAsync(feed, failed.Reason, now, stopping);
            LogGone(NameOf(feed, options), failed.Reason);
            return;
        }

        var due = schedule.AfterFailure(options, feed.Failures + 1, failed.RetryAfter, now);
        await store.FailAsync(feed, failed.Reason, due, failed.RetryAfter is { } wait ? (failed.Host ?? feed.Host, now + PollSchedule.Cap(wait)) : null, now, stopping);

        // Said once, once more when it lasts, and again when it recovers: the row holds the newest error.
        if (feed.Failures == 0)
        {
            LogFailed(NameOf(feed, options), failed.Reason, due);
        }
        else if (feed.FailingSince is { } since && now - since >= LongFailure && feed.LastPolledAt - since < LongFailure)
        {
            LogStillFails(NameOf(feed, options), since, failed.Reason, due);
        }
    }

    // An address can hold a password or a key: the log gets its host.
    private static string NameOf(DueFeed feed, FeedOptions? options) => options?.Name ?? feed.ToString();

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Feed} failed: {Reason}. The next try is at {Due:u}; it is said again when it recovers")]
    private partial void LogFailed(string feed, string reason, DateTimeOffset due);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Feed} has failed since {Since:u}: {Reason}. It is not given up; the next try is at {Due:u}")]
    private partial void LogStillFails(string feed, DateTimeOffset since, string reason, DateTimeOffset due);

    [LoggerMessage(Level = LogLevel.Information, Message = "{Feed} answers again")]
    private partial void LogRecovered(string feed);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Feed} has ended: {Reason}. It is polled no more until its address in the settings changes or somebody adds it again")]
    private partial void LogGone(string feed, string reason);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Feed} moved for good to {Host} and is polled there: write its new address into the settings")]
    private partial void LogMoved(string feed, string host);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Feed} lists nothing that was known: entries were missed since the last poll. It is polled faster")]
    private partial void LogGap(string feed);

    /// <summary>What an answer says besides its document.</summary>
    /// <param name="IsProven">The document is the known one.</param>
    /// <param name="Begun">When it was asked.</param>
    private sealed record Answer(Uri? MovedTo, bool IsProven, string Outcome, DateTimeOffset Begun, DateTimeOffset Now);

    private sealed record Ended(bool HasGap, bool HasMoved);
}
