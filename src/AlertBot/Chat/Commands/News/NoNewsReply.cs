using AlertBot.Alerts.Queries;
using AlertBot.Chat.Content;
using AlertBot.Storage;

namespace AlertBot.Chat.Commands.News;

/// <summary>Says why there is no news to show, and what to do about it.</summary>
internal static class NoNewsReply
{
    /// <param name="what">“article”, “quotation”.</param>
    public static async Task<Reply> BuildAsync(Session session, CommandCall call, RequestedTopics asked, string what,
        CancellationToken cancellationToken)
    {
        if (asked.Topics.Count == 0)
        {
            return ToReply("There is no topic here yet. A manager adds one: ", "/news topic add", ".");
        }

        var feeds = await HealthQueries.ListFeedsAsync(session, call.Workspace, cancellationToken);
        if (feeds.Count == 0)
        {
            return ToReply("No feed is read here yet. A manager adds one, a site's address will do: ", "/news feed add", ".");
        }

        var topics = asked.Named is { } named ? named.Name : "the topics here";
        var polled = feeds.Count(feed => feed.FirstReadAt is not null);
        if (polled == 0)
        {
            return ToReply(
                $"Nothing on {topics} yet: none of {AmountText.Format(feeds.Count, "feed", "feeds")} has answered so far. Ask again in "
                    + $"a minute, or see what is wrong: ", "/news status", ".");
        }

        var spans = new List<RichText.Span>
        {
            $"Nothing on {topics} yet: no {what} matched since the first feed was read ",
            new RichText.Span.RelativeTime(feeds.Min(feed => feed.FirstReadAt)!.Value),
            $"; {polled} of {AmountText.Format(feeds.Count, "feed", "feeds")} {(polled == 1 ? "has" : "have")} been polled.",
        };
        if (asked.Topics.Any(topic => !topic.IsBackfilled))
        {
            spans.Add(" The stored articles are being searched just now: ask again in a moment.");
        }

        spans.AddRange([" To see what other words would find: ", new RichText.Span.Code("/news topic test"), "."]);
        return Reply.Of(new ReplyBlock.Paragraph(RichText.Of(spans))) with { IsPublic = true };
    }

    private static Reply ToReply(string before, string command, string after) =>
        Reply.Of(new ReplyBlock.Paragraph(RichText.Of(before, new RichText.Span.Code(command), after))) with { IsPublic = true };
}
