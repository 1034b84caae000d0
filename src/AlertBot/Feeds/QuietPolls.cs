using AlertBot.Storage;

namespace AlertBot.Feeds;

/// <summary>
/// Ends polls that brought nothing, which most do: gathers them for a moment and writes them together. What a kill keeps from being
/// written is polled again when its lease runs out.
/// </summary>
internal sealed class QuietPolls(Database database, PollLog log, TimeProvider time)
{
    private static readonly TimeSpan Gathering = TimeSpan.FromMilliseconds(50);

    private readonly Lock _lock = new();
    private List<QuietPoll> _next = [];
    private Task _written = Task.CompletedTask;

    public void End(QuietPoll poll)
    {
        lock (_lock)
        {
            _next.Add(poll);
            if (_next.Count > 1)
            {
                return;
            }
        }

        _ = Task.Run(GatherAsync);
    }

    /// <summary>Writes what has ended so far.</summary>
    public Task FlushAsync()
    {
        lock (_lock)
        {
            return _written = WriteAfterAsync(_written);
        }
    }

    private async Task GatherAsync()
    {
        await Task.Delay(Gathering, time);
        await FlushAsync();
    }

    private async Task WriteAfterAsync(Task before)
    {
        await before;
        var polls = Take();
        if (polls.Count == 0)
        {
            return;
        }

        try
        {
            await database.WriteLooselyAsync(session => WriteAsync(session, polls), CancellationToken.None);
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            log.NotRecorded(e, polls.Count);
        }
    }

    private List<QuietPoll> Take()
    {
        lock (_lock)
        {
            var polls = _next;
            _next = [];
            return polls;
        }
    }

    private static async Task<int> WriteAsync(Session session, List<QuietPoll> polls)
    {
        foreach (var poll in polls.OrderBy(poll => poll.Feed.Id.Value))
        {
            await session.ExecuteAsync(
                """
                UPDATE feed SET leased_until = 0, lease_token = NULL, due_at = CASE WHEN @due > @now + push_floor_ms THEN @due ELSE @now + push_floor_ms END, interval_ms = @interval, last_polled_at = @now, last_ok_at = @now, taken_in_at = COALESCE(taken_in_at, @now),
                  etag = @etag, last_modified = @last_modified, fresh_ms = @fresh, failures = 0, last_error = NULL, failing_since = NULL
                WHERE id = @id AND lease_token = @token
                """,
                [("due", (poll.Now + poll.Due).ToUnixTimeMilliseconds()), ("interval", (long)poll.Interval.TotalMilliseconds), ("now", poll.Now.ToUnixTimeMilliseconds()),
                 ("etag", poll.ETag), ("last_modified", poll.LastModified), ("fresh", (long?)poll.FreshFor?.TotalMilliseconds),
                 ("id", poll.Feed.Id.Value), ("token", poll.Feed.Lease.Token)],
                CancellationToken.None);
        }

        return polls.Count;
    }
}

/// <summary>A poll whose answer was that nothing has changed.</summary>
/// <param name="Interval">As it adapts to the feed's pace.</param>
/// <param name="Due">The time to the next poll, with what the server asks for.</param>
internal sealed record QuietPoll(DueFeed Feed, string? ETag, string? LastModified, TimeSpan? FreshFor, TimeSpan Interval, TimeSpan Due, DateTimeOffset Now);
