using System.Security.Cryptography;
using System.Text;
using AlertBot.Http;
using AlertBot.Storage;

namespace AlertBot.Feeds;

/// <summary>The first pass: polls due feeds and takes in their entries.</summary>
internal sealed class FeedPoller(
    Database database,
    FeedStore store,
    FeedCatalog catalog,
    Fetcher fetcher,
    PollSchedule schedule,
    NetworkOptions network,
    PassSignals signals,
    FeedMetrics metrics,
    TimeProvider time,
    ILogger<FeedPoller> logger) : IPass<DueFeed>, IAsyncDisposable
{
    private readonly PollClaims _claims = new(store, network, time);
    private readonly PollIntake _intake = new(database, schedule, time);
    private readonly PollLog _log = new(logger);
    private readonly QuietPolls _quiet = new(database, new PollLog(logger), time);

    public string Name => "poll";

    public int Concurrency => network.Concurrency;

    public Task<IReadOnlyList<DueFeed>> ClaimAsync(int max, CancellationToken cancellationToken) => _claims.TakeAsync(max, _quiet.FlushAsync, cancellationToken);

    public async Task WorkAsync(DueFeed feed, CancellationToken stopping)
    {
        try
        {
            await (_claims.IsLeasedLongEnough(feed) ? PollAsync(feed, stopping) : store.ReleaseAsync([feed], stopping));
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            // The next start polls it at once, and need not wait for the lease to run out.
            await store.ReleaseAsync([feed], CancellationToken.None);
            throw;
        }
        finally
        {
            _claims.Done(feed);
        }
    }

    /// <summary>The service ends: what was claimed and not polled is due at the next start at once.</summary>
    public async ValueTask DisposeAsync()
    {
        await _claims.ReleaseAsync();
        await FlushAsync();
    }

    /// <summary>Records the polls that have ended.</summary>
    public Task FlushAsync() => _quiet.FlushAsync();

    private async Task PollAsync(DueFeed feed, CancellationToken stopping)
    {
        var options = catalog.Find(feed.Url, feed.CredentialsHash);
        var begun = time.GetUtcNow();
        var outcome = await fetcher.GetAsync(Request(feed, options), stopping);
        var poll = new FeedPoll(feed, options, begun, time.GetUtcNow());
        switch (outcome)
        {
            case FetchOutcome.Fetched fetched when Hash(fetched) is var hash:
                await (hash == feed.BodyHash
                    ? EndQuietlyAsync(poll, new FetchOutcome.NotModified(fetched.ETag, fetched.LastModified, fetched.MovedTo, fetched.FreshFor), "unchanged", stopping)
                    : TakeInAsync(poll, fetched, hash, stopping));
                break;
            case FetchOutcome.NotModified same:
                // What a 304 leaves out stays as it was (RFC 9111, section 3.2).
                var kept = same with { ETag = same.ETag ?? feed.ETag, LastModified = same.LastModified ?? feed.LastModified, FreshFor = same.FreshFor ?? feed.Floor.FreshFor };
                await EndQuietlyAsync(poll, kept, "not_modified", stopping);
                break;
            case FetchOutcome.Failed failed:
                await FailAsync(poll, failed, stopping);
                break;
        }
    }

    /// <summary>Headers of the settings are for the host that stands there: a feed that moved to another goes without them.</summary>
    private FetchRequest Request(DueFeed feed, FeedOptions? options) => new(
        feed.Address,
        feed.ETag,
        feed.LastModified,
        feed.MovedTo is null || RequestHeaders.IsSameHost(new Uri(feed.Url), feed.Address) ? options?.Headers : null)
    {
        PauseOfAsync = (host, cancellationToken) => database.ReadAsync(session => HostPauses.LeftAsync(session, host, time.GetUtcNow(), cancellationToken), cancellationToken),
    };

    /// <summary>Of all that goes into reading it.</summary>
    private static string Hash(FetchOutcome.Fetched fetched)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(fetched.Body);
        hash.AppendData(Encoding.UTF8.GetBytes($"\n{fetched.ContentType}\n{fetched.Address}"));
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    /// <summary>Nothing changed: the document is not parsed, and its entries are not looked at.</summary>
    private async Task EndQuietlyAsync(FeedPoll poll, FetchOutcome.NotModified same, string outcome, CancellationToken stopping)
    {
        var (feed, options) = (poll.Feed, poll.Options);
        var floor = feed.Floor with { FreshFor = same.FreshFor };
        if (same.MovedTo is not null || feed.Move.To is not null)
        {
            var end = new PollEnd(same.ETag, same.LastModified, null, null) { BodyHash = feed.BodyHash, Listed = feed.Listed, Floor = floor, GapAt = feed.GapAt };
            Say(poll, same.MovedTo, outcome, await _intake.EndAsync(poll, [], end, same.MovedTo, isProven: true, stopping));
            return;
        }

        var interval = schedule.Next(feed, options, hasNews: false, poll.Now);
        _quiet.End(new QuietPoll(feed, same.ETag, same.LastModified, same.FreshFor, interval, schedule.Respect(interval, floor, options, feed.GapAt, poll.Now), poll.Now));
        SayEnded(poll, outcome, 0);
    }

    private async Task TakeInAsync(FeedPoll poll, FetchOutcome.Fetched fetched, string hash, CancellationToken stopping)
    {
        switch (FeedParser.Parse(fetched.Body, fetched.ContentType, fetched.Address))
        {
            case FeedReading.Parsed { Feed: var document }:
                var end = new PollEnd(fetched.ETag, fetched.LastModified, document.Title, document.Language)
                {
                    BodyHash = hash,
                    Listed = document.Entries.Count,
                    Floor = new PollFloor(fetched.FreshFor, document.Hints),
                    GapAt = poll.Feed.GapAt,
                    Hub = FeedHub.Of(fetched, document),
                };
                Say(poll, fetched.MovedTo, "fetched", await _intake.EndAsync(poll, document.Entries, end, fetched.MovedTo, isProven: false, stopping));
                break;
            case FeedReading.Refused refused:
                await FailAsync(poll, new FetchOutcome.Failed(refused.Reason, null, null, false), stopping);
                break;
        }
    }

    private void Say(FeedPoll poll, Uri? movedTo, string outcome, TakenIn taken)
    {
        SayEnded(poll, outcome, taken.Added);
        if (taken.HasMoved)
        {
            _log.Moved(poll, movedTo!.Authority);
        }

        if (taken.HasOtherHub)
        {
            signals.Hubs.Wake();
        }

        if (taken.HasGap)
        {
            _log.Gap(poll);
        }
    }

    private void SayEnded(FeedPoll poll, string outcome, int added)
    {
        metrics.Polled(outcome, added);
        if (added > 0)
        {
            signals.Read.Wake();
        }

        if (poll.Feed.Failures > 0)
        {
            _log.Recovered(poll);
        }
    }

    private async Task FailAsync(FeedPoll poll, FetchOutcome.Failed failed, CancellationToken stopping)
    {
        var (feed, now) = (poll.Feed, poll.Now);
        metrics.Polled("failed", 0);

        // What is gone where it moved to may live on where it was.
        if (failed.IsGone && feed.MovedTo is null)
        {
            await store.EndForGoodAsync(feed, failed.Reason, now, stopping);
            _log.Gone(poll, failed.Reason);
            return;
        }

        var due = schedule.AfterFailure(poll.Options, feed.Failures + 1, failed.RetryAfter, now);
        var pause = failed.RetryAfter is { } wait ? (failed.Host ?? feed.Host, now + PollSchedule.Cap(wait)) : ((string, DateTimeOffset)?)null;
        await store.FailAsync(feed, failed.Reason, due, pause, now, stopping, goesBack: failed.IsGone);
        _log.Failed(poll, failed.Reason, due);
    }
}

/// <summary>One poll under way.</summary>
/// <param name="Begun">When it was asked.</param>
/// <param name="Now">When it had its answer.</param>
internal sealed record FeedPoll(DueFeed Feed, FeedOptions? Options, DateTimeOffset Begun, DateTimeOffset Now);
