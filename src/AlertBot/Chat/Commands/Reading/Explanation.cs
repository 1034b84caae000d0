using AlertBot.Alerts;
using AlertBot.Alerts.Archive;
using AlertBot.Storage;

namespace AlertBot.Chat.Commands.Reading;

/// <summary>Renders the recorded decision about an article in sentences for people.</summary>
/// <param name="channel">Where it was, or was not, told.</param>
internal sealed class Explanation(Session session, CommandCall call, DestinationAddress channel)
{
    private const int MostMatches = 5;

    private string Here => channel == call.Caller.Channel ? "here" : "there";

    /// <param name="decision">Null: nothing was decided for the channel.</param>
    public async Task<Reply> OfAsync(SeenEntry entry, RecordedDecision? decision, CancellationToken cancellationToken)
    {
        var matches = await DecisionArchive.MatchesAsync(session, entry.Id, call.Workspace, channel, cancellationToken);
        var blocks = new List<ReplyBlock> { new ReplyBlock.Paragraph(Name(entry)) };
        blocks.AddRange(decision is null ? Undecided(entry, matches) : await DecidedAsync(entry, decision, matches, cancellationToken));
        return Reply.Of(blocks);
    }

    private async Task<IReadOnlyList<ReplyBlock>> DecidedAsync(SeenEntry entry, RecordedDecision decision, List<SeenMatch> matches, CancellationToken cancellationToken)
    {
        var followed = matches.Where(match => match.FollowedSince is not null).ToList();
        var alert = decision.Alert is { } id ? await AlertArchive.FindAsync(session, id, cancellationToken) : null;
        return decision.Verdict switch
        {
            "told" => [Said([.. Posted(decision, alert), .. Because(entry, decision, followed)]), .. Found(entry, followed.Skip(1))],
            "joined" => [Said([.. await JoinedAsync(decision, alert, cancellationToken)]), .. Found(entry, followed)],
            _ => [Said($"Not posted {Here}: {decision.Reason}."), .. Found(entry, followed)],
        };
    }

    private IEnumerable<RichText.Span> Posted(RecordedDecision decision, PostedAlert? alert) => alert switch
    {
        { State: "sent", SentAt: { } at } => [$"Posted {Here} ", new RichText.Span.Ago(at)],
        { State: "refused" } => [$"Meant for this channel, but not posted: {alert.Reason ?? "the platform refused it"}. It was chosen"],
        { State: not null } => ["Waits to be posted, since ", new RichText.Span.Ago(decision.At), alert.Reason is null ? "" : $" ({alert.Reason})", "; chosen"],
        _ => [$"Told {Here} ", new RichText.Span.Ago(decision.At)],
    };

    // Topics change, the decision does not: where nothing of it stands any more, its own words are shown.
    private static IEnumerable<RichText.Span> Because(SeenEntry entry, RecordedDecision decision, List<SeenMatch> followed) =>
        followed is [var first, ..] ? [" because ", .. Match(entry, first)] : [$" because {decision.Reason}."];

    private async Task<IEnumerable<RichText.Span>> JoinedAsync(RecordedDecision decision, PostedAlert? alert, CancellationToken cancellationToken)
    {
        var spans = new List<RichText.Span> { $"Not posted by itself: {decision.Reason}" };
        if (alert is not null)
        {
            var told = await StoryBriefs.WriteAsync(session, alert.Story, call.Workspace, [], cancellationToken);
            var link = MessageLink.Of(alert, call.Caller.Workspace) ?? WebLink.Of(told?.Link);
            var headline = told is null ? "the message" : PlainText.Cut(PlainText.Clean(told.Headline), 150);
            spans.AddRange([": ", new RichText.Span.Link(headline, link)]);
            if (alert.SentAt is { } at)
            {
                spans.AddRange([", ", new RichText.Span.Ago(at)]);
            }
        }

        spans.Add(".");
        return spans;
    }

