using AlertBot.Alerts.Queries;
using AlertBot.Alerts.Subscriptions;
using AlertBot.Chat.Content;
using AlertBot.Reading;
using AlertBot.Storage;
using AlertBot.Text;
using static AlertBot.Chat.Content.RichText;

namespace AlertBot.Chat.Commands;

/// <summary><c>/news status</c>: feed health, delivery delays, queued work, and the state of this channel.</summary>
internal sealed class StatusCommand(Database database, SubscriptionStore subscriptions, NewsOptions news, TimeProvider time) : INewsCommand
{
    /// <summary>Feeds listed in one section: the reply stays within one message.</summary>
    private const int MaxFeeds = 10;

    /// <summary>Code points of a feed's name.</summary>
    private const int MaxNameLength = 80;

    /// <summary>Code points of an error message from outside.</summary>
    private const int MaxReasonLength = 200;

    /// <summary>Missed entries are reported for this long.</summary>
    private static readonly TimeSpan RecentGapAge = TimeSpan.FromDays(1);

    public CommandSpec Spec { get; } = new("status", "Show feed health, delivery delays and queued work", []);

    public async Task<Reply> RunAsync(CommandCall call, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var (workspace, channel) = (call.Workspace, call.Caller.Channel);
        var state = await subscriptions.GetStateAsync(channel, now, cancellationToken);
        return await database.ReadAsync(
            async session => Reply.Of(
            [
                .. DescribeFeeds(await HealthQueries.ListFeedsAsync(session, workspace, cancellationToken), now),
                .. DescribeDelays(await HealthQueries.ListDelaysAsync(session, workspace, channel, now.AddDays(-1), cancellationToken)),
                .. DescribeQueue(
                    await HealthQueries.CountPendingAsync(session, workspace, channel, cancellationToken), call.Caller.IsManager),
                .. DescribeChannel(
                    await TopicOverviewQueries.ListFollowedAsync(session, workspace, channel, cancellationToken), state, now),
            ]),
            cancellationToken);
    }

    private static IEnumerable<ReplyBlock> DescribeFeeds(List<FeedHealth> feeds, DateTimeOffset now)
    {
        yield return new ReplyBlock.Heading("Feeds");
        if (feeds.Count == 0)
        {
            yield return ReplyBlock.Paragraph.Of(
                "None yet. A manager can add one using the address of a feed or a site: ", CommandUsage.ToCode("feed add"));
            yield break;
        }

        var failing = feeds.Where(feed => feed.Failures > 0).ToList();
        yield return CountFeeds(feeds, failing.Count);
        foreach (var feed in failing.Take(MaxFeeds))
        {
            yield return feed.GoneAt is { } gone ? DescribeGone(feed, gone) : DescribeFailing(feed);
        }

        if (failing.Count > MaxFeeds)
        {
            yield return ReplyBlock.Item.Of($"and {failing.Count - MaxFeeds} more");
        }

        foreach (var feed in feeds.Where(feed => now - feed.GapAt < RecentGapAge).Take(MaxFeeds))
        {
            yield return ReplyBlock.Item.Of(
                Name(feed), ": some entries were missed ", new Span.RelativeTime(feed.GapAt!.Value),
                ", because more were published between polls than the feed shows at once. The feed is now polled more often");
        }
    }

    private static ReplyBlock.Paragraph CountFeeds(List<FeedHealth> feeds, int failing)
    {
        var unpolled = feeds.Count(feed => feed.LastPolled is null);
        var counts = $"{Humanize.Count(feeds.Count, "feed", "feeds")}: {feeds.Count - failing - unpolled} healthy, {failing} failing"
            + (unpolled > 0 ? $", {unpolled} not polled yet" : "");
        return feeds.Max(feed => feed.LastPolled) is { } last
            ? ReplyBlock.Paragraph.Of($"{counts}; last poll ", new Span.RelativeTime(last), ".")
            : ReplyBlock.Paragraph.Of($"{counts}.");
    }

    private static ReplyBlock.Item DescribeGone(FeedHealth feed, DateTimeOffset gone) => ReplyBlock.Item.Of(
        Name(feed), $": {Shorten(feed.LastError ?? "the feed is gone")}; polling stopped ", new Span.RelativeTime(gone),
        ". To poll it again, add it again: ", CommandUsage.ToCode("feed add"));

    private static ReplyBlock.Item DescribeFailing(FeedHealth feed)
    {
        var spans = new List<Span>
        {
            Name(feed),
            $": {Shorten(feed.LastError ?? "no answer")}; "
                + $"failed {(feed.Failures == 1 ? "once" : $"{Humanize.Count(feed.Failures, "time", "times")} in a row")}",
        };
        if (feed is { Failures: > 1, FailingSince: { } since })
        {
            spans.AddRange([", first ", new Span.RelativeTime(since)]);
        }

        spans.AddRange(feed.LastOk is { } ok ? ["; last success ", new Span.RelativeTime(ok)] : ["; no success yet"]);
        return new ReplyBlock.Item(new RichText(spans));
    }

