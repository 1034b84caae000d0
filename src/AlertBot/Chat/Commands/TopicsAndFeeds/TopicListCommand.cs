using AlertBot.Alerts.Subscriptions;
using AlertBot.Chat.Content;
using AlertBot.Topics;
using static AlertBot.Chat.Content.RichText;

namespace AlertBot.Chat.Commands.TopicsAndFeeds;

/// <summary><c>/news topic list</c>.</summary>
internal sealed class TopicListCommand(WorkspaceTopicStore topics, SubscriptionStore subscriptions) : INewsCommand
{
    private const int MaxQueryLength = 100;

    public CommandSpec Spec { get; } = new("topic list", "The topics there are, and which of them come to this channel", []);

    public async Task<Reply> RunAsync(CommandCall call, CancellationToken cancellationToken)
    {
        var visible = await topics.ListAsync(call.Workspace, cancellationToken);
        if (visible.Count == 0)
        {
            return Reply.Of(new ReplyBlock.Paragraph(RichText.Of(
                "There is no topic yet. ", CommandUsage.ToCode("topic add ceasefire ceasefire, truce"), " makes one.")));
        }

        var followed = await subscriptions.ListAsync(call.Caller.Channel, cancellationToken);
        var names = followed.Select(subscription => subscription.Topic).ToHashSet(StringComparer.OrdinalIgnoreCase);
        var own = visible.FindAll(topic => !topic.IsFromSettings);
        var ofSettings = visible.FindAll(topic => topic.IsFromSettings);
        return new Reply(
        [
            .. own.Count == 0 ? []
                : (ReplyBlock[])[new ReplyBlock.Heading("Topics made here"), .. ReplyList.ToItems(own, topic => Item(topic, names))],
            .. ofSettings.Count == 0 ? []
                : (ReplyBlock[])[new ReplyBlock.Heading("Topics of the settings file"),
                    .. ReplyList.ToItems(ofSettings, topic => Item(topic, names))],
            new ReplyBlock.Hint(names.Count > 0
                ? RichText.Of("✓ comes to this channel. ", CommandUsage.ToCode("subscribe"), " and ", CommandUsage.ToCode("unsubscribe"),
                    " change that.")
                : RichText.Of("This channel follows none of them: ", CommandUsage.ToCode($"subscribe {visible[0].Name}"), ".")),
        ]);
    }

    private static RichText Item(VisibleTopic topic, HashSet<string> followed) => RichText.Of(
        new Span.Strong(topic.Name), followed.Contains(topic.Name) ? " ✓ " : " ",
        new Span.Code(DisplayText.Truncate(topic.Query, MaxQueryLength)));
}
