using AlertBot.Alerts.Queries;
using AlertBot.Alerts.Subscriptions;
using AlertBot.Chat.Content;
using AlertBot.Reading;
using AlertBot.Storage;

namespace AlertBot.Chat.Commands;

/// <summary><c>/news status</c>: how the feeds do, how long news takes, what waits, and what this channel gets.</summary>
internal sealed class StatusCommand(Database database, SubscriptionStore subscriptions, NewsOptions news, TimeProvider time) : INewsCommand
{
    private const int MaxFeeds = 10;

    private static readonly TimeSpan RecentGapAge = TimeSpan.FromDays(1);

    public CommandSpec Spec { get; } = new("status", "Feeds and their health, delay from publication to post, what waits", []);

    public async Task<Reply> RunAsync(CommandCall call, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var state = await subscriptions.GetStateAsync(call.Caller.Channel, now, cancellationToken);
        return await database.ReadAsync(
            async session => Reply.Of(
            [
                .. Feeds(await HealthQueries.ListFeedsAsync(session, call.Workspace, cancellationToken), now),
                .. Delays(await HealthQueries.ListDelaysAsync(session, call.Workspace, call.Caller.Channel, now.AddDays(-1),
                    cancellationToken)),
                .. Pending(await HealthQueries.CountPendingAsync(session, call.Workspace, call.Caller.Channel, cancellationToken),
                    call.Caller.IsManager),
                .. Channel(await TopicOverviewQueries.ListFollowedAsync(session, call.Workspace, call.Caller.Channel, cancellationToken),
                    state, now),
            ]),
            cancellationToken);
    }

    private static IEnumerable<ReplyBlock> Feeds(List<FeedHealth> feeds, DateTimeOffset now)
    {
        yield return new ReplyBlock.Heading("Feeds");
        if (feeds.Count == 0)
        {
            yield return ToParagraph("None yet. A manager adds one, a site's address will do: ", new RichText.Span.Code("/news feed add"));
            yield break;
        }

        var failing = feeds.Where(feed => feed.Failures > 0).ToList();
        var fresh = feeds.Count(feed => feed.LastPolled is null);
        var spans = new List<RichText.Span>
        {
            $"{AmountText.Format(feeds.Count, "feed", "feeds")}: {feeds.Count - failing.Count - fresh} well, {failing.Count} in "
            + $"trouble{(fresh > 0 ? $", {fresh} not polled yet" : "")}",
        };
        if (feeds.Max(feed => feed.LastPolled) is { } last)
        {
            spans.AddRange(["; last poll ", new RichText.Span.RelativeTime(last)]);
        }

        yield return ToParagraph([.. spans, "."]);
        foreach (var feed in failing.Take(MaxFeeds))
        {
            yield return new ReplyBlock.Item(feed.GoneAt is { } gone ? DescribeGone(feed, gone) : DescribeFailing(feed));
        }

        if (failing.Count > MaxFeeds)
        {
            yield return new ReplyBlock.Item($"and {failing.Count - MaxFeeds} more");
        }

        foreach (var feed in feeds.Where(feed => now - feed.GapAt < RecentGapAge).Take(MaxFeeds))
        {
            yield return new ReplyBlock.Item(RichText.Of(
                new RichText.Span.Strong(Name(feed)), ": entries were missed ", new RichText.Span.RelativeTime(feed.GapAt!.Value),
                ": its list had moved on past all that was known. It is polled faster"));
        }
    }

    private static RichText DescribeGone(FeedHealth feed, DateTimeOffset gone) => RichText.Of(
        new RichText.Span.Strong(Name(feed)),
        $": {DisplayText.Truncate(DisplayText.Clean(feed.LastError ?? "it is gone"), 200)}; polled no more since ",
        new RichText.Span.RelativeTime(gone),
        ". Adding it again brings it back: ", new RichText.Span.Code("/news feed add"));

    private static string Name(FeedHealth feed) => DisplayText.Truncate(DisplayText.Clean(feed.Name), 80);

    private static RichText DescribeFailing(FeedHealth feed)
    {
        var spans = new List<RichText.Span>
        {
            new RichText.Span.Strong(Name(feed)),
            $": {DisplayText.Truncate(DisplayText.Clean(feed.LastError ?? "no answer"), 200)}; "
            + $"failed {(feed.Failures == 1 ? "once" : $"{AmountText.Format(feed.Failures, "time", "times")} in a row")}, ",
        };
        if (feed is { Failures: > 1, FailingSince: { } since })
        {
            spans.AddRange(["the first ", new RichText.Span.RelativeTime(since), "; "]);
        }

        spans.AddRange(feed.LastOk is { } ok ? ["last read ", new RichText.Span.RelativeTime(ok)] : ["never read so far"]);
        return RichText.Of(spans);
    }

