using AlertBot.Chat.Content;
using AlertBot.Feeds;
using AlertBot.Feeds.Discovery;
using AlertBot.Hosting;
using static AlertBot.Chat.Content.RichText;

namespace AlertBot.Chat.Commands.TopicsAndFeeds;

/// <summary><c>/news feed add</c>.</summary>
internal sealed class FeedAddCommand(WorkspaceFeedStore feeds, FeedFinder finder, WorkspaceDirectory directory, WakeSignals signals,
    TimeProvider time) : INewsCommand
{
    private const int MaxTitleLength = 150;
    private const int MaxShortTitleLength = 80;

    public CommandSpec Spec { get; } = new(
        "feed add",
        "Reads a news feed from now on; a site's page will do, its feed is found",
        [new OptionSpec("url", "The address of a feed or of a site, such as https://news.example", OptionKind.Text,
            IsRequired: true) { MaxLength = FeedAddress.MaxLength }])
    {
        RequiresManager = true,
        IsSlow = true,
    };

    public async Task<Reply> RunAsync(CommandCall call, CancellationToken cancellationToken)
    {
        var (address, mistake) = FeedAddress.Parse(call["url"]!);
        if (address is null)
        {
            return Reply.Mistake($"{char.ToUpperInvariant(mistake![0])}{mistake[1..]}. Nothing was added.");
        }

        switch (await finder.FindAsync(address, cancellationToken))
        {
            case FeedSearchResult.NotFound none:
                return Reply.Mistake($"Nothing was added: {none.Reason}.");
            case FeedSearchResult.Found found:
                var change = await feeds.AddAsync(call.Workspace, found.Feed.Address, Title(found.Feed.Document.Title), time.GetUtcNow(),
                    cancellationToken);
                await directory.RefreshAsync(cancellationToken);
                return BuildReply(found, change);
            case var other:
                throw new InvalidOperationException($"{other} does not come of looking for a feed");
        }
    }

    private Reply BuildReply(FeedSearchResult.Found found, FeedChangeResult change)
    {
        switch (change)
        {
            case FeedChangeResult.AlreadyPresent present:
                return new Reply(
                [
                    new ReplyBlock.Paragraph(RichText.Of(new Span.Strong(Title(present.Feed.Label)!), present.Feed.IsFromSettings
                        ? " is read already: it stands in the settings file and is read for everyone. Nothing changed."
                        : " is read already: nothing changed.")),
                    .. Newest(found.Feed),
                    .. Others(found),
                ]);
            case FeedChangeResult.LimitReached many:
                return Reply.Mistake(
                    RichText.Of($"There are {many.Limit} feeds here, which is the most: remove one with ",
                        CommandUsage.ToCode("feed remove"), "."));
            case FeedChangeResult.Done done:
                signals.Poll.Wake();
                return new Reply(
                [
                    new ReplyBlock.Paragraph(RichText.Of(new Span.Strong(Title(done.Feed.Label)!), " is read from now on.")),
                    .. Newest(found.Feed),
                    .. Others(found),
                    new ReplyBlock.Hint(
                        RichText.Of("What it lists today is no news; what comes now is told where a topic finds it. Undo: ",
                            CommandUsage.ToCode($"feed remove {done.Feed.Url}"))),
                ]);
            case var other:
                throw new InvalidOperationException($"{other} does not come of adding a feed");
        }
    }

    private static IEnumerable<ReplyBlock> Newest(FoundFeed feed)
    {
        if (feed.NewestEntry is not { } entry)
        {
            return [new ReplyBlock.Paragraph("It lists nothing at present.")];
        }

        var link = new Span.Link(TitleOf(entry, MaxTitleLength), WebLink.Sanitize(entry.Link));
        return [new ReplyBlock.Paragraph(
            entry.Published is { } published ? RichText.Of("Its newest entry: ", link, ", ", new Span.RelativeTime(published))
                : RichText.Of("Its newest entry: ", link))];
    }

    private static IEnumerable<ReplyBlock> Others(FeedSearchResult.Found found) => found.Others.Count == 0
        ? []
        : [
            new ReplyBlock.Paragraph("The page has other feeds too:"),
            .. found.Others.Select(other => new ReplyBlock.Item(new RichText(
            [
                Title(other.Document.Title) is { } title ? title + ": " : "",
                CommandUsage.ToCode($"feed add {other.Address.AbsoluteUri}"), .. NewestBeside(other),
            ]))),
        ];

    private static IEnumerable<Span> NewestBeside(FoundFeed feed) => feed.NewestEntry switch
    {
        null => [", which lists nothing at present"],
        { Published: { } published } entry => [$", newest “{TitleOf(entry, MaxShortTitleLength)}” ", new Span.RelativeTime(published)],
        var entry => [$", newest “{TitleOf(entry, MaxShortTitleLength)}”"],
    };

    private static string TitleOf(Entry entry, int length) =>
        DisplayText.Clean(entry.Title) is { Length: > 0 } given ? DisplayText.Truncate(given, length) : "untitled";

    private static string? Title(string? title) =>
        DisplayText.Clean(title) is { Length: > 0 } clean ? DisplayText.Truncate(clean, MaxTitleLength) : null;
}
