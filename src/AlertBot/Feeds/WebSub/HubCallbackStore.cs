using AlertBot.Feeds.Parsing;
using AlertBot.Feeds.Polling;
using AlertBot.Storage;
using AlertBot.Text;

namespace AlertBot.Feeds.WebSub;

/// <summary>Stores what hubs do at the callback: verified, renewed and ended subscriptions, and pushed entries.</summary>
internal sealed class HubCallbackStore(Database database, WebSubOptions options, PollSchedule schedule, ConfiguredFeeds catalog)
{
    private const int EntriesPerTransaction = 500;

    /// <summary>How long a hub may repeat a verification request, in case the first response was lost.</summary>
    private static readonly TimeSpan ReverificationWindow = TimeSpan.FromMinutes(10);

    private static readonly TimeSpan MaxLease = TimeSpan.FromDays(60);
    private static readonly TimeSpan MinRenewalDelay = TimeSpan.FromSeconds(30);

    /// <summary>Delay before a refused subscription is requested again.</summary>
    private static readonly TimeSpan RetryAfterDenial = TimeSpan.FromDays(1);

    /// <returns>Null when there is no such subscription.</returns>
    public async Task<HubSubscription?> FindAsync(string id, CancellationToken cancellationToken)
    {
        var places = await database.ReadAsync(
            session => session.QueryAsync(
                """
                SELECT w.feed_id, w.topic, w.secret, w.state, w.pending, w.asked_at, w.pushed_at, f.url, f.credentials_hash, f.host,
                    f.taken_in_at, f.last_ok_at, f.push_floor_ms, f.retired_at
                FROM websub w JOIN feed f ON f.id = w.feed_id WHERE w.id = @id
                """,
                [("id", id)],
                row => new HubSubscription(
                    id, row.GetString(1), row.GetString(2), row.GetString(3), row.GetFlag(4), row.GetInstantOrNull(5),
                    new DueFeed(
                        new FeedId(row.GetInt64(0)), row.GetString(7), row.GetString(8), row.GetString(9), row.IsDBNull(10), null, null,
                        Later(row.GetInstantOrNull(6), row.GetInstantOrNull(11)), null, 0, default)
                    {
                        FallbackInterval = TimeSpan.FromMilliseconds(row.GetInt64(12)),
                    },
                    !row.IsDBNull(13)),
                cancellationToken),
            cancellationToken);
        return places is [var place] ? place : null;
    }

    /// <returns>Whether the verification belongs to a pending request. Only then the challenge is echoed.</returns>
    public async Task<bool> VerifyAsync(HubSubscription place, HubVerification question, DateTimeOffset now,
        CancellationToken cancellationToken)
    {
        if (question.Topic != place.Topic)
        {
            return false;
        }

        switch (question.Mode)
        {
            case "subscribe"
                when !place.IsUnsubscribing && place.RequestedAt is { } asked && (place.IsPending || now - asked <= ReverificationWindow):
                await ActivateAsync(place, question.Lease, now, cancellationToken);
                return true;
            case "unsubscribe" when place is { IsUnsubscribing: true, RequestedAt: not null }:
                await DeleteAsync(place, cancellationToken);
                return true;
            case "denied":
                await (place.IsUnsubscribing ? DeleteAsync(place, cancellationToken)
                    : RecordDenialAsync(place, question.Reason, now, cancellationToken));
                return true;
            default:
                return false;
        }
    }

