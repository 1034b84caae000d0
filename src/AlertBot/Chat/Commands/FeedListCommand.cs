using AlertBot.Feeds;
using static AlertBot.Chat.Commands.RichText;

namespace AlertBot.Chat.Commands;

/// <summary><c>/news feed list</c>.</summary>
internal sealed class FeedListCommand(WorkspaceFeedStore feeds) : INewsCommand
{
    private const int NameLength = 80;
    private const int ErrorLength = 160;

    public CommandSpec Spec { get; } = new("feed list", "The feeds that are read, and how they are", []);

    public async Task<Reply> RunAsync(CommandCall call, CancellationToken cancellationToken)
    {
        var visible = await feeds.ListAsync(call.Workspace, cancellationToken);
        var own = visible.FindAll(feed => !feed.IsOfSettings);
        var ofSettings = visible.FindAll(feed => feed.IsOfSettings);
        if (visible.Count == 0)
        {
            return Reply.Of(new ReplyBlock.Paragraph(RichText.Of("No feed is read yet. ", CommandUsage.Typed("feed add https://news.example"), " adds one.")));
        }

        return new Reply(
        [
            .. own.Count == 0 ? [] : (ReplyBlock[])[new ReplyBlock.Heading("Feeds added here"), .. ReplyList.Items(own, feed => Item(feed, Address(feed, call.Caller)))],
            .. ofSettings.Count == 0 ? [] : (ReplyBlock[])[new ReplyBlock.Heading("Feeds of the settings file"), .. ReplyList.Items(ofSettings, feed => Item(feed, new Uri(feed.Url).Authority))],
            new ReplyBlock.Hint(RichText.Of(CommandUsage.Typed("feed add"), " and ", CommandUsage.Typed("feed remove"), " change those added here.")),
        ]);
    }

    // An address may hold a key behind its question mark: whoever may remove the feed may see it.
    private static string Address(WorkspaceFeed feed, Caller caller) =>
        caller.IsManager ? feed.Url : new Uri(feed.Url).GetLeftPart(UriPartial.Path);

    private static RichText Item(WorkspaceFeed feed, string address) => new(
    [
        new Span.Strong(PlainText.Cut(PlainText.Clean(feed.Label), NameLength)), " ", new Span.Code(address), .. Health(feed),
    ]);

    private static IEnumerable<Span> Health(WorkspaceFeed feed) => feed switch
    {
        { GoneAt: { } gone } => [$" has ended ", new Span.Ago(gone), $": {Error(feed)}. It is polled no more; adding it again brings it back"],
        { LastPolledAt: null } => [" not polled yet"],
        { Failures: 0, LastPolledAt: { } polled } => [" polled ", new Span.Ago(polled)],
        { LastOkAt: { } ok } => [$" fails: {Error(feed)}; last read ", new Span.Ago(ok)],
        _ => [$" fails: {Error(feed)}; never read so far"],
    };

    private static string Error(WorkspaceFeed feed) => PlainText.Cut(PlainText.Clean(feed.LastError), ErrorLength);
}
