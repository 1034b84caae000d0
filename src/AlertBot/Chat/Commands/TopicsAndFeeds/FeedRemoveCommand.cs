using AlertBot.Chat.Content;
using AlertBot.Feeds;
using static AlertBot.Chat.Content.RichText;

namespace AlertBot.Chat.Commands.TopicsAndFeeds;

/// <summary><c>/news feed remove</c>.</summary>
internal sealed class FeedRemoveCommand(WorkspaceFeedStore feeds, WorkspaceDirectory directory, TimeProvider time) : INewsCommand
{
    /// <summary>Code points of typed text that a reply repeats.</summary>
    private const int MaxShownLength = 60;

    public CommandSpec Spec { get; } = new(
        "feed remove",
        "Remove a feed that was added here",
        [
            new OptionSpec("feed", "Name or address of the feed", OptionKind.OwnFeed, IsRequired: true)
            {
                MaxLength = FeedAddress.MaxLength,
                TakesRemainingText = true,
            },
        ])
    {
        RequiresManager = true,
    };

    public async Task<Reply> RunAsync(CommandCall call, CancellationToken cancellationToken)
    {
        var name = CommandTokenizer.Unquote(call["feed"]!);
        switch (await feeds.RemoveAsync(call.Workspace, name, time.GetUtcNow(), cancellationToken))
        {
            case FeedChangeResult.NotFound:
                return Reply.Mistake(RichText.Of(
                    $"There is no feed “{DisplayText.Truncate(name, MaxShownLength)}” here. To list the feeds: ",
                    CommandUsage.ToCode("feed list")));
            case FeedChangeResult.Ambiguous several:
                return new Reply(
                [
                    ReplyBlock.Paragraph.Of("Several feeds have this name. Which one should be removed?"),
                    .. ReplyList.ToItems(several.Feeds, feed => RichText.Of(CommandUsage.ToCode($"feed remove {feed.Url}"))),
                ])
                {
                    IsMistake = true,
                };
            case FeedChangeResult.FromSettings settings:
                return Reply.Mistake(RichText.Of(
                    Label(settings.Feed), " is in the settings file, so chat commands cannot remove it. Ask the operator of AlertBot."));
            case FeedChangeResult.Done { Feed: var feed }:
                await directory.RefreshAsync(cancellationToken);
                return Reply.Of(
                    ReplyBlock.Paragraph.Of("Removed the feed ", Label(feed), "."), CommandUsage.UndoHint($"feed add {feed.Url}"));
            case var other:
                throw new InvalidOperationException($"Unexpected result of removing a feed: {other}");
        }
    }

    private static Span.Strong Label(WorkspaceFeed feed) => new(DisplayText.Clean(feed.Label));
}
