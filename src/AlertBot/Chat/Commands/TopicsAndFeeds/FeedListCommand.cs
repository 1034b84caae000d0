using AlertBot.Chat.Content;
using AlertBot.Feeds;
using static AlertBot.Chat.Content.RichText;

namespace AlertBot.Chat.Commands.TopicsAndFeeds;

/// <summary><c>/news feed list</c>.</summary>
internal sealed class FeedListCommand(WorkspaceFeedStore feeds) : INewsCommand
{
    private const int MaxNameLength = 80;
    private const int MaxErrorLength = 160;

    public CommandSpec Spec { get; } = new("feed list", "The feeds that are read, and how they are", []);

    public async Task<Reply> RunAsync(CommandCall call, CancellationToken cancellationToken)
    {
        var visible = await feeds.ListAsync(call.Workspace, cancellationToken);
        var own = visible.FindAll(feed => !feed.IsFromSettings);
        var ofSettings = visible.FindAll(feed => feed.IsFromSettings);
        if (visible.Count == 0)
        {
            return Reply.Of(
                new ReplyBlock.Paragraph(
                    RichText.Of("No feed is read yet. ", CommandUsage.ToCode("feed add https://news.example"), " adds one.")));
        }

        return new Reply(
        [
            .. own.Count == 0 ? []
                : (ReplyBlock[])[new ReplyBlock.Heading("Feeds added here"),
                    .. ReplyList.ToItems(own, feed => Item(feed, Address(feed, call.Caller)))],
            .. ofSettings.Count == 0 ? []
                : (ReplyBlock[])[new ReplyBlock.Heading("Feeds of the settings file"),
                    .. ReplyList.ToItems(ofSettings, feed => Item(feed, new Uri(feed.Url).Authority))],
            new ReplyBlock.Hint(
                RichText.Of(CommandUsage.ToCode("feed add"), " and ", CommandUsage.ToCode("feed remove"), " change those added here.")),
        ]);
    }

    // An address may hold a key behind its question mark: whoever may remove the feed may see it.
    private static string Address(WorkspaceFeed feed, Caller caller) =>
        caller.IsManager ? feed.Url : new Uri(feed.Url).GetLeftPart(UriPartial.Path);

    private static RichText Item(WorkspaceFeed feed, string address) => new(
    [
        new Span.Strong(DisplayText.Truncate(DisplayText.Clean(feed.Label), MaxNameLength)), " ", new Span.Code(address), .. Health(feed),
    ]);

    private static IEnumerable<Span> Health(WorkspaceFeed feed) => feed switch
    {
        { GoneAt: { } gone } =>
            [$" has ended ", new Span.RelativeTime(gone), $": {Error(feed)}. It is polled no more; adding it again brings it back"],
        { LastPolledAt: null } => [" not polled yet"],
        { Failures: 0, LastPolledAt: { } polled } => [" polled ", new Span.RelativeTime(polled)],
        { LastOkAt: { } ok } => [$" fails: {Error(feed)}; last read ", new Span.RelativeTime(ok)],
        _ => [$" fails: {Error(feed)}; never read so far"],
    };

    private static string Error(WorkspaceFeed feed) => DisplayText.Truncate(DisplayText.Clean(feed.LastError), MaxErrorLength);
}
