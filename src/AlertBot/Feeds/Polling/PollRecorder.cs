using AlertBot.Feeds.WebSub;
using AlertBot.Storage;

namespace AlertBot.Feeds.Polling;

/// <summary>
/// Stores entries, validators and the next due time in one transaction. A very long document is stored in several transactions, so that
/// other writers can go on: the oldest entries first and the validators last, so that the next poll gets the rest after a kill.
/// </summary>
internal sealed class PollRecorder(Database database, PollSchedule schedule, TimeProvider time)
{
    private const int EntriesPerTransaction = 500;

    /// <param name="movedTo">The address of the response, if every redirect to it was permanent.</param>
    /// <param name="isProven">The document is known to be the same feed.</param>
    public async Task<PollResult> RecordAsync(FeedPoll poll, IReadOnlyList<Entry> entries, FeedUpdate end, Uri? movedTo, bool isProven,
        CancellationToken stopping)
    {
        var intake =
            new NewEntryContext(poll.AnsweredAt, poll.Feed.IsNew, schedule.WasPolledReliably(poll.Feed, poll.Options, poll.AnsweredAt));
        var (taken, left) = (default(PollResult), entries.Count);
        do
        {
            var first = Math.Max(0, left - EntriesPerTransaction);
            var some = entries.Take(new Range(first, left)).ToList();
            (left, var before) = (first, taken.NewEntryCount);
            taken = await database.WriteRelaxedAsync(
                async session =>
                {
                    if (!await FeedStore.RenewLeaseAsync(session, poll.Feed, time.GetUtcNow(), stopping))
                    {
                        return new PollResult(before);
                    }

                    var added = before + await EntryStore.RecordAsync(session, poll.Feed, some, intake, stopping);
                    return first == 0 ? await RecordAsync(session, poll, entries, added, end, movedTo, isProven, stopping)
                        : new PollResult(added);
                },
                stopping);
        }
        while (left > 0);

        return taken;
    }

    /// <summary>Updates the row of the feed, after its entries.</summary>
    private async Task<PollResult> RecordAsync(Session session, FeedPoll poll, IReadOnlyList<Entry> entries, int added, FeedUpdate end,
        Uri? movedTo, bool isProven, CancellationToken stopping)
    {
        var (feed, options, now) = (poll.Feed, poll.Options, poll.AnsweredAt);
        var hasGap = await FeedGapDetector.HasGapAsync(session, feed, entries, added, now, stopping);
        var gapAt = hasGap ? now : end.LastGapAt;
        var interval = hasGap ? schedule.IntervalAfterGap(options) : schedule.NextInterval(feed, options, hasNews: added > 0, now);
        var move = FeedMove.AfterPoll(feed, movedTo, isProven || added < entries.Count);
        var other = move.MovedTo is { } to && to != feed.MovedTo
            ? await FeedMoveStore.FindByUrlAsync(session, to, feed.CredentialsHash, feed.Id, stopping) : null;
        if (other is not null)
        {
            // The row at the new address may have stored a newer document; the next poll decides.
            move = new FeedMove(feed.MovedTo, movedTo!.AbsoluteUri, feed.PendingMove.Times + 1);
            other = await FeedMoveStore.WasPolledSinceAsync(session, other.Value, poll.StartedAt, stopping) ? null : other;
        }

        var due = schedule.ApplyMinimum(interval, end.MinimumInterval, options, gapAt, now);
        await FeedHub.RecordMissedPushAsync(session, feed, hasNews: added > 0, stopping);
        await FeedStore.RecordSuccessAsync(session, feed,
            end with { LastGapAt = gapAt, LastNewEntryAt = added > 0 || feed.IsNew ? now : null, Move = move, NextPollIn = due },
            interval, now, stopping);
        if (other is { } into)
        {
            await FeedMoveStore.MergeAsync(session, feed.Id, into, movedTo!.AbsoluteUri, now, stopping);
        }

        return new PollResult(added)
        {
            HasGap = hasGap,
            HasMoved = other is not null || move.MovedTo != feed.MovedTo,
            HasHubChanged = !isProven && await FeedHub.SaveAsync(session, feed.Id, end.Hub, stopping),
        };
    }
}

/// <summary>The result of storing a document.</summary>
/// <param name="NewEntryCount">Number of new entries.</param>
internal readonly record struct PollResult(int NewEntryCount)
{
    public bool HasGap { get; init; }

    public bool HasMoved { get; init; }

    /// <summary>The document names another hub than before, or none.</summary>
    public bool HasHubChanged { get; init; }
}
