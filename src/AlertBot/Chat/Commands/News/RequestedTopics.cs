using AlertBot.Alerts.Queries;
using AlertBot.Chat.Content;
using AlertBot.Storage;
using AlertBot.Topics;

namespace AlertBot.Chat.Commands.News;

/// <summary>
/// The topics that a command is about: the one that was named, else those that the channel follows, else all that the workspace sees.
/// </summary>
/// <param name="Named">The one that was named; null where none was.</param>
/// <param name="Mistake">What was named is no topic here; then there are none.</param>
internal sealed record RequestedTopics(IReadOnlyList<TopicOverview> Topics, TopicOverview? Named, Reply? Mistake)
{
    private const int MaxNames = 15;

    public IReadOnlyCollection<TopicId> Ids => [.. Topics.Select(topic => topic.Id)];

    public static async Task<RequestedTopics> ResolveAsync(Session session, CommandCall call, CancellationToken cancellationToken)
    {
        var all = await TopicOverviewQueries.ListVisibleAsync(session, call.Workspace, cancellationToken);
        if (call["topic"]?.Trim() is not { Length: > 0 } name)
        {
            var followed = await TopicOverviewQueries.ListFollowedAsync(session, call.Workspace, call.Caller.Channel, cancellationToken);
            return new RequestedTopics(followed.Count > 0 ? followed : all, null, null);
        }

        return all.Find(topic => topic.Name.Equals(name, StringComparison.OrdinalIgnoreCase)) is { } named
            ? new RequestedTopics([named], named, null)
            : new RequestedTopics([], null, UnknownTopicReply(name, all));
    }

    private static Reply UnknownTopicReply(string name, List<TopicOverview> all)
    {
        var spans = new List<RichText.Span> { "There is no topic ",
            new RichText.Span.Code(DisplayText.Truncate(DisplayText.Clean(name), 80)), " here." };
        if (all.Count > 0)
        {
            spans.Add(" There is: " + string.Join(", ", all.Select(topic => topic.Name).Distinct().Take(MaxNames))
                + (all.Count > MaxNames ? " …" : "") + ". ");
        }
        else
        {
            spans.Add(" There is none yet: a manager adds one with ");
            spans.Add(new RichText.Span.Code("/news topic add"));
            spans.Add(". ");
        }

        spans.AddRange(
            ["To try words that are no topic: ",
                new RichText.Span.Code("/news topic test " + DisplayText.Truncate(DisplayText.Clean(name), 80))]);
        return Reply.Mistake(RichText.Of(spans));
    }
}
