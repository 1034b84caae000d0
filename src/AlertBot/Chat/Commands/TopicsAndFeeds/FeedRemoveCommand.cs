using AlertBot.Chat.Content;
using AlertBot.Feeds;
using static AlertBot.Chat.Content.RichText;

namespace AlertBot.Chat.Commands.TopicsAndFeeds;

/// <summary><c>/news feed remove</c>.</summary>
internal sealed class FeedRemoveCommand(WorkspaceFeedStore feeds, WorkspaceDirectory directory, TimeProvider time) : INewsCommand
{
    public CommandSpec Spec { get; } = new(
        "feed remove",
        "Reads a feed that was added here no more",
        [new OptionSpec("feed", "Its name or address", OptionKind.OwnFeed, IsRequired: true) { MaxLength = FeedAddress.MaxLength,
            TakesRemainingText = true }])
    {
        RequiresManager = true,
    };

    public async Task<Reply> RunAsync(CommandCall call, CancellationToken cancellationToken)
    {
        var named = CommandTokenizer.Unquote(call["feed"]!);
        switch (await feeds.RemoveAsync(call.Workspace, named, time.GetUtcNow(), cancellationToken))
        {
            case FeedChangeResult.NotFound:
                return Reply.Mistake(
                    RichText.Of($"There is no feed “{DisplayText.Truncate(named, 60)}” here. ", CommandUsage.ToCode("feed list"),
                        " shows all."));
            case FeedChangeResult.Ambiguous several:
                return new Reply(
                [
                    new ReplyBlock.Paragraph("Several feeds go by that. Which one?"),
                    .. ReplyList.ToItems(several.Feeds, feed => RichText.Of(CommandUsage.ToCode($"feed remove {feed.Url}"))),
                ])
                {
                    IsMistake = true,
                };
            case FeedChangeResult.FromSettings settings:
                return Reply.Mistake(RichText.Of(
                    new Span.Strong(DisplayText.Clean(settings.Feed.Label)),
                    " stands in the settings file, which chat cannot change: ask whoever runs AlertBot."));
            case FeedChangeResult.Done { Feed: var feed }:
                await directory.RefreshAsync(cancellationToken);
                return Reply.Of(
                    new ReplyBlock.Paragraph(RichText.Of(new Span.Strong(DisplayText.Clean(feed.Label)), " is read no more here.")),
                    new ReplyBlock.Hint(RichText.Of("Undo: ", CommandUsage.ToCode($"feed add {feed.Url}"))));
            case var other:
                throw new InvalidOperationException($"{other} does not come of removing a feed");
        }
    }
}
