using AlertBot.Alerts;
using AlertBot.Alerts.Archive;
using AlertBot.Articles;
using AlertBot.Storage;

namespace AlertBot.Chat.Commands.Reading;

/// <summary><c>/news status</c>: how the feeds do, how long news takes, what waits, and what this channel gets.</summary>
internal sealed class StatusCommand(Database database, SubscriptionStore subscriptions, NewsOptions news, TimeProvider time) : INewsCommand
{
    private const int MostFeeds = 10;

    private static readonly TimeSpan GapIsRecent = TimeSpan.FromDays(1);

    public CommandSpec Spec { get; } = new("status", "Feeds and their health, delay from publication to post, what waits", []);

    public async Task<Reply> RunAsync(CommandCall call, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var state = await subscriptions.StateAsync(call.Caller.Channel, now, cancellationToken);
        return await database.ReadAsync(
            async session => Reply.Of(
            [
                .. Feeds(await HealthArchive.FeedsAsync(session, call.Workspace, cancellationToken), now),
                .. Delays(await HealthArchive.DelaysAsync(session, call.Workspace, call.Caller.Channel, now.AddDays(-1), cancellationToken)),
                .. Waits(await HealthArchive.WaitingAsync(session, call.Workspace, call.Caller.Channel, cancellationToken), call.Caller.IsManager),
                .. Channel(await TopicArchive.FollowedAsync(session, call.Workspace, call.Caller.Channel, cancellationToken), state, now),
            ]),
            cancellationToken);
    }

    private static IEnumerable<ReplyBlock> Feeds(List<FeedHealth> feeds, DateTimeOffset now)
    {
        yield return new ReplyBlock.Heading("Feeds");
        if (feeds.Count == 0)
        {
            yield return Said("None yet. A manager adds one, a site's address will do: ", new RichText.Span.Code("/news feed add"));
            yield break;
        }

        var failing = feeds.Where(feed => feed.Failures > 0).ToList();
        var fresh = feeds.Count(feed => feed.LastPolled is null);
        var spans = new List<RichText.Span>
        {
            $"{Amounts.Of(feeds.Count, "feed", "feeds")}: {feeds.Count - failing.Count - fresh} well, {failing.Count} in trouble{(fresh > 0 ? $", {fresh} not polled yet" : "")}",
        };
        if (feeds.Max(feed => feed.LastPolled) is { } last)
        {
            spans.AddRange(["; last poll ", new RichText.Span.Ago(last)]);
        }

        yield return Said([.. spans, "."]);
        foreach (var feed in failing.Take(MostFeeds))
        {
            yield return new ReplyBlock.Item(feed.GoneAt is { } gone ? Ended(feed, gone) : Trouble(feed));
        }

        if (failing.Count > MostFeeds)
        {
            yield return new ReplyBlock.Item($"and {failing.Count - MostFeeds} more");
        }

        foreach (var feed in feeds.Where(feed => now - feed.GapAt < GapIsRecent).Take(MostFeeds))
        {
            yield return new ReplyBlock.Item(RichText.Of(
                new RichText.Span.Strong(Name(feed)), ": entries were missed ", new RichText.Span.Ago(feed.GapAt!.Value), ": its list had moved on past all that was known. It is polled faster"));
        }
    }

    private static RichText Ended(FeedHealth feed, DateTimeOffset gone) => RichText.Of(
        new RichText.Span.Strong(Name(feed)), $": {PlainText.Cut(PlainText.Clean(feed.LastError ?? "it is gone"), 200)}; polled no more since ", new RichText.Span.Ago(gone),
        ". Adding it again brings it back: ", new RichText.Span.Code("/news feed add"));

    private static string Name(FeedHealth feed) => PlainText.Cut(PlainText.Clean(feed.Name), 80);

