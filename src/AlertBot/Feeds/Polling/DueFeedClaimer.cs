using AlertBot.Http;
using AlertBot.Storage;

namespace AlertBot.Feeds.Polling;

/// <summary>Claims due feeds in advance, because a claim scans all due rows, and hands them out host by host.</summary>
internal sealed class DueFeedClaimer(FeedStore store, NetworkOptions network, TimeProvider time)
{
    /// <summary>A claim takes this many feeds for each concurrent request.</summary>
    private const int RoundsPerClaim = 64;

    /// <summary>Feeds of one host in a claim: as many as can be polled one after the other within the lease.</summary>
    private const int MaxPerHost = 20;

    private static readonly TimeSpan ClaimInterval = TimeSpan.FromMilliseconds(100);

    private readonly PollQueue _queue = new(network.PerHostConcurrency);
    private bool _mayHaveMore = true;
    private long _claimedAt;

    /// <param name="recordAsync">Records finished polls, whose hosts would otherwise still count as busy.</param>
    public async Task<IReadOnlyList<DueFeed>> TakeAsync(int max, Func<Task> recordAsync, CancellationToken cancellationToken)
    {
        if (_queue.WaitingCount < network.Concurrency
            && (_mayHaveMore || (_queue.WaitingCount == 0 && _queue.RunningCount == 0) || time.GetElapsedTime(_claimedAt) >= ClaimInterval))
        {
            await recordAsync();
            var most = network.Concurrency * RoundsPerClaim;
            var claimed = await store.ClaimAsync(most, network.PerHostConcurrency * MaxPerHost, time.GetUtcNow(), cancellationToken);
            (_mayHaveMore, _claimedAt) = (claimed.Count == most, time.GetTimestamp());
            _queue.Add(claimed);
        }

        return _queue.Dequeue(max);
    }

    /// <summary>A poll has finished: its host may be polled again.</summary>
    public void Complete(DueFeed feed) => _queue.Complete(feed);

    /// <summary>A feed that waited behind a slow one of its host may have lost its lease; a later claim takes it.</summary>
    public bool HasSufficientLease(DueFeed feed)
    {
        var needed = network.Timeout < Lease.Duration / 2 ? network.Timeout + TimeSpan.FromSeconds(10) : Lease.Duration / 2;
        return feed.Lease.Until - time.GetUtcNow() >= needed;
    }

    /// <summary>Releases the feeds that wait.</summary>
    public Task ReleaseAsync() =>
        _queue.Drain() is { Count: > 0 } waiting ? store.ReleaseAsync(waiting, CancellationToken.None) : Task.CompletedTask;
}