    /// <summary>Stores pushed entries as a poll would.</summary>
    /// <returns>Number of new entries.</returns>
    public async Task<int> RecordPushAsync(HubSubscription place, FeedDocument document, DateTimeOffset now,
        CancellationToken cancellationToken)
    {
        var feed = place.Feed;
        var intake =
            new NewEntryContext(now, feed.IsNew, schedule.WasPolledReliably(feed, catalog.Find(feed.Url, feed.CredentialsHash), now));
        var (added, left) = (0, document.Entries.Count);
        do
        {
            // Oldest first, as in a poll.
            var first = Math.Max(0, left - EntriesPerTransaction);
            var some = document.Entries.Take(new Range(first, left)).ToList();
            left = first;
            added += await database.WriteAsync(
                async session =>
                {
                    await session.ExecuteAsync("UPDATE websub SET pushed_at = @now WHERE id = @id",
                        [("now", now.ToUnixTimeMilliseconds()), ("id", place.Id)], cancellationToken);
                    await SetFallbackIntervalAsync(session, feed.Id, cancellationToken);
                    return await EntryStore.RecordAsync(session, feed, some, intake, cancellationToken);
                },
                cancellationToken);
        }
        while (left > 0);

        return added;
    }

    private Task ActivateAsync(HubSubscription place, TimeSpan? lease, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var granted = lease is not { } given || given <= TimeSpan.Zero ? HubSubscriber.RequestedLease : given < MaxLease ? given : MaxLease;
        var renewal = 0.8 * granted;
        return database.WriteAsync(
            async session =>
            {
                await session.ExecuteAsync(
                    """
                    UPDATE websub SET state = 'active', pending = 0, active_at = CASE WHEN state = 'active' THEN active_at ELSE @now END,
                      expires_at = @expires, due_at = @due, failures = 0, last_error = NULL
                    WHERE id = @id AND state <> 'leaving'
                    """,
                    [("now", now.ToUnixTimeMilliseconds()), ("expires", (now + granted).ToUnixTimeMilliseconds()),
                     ("due", (now + (renewal > MinRenewalDelay ? renewal : MinRenewalDelay)).ToUnixTimeMilliseconds()), ("id", place.Id)],
                    cancellationToken);

                // After missing pushes, only a push restores the fallback interval; a renewal does not.
                if (!place.IsActive)
                {
                    await SetFallbackIntervalAsync(session, place.Feed.Id, cancellationToken);
                }
            },
            cancellationToken);
    }

    private Task RecordDenialAsync(HubSubscription place, string? reason, DateTimeOffset now, CancellationToken cancellationToken) =>
        database.WriteAsync(
            session => session.ExecuteAsync(
                """
                UPDATE websub SET state = 'wanted', pending = 0, asked_at = NULL, active_at = NULL, expires_at = NULL, due_at = @due,
                    failures = failures + 1, last_error = @reason
                WHERE id = @id AND state <> 'leaving'
                """,
                [("due", (now + RetryAfterDenial).ToUnixTimeMilliseconds()),
                    ("reason", "the hub refused: " + UntrustedText.Sanitize(reason ?? "no reason given")), ("id", place.Id)],
                cancellationToken),
            cancellationToken);

    private Task DeleteAsync(HubSubscription place, CancellationToken cancellationToken) =>
        database.WriteAsync(
            session => session.ExecuteAsync("DELETE FROM websub WHERE id = @id AND state = 'leaving'", [("id", place.Id)],
                cancellationToken), cancellationToken);

    private Task SetFallbackIntervalAsync(Session session, FeedId feed, CancellationToken cancellationToken) =>
        session.ExecuteAsync("UPDATE feed SET push_floor_ms = @net WHERE id = @id",
            [("net", (long)options.FallbackInterval.TotalMilliseconds), ("id", feed.Value)], cancellationToken);

    private static DateTimeOffset? Later(DateTimeOffset? one, DateTimeOffset? other) => one is null || other > one ? other : one;
}

/// <summary>A subscription, found by the id of its callback.</summary>
/// <param name="IsPending">The hub has accepted the request and has not verified it yet.</param>
/// <param name="Feed">The feed, with the time when it was last polled or pushed.</param>
/// <param name="IsRetired">No workspace uses the feed.</param>
internal sealed record HubSubscription(string Id, string Topic, string Secret, string State, bool IsPending, DateTimeOffset? RequestedAt,
    DueFeed Feed, bool IsRetired)
{
    public bool IsActive => State == "active";

    public bool IsUnsubscribing => State == "leaving";

    public override string ToString() => $"the subscription to {Feed}";
}
