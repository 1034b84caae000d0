using AlertBot.Feeds;
using AlertBot.Storage;
using static AlertBot.Chat.Commands.RichText;

namespace AlertBot.Chat.Commands;

/// <summary><c>/news feed add</c>.</summary>
internal sealed class FeedAddCommand(WorkspaceFeedStore feeds, FeedFinder finder, WorkspaceDirectory directory, PassSignals signals, TimeProvider time) : INewsCommand
{
    private const int TitleLength = 150;
    private const int ShortTitleLength = 80;

    public CommandSpec Spec { get; } = new(
        "feed add",
        "Reads a news feed from now on; a site's page will do, its feed is found",
        [new OptionSpec("url", "The address of a feed or of a site, such as https://news.example", OptionKind.Text, IsRequired: true) { MaxLength = FeedAddress.MaxLength }])
    {
        ForManagers = true,
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
            case FeedFinding.None none:
                return Reply.Mistake($"Nothing was added: {none.Reason}.");
            case FeedFinding.Found found:
                var change = await feeds.AddAsync(call.Workspace, found.Feed.Address, Title(found.Feed.Feed.Title), time.GetUtcNow(), cancellationToken);
                await directory.RefreshAsync(cancellationToken);
                return Say(found, change);
            case var other:
                throw new InvalidOperationException($"{other} does not come of looking for a feed");
        }
    }

    private Reply Say(FeedFinding.Found found, FeedChange change)
    {
        switch (change)
        {
            case FeedChange.Present present:
                return new Reply(
                [
                    new ReplyBlock.Paragraph(RichText.Of(new Span.Strong(Title(present.Feed.Label)!), present.Feed.IsOfSettings
                        ? " is read already: it stands in the settings file and is read for everyone. Nothing changed."
                        : " is read already: nothing changed.")),
                    .. Newest(found.Feed),
                    .. Others(found),
                ]);
            case FeedChange.TooMany many:
                return Reply.Mistake(RichText.Of($"There are {many.Most} feeds here, which is the most: remove one with ", CommandUsage.Typed("feed remove"), "."));
            case FeedChange.Done done:
                signals.Poll.Wake();
                return new Reply(
                [
                    new ReplyBlock.Paragraph(RichText.Of(new Span.Strong(Title(done.Feed.Label)!), " is read from now on.")),
                    .. Newest(found.Feed),
                    .. Others(found),
                    new ReplyBlock.Hint(RichText.Of("What it lists today is no news; what comes now is told where a topic finds it. Undo: ", CommandUsage.Typed($"feed remove {done.Feed.Url}"))),
                ]);
            case var other:
                throw new InvalidOperationException($"{other} does not come of adding a feed");
        }
    }

    private static IEnumerable<ReplyBlock> Newest(FoundFeed feed)
    {
        if (feed.Newest is not { } entry)
        {
            return [new ReplyBlock.Paragraph("It lists nothing at present.")];
        }

        var link = new Span.Link(TitleOf(entry, TitleLength), WebLink.Of(entry.Link));
        return [new ReplyBlock.Paragraph(entry.Published is { } published ? RichText.Of("Its newest entry: ", link, ", ", new Span.Ago(published)) : RichText.Of("Its newest entry: ", link))];
    }

    private static IEnumerable<ReplyBlock> Others(FeedFinding.Found found) => found.Others.Count == 0
        ? []
        : [
            new ReplyBlock.Paragraph("The page has other feeds too:"),
            .. found.Others.Select(other => new ReplyBlock.Item(new RichText(
            [
                Title(other.Feed.Title) is { } title ? title + ": " : "", CommandUsage.Typed($"feed add {other.Address.AbsoluteUri}"), .. NewestBeside(other),
            ]))),
        ];

    private static IEnumerable<Span> NewestBeside(FoundFeed feed) => feed.Newest switch
    {
        null => [", which lists nothing at present"],
        { Published: { } published } entry => [$", newest “{TitleOf(entry, ShortTitleLength)}” ", new Span.Ago(published)],
        var entry => [$", newest “{TitleOf(entry, ShortTitleLength)}”"],
    };

    private static string TitleOf(Entry entry, int length) => PlainText.Clean(entry.Title) is { Length: > 0 } given ? PlainText.Cut(given, length) : "untitled";

    private static string? Title(string? title) => PlainText.Clean(title) is { Length: > 0 } clean ? PlainText.Cut(clean, TitleLength) : null;
}
