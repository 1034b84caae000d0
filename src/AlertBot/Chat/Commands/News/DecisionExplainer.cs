using AlertBot.Alerts.Queries;
using AlertBot.Alerts.Subscriptions;
using AlertBot.Briefs;
using AlertBot.Chat.Content;
using AlertBot.Storage;
using static AlertBot.Chat.Content.RichText;

namespace AlertBot.Chat.Commands.News;

/// <summary>Explains the recorded decision about an article in sentences.</summary>
/// <param name="channel">The channel that the decision is about.</param>
internal sealed class DecisionExplainer(Session session, CommandCall call, DestinationAddress channel)
{
    /// <summary>Matching topics listed in a reply: it stays within one message.</summary>
    private const int MaxMatches = 5;

    /// <summary>Code points of an article's title.</summary>
    private const int MaxTitleLength = 200;

    /// <summary>Code points of an alert's headline within a sentence.</summary>
    private const int MaxHeadlineLength = 150;

    /// <summary>Code points of a source's name.</summary>
    private const int MaxSourceLength = 80;

    private string Here => channel == call.Caller.Channel ? "here" : "there";

    /// <param name="decision">Null: no decision was recorded for the channel.</param>
    public async Task<Reply> ExplainAsync(VisibleEntry entry, RecordedDecision? decision, CancellationToken cancellationToken)
    {
        var matches = await DecisionQueries.ListMatchesAsync(session, entry.Id, call.Workspace, channel, cancellationToken);
        return Reply.Of(
        [
            TitleLink(entry),
            .. decision is null
                ? DescribeUndecided(entry, matches)
                : await DescribeDecisionAsync(entry, decision, matches, cancellationToken),
        ]);
    }

    private async Task<IReadOnlyList<ReplyBlock>> DescribeDecisionAsync(VisibleEntry entry, RecordedDecision decision,
        List<VisibleMatch> matches, CancellationToken cancellationToken)
    {
        var followed = matches.Where(match => match.FollowedSince is not null).ToList();
        var alert = decision.Alert is { } id ? await AlertQueries.FindAsync(session, id, cancellationToken) : null;
        return decision.Outcome switch
        {
            "told" =>
            [
                ReplyBlock.Paragraph.Of([.. DescribePosting(decision, alert), .. DescribeReason(entry, decision, followed)]),
                .. ListMatches(entry, followed.Skip(1)),
            ],
            "joined" => [await DescribeAddedAsync(decision, alert, cancellationToken), .. ListMatches(entry, followed)],
            _ => [ReplyBlock.Paragraph.Of($"Not posted {Here}: {decision.Reason}."), .. ListMatches(entry, followed)],
        };
    }

    private IEnumerable<Span> DescribePosting(RecordedDecision decision, PostedAlert? alert) => alert switch
    {
        { State: "sent", SentAt: { } at } => [$"Posted {Here} ", new Span.RelativeTime(at), ". "],
        { State: "refused" } => [$"Selected for this channel, but not posted: {alert.Reason ?? "the platform refused it"}. "],
        { State: not null } =>
            ["Queued ", new Span.RelativeTime(decision.At), ", not posted yet", alert.Reason is null ? ". " : $" ({alert.Reason}). "],
        _ => [$"Selected for an alert {Here} ", new Span.RelativeTime(decision.At), ". "],
    };

    // Topics change, a decision does not: if no topic matches any more, the recorded reason is shown.
    private static IEnumerable<Span> DescribeReason(VisibleEntry entry, RecordedDecision decision, List<VisibleMatch> followed) =>
        followed is [var first, ..] ? DescribeMatch(entry, first) : [$"Recorded reason: {decision.Reason}."];

    private async Task<ReplyBlock> DescribeAddedAsync(RecordedDecision decision, PostedAlert? alert, CancellationToken cancellationToken)
    {
        var spans = new List<Span> { $"Not posted separately: {decision.Reason}." };
        if (alert is not null)
        {
            var brief = await StoryBriefComposer.ComposeAsync(session, alert.Story, call.Workspace, [], cancellationToken);
            var link = MessageLink.Build(alert, call.Caller.Workspace) ?? WebLink.Sanitize(brief?.Link);
            var headline = brief is null ? "the message" : DisplayText.Truncate(DisplayText.Clean(brief.Headline), MaxHeadlineLength);
            spans.AddRange([" The alert: ", new Span.Link(headline, link)]);
            if (alert.SentAt is { } at)
            {
                spans.AddRange([", ", new Span.RelativeTime(at)]);
            }
        }

        return ReplyBlock.Paragraph.Of(spans);
    }