    private static IEnumerable<ReplyBlock> DescribeDelays(List<PostDelay> posts)
    {
        yield return new ReplyBlock.Heading("Last 24 hours");
        if (posts.Count == 0)
        {
            yield return ReplyBlock.Paragraph.Of("No alerts were posted.");
            yield break;
        }

        yield return ReplyBlock.Paragraph.Of($"{Humanize.Count(posts.Count, "alert", "alerts")} posted.");
        var published = posts.Where(post => post.Published is not null).Select(post => post.Sent - post.Published!.Value).ToList();
        if (published.Count > 0)
        {
            yield return ReplyBlock.Item.Of($"from publication to post: {DescribePercentiles(published)}");
        }

        yield return ReplyBlock.Item.Of(
            $"from detection to post: {DescribePercentiles([.. posts.Select(post => post.Sent - post.FirstSeen)])}");
    }

    private static string DescribePercentiles(List<TimeSpan> delays)
    {
        // An entry with a date in the future counts as posted without delay.
        var sorted = delays.Select(delay => delay < TimeSpan.Zero ? TimeSpan.Zero : delay).Order().ToList();
        return $"half within {Humanize.Duration(Percentile(sorted, 0.5))} (p50), "
            + $"95% within {Humanize.Duration(Percentile(sorted, 0.95))} (p95)";
    }

    private static TimeSpan Percentile(List<TimeSpan> sorted, double share) =>
        sorted[Math.Max(0, (int)Math.Ceiling(share * sorted.Count) - 1)];

    /// <param name="showsReason">False for members: the reason may name a channel that they cannot see.</param>
    private static IEnumerable<ReplyBlock> DescribeQueue(PendingWork pending, bool showsReason)
    {
        yield return new ReplyBlock.Heading("Queue");
        var parts = new List<string>();
        if (pending.Unread > 0)
        {
            parts.Add($"{CountEntries(pending.Unread)} to read");
        }

        if (pending.Ungrouped > 0)
        {
            parts.Add($"{CountEntries(pending.Ungrouped)} to group into stories");
        }

        if (pending.Undelivered > 0)
        {
            parts.Add($"{Humanize.Count(pending.Undelivered, "message", "messages")} to post");
        }

        yield return ReplyBlock.Paragraph.Of(parts.Count == 0 ? "Empty." : $"{string.Join(", ", parts)}.");
        if (showsReason && pending is { LastReason: { } reason, HeldUpDestination: { } channel })
        {
            yield return ReplyBlock.Item.Of(new Span.DestinationLink(channel), $": {Shorten(reason)}");
        }
    }

    private static string CountEntries(int count) =>
        Humanize.Count(count, "entry", count < HealthQueries.MaxCounted ? "entries" : "entries or more");

    private IEnumerable<ReplyBlock> DescribeChannel(List<TopicOverview> followed, DestinationState state, DateTimeOffset now)
    {
        yield return new ReplyBlock.Heading("This channel");
        if (state.DisabledReason is { } reason)
        {
            yield return ReplyBlock.Paragraph.Of(
                $"Alerts are off: {Shorten(reason)}. When the cause is fixed, type ", CommandUsage.ToCode("resume"));
        }

        if (state.PausedUntil is { } until)
        {
            yield return until >= DestinationState.UntilResumed
                ? ReplyBlock.Paragraph.Of("Paused until ", CommandUsage.ToCode("resume"))
                : ReplyBlock.Paragraph.Of(
                    $"Paused for another {Humanize.Duration(until - now)}. To end the pause now: ", CommandUsage.ToCode("resume"));
        }

        if (state.Options.Quiet is { } quiet)
        {
            yield return DescribeQuietHours(quiet, state.Options.ResolvedTimeZone ?? news.TimeZone, now);
        }

        yield return followed.Count == 0
            ? ReplyBlock.Paragraph.Of("Follows no topics. A manager can change that: ", CommandUsage.ToCode("subscribe"))
            : ReplyBlock.Paragraph.Of("Follows ", new Span.Strong(string.Join(", ", followed.Select(topic => topic.Name))), ".");
    }

    private static ReplyBlock.Paragraph DescribeQuietHours(QuietHours quiet, TimeZoneInfo zone, DateTimeOffset now)
    {
        var current = quiet.FindCurrentEnd(now, zone) is { } end ? $"; now quiet for another {Humanize.Duration(end - now)}" : "";
        return ReplyBlock.Paragraph.Of($"Quiet hours: {quiet.Start:HH\\:mm} to {quiet.End:HH\\:mm} ({zone.Id}){current}.");
    }

    private static Span.Strong Name(FeedHealth feed) => new(DisplayText.Truncate(DisplayText.Clean(feed.Name), MaxNameLength));

    private static string Shorten(string reason) => DisplayText.Truncate(DisplayText.Clean(reason), MaxReasonLength);
}
