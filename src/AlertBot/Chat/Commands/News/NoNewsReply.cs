using AlertBot.Alerts.Queries;
using AlertBot.Chat.Content;
using AlertBot.Storage;
using AlertBot.Text;
using static AlertBot.Chat.Content.RichText;

namespace AlertBot.Chat.Commands.News;

/// <summary>The reply when there is no news to show: why, and what to type next.</summary>
internal static class NoNewsReply
{
    /// <param name="what">What was asked for, in the plural: “stories”, “quotes”.</param>
    public static async Task<Reply> BuildAsync(Session session, CommandCall call, RequestedTopics requested, string what,
        CancellationToken cancellationToken)
    {
        if (requested.Topics.Count == 0)
        {
            return ToReply("There are no topics here yet. A manager can add one: ", CommandUsage.ToCode("topic add"));
        }

        var feeds = await HealthQueries.ListFeedsAsync(session, call.Workspace, cancellationToken);
        if (feeds.Count == 0)
        {
            return ToReply(
                "There are no feeds here yet. A manager can add one using the address of a feed or a site: ",
                CommandUsage.ToCode("feed add"));
        }

        var sentence = $"No {what} on {requested.Named?.Name ?? "the topics here"} yet";
        var read = feeds.Count(feed => feed.FirstReadAt is not null);
        if (read == 0)
        {
            return ToReply(
                $"{sentence}: {(feeds.Count == 1 ? "the only feed has not" : $"none of the {feeds.Count} feeds has")} been read so far. "
                    + "Try again in a minute. To see what is wrong: ",
                CommandUsage.ToCode("status"));
        }

        var isSearching = requested.Topics.Any(topic => !topic.IsBackfilled);
        return ToReply(
            $"{sentence}. AlertBot has read {read} of {Humanize.Count(feeds.Count, "feed", "feeds")} so far, starting ",
            new Span.RelativeTime(feeds.Min(feed => feed.FirstReadAt)!.Value),
            isSearching ? ", and is still searching the stored articles: try again in a moment. " : ". ",
            "To search for other words: ",
            CommandUsage.ToCode("topic test"));
    }

    private static Reply ToReply(params IReadOnlyList<Span> spans) =>
        Reply.Of(new ReplyBlock.Paragraph(new RichText(spans))) with { IsPublic = true };
}
