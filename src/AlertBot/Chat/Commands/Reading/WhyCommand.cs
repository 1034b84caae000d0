using AlertBot.Alerts;
using AlertBot.Alerts.Archive;
using AlertBot.Storage;
using AlertBot.Stories;

namespace AlertBot.Chat.Commands.Reading;

/// <summary><c>/news why</c>: why a story was posted here, or why that article was not.</summary>
internal sealed class WhyCommand(Database database) : INewsCommand
{
    public CommandSpec Spec { get; } = new(
        "why",
        "Why a story was posted here, or why that article was not",
        [new OptionSpec("link", "Of the article or of the message; else the newest alert in this channel", OptionKind.Text) { MaxLength = 2_048, TakesRest = true }]);

    public Task<Reply> RunAsync(CommandCall call, CancellationToken cancellationToken) =>
        database.ReadAsync(
            session => call["link"]?.Trim().Trim('<', '>') is { Length: > 0 } link ? OfLinkAsync(session, call, link, cancellationToken) : OfNewestAsync(session, call, cancellationToken),
            cancellationToken);

    /// <summary>What was decided about a story in a channel; null where the workspace sees none of its articles.</summary>
    public static async Task<Reply?> OfStoryAsync(Session session, CommandCall call, StoryId story, DestinationAddress channel, CancellationToken cancellationToken)
    {
        var decision = await DecisionArchive.DecisionAsync(session, story, call.Workspace, channel, cancellationToken);
        var entry = decision?.Entry ?? (await StoryArchive.SourcesAsync(session, story, call.Workspace, cancellationToken)).FirstOrDefault()?.Entry;
        return entry is { } id && await DecisionArchive.EntryAsync(session, call.Workspace, id, cancellationToken) is { } seen
            ? await new Explanation(session, call, channel).OfAsync(seen, decision, cancellationToken)
            : null;
    }

    private static async Task<Reply> OfNewestAsync(Session session, CommandCall call, CancellationToken cancellationToken) =>
        await AlertArchive.NewestAsync(session, call.Caller.Channel, cancellationToken) is { } alert
        && await OfStoryAsync(session, call with { Caller = call.Caller with { Channel = alert.Channel } }, alert.Story, alert.Channel, cancellationToken) is { } reply
            ? reply
            : Reply.Of(
                new ReplyBlock.Paragraph("Nothing has been posted here yet."),
                new ReplyBlock.Hint(RichText.Of("What this channel follows: ", Code("/news status"), "; why an article was not posted: ", Code("/news why"), " with its link")));

    private static async Task<Reply> OfLinkAsync(Session session, CommandCall call, string link, CancellationToken cancellationToken)
    {
        if (MessageLink.Parse(link) is { } message)
        {
            return await AlertArchive.FindAsync(session, call.Workspace, message.Platform, message.Id, cancellationToken) is { } alert
                && await OfStoryAsync(session, call, alert.Story, alert.Channel, cancellationToken) is { } reply
                    ? reply
                    : Reply.Of(new ReplyBlock.Paragraph("That is no alert of AlertBot's here. For an article, give the article's own link."));
        }

        var entries = await DecisionArchive.EntriesAsync(session, call.Workspace, link, cancellationToken);
        if (entries.Count == 0)
        {
            return WebLink.Of(link) is null
                ? Reply.Mistake(RichText.Of($"“{PlainText.Cut(PlainText.Clean(link), 60)}” is no link: give the whole address of an article, with https://, or type ", Code("/news why"), " alone for the newest alert here."))
                : Reply.Of(
                    new ReplyBlock.Paragraph("AlertBot has seen no article with this link in the feeds that it reads here."),
                    new ReplyBlock.Hint(RichText.Of("The feeds: ", Code("/news feed list"))));
        }

        var (entry, decision) = await TellingAsync(session, call, entries, cancellationToken);
        return await new Explanation(session, call, call.Caller.Channel).OfAsync(entry, decision, cancellationToken);
    }

    // One address may stand in several feeds: the one that was told answers the question best.
    private static async Task<(SeenEntry Entry, RecordedDecision? Decision)> TellingAsync(Session session, CommandCall call, List<SeenEntry> entries, CancellationToken cancellationToken)
    {
        var decided = new List<(SeenEntry Entry, RecordedDecision? Decision)>();
        foreach (var entry in entries)
        {
            decided.Add((entry, await DecisionArchive.DecisionAsync(session, entry.Id, call.Caller.Channel, cancellationToken)));
        }

        return decided.OrderBy(one => one.Decision?.Verdict switch { "told" => 0, "joined" => 1, "not_told" => 2, _ => 3 }).First();
    }

    private static RichText.Span Code(string text) => new RichText.Span.Code(text);
}
