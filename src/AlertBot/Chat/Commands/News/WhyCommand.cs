using AlertBot.Alerts.Queries;
using AlertBot.Alerts.Subscriptions;
using AlertBot.Chat.Content;
using AlertBot.Storage;
using AlertBot.Stories;

namespace AlertBot.Chat.Commands.News;

/// <summary><c>/news why</c>: why a story was posted here, or why an article was not.</summary>
internal sealed class WhyCommand(Database database) : INewsCommand
{
    /// <summary>Code points of typed text that a reply repeats.</summary>
    private const int MaxShownLength = 60;

    public CommandSpec Spec { get; } = new(
        "why",
        "Explain why a story was posted here, or why an article was not",
        [
            new OptionSpec("link", "Link of an article or a message; if left out, the newest alert in this channel", OptionKind.Text)
            {
                MaxLength = 2_048,
                TakesRemainingText = true,
            },
        ]);

    public Task<Reply> RunAsync(CommandCall call, CancellationToken cancellationToken) =>
        database.ReadAsync(
            session => call["link"]?.Trim().Trim('<', '>') is { Length: > 0 } link
                ? ExplainLinkAsync(session, call, link, cancellationToken)
                : ExplainNewestAsync(session, call, cancellationToken),
            cancellationToken);

    /// <returns>The decision about a story in a channel; null when the workspace can see none of its articles.</returns>
    public static async Task<Reply?> ExplainStoryAsync(Session session, CommandCall call, StoryId story, DestinationAddress channel,
        CancellationToken cancellationToken)
    {
        var decision = await DecisionQueries.FindDecisionAsync(session, story, call.Workspace, channel, cancellationToken);
        var id = decision?.Entry
            ?? (await StoryQueries.ListSourcesAsync(session, story, call.Workspace, cancellationToken)).FirstOrDefault()?.Entry;
        return id is not null && await DecisionQueries.FindEntryAsync(session, call.Workspace, id.Value, cancellationToken) is { } entry
            ? await new DecisionExplainer(session, call, channel).ExplainAsync(entry, decision, cancellationToken)
            : null;
    }

    private static async Task<Reply> ExplainNewestAsync(Session session, CommandCall call, CancellationToken cancellationToken) =>
        await AlertQueries.FindNewestAsync(session, call.Caller.Channel, cancellationToken) is { } alert
        && await ExplainStoryAsync(session, call with { Caller = call.Caller with { Channel = alert.Channel } }, alert.Story,
            alert.Channel, cancellationToken) is { } reply
            ? reply
            : Reply.Of(
                ReplyBlock.Paragraph.Of("No alerts have been posted here yet."),
                ReplyBlock.Hint.Of(
                    CommandUsage.ToCode("status"), " shows what this channel follows. To ask about an article: ",
                    CommandUsage.ToCode("why LINK")));

    private static async Task<Reply> ExplainLinkAsync(Session session, CommandCall call, string link, CancellationToken cancellationToken)
    {
        if (MessageLink.Parse(link) is { } message)
        {
            return await AlertQueries.FindAsync(session, call.Workspace, message.Platform, message.Id, cancellationToken) is { } alert
                && await ExplainStoryAsync(session, call, alert.Story, alert.Channel, cancellationToken) is { } reply
                    ? reply
                    : Reply.Of(ReplyBlock.Paragraph.Of(
                        "This message is not an alert that AlertBot posted here. To ask about an article, use the link of the article."));
        }

        var entries = await DecisionQueries.ListEntriesByLinkAsync(session, call.Workspace, link, cancellationToken);
        if (entries.Count == 0)
        {
            return WebLink.Sanitize(link) is null ? InvalidLinkReply(link) : UnknownArticleReply;
        }

        var (entry, decision) = await FindMostRelevantAsync(session, call, entries, cancellationToken);
        return await new DecisionExplainer(session, call, call.Caller.Channel).ExplainAsync(entry, decision, cancellationToken);
    }

    private static Reply InvalidLinkReply(string link) => Reply.Mistake(RichText.Of(
        $"“{DisplayText.Truncate(DisplayText.Clean(link), MaxShownLength)}” is not a link. Give the full address of an article, with "
            + "https://. For the newest alert here: ",
        CommandUsage.ToCode("why")));

    private static Reply UnknownArticleReply => Reply.Of(
        ReplyBlock.Paragraph.Of("AlertBot has not seen an article with this link in the feeds it reads here."),
        ReplyBlock.Hint.Of("To list the feeds: ", CommandUsage.ToCode("feed list")));

    // Several feeds may list the same link: the entry that was alerted explains the most.
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
}
