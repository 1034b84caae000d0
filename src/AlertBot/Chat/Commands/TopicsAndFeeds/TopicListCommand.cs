using AlertBot.Alerts.Subscriptions;
using AlertBot.Chat.Content;
using AlertBot.Topics;
using static AlertBot.Chat.Content.RichText;

namespace AlertBot.Chat.Commands.TopicsAndFeeds;

/// <summary><c>/news topic list</c>.</summary>
internal sealed class TopicListCommand(WorkspaceTopicStore topics, SubscriptionStore subscriptions) : INewsCommand
{
    /// <summary>Code points of a query in the list.</summary>
    private const int MaxQueryLength = 100;

    public CommandSpec Spec { get; } = new("topic list", "List the topics and show which ones this channel follows", []);

    public async Task<Reply> RunAsync(CommandCall call, CancellationToken cancellationToken)
    {
        var visible = await topics.ListAsync(call.Workspace, cancellationToken);
        if (visible.Count == 0)
        {
            return Reply.Of(ReplyBlock.Paragraph.Of(
                "There are no topics yet. To create one: ", CommandUsage.ToCode("topic add ceasefire ceasefire, truce")));
        }

        var subscribed = await subscriptions.ListAsync(call.Caller.Channel, cancellationToken);
        var followed = subscribed.Select(subscription => subscription.Topic).ToHashSet(StringComparer.OrdinalIgnoreCase);
        return new Reply(
        [
            .. Section("Topics created here", visible.FindAll(topic => !topic.IsFromSettings), followed),
            .. Section("Topics from the settings file", visible.FindAll(topic => topic.IsFromSettings), followed),
            followed.Count > 0
                ? ReplyBlock.Hint.Of(
                    "✓ This channel follows the topic. To change that: ", CommandUsage.ToCode("subscribe"), " or ",
                    CommandUsage.ToCode("unsubscribe"))
                : ReplyBlock.Hint.Of(
                    "This channel follows none of them. To follow one: ", CommandUsage.ToCode($"subscribe {visible[0].Name}")),
        ]);
    }

    private static IEnumerable<ReplyBlock> Section(string heading, List<VisibleTopic> topics, HashSet<string> followed) =>
        topics.Count == 0 ? [] : [new ReplyBlock.Heading(heading), .. ReplyList.ToItems(topics, topic => ToItem(topic, followed))];

    private static RichText ToItem(VisibleTopic topic, HashSet<string> followed) => RichText.Of(
        new Span.Strong(topic.Name), followed.Contains(topic.Name) ? " ✓ " : " ",
        new Span.Code(DisplayText.Truncate(topic.Query, MaxQueryLength)));
}