    private static IEnumerable<ReplyBlock> Delays(List<PostDelay> posts)
    {
        yield return new ReplyBlock.Heading("The last 24 hours");
        if (posts.Count == 0)
        {
            yield return ToParagraph("Nothing was posted.");
            yield break;
        }

        yield return ToParagraph($"{AmountText.Format(posts.Count, "alert", "alerts")} posted.");
        var published = posts.Where(post => post.Published is not null).Select(post => post.Sent - post.Published!.Value).ToList();
        if (published.Count > 0)
        {
            yield return new ReplyBlock.Item($"from publication to post: {Percentiles(published)}");
        }

        yield return new ReplyBlock.Item($"from first sight to post: {Percentiles([.. posts.Select(post => post.Sent - post.FirstSeen)])}");
    }

    // An entry dated in the future was told at once, as far as anyone can tell.
    private static string Percentiles(List<TimeSpan> delays)
    {
        var sorted = delays.Select(delay => delay < TimeSpan.Zero ? TimeSpan.Zero : delay).Order().ToList();
        return $"half within {AmountText.Format(Percentile(sorted, 0.5))} (p50), nearly all "
            + $"within {AmountText.Format(Percentile(sorted, 0.95))} (p95)";
    }

    private static TimeSpan Percentile(List<TimeSpan> sorted, double share) =>
        sorted[Math.Max(0, (int)Math.Ceiling(share * sorted.Count) - 1)];

    /// <param name="showsReason">It may name a channel that not every member sees.</param>
    private static IEnumerable<ReplyBlock> Pending(PendingWork waiting, bool showsReason)
    {
        yield return new ReplyBlock.Heading("What waits");
        var parts = new List<string>();
        if (waiting.Unread > 0)
        {
            parts.Add($"{FormatCount(waiting.Unread)} to be read");
        }

        if (waiting.Ungrouped > 0)
        {
            parts.Add($"{FormatCount(waiting.Ungrouped)} to be filed under their story");
        }

        if (waiting.Undelivered > 0)
        {
            parts.Add($"{AmountText.Format(waiting.Undelivered, "message", "messages")} to be posted");
        }

        yield return parts.Count == 0 ? ToParagraph("Nothing.") : ToParagraph($"{string.Join(", ", parts)}.");
        if (showsReason && waiting is { LastReason: { } reason, HeldUpDestination: { } channel })
        {
            yield return new ReplyBlock.Item(
                RichText.Of(new RichText.Span.DestinationLink(channel), $": {DisplayText.Truncate(DisplayText.Clean(reason), 200)}"));
        }
    }

    private static string FormatCount(int count) =>
        AmountText.Format(count, "entry", count < HealthQueries.MaxCounted ? "entries" : "entries or more");

    private IEnumerable<ReplyBlock> Channel(List<TopicOverview> followed, DestinationState state, DateTimeOffset now)
    {
        yield return new ReplyBlock.Heading("This channel");
        if (state.DisabledReason is { } reason)
        {
            yield return ToParagraph($"Switched off: {DisplayText.Truncate(DisplayText.Clean(reason), 200)}. When that is mended: ",
                new RichText.Span.Code("/news resume"));
        }

        if (state.PausedUntil is { } until)
        {
            yield return ToParagraph(
                until >= DestinationState.UntilResumed ? "Paused until "
                    : $"Paused for another {AmountText.Format(until - now)}, or until ", new RichText.Span.Code("/news resume"));
        }

        if (state.Options.Quiet is { } quiet)
        {
            var zone = state.Options.ResolvedTimeZone ?? news.TimeZone;
            yield return ToParagraph(
                $"Quiet "
                    + $"from {quiet.Start:HH\\:mm} "
                    + $"to {quiet.End:HH\\:mm} "
                    + $"({zone.Id}){(quiet.FindCurrentEnd(now, zone) is { } end ? $": now, for another {AmountText.Format(end - now)}" : "")}.");
        }

        yield return followed.Count == 0
            ? ToParagraph("Follows nothing. A manager changes that: ", new RichText.Span.Code("/news subscribe"))
            : ToParagraph("Follows ", new RichText.Span.Strong(string.Join(", ", followed.Select(topic => topic.Name))), ".");
    }

    private static ReplyBlock.Paragraph ToParagraph(params IReadOnlyList<RichText.Span> spans) => new(RichText.Of(spans));
}
