using AlertBot.Alerts.Queries;
using AlertBot.Alerts.Subscriptions;
using AlertBot.Briefs;
using AlertBot.Chat.Content;
using AlertBot.Storage;

namespace AlertBot.Chat.Commands.News;

/// <summary>Renders the recorded decision about an article in sentences for people.</summary>
/// <param name="channel">Where it was, or was not, told.</param>
internal sealed class DecisionExplainer(Session session, CommandCall call, DestinationAddress channel)
{
    private const int MaxMatches = 5;

    private string Here => channel == call.Caller.Channel ? "here" : "there";

    /// <param name="decision">Null: nothing was decided for the channel.</param>
    public async Task<Reply> ExplainAsync(VisibleEntry entry, RecordedDecision? decision, CancellationToken cancellationToken)
    {
        var matches = await DecisionQueries.ListMatchesAsync(session, entry.Id, call.Workspace, channel, cancellationToken);
        var blocks = new List<ReplyBlock> { new ReplyBlock.Paragraph(TitleLink(entry)) };
        blocks.AddRange(
            decision is null ? DescribeUndecided(entry, matches)
                : await DescribeDecisionAsync(entry, decision, matches, cancellationToken));
        return Reply.Of(blocks);
    }

    private async Task<IReadOnlyList<ReplyBlock>> DescribeDecisionAsync(VisibleEntry entry, RecordedDecision decision,
        List<VisibleMatch> matches, CancellationToken cancellationToken)
    {
        var followed = matches.Where(match => match.FollowedSince is not null).ToList();
        var alert = decision.Alert is { } id ? await AlertQueries.FindAsync(session, id, cancellationToken) : null;
        return decision.Outcome switch
        {
            "told" => [ToParagraph([.. DescribePosting(decision, alert), .. DescribeReason(entry, decision, followed)]),
                .. ListMatches(entry, followed.Skip(1))],
            "joined" => [ToParagraph([.. await DescribeAddedAsync(decision, alert, cancellationToken)]), .. ListMatches(entry, followed)],
            _ => [ToParagraph($"Not posted {Here}: {decision.Reason}."), .. ListMatches(entry, followed)],
        };
    }

    private IEnumerable<RichText.Span> DescribePosting(RecordedDecision decision, PostedAlert? alert) => alert switch
    {
        { State: "sent", SentAt: { } at } => [$"Posted {Here} ", new RichText.Span.RelativeTime(at)],
        { State: "refused" } => [$"Meant for this channel, but not posted: {alert.Reason ?? "the platform refused it"}. It was chosen"],
        { State: not null } =>
            ["Waits to be posted, since ", new RichText.Span.RelativeTime(decision.At), alert.Reason is null ? "" : $" ({alert.Reason})",
                "; chosen"],
        _ => [$"Told {Here} ", new RichText.Span.RelativeTime(decision.At)],
    };

    // Topics change, the decision does not: where nothing of it stands any more, its own words are shown.
    private static IEnumerable<RichText.Span> DescribeReason(VisibleEntry entry, RecordedDecision decision, List<VisibleMatch> followed) =>
        followed is [var first, ..] ? [" because ", .. DescribeMatch(entry, first)] : [$" because {decision.Reason}."];

    private async Task<IEnumerable<RichText.Span>> DescribeAddedAsync(RecordedDecision decision, PostedAlert? alert,
        CancellationToken cancellationToken)
    {
        var spans = new List<RichText.Span> { $"Not posted by itself: {decision.Reason}" };
        if (alert is not null)
        {
            var told = await StoryBriefComposer.ComposeAsync(session, alert.Story, call.Workspace, [], cancellationToken);
            var link = MessageLink.Build(alert, call.Caller.Workspace) ?? WebLink.Sanitize(told?.Link);
            var headline = told is null ? "the message" : DisplayText.Truncate(DisplayText.Clean(told.Headline), 150);
            spans.AddRange([": ", new RichText.Span.Link(headline, link)]);
            if (alert.SentAt is { } at)
            {
                spans.AddRange([", ", new RichText.Span.RelativeTime(at)]);
            }
        }

        spans.Add(".");
        return spans;
    }

