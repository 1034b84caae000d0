using AlertBot.Feeds;
using static AlertBot.Chat.Commands.RichText;

namespace AlertBot.Chat.Commands;

/// <summary><c>/news feed remove</c>.</summary>
internal sealed class FeedRemoveCommand(WorkspaceFeedStore feeds, WorkspaceDirectory directory, TimeProvider time) : INewsCommand
{
    public CommandSpec Spec { get; } = new(
        "feed remove",
        "Reads a feed that was added here no more",
        [new OptionSpec("feed", "Its name or address", OptionKind.OwnFeed, IsRequired: true) { MaxLength = FeedAddress.MaxLength, TakesRest = true }])
    {
        ForManagers = true,
    };

    public async Task<Reply> RunAsync(CommandCall call, CancellationToken cancellationToken)
    {
        var named = WordsOfLine.Unquoted(call["feed"]!);
        switch (await feeds.RemoveAsync(call.Workspace, named, time.GetUtcNow(), cancellationToken))
        {
            case FeedChange.Unknown:
                return Reply.Mistake(RichText.Of($"There is no feed “{PlainText.Cut(named, 60)}” here. ", CommandUsage.Typed("feed list"), " shows all."));
            case FeedChange.Several several:
                return new Reply(
                [
                    new ReplyBlock.Paragraph("Several feeds go by that. Which one?"),
                    .. ReplyList.Items(several.Feeds, feed => RichText.Of(CommandUsage.Typed($"feed remove {feed.Url}"))),
                ])
                {
                    IsMistake = true,
                };
            case FeedChange.OfSettings settings:
                return Reply.Mistake(RichText.Of(
                    new Span.Strong(PlainText.Clean(settings.Feed.Label)), " stands in the settings file, which chat cannot change: ask whoever runs AlertBot."));
            case FeedChange.Done { Feed: var feed }:
                await directory.RefreshAsync(cancellationToken);
                return Reply.Of(
                    new ReplyBlock.Paragraph(RichText.Of(new Span.Strong(PlainText.Clean(feed.Label)), " is read no more here.")),
                    new ReplyBlock.Hint(RichText.Of("Undo: ", CommandUsage.Typed($"feed add {feed.Url}"))));
            case var other:
                throw new InvalidOperationException($"{other} does not come of removing a feed");
        }
    }
}