    private IReadOnlyList<ReplyBlock> DescribeUndecided(VisibleEntry entry, List<VisibleMatch> matches)
    {
        var followed = matches.Where(match => match.FollowedSince is not null).ToList();
        return entry.State switch
        {
            "new" => [DescribePending(entry, "waiting to be read")],
            "matched" => [DescribePending(entry, "waiting to be added to a story"), .. ListMatches(entry, matches)],
            _ when matches.Count == 0 => [DescribeUnmatched(entry), TopicHint],
            _ when followed.Count == 0 => [DescribeUnfollowed(matches[0]), .. ListMatches(entry, matches)],
            _ => [DescribeTooEarly(entry, followed[0]), .. ListMatches(entry, followed)],
        };
    }

    private static ReplyBlock.Paragraph DescribePending(VisibleEntry entry, string state) => ReplyBlock.Paragraph.Of(
        "First seen ", new Span.RelativeTime(entry.FirstSeen), $", {state}. Try again in a moment.");

    // The row's own reason may be about another workspace's topics: it is shown only when no topic at all matched.
    private ReplyBlock.Paragraph DescribeUnmatched(VisibleEntry entry) => ReplyBlock.Paragraph.Of(
        $"Not posted {Here}: {(entry.HasMatches || entry.Reason is null ? "no topic matches" : entry.Reason)}. First seen ",
        new Span.RelativeTime(entry.FirstSeen), ".");

    private static ReplyBlock.Hint TopicHint => ReplyBlock.Hint.Of(
        "To see what a query would find: ", CommandUsage.ToCode("topic test"), ". To list the topics: ",
        CommandUsage.ToCode("topic list"));

    private ReplyBlock.Paragraph DescribeUnfollowed(VisibleMatch match) => ReplyBlock.Paragraph.Of(
        $"Not posted {Here}: this channel does not follow ", new Span.Strong(match.Topic.Name), ". To follow it: ",
        CommandUsage.ToCode($"subscribe {match.Topic.Name}"));

    private ReplyBlock.Paragraph DescribeTooEarly(VisibleEntry entry, VisibleMatch match)
    {
        var topic = new Span.Strong(match.Topic.Name);
        return match.FollowedSince > entry.FirstSeen
            ? ReplyBlock.Paragraph.Of(
                $"Not posted {Here}: it was first seen ", new Span.RelativeTime(entry.FirstSeen), ", before this channel followed ",
                topic, ".")
            : ReplyBlock.Paragraph.Of($"Not posted {Here}: it is older than the current query of ", topic, ".");
    }

    private static IEnumerable<ReplyBlock> ListMatches(VisibleEntry entry, IEnumerable<VisibleMatch> matches) =>
        matches.Take(MaxMatches).Select(match => ReplyBlock.Item.Of([.. DescribeMatch(entry, match)]));

    private static IEnumerable<Span> DescribeMatch(VisibleEntry entry, VisibleMatch match)
    {
        yield return "Topic ";
        yield return new Span.Strong(match.Topic.Name);
        if (match.Topic.Evidence is not [var first, ..])
        {
            yield return " matches: the article has none of the words that its query excludes.";
            yield break;
        }

        var evidence = match.Topic.Evidence.Where(piece => piece.Field == first.Field).ToList();
        var excerpt = Excerpt.Of(GetField(entry, first.Field), evidence).ToList();
        yield return $" matches the {DescribeField(first.Field)}{(excerpt.Count > 0 ? ": " : ".")}";
        foreach (var span in excerpt)
        {
            yield return span;
        }
    }

    private static string DescribeField(string field) => field is "source" or "author" ? $"{field}'s name" : field;

    private static string GetField(VisibleEntry entry, string field) => field switch
    {
        "title" => entry.Title,
        "text" => entry.Text ?? "",
        "source" => entry.Source ?? "",
        _ => entry.Author ?? "",
    };

    private static ReplyBlock.Paragraph TitleLink(VisibleEntry entry)
    {
        var title = DisplayText.Truncate(DisplayText.Clean(entry.Title), MaxTitleLength);
        var link = new Span.Link(title.Length > 0 ? title : "Untitled", WebLink.Sanitize(entry.Link));
        return entry.Source is null
            ? ReplyBlock.Paragraph.Of(link)
            : ReplyBlock.Paragraph.Of(link, $" · {DisplayText.Truncate(DisplayText.Clean(entry.Source), MaxSourceLength)}");
    }
}