    private IReadOnlyList<ReplyBlock> DescribeUndecided(VisibleEntry entry, List<VisibleMatch> matches)
    {
        var followed = matches.Where(match => match.FollowedSince is not null).ToList();
        return entry.State switch
        {
            "new" => [ToParagraph("Seen ", new RichText.Span.RelativeTime(entry.FirstSeen), $" and not read yet: ask again in a moment.")],
            "matched" =>
                [ToParagraph("Seen ", new RichText.Span.RelativeTime(entry.FirstSeen),
                    " and on its way to its story: ask again in a moment."), .. ListMatches(entry, matches)],
            _ when matches.Count == 0 => [DescribeUnmatched(entry), .. QueryTestHint],
            _ when followed.Count == 0 => [DescribeUnfollowed(matches), .. ListMatches(entry, matches)],
            _ => [DescribeTooEarly(entry, followed[0]), .. ListMatches(entry, followed)],
        };
    }

    // The row's own reason may rest on another workspace's topics; it is said only where no topic at all was found.
    private ReplyBlock.Paragraph DescribeUnmatched(VisibleEntry entry) =>
        ToParagraph($"Not posted {Here}: {(entry.HasMatches || entry.Reason is null ? "no topic matches" : entry.Reason)}. It was seen ",
            new RichText.Span.RelativeTime(entry.FirstSeen), ".");

    private static IReadOnlyList<ReplyBlock> QueryTestHint =>
        [new ReplyBlock.Hint(
            RichText.Of("To see what a query would find: ", new RichText.Span.Code("/news topic test"), "; the topics: ",
                new RichText.Span.Code("/news topic list")))];

    private ReplyBlock.Paragraph DescribeUnfollowed(List<VisibleMatch> matches) =>
        ToParagraph($"Not posted {Here}: this channel does not follow ", new RichText.Span.Strong(matches[0].Topic.Name), ": ",
            new RichText.Span.Code($"/news subscribe {matches[0].Topic.Name}"));

    private ReplyBlock.Paragraph DescribeTooEarly(VisibleEntry entry, VisibleMatch match) => match.FollowedSince > entry.FirstSeen
        ? ToParagraph($"Not posted {Here}: it was seen ", new RichText.Span.RelativeTime(entry.FirstSeen),
            ", before this channel followed ", new RichText.Span.Strong(match.Topic.Name), ".")
        : ToParagraph($"Not posted {Here}: it was there before ", new RichText.Span.Strong(match.Topic.Name), " was as it is now.");

    private static IEnumerable<ReplyBlock> ListMatches(VisibleEntry entry, IEnumerable<VisibleMatch> matches) =>
        matches.Take(MaxMatches).Select(match => new ReplyBlock.Item(RichText.Of([.. DescribeMatch(entry, match)])));

    private static IEnumerable<RichText.Span> DescribeMatch(VisibleEntry entry, VisibleMatch match)
    {
        yield return new RichText.Span.Strong(match.Topic.Name);
        if (match.Topic.Evidence is not [var first, ..])
        {
            yield return " matches it: nothing that it excludes is there.";
            yield break;
        }

        var excerpt = Excerpt.Of(TextOf(entry, first.Field), [.. match.Topic.Evidence.Where(piece => piece.Field == first.Field)]).ToList();
        yield return $" stands in "
            + $"the {(first.Field is "source" or "author" ? "name of the " : "")}{first.Field}{(excerpt.Count > 0 ? ": " : ".")}";
        foreach (var span in excerpt)
        {
            yield return span;
        }
    }

    private static string TextOf(VisibleEntry entry, string field) => field switch
    {
        "title" => entry.Title,
        "text" => entry.Text ?? "",
        "source" => entry.Source ?? "",
        _ => entry.Author ?? "",
    };

    private static RichText TitleLink(VisibleEntry entry)
    {
        var title = DisplayText.Truncate(DisplayText.Clean(entry.Title), 200);
        var link = new RichText.Span.Link(title.Length > 0 ? title : "Untitled", WebLink.Sanitize(entry.Link));
        return entry.Source is null ? RichText.Of(link)
            : RichText.Of(link, " · " + DisplayText.Truncate(DisplayText.Clean(entry.Source), 80));
    }

    private static ReplyBlock.Paragraph ToParagraph(params IReadOnlyList<RichText.Span> spans) => new(RichText.Of(spans));
}
