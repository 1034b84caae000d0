using AlertBot.Storage;

namespace AlertBot.Feeds.Polling;

/// <summary>
/// Records unchanged polls, which most are: collects them for a moment and writes them in one transaction. After a kill, unwritten ones
/// are polled again when their leases expire.
/// </summary>
internal sealed class UnchangedPollBatch(Database database, PollLog log, TimeProvider time)
{
    private static readonly TimeSpan BatchDelay = TimeSpan.FromMilliseconds(50);

    private readonly Lock _lock = new();
    private List<UnchangedPoll> _pending = [];
    private Task _lastFlush = Task.CompletedTask;

    public void Add(UnchangedPoll poll)
    {
        lock (_lock)
        {
            _pending.Add(poll);
            if (_pending.Count > 1)
            {
                return;
            }
        }

        _ = Task.Run(FlushAfterDelayAsync);
    }

    /// <summary>Writes the polls collected so far.</summary>
    public Task FlushAsync()
    {
        lock (_lock)
        {
            return _lastFlush = FlushAfterAsync(_lastFlush);
        }
    }

    private async Task FlushAfterDelayAsync()
    {
        await Task.Delay(BatchDelay, time);
        await FlushAsync();
    }

    private async Task FlushAfterAsync(Task before)
    {
        await before;
        var polls = TakePending();
        if (polls.Count == 0)
        {
            return;
        }

        try
        {
            await database.WriteRelaxedAsync(session => WriteAsync(session, polls), CancellationToken.None);
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            log.ReportUnrecordedPolls(e, polls.Count);
        }
    }

    private List<UnchangedPoll> TakePending()
    {
        lock (_lock)
        {
            var polls = _pending;
            _pending = [];
            return polls;
        }
    }

    private static async Task<int> WriteAsync(Session session, List<UnchangedPoll> polls)
    {
        foreach (var poll in polls.OrderBy(poll => poll.Feed.Id.Value))
        {
            await session.ExecuteAsync(
                """
                UPDATE feed SET leased_until = 0, lease_token = NULL, due_at = CASE WHEN @due > @now + push_floor_ms THEN @due
                    ELSE @now + push_floor_ms END, interval_ms = @interval, last_polled_at = @now, last_ok_at = @now,
                        taken_in_at = COALESCE(taken_in_at, @now),
                  etag = @etag, last_modified = @last_modified, fresh_ms = @fresh, failures = 0, last_error = NULL, failing_since = NULL
                WHERE id = @id AND lease_token = @token
                """,
                [("due", (poll.AnsweredAt + poll.NextPollIn).ToUnixTimeMilliseconds()),
                    ("interval", (long)poll.Interval.TotalMilliseconds), ("now", poll.AnsweredAt.ToUnixTimeMilliseconds()),
                 ("etag", poll.ETag), ("last_modified", poll.LastModified), ("fresh", (long?)poll.FreshnessLifetime?.TotalMilliseconds),
                 ("id", poll.Feed.Id.Value), ("token", poll.Feed.Lease.Token)],
                CancellationToken.None);
        }

        return polls.Count;
    }
}

/// <summary>A poll whose document was unchanged.</summary>
/// <param name="Interval">The adaptive polling interval.</param>
/// <param name="NextPollIn">Time to the next poll, including what the server requests.</param>
internal sealed record UnchangedPoll(DueFeed Feed, string? ETag, string? LastModified, TimeSpan? FreshnessLifetime, TimeSpan Interval,
    TimeSpan NextPollIn, DateTimeOffset AnsweredAt);
