using AlertBot.Chat.Content;
using AlertBot.Feeds;
using static AlertBot.Chat.Content.RichText;

namespace AlertBot.Chat.Commands.TopicsAndFeeds;

/// <summary><c>/news feed list</c>.</summary>
internal sealed class FeedListCommand(WorkspaceFeedStore feeds) : INewsCommand
{
    /// <summary>Code points of a feed's name.</summary>
    private const int MaxNameLength = 80;

    /// <summary>Code points of a feed's last error.</summary>
    private const int MaxErrorLength = 160;

    public CommandSpec Spec { get; } = new("feed list", "List the feeds and their health", []);

    public async Task<Reply> RunAsync(CommandCall call, CancellationToken cancellationToken)
    {
        var visible = await feeds.ListAsync(call.Workspace, cancellationToken);
        if (visible.Count == 0)
        {
            return Reply.Of(ReplyBlock.Paragraph.Of(
                "There are no feeds yet. To add one: ", CommandUsage.ToCode("feed add https://news.example")));
        }

        return new Reply(
        [
            .. Section("Feeds added here", visible.FindAll(feed => !feed.IsFromSettings), feed => AddressOf(feed, call.Caller)),
            .. Section("Feeds from the settings file", visible.FindAll(feed => feed.IsFromSettings), feed => new Uri(feed.Url).Authority),
            ReplyBlock.Hint.Of(
                "To change the feeds added here: ", CommandUsage.ToCode("feed add"), " or ", CommandUsage.ToCode("feed remove")),
        ]);
    }

    private static IEnumerable<ReplyBlock> Section(string heading, List<WorkspaceFeed> feeds, Func<WorkspaceFeed, string> address) =>
        feeds.Count == 0 ? [] : [new ReplyBlock.Heading(heading), .. ReplyList.ToItems(feeds, feed => ToItem(feed, address(feed)))];

    // The query part of an address may contain a key: only managers, who can remove the feed, see it.
    private static string AddressOf(WorkspaceFeed feed, Caller caller) =>
        caller.IsManager ? feed.Url : new Uri(feed.Url).GetLeftPart(UriPartial.Path);

    private static RichText ToItem(WorkspaceFeed feed, string address) => RichText.Of(
    [
        new Span.Strong(DisplayText.Truncate(DisplayText.Clean(feed.Label), MaxNameLength)), " ", new Span.Code(address), ", ",
        .. DescribeHealth(feed),
    ]);

    private static IEnumerable<Span> DescribeHealth(WorkspaceFeed feed) => feed switch
    {
        { GoneAt: { } gone } =>
            ["ended ", new Span.RelativeTime(gone), $": {ErrorOf(feed)}. It is no longer polled; to poll it again, add it again"],
        { LastPolledAt: null } => ["not polled yet"],
        { Failures: 0, LastPolledAt: { } polled } => ["polled ", new Span.RelativeTime(polled)],
        { LastOkAt: { } ok } => [$"failing: {ErrorOf(feed)}; last success ", new Span.RelativeTime(ok)],
        _ => [$"failing: {ErrorOf(feed)}; no success yet"],
    };

    private static string ErrorOf(WorkspaceFeed feed) => DisplayText.Truncate(DisplayText.Clean(feed.LastError), MaxErrorLength);
}
