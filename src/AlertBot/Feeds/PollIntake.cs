using AlertBot.Storage;

namespace AlertBot.Feeds;

/// <summary>
/// Entries, validators and next due time in one transaction; a document of very many entries in several, the oldest first and the
/// validators last, so that it keeps nobody else from writing and a kill in between is served the rest at the next poll.
/// </summary>
internal sealed class PollIntake(Database database, PollSchedule schedule, TimeProvider time)
{
    private const int EntriesAtOnce = 500;

    /// <param name="movedTo">Where the answer came from, if every redirect to it was permanent.</param>
    /// <param name="isProven">The document is the known one.</param>
    public async Task<TakenIn> EndAsync(FeedPoll poll, IReadOnlyList<Entry> entries, PollEnd end, Uri? movedTo, bool isProven, CancellationToken stopping)
    {
        var intake = new Intake(poll.Now, poll.Feed.IsNew, schedule.PolledWell(poll.Feed, poll.Options, poll.Now));
        var (taken, left) = (default(TakenIn), entries.Count);
        do
        {
            var first = Math.Max(0, left - EntriesAtOnce);
            var some = entries.Take(new Range(first, left)).ToList();
            (left, var before) = (first, taken.Added);
            taken = await database.WriteLooselyAsync(
                async session =>
                {
                    if (!await FeedStore.HoldAsync(session, poll.Feed, time.GetUtcNow(), stopping))
                    {
                        return new TakenIn(before);
                    }

                    var added = before + await EntryStore.TakeInAsync(session, poll.Feed, some, intake, stopping);
                    return first == 0 ? await EndAsync(session, poll, entries, added, end, movedTo, isProven, stopping) : new TakenIn(added);
                },
                stopping);
        }
        while (left > 0);

        return taken;
    }

    /// <summary>The feed's own row, after its entries.</summary>
    private async Task<TakenIn> EndAsync(Session session, FeedPoll poll, IReadOnlyList<Entry> entries, int added, PollEnd end, Uri? movedTo, bool isProven, CancellationToken stopping)
    {
        var (feed, options, now) = (poll.Feed, poll.Options, poll.Now);
        var hasGap = await FeedGap.IsInAsync(session, feed, entries, added, now, stopping);
        var gapAt = hasGap ? now : end.GapAt;
        var interval = hasGap ? schedule.AfterGap(options) : schedule.Next(feed, options, hasNews: added > 0, now);
        var move = FeedMove.After(feed, movedTo, isProven || added < entries.Count);
        var other = move.MovedTo is { } to && to != feed.MovedTo ? await FeedMoves.AtAsync(session, to, feed.CredentialsHash, feed.Id, stopping) : null;
        if (other is not null)
        {
            // Whoever is polled there may have seen more than this answer holds: then the next one decides.
            move = new FeedMove(feed.MovedTo, movedTo!.AbsoluteUri, feed.Move.Times + 1);
            other = await FeedMoves.IsPolledSinceAsync(session, other.Value, poll.Begun, stopping) ? null : other;
        }

        var due = schedule.Respect(interval, end.Floor, options, gapAt, now);
        await FeedHub.MissedAsync(session, feed, hasNews: added > 0, stopping);
        await FeedStore.EndAsync(session, feed, end with { GapAt = gapAt, NewAt = added > 0 || feed.IsNew ? now : null, Move = move, Due = due }, interval, now, stopping);
        if (other is { } into)
        {
            await FeedMoves.MergeAsync(session, feed.Id, into, movedTo!.AbsoluteUri, now, stopping);
        }

        return new TakenIn(added)
        {
            HasGap = hasGap,
            HasMoved = other is not null || move.MovedTo != feed.MovedTo,
            HasOtherHub = !isProven && await FeedHub.NoteAsync(session, feed.Id, end.Hub, stopping),
        };
    }
}

/// <summary>What came of a document.</summary>
/// <param name="Added">Entries that were new.</param>
internal readonly record struct TakenIn(int Added)
{
    public bool HasGap { get; init; }

    public bool HasMoved { get; init; }

    /// <summary>The document names another hub than before, or none any more.</summary>
    public bool HasOtherHub { get; init; }
}