    private IReadOnlyList<ReplyBlock> Undecided(SeenEntry entry, List<SeenMatch> matches)
    {
        var followed = matches.Where(match => match.FollowedSince is not null).ToList();
        return entry.State switch
        {
            "new" => [Said("Seen ", new RichText.Span.Ago(entry.FirstSeen), $" and not read yet: ask again in a moment.")],
            "matched" => [Said("Seen ", new RichText.Span.Ago(entry.FirstSeen), " and on its way to its story: ask again in a moment."), .. Found(entry, matches)],
            _ when matches.Count == 0 => [Unmatched(entry), .. Test],
            _ when followed.Count == 0 => [Unfollowed(matches), .. Found(entry, matches)],
            _ => [Late(entry, followed[0]), .. Found(entry, followed)],
        };
    }

    // The row's own reason may rest on another workspace's topics; it is said only where no topic at all was found.
    private ReplyBlock.Paragraph Unmatched(SeenEntry entry) =>
        Said($"Not posted {Here}: {(entry.HasMatches || entry.Reason is null ? "no topic matches" : entry.Reason)}. It was seen ", new RichText.Span.Ago(entry.FirstSeen), ".");

    private static IReadOnlyList<ReplyBlock> Test =>
        [new ReplyBlock.Hint(RichText.Of("To see what a query would find: ", new RichText.Span.Code("/news topic test"), "; the topics: ", new RichText.Span.Code("/news topic list")))];

    private ReplyBlock.Paragraph Unfollowed(List<SeenMatch> matches) =>
        Said($"Not posted {Here}: this channel does not follow ", new RichText.Span.Strong(matches[0].Topic.Name), ": ", new RichText.Span.Code($"/news subscribe {matches[0].Topic.Name}"));

    private ReplyBlock.Paragraph Late(SeenEntry entry, SeenMatch match) => match.FollowedSince > entry.FirstSeen
        ? Said($"Not posted {Here}: it was seen ", new RichText.Span.Ago(entry.FirstSeen), ", before this channel followed ", new RichText.Span.Strong(match.Topic.Name), ".")
        : Said($"Not posted {Here}: it was there before ", new RichText.Span.Strong(match.Topic.Name), " was as it is now.");

    private static IEnumerable<ReplyBlock> Found(SeenEntry entry, IEnumerable<SeenMatch> matches) =>
        matches.Take(MostMatches).Select(match => new ReplyBlock.Item(RichText.Of([.. Match(entry, match)])));

    private static IEnumerable<RichText.Span> Match(SeenEntry entry, SeenMatch match)
    {
        yield return new RichText.Span.Strong(match.Topic.Name);
        if (match.Topic.Evidence is not [var first, ..])
        {
            yield return " matches it: nothing that it excludes is there.";
            yield break;
        }

        var excerpt = Excerpt.Of(TextOf(entry, first.Field), [.. match.Topic.Evidence.Where(piece => piece.Field == first.Field)]).ToList();
        yield return $" stands in the {(first.Field is "source" or "author" ? "name of the " : "")}{first.Field}{(excerpt.Count > 0 ? ": " : ".")}";
        foreach (var span in excerpt)
        {
            yield return span;
        }
    }

    private static string TextOf(SeenEntry entry, string field) => field switch
    {
        "title" => entry.Title,
        "text" => entry.Text ?? "",
        "source" => entry.Source ?? "",
        _ => entry.Author ?? "",
    };

    private static RichText Name(SeenEntry entry)
    {
        var title = PlainText.Cut(PlainText.Clean(entry.Title), 200);
        var link = new RichText.Span.Link(title.Length > 0 ? title : "Untitled", WebLink.Of(entry.Link));
        return entry.Source is null ? RichText.Of(link) : RichText.Of(link, " · " + PlainText.Cut(PlainText.Clean(entry.Source), 80));
    }

    private static ReplyBlock.Paragraph Said(params IReadOnlyList<RichText.Span> spans) => new(RichText.Of(spans));
}
