using System.Security.Cryptography;
using System.Text;
using AlertBot.Feeds.Parsing;
using AlertBot.Feeds.WebSub;
using AlertBot.Hosting;
using AlertBot.Http;
using AlertBot.Storage;

namespace AlertBot.Feeds.Polling;

/// <summary>Stage 1: polls due feeds and stores their entries.</summary>
internal sealed class FeedPoller(
    Database database,
    FeedStore store,
    ConfiguredFeeds catalog,
    Fetcher fetcher,
    PollSchedule schedule,
    NetworkOptions network,
    WakeSignals signals,
    FeedMetrics metrics,
    TimeProvider time,
    ILogger<FeedPoller> logger) : IStage<DueFeed>, IAsyncDisposable
{
    private readonly DueFeedClaimer _claimer = new(store, network, time);
    private readonly PollRecorder _recorder = new(database, schedule, time);
    private readonly PollLog _log = new(logger);
    private readonly UnchangedPollBatch _unchanged = new(database, new PollLog(logger), time);

    public string Name => "poll";

    public int Concurrency => network.Concurrency;

    public Task<IReadOnlyList<DueFeed>> ClaimAsync(int max, CancellationToken cancellationToken) =>
        _claimer.TakeAsync(max, _unchanged.FlushAsync, cancellationToken);

    public async Task ProcessAsync(DueFeed feed, CancellationToken stopping)
    {
        try
        {
            await (_claimer.HasSufficientLease(feed) ? PollAsync(feed, stopping) : store.ReleaseAsync([feed], stopping));
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            // The next start then polls it at once instead of waiting for the lease to expire.
            await store.ReleaseAsync([feed], CancellationToken.None);
            throw;
        }
        finally
        {
            _claimer.Complete(feed);
        }
    }

    /// <summary>On shutdown: releases claimed feeds that were not polled, so that they are due at the next start.</summary>
    public async ValueTask DisposeAsync()
    {
        await _claimer.ReleaseAsync();
        await FlushAsync();
    }

    /// <summary>Records finished polls.</summary>
    public Task FlushAsync() => _unchanged.FlushAsync();

    private async Task PollAsync(DueFeed feed, CancellationToken stopping)
    {
        var options = catalog.Find(feed.Url, feed.CredentialsHash);
        var begun = time.GetUtcNow();
        var outcome = await fetcher.GetAsync(CreateRequest(feed, options), stopping);
        var poll = new FeedPoll(feed, options, begun, time.GetUtcNow());
        switch (outcome)
        {
            case FetchOutcome.Fetched fetched when ComputeHash(fetched) is var hash:
                await (hash == feed.BodyHash
                    ? RecordUnchangedAsync(poll,
                        new FetchOutcome.NotModified(fetched.ETag, fetched.LastModified, fetched.MovedTo, fetched.FreshnessLifetime),
                        "unchanged", stopping)
                    : RecordDocumentAsync(poll, fetched, hash, stopping));
                break;
            case FetchOutcome.NotModified same:
                // Headers that a 304 omits are unchanged (RFC 9111, section 3.2).
                var kept = same with
                {
                    ETag = same.ETag ?? feed.ETag,
                    LastModified = same.LastModified ?? feed.LastModified,
                    FreshnessLifetime = same.FreshnessLifetime ?? feed.MinimumInterval.FreshnessLifetime
                };
                await RecordUnchangedAsync(poll, kept, "not_modified", stopping);
                break;
            case FetchOutcome.Failed failed:
                await RecordFailureAsync(poll, failed, stopping);
                break;
        }
    }

    /// <summary>
    /// Headers of the settings are sent only to the host named there. A feed that moved to another host is fetched without them.
    /// </summary>
    private FetchRequest CreateRequest(DueFeed feed, FeedOptions? options) => new(
        feed.FetchUrl,
        feed.ETag,
        feed.LastModified,
        feed.MovedTo is null || RequestHeaders.IsSameOrigin(new Uri(feed.Url), feed.FetchUrl) ? options?.Headers : null)
    {
        GetPauseAsync = (host, cancellationToken) =>
            database.ReadAsync(session => HostPauseStore.GetRemainingAsync(session, host, time.GetUtcNow(), cancellationToken),
                cancellationToken),
    };

    /// <summary>Hash of everything that affects parsing: body, content type, address.</summary>
    private static string ComputeHash(FetchOutcome.Fetched fetched)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(fetched.Body);
        hash.AppendData(Encoding.UTF8.GetBytes($"\n{fetched.ContentType}\n{fetched.Address}"));
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    /// <summary>The document is unchanged: it is not parsed, and its entries are not looked up.</summary>
    private async Task RecordUnchangedAsync(FeedPoll poll, FetchOutcome.NotModified same, string outcome, CancellationToken stopping)
    {
        var (feed, options) = (poll.Feed, poll.Options);
        var floor = feed.MinimumInterval with { FreshnessLifetime = same.FreshnessLifetime };
        if (same.MovedTo is not null || feed.PendingMove.To is not null)
        {
            var end = new FeedUpdate(same.ETag, same.LastModified, null, null)
            {
                BodyHash = feed.BodyHash,
                EntryCount = feed.EntryCount,
                MinimumInterval = floor,
                LastGapAt = feed.LastGapAt
            };
            ReportRecorded(poll, same.MovedTo, outcome, await _recorder.RecordAsync(poll, [], end, same.MovedTo, isProven: true, stopping));
            return;
        }

        var interval = schedule.NextInterval(feed, options, hasNews: false, poll.AnsweredAt);
        _unchanged.Add(
            new UnchangedPoll(feed, same.ETag, same.LastModified, same.FreshnessLifetime, interval,
                schedule.ApplyMinimum(interval, floor, options, feed.LastGapAt, poll.AnsweredAt), poll.AnsweredAt));
        ReportCompleted(poll, outcome, 0);
    }

    private async Task RecordDocumentAsync(FeedPoll poll, FetchOutcome.Fetched fetched, string hash, CancellationToken stopping)
    {
        switch (FeedParser.Parse(fetched.Body, fetched.ContentType, fetched.Address))
        {
            case FeedParseResult.Parsed { Document: var document }:
                var end = new FeedUpdate(fetched.ETag, fetched.LastModified, document.Title, document.Language)
                {
                    BodyHash = hash,
                    EntryCount = document.Entries.Count,
                    MinimumInterval = new MinimumInterval(fetched.FreshnessLifetime, document.Hints),
                    LastGapAt = poll.Feed.LastGapAt,
                    Hub = FeedHub.Discover(fetched, document),
                };
                ReportRecorded(poll, fetched.MovedTo, "fetched",
                    await _recorder.RecordAsync(poll, document.Entries, end, fetched.MovedTo, isProven: false, stopping));
                break;
            case FeedParseResult.Rejected refused:
                await RecordFailureAsync(poll, new FetchOutcome.Failed(refused.Reason, null, null, false), stopping);
                break;
        }
    }

    private void ReportRecorded(FeedPoll poll, Uri? movedTo, string outcome, PollResult taken)
    {
        ReportCompleted(poll, outcome, taken.NewEntryCount);
        if (taken.HasMoved)
        {
            _log.ReportMove(poll, movedTo!.Authority);
        }

        if (taken.HasHubChanged)
        {
            signals.Hubs.Wake();
        }

        if (taken.HasGap)
        {
            _log.ReportGap(poll);
        }
    }

    private void ReportCompleted(FeedPoll poll, string outcome, int added)
    {
        metrics.RecordPoll(outcome, added);
        if (added > 0)
        {
            signals.Read.Wake();
        }

        if (poll.Feed.FailureCount > 0)
        {
            _log.ReportRecovery(poll);
        }
    }

    private async Task RecordFailureAsync(FeedPoll poll, FetchOutcome.Failed failed, CancellationToken stopping)
    {
        var (feed, now) = (poll.Feed, poll.AnsweredAt);
        metrics.RecordPoll("failed", 0);

        // A feed that is gone at its new address may still exist at the old one.
        if (failed.IsGone && feed.MovedTo is null)
        {
            await store.MarkGoneAsync(feed, failed.Reason, now, stopping);
            _log.ReportGone(poll, failed.Reason);
            return;
        }

        var due = schedule.NextAttemptAfterFailure(poll.Options, feed.FailureCount + 1, failed.RetryAfter, now);
        var pause = failed.RetryAfter is { } wait ? (failed.Host ?? feed.Host, now + PollSchedule.CapRetryAfter(wait))
            : ((string, DateTimeOffset)?)null;
        await store.RecordFailureAsync(feed, failed.Reason, due, pause, now, stopping, goesBack: failed.IsGone);
        _log.ReportFailure(poll, failed.Reason, due);
    }
}

/// <summary>A poll in progress.</summary>
/// <param name="StartedAt">When the request was sent.</param>
/// <param name="AnsweredAt">When the response arrived.</param>
internal sealed record FeedPoll(DueFeed Feed, FeedOptions? Options, DateTimeOffset StartedAt, DateTimeOffset AnsweredAt);
