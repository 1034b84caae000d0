using AlertBot.Chat.Content;
using AlertBot.Feeds;
using AlertBot.Feeds.Discovery;
using AlertBot.Hosting;
using AlertBot.Text;
using static AlertBot.Chat.Content.RichText;

namespace AlertBot.Chat.Commands.TopicsAndFeeds;

/// <summary><c>/news feed add</c>.</summary>
internal sealed class FeedAddCommand(WorkspaceFeedStore feeds, FeedFinder finder, WorkspaceDirectory directory, WakeSignals signals,
    TimeProvider time) : INewsCommand
{
    /// <summary>Code points of a feed's or an entry's title.</summary>
    private const int MaxTitleLength = 150;

    /// <summary>Code points of an entry's title within a list of feeds.</summary>
    private const int MaxShortTitleLength = 80;

    public CommandSpec Spec { get; } = new(
        "feed add",
        "Add a news feed, using the address of the feed or of its site",
        [
            new OptionSpec("url", "Address of a feed or a site, such as https://news.example", OptionKind.Text, IsRequired: true)
            {
                MaxLength = FeedAddress.MaxLength,
            },
        ])
    {
        RequiresManager = true,
        IsSlow = true,
    };

    public async Task<Reply> RunAsync(CommandCall call, CancellationToken cancellationToken)
    {
        var (address, mistake) = FeedAddress.Parse(call["url"]!);
        if (address is null)
        {
            return Reply.Mistake($"{Humanize.Capitalize(mistake!)}. Nothing was added.");
        }

        switch (await finder.FindAsync(address, cancellationToken))
        {
            case FeedSearchResult.NotFound none:
                return Reply.Mistake($"Nothing was added: {none.Reason}.");
            case FeedSearchResult.Found found:
                var title = CleanTitle(found.Feed.Document.Title);
                var change = await feeds.AddAsync(call.Workspace, found.Feed.Address, title, time.GetUtcNow(), cancellationToken);
                await directory.RefreshAsync(cancellationToken);
                return BuildReply(found, change);
            case var other:
                throw new InvalidOperationException($"Unknown result of a feed search: {other}");
        }
    }

    private Reply BuildReply(FeedSearchResult.Found found, FeedChangeResult change)
    {
        switch (change)
        {
            case FeedChangeResult.AlreadyPresent present:
                return FoundReply(found, ReplyBlock.Paragraph.Of(
                    new Span.Strong(CleanTitle(present.Feed.Label)!),
                    present.Feed.IsFromSettings
                        ? " is already in the settings file, and AlertBot reads it for everyone. Nothing changed."
                        : " was already added here. Nothing changed."));
            case FeedChangeResult.LimitReached many:
                return Reply.Mistake(RichText.Of(
                    $"Nothing was added: the limit of {many.Limit} feeds is reached. Remove one with ",
                    CommandUsage.ToCode("feed remove")));
            case FeedChangeResult.Done done:
                signals.Poll.Wake();
                return FoundReply(
                    found,
                    ReplyBlock.Paragraph.Of("Added the feed ", new Span.Strong(CleanTitle(done.Feed.Label)!), "."),
                    ReplyBlock.Hint.Of(
                        "Its current entries are not posted. New entries are posted when they match a topic. Undo: ",
                        CommandUsage.ToCode($"feed remove {done.Feed.Url}")));
            case var other:
                throw new InvalidOperationException($"Unexpected result of adding a feed: {other}");
        }
    }

    private static Reply FoundReply(FeedSearchResult.Found found, ReplyBlock summary, params IReadOnlyList<ReplyBlock> hints) =>
        new([summary, DescribeNewestEntry(found.Feed), .. ListOtherFeeds(found), .. hints]);

    private static ReplyBlock.Paragraph DescribeNewestEntry(FoundFeed feed)
    {
        if (feed.NewestEntry is not { } entry)
        {
            return ReplyBlock.Paragraph.Of("The feed has no entries at present.");
        }

        var link = new Span.Link(TitleOf(entry, MaxTitleLength), WebLink.Sanitize(entry.Link));
        return entry.Published is { } published
            ? ReplyBlock.Paragraph.Of("Newest entry: ", link, ", ", new Span.RelativeTime(published))
            : ReplyBlock.Paragraph.Of("Newest entry: ", link);
    }

    private static IEnumerable<ReplyBlock> ListOtherFeeds(FeedSearchResult.Found found) => found.Others.Count == 0
        ? []
        : [ReplyBlock.Paragraph.Of("Other feeds on this page:"), .. found.Others.Select(ToItem)];

    private static ReplyBlock ToItem(FoundFeed feed) => ReplyBlock.Item.Of(
    [
        CleanTitle(feed.Document.Title) is { } title ? $"{title}: " : "",
        CommandUsage.ToCode($"feed add {feed.Address.AbsoluteUri}"),
        .. DescribeShortly(feed.NewestEntry),
    ]);

    private static IEnumerable<Span> DescribeShortly(Entry? newest) => newest switch
    {
        null => [", no entries at present"],
        { Published: { } published } => [$", newest entry “{TitleOf(newest, MaxShortTitleLength)}”, ", new Span.RelativeTime(published)],
        _ => [$", newest entry “{TitleOf(newest, MaxShortTitleLength)}”"],
    };

    private static string TitleOf(Entry entry, int max) =>
        DisplayText.Clean(entry.Title) is { Length: > 0 } title ? DisplayText.Truncate(title, max) : "untitled";

    private static string? CleanTitle(string? title) =>
        DisplayText.Clean(title) is { Length: > 0 } clean ? DisplayText.Truncate(clean, MaxTitleLength) : null;
}
