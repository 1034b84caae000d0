using AlertBot.Storage;

namespace AlertBot.Feeds;

/// <summary>Ends polls that brought nothing. Those that come while one transaction is written go into the next together: most polls are such.</summary>
internal sealed class QuietPolls(Database database)
{
    private readonly Lock _lock = new();
    private Batch _next = new();
    private bool _isWriting;

    /// <returns>When the poll is recorded.</returns>
    public Task EndAsync(QuietPoll poll)
    {
        lock (_lock)
        {
            _next.Polls.Add(poll);
            if (!_isWriting)
            {
                _isWriting = true;
                _ = Task.Run(WriteAllAsync);
            }

            return _next.Done.Task;
        }
    }

    private async Task WriteAllAsync()
    {
        while (Take() is { } batch)
        {
            try
            {
                await database.WriteAsync(session => WriteAsync(session, batch.Polls), CancellationToken.None);
                batch.Done.SetResult();
            }
            catch (Exception e) when (e is not OutOfMemoryException)
            {
                // It is the failure of each poll in it, whose worker says so.
                batch.Done.SetException(e);
            }
        }
    }

    private Batch? Take()
    {
        lock (_lock)
        {
            var batch = _next;
            _next = new Batch();
            _isWriting = batch.Polls.Count > 0;
            return _isWriting ? batch : null;
        }
    }

    private static async Task WriteAsync(Session session, List<QuietPoll> polls)
    {
        foreach (var poll in polls)
        {
            await session.ExecuteAsync(
                """
                UPDATE feed SET leased_until = 0, lease_token = NULL, due_at = @due, interval_ms = @interval, last_polled_at = @now, last_ok_at = @now, taken_in_at = COALESCE(taken_in_at, @now),
                  etag = @etag, last_modified = @last_modified, fresh_ms = @fresh, failures = 0, last_error = NULL, failing_since = NULL
                WHERE id = @id AND lease_token = @token
                """,
                [("due", (poll.Now + poll.Due).ToUnixTimeMilliseconds()), ("interval", (long)poll.Interval.TotalMilliseconds), ("now", poll.Now.ToUnixTimeMilliseconds()),
                 ("etag", poll.ETag), ("last_modified", poll.LastModified), ("fresh", (long?)poll.FreshFor?.TotalMilliseconds),
                 ("id", poll.Feed.Id.Value), ("token", poll.Feed.Lease.Token)],
                CancellationToken.None);
        }
    }

    private sealed class Batch
    {
        public List<QuietPoll> Polls { get; } = [];

        public TaskCompletionSource Done { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}

/// <summary>A poll whose answer was that nothing has changed.</summary>
/// <param name="Interval">As it adapts to the feed's pace.</param>
/// <param name="Due">The time to the next poll, with what the server asks for.</param>
internal sealed record QuietPoll(DueFeed Feed, string? ETag, string? LastModified, TimeSpan? FreshFor, TimeSpan Interval, TimeSpan Due, DateTimeOffset Now);
