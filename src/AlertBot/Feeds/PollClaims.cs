using AlertBot.Http;
using AlertBot.Storage;

namespace AlertBot.Feeds;

/// <summary>Claims due feeds for a while ahead, since a claim looks through all that is due, and hands them out host by host.</summary>
internal sealed class PollClaims(FeedStore store, NetworkOptions network, TimeProvider time)
{
    /// <summary>Rounds of all slots that one claim takes work for.</summary>
    private const int Ahead = 64;

    /// <summary>Of each host so many that the lease lasts for them.</summary>
    private const int MostPerHost = 20;

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    private readonly PollQueue _queue = new(network.PerHost);
    private bool _mayHaveMore = true;
    private long _claimedAt;

    /// <param name="recordAsync">Records the polls that have ended, whose hosts would else count as busy.</param>
    public async Task<IReadOnlyList<DueFeed>> TakeAsync(int max, Func<Task> recordAsync, CancellationToken cancellationToken)
    {
        if (_queue.Waiting < network.Concurrency && (_mayHaveMore || (_queue.Waiting == 0 && _queue.Running == 0) || time.GetElapsedTime(_claimedAt) >= Pause))
        {
            await recordAsync();
            var most = network.Concurrency * Ahead;
            var claimed = await store.ClaimAsync(most, network.PerHost * MostPerHost, time.GetUtcNow(), cancellationToken);
            (_mayHaveMore, _claimedAt) = (claimed.Count == most, time.GetTimestamp());
            _queue.Add(claimed);
        }

        return _queue.Take(max);
    }

    /// <summary>A poll has ended: its host may be asked again.</summary>
    public void Done(DueFeed feed) => _queue.Done(feed);

    /// <summary>A feed that waited for a slow one of its host may have waited its lease away: another claim takes it up.</summary>
    public bool IsLeasedLongEnough(DueFeed feed)
    {
        var needed = network.Timeout < Lease.Duration / 2 ? network.Timeout + TimeSpan.FromSeconds(10) : Lease.Duration / 2;
        return feed.Lease.Until - time.GetUtcNow() >= needed;
    }

    /// <summary>Gives back what waits.</summary>
    public Task ReleaseAsync() => _queue.TakeBack() is { Count: > 0 } waiting ? store.ReleaseAsync(waiting, CancellationToken.None) : Task.CompletedTask;
}