    private static RichText Trouble(FeedHealth feed)
    {
        var spans = new List<RichText.Span>
        {
            new RichText.Span.Strong(Name(feed)),
            $": {PlainText.Cut(PlainText.Clean(feed.LastError ?? "no answer"), 200)}; failed {(feed.Failures == 1 ? "once" : $"{Amounts.Of(feed.Failures, "time", "times")} in a row")}, ",
        };
        if (feed is { Failures: > 1, FailingSince: { } since })
        {
            spans.AddRange(["the first ", new RichText.Span.Ago(since), "; "]);
        }

        spans.AddRange(feed.LastOk is { } ok ? ["last read ", new RichText.Span.Ago(ok)] : ["never read so far"]);
        return RichText.Of(spans);
    }

    private static IEnumerable<ReplyBlock> Delays(List<PostDelay> posts)
    {
        yield return new ReplyBlock.Heading("The last 24 hours");
        if (posts.Count == 0)
        {
            yield return Said("Nothing was posted.");
            yield break;
        }

        yield return Said($"{Amounts.Of(posts.Count, "alert", "alerts")} posted.");
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
        return $"half within {Amounts.Of(At(sorted, 0.5))} (p50), nearly all within {Amounts.Of(At(sorted, 0.95))} (p95)";
    }

    private static TimeSpan At(List<TimeSpan> sorted, double share) => sorted[Math.Max(0, (int)Math.Ceiling(share * sorted.Count) - 1)];

    /// <param name="showsReason">It may name a channel that not every member sees.</param>
    private static IEnumerable<ReplyBlock> Waits(Waiting waiting, bool showsReason)
    {
        yield return new ReplyBlock.Heading("What waits");
        var parts = new List<string>();
        if (waiting.Unread > 0)
        {
            parts.Add($"{Counted(waiting.Unread)} to be read");
        }

        if (waiting.Matched > 0)
        {
            parts.Add($"{Counted(waiting.Matched)} to be filed under their story");
        }

        if (waiting.Messages > 0)
        {
            parts.Add($"{Amounts.Of(waiting.Messages, "message", "messages")} to be posted");
        }

        yield return parts.Count == 0 ? Said("Nothing.") : Said($"{string.Join(", ", parts)}.");
        if (showsReason && waiting is { LastReason: { } reason, HeldUp: { } channel })
        {
            yield return new ReplyBlock.Item(RichText.Of(new RichText.Span.Place(channel), $": {PlainText.Cut(PlainText.Clean(reason), 200)}"));
        }
    }

    private static string Counted(int count) => Amounts.Of(count, "entry", count < HealthArchive.MostCounted ? "entries" : "entries or more");

    private IEnumerable<ReplyBlock> Channel(List<SeenTopic> followed, DestinationState state, DateTimeOffset now)
    {
        yield return new ReplyBlock.Heading("This channel");
        if (state.DisabledReason is { } reason)
        {
            yield return Said($"Switched off: {PlainText.Cut(PlainText.Clean(reason), 200)}. When that is mended: ", new RichText.Span.Code("/news resume"));
        }

        if (state.PausedUntil is { } until)
        {
            yield return Said(until >= DestinationState.UntilResumed ? "Paused until " : $"Paused for another {Amounts.Of(until - now)}, or until ", new RichText.Span.Code("/news resume"));
        }

        if (state.Options.Quiet is { } quiet)
        {
            var zone = state.Options.Zone ?? news.TimeZone;
            yield return Said($"Quiet from {quiet.Start:HH\\:mm} to {quiet.End:HH\\:mm} ({zone.Id}){(quiet.EndAfter(now, zone) is { } end ? $": now, for another {Amounts.Of(end - now)}" : "")}.");
        }

        yield return followed.Count == 0
            ? Said("Follows nothing. A manager changes that: ", new RichText.Span.Code("/news subscribe"))
            : Said("Follows ", new RichText.Span.Strong(string.Join(", ", followed.Select(topic => topic.Name))), ".");
    }

    private static ReplyBlock.Paragraph Said(params IReadOnlyList<RichText.Span> spans) => new(RichText.Of(spans));
}
