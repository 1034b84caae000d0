using AlertBot.Alerts.Queries;
using AlertBot.Alerts.Subscriptions;
using AlertBot.Chat.Content;
using AlertBot.Storage;
using AlertBot.Stories;

namespace AlertBot.Chat.Commands.News;

/// <summary><c>/news why</c>: why a story was posted here, or why that article was not.</summary>
internal sealed class WhyCommand(Database database) : INewsCommand
{
    public CommandSpec Spec { get; } = new(
        "why",
        "Why a story was posted here, or why that article was not",
        [new OptionSpec("link", "Of the article or of the message; else the newest alert in this channel",
            OptionKind.Text) { MaxLength = 2_048, TakesRemainingText = true }]);

    public Task<Reply> RunAsync(CommandCall call, CancellationToken cancellationToken) =>
        database.ReadAsync(
            session => call["link"]?.Trim().Trim('<', '>') is { Length: > 0 } link
                ? ExplainLinkAsync(session, call, link, cancellationToken) : ExplainNewestAsync(session, call, cancellationToken),
            cancellationToken);

    /// <summary>What was decided about a story in a channel; null where the workspace sees none of its articles.</summary>
    public static async Task<Reply?> ExplainStoryAsync(Session session, CommandCall call, StoryId story, DestinationAddress channel,
        CancellationToken cancellationToken)
    {
        var decision = await DecisionQueries.FindDecisionAsync(session, story, call.Workspace, channel, cancellationToken);
        var entry = decision?.Entry
            ?? (await StoryQueries.ListSourcesAsync(session, story, call.Workspace, cancellationToken)).FirstOrDefault()?.Entry;
        return entry is { } id && await DecisionQueries.FindEntryAsync(session, call.Workspace, id, cancellationToken) is { } seen
            ? await new DecisionExplainer(session, call, channel).ExplainAsync(seen, decision, cancellationToken)
            : null;
    }

    private static async Task<Reply> ExplainNewestAsync(Session session, CommandCall call, CancellationToken cancellationToken) =>
        await AlertQueries.FindNewestAsync(session, call.Caller.Channel, cancellationToken) is { } alert
        && await ExplainStoryAsync(session, call with { Caller = call.Caller with { Channel = alert.Channel } }, alert.Story,
            alert.Channel, cancellationToken) is { } reply
            ? reply
            : Reply.Of(
                new ReplyBlock.Paragraph("Nothing has been posted here yet."),
                new ReplyBlock.Hint(
                    RichText.Of("What this channel follows: ", Code("/news status"), "; why an article was not posted: ",
                        Code("/news why"), " with its link")));

    private static async Task<Reply> ExplainLinkAsync(Session session, CommandCall call, string link, CancellationToken cancellationToken)
    {
        if (MessageLink.Parse(link) is { } message)
        {
            return await AlertQueries.FindAsync(session, call.Workspace, message.Platform, message.Id, cancellationToken) is { } alert
                && await ExplainStoryAsync(session, call, alert.Story, alert.Channel, cancellationToken) is { } reply
                    ? reply
                    : Reply.Of(new ReplyBlock.Paragraph(
                        "That is no alert of AlertBot's here. For an article, give the article's own link."));
        }

        var entries = await DecisionQueries.ListEntriesByLinkAsync(session, call.Workspace, link, cancellationToken);
        if (entries.Count == 0)
        {
            return WebLink.Sanitize(link) is null
                ? Reply.Mistake(
                    RichText.Of(
                        $"“{DisplayText.Truncate(DisplayText.Clean(link), 60)}” is no link: give the whole address of an article, with "
                            + $"https://, or type ", Code("/news why"), " alone for the newest alert here."))
                : Reply.Of(
                    new ReplyBlock.Paragraph("AlertBot has seen no article with this link in the feeds that it reads here."),
                    new ReplyBlock.Hint(RichText.Of("The feeds: ", Code("/news feed list"))));
        }

        var (entry, decision) = await FindMostRelevantAsync(session, call, entries, cancellationToken);
        return await new DecisionExplainer(session, call, call.Caller.Channel).ExplainAsync(entry, decision, cancellationToken);
    }

    // One address may stand in several feeds: the one that was told answers the question best.
    private static async Task<(VisibleEntry Entry, RecordedDecision? Decision)> FindMostRelevantAsync(Session session, CommandCall call,
        List<VisibleEntry> entries, CancellationToken cancellationToken)
    {
        var decided = new List<(VisibleEntry Entry, RecordedDecision? Decision)>();
        foreach (var entry in entries)
        {
            decided.Add((entry, await DecisionQueries.FindDecisionAsync(session, entry.Id, call.Caller.Channel, cancellationToken)));
        }

        return decided.OrderBy(one => one.Decision?.Outcome switch { "told" => 0, "joined" => 1, "not_told" => 2, _ => 3 }).First();
    }

    private static RichText.Span Code(string text) => new RichText.Span.Code(text);
}
