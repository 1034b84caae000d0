using AlertBot.Alerts.Queries;
using AlertBot.Chat.Commands.TopicsAndFeeds;
using AlertBot.Chat.Content;
using AlertBot.Storage;
using AlertBot.Topics;

namespace AlertBot.Chat.Commands.News;

/// <summary>
/// The topics that a command is about: the named one; without a name, the topics that the channel follows; if it follows none, all topics
/// that the workspace can see.
/// </summary>
/// <param name="Named">The named topic; null when no topic was named.</param>
/// <param name="Mistake">The reply when the named topic does not exist; then there are no topics.</param>
internal sealed record RequestedTopics(IReadOnlyList<TopicOverview> Topics, TopicOverview? Named, Reply? Mistake)
{
    /// <summary>Topics listed in a reply: one or two lines.</summary>
    private const int MaxNames = 15;

    public IReadOnlyCollection<TopicId> Ids => [.. Topics.Select(topic => topic.Id)];

    public static async Task<RequestedTopics> ResolveAsync(Session session, CommandCall call, CancellationToken cancellationToken)
    {
        var visible = await TopicOverviewQueries.ListVisibleAsync(session, call.Workspace, cancellationToken);
        if (call["topic"]?.Trim() is not { Length: > 0 } name)
        {
            var followed = await TopicOverviewQueries.ListFollowedAsync(session, call.Workspace, call.Caller.Channel, cancellationToken);
            return new RequestedTopics(followed.Count > 0 ? followed : visible, null, null);
        }

        return visible.Find(topic => topic.Name.Equals(name, StringComparison.OrdinalIgnoreCase)) is { } named
            ? new RequestedTopics([named], named, null)
            : new RequestedTopics([], null, UnknownTopicReply(name, [.. visible.Select(topic => topic.Name).Distinct()]));
    }

    private static Reply UnknownTopicReply(string name, List<string> visible)
    {
        var reply = TopicReplies.UnknownTopic(name, visible);
        var names = string.Join(", ", visible.Take(MaxNames)) + (visible.Count > MaxNames ? " …" : "");
        var tryWords = ReplyBlock.Hint.Of(
            "To search for words that are not a topic: ", CommandUsage.ToCode($"topic test {TopicReplies.Shorten(name)}"));
        return visible.Count == 0
            ? reply with { Blocks = [.. reply.Blocks, tryWords] }
            : reply with { Blocks = [.. reply.Blocks, ReplyBlock.Paragraph.Of($"Topics here: {names}"), tryWords] };
    }
}
