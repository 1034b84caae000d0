using AlertBot.Alerts.Subscriptions;
using AlertBot.Chat.Content;
using AlertBot.Topics;
using AlertBot.Topics.Matching;
using static AlertBot.Chat.Content.RichText;

namespace AlertBot.Chat.Commands.TopicsAndFeeds;

/// <summary><c>/news topic remove</c>.</summary>
internal sealed class TopicRemoveCommand(SubscriptionStore subscriptions, TopicIndex index, WorkspaceDirectory directory, TimeProvider time)
    : INewsCommand
{
    public CommandSpec Spec { get; } = new(
        "topic remove",
        "Remove a topic created here, with its subscriptions in all channels",
        [new OptionSpec("name", "Name of the topic", OptionKind.OwnTopic, IsRequired: true) { MaxLength = TopicName.MaxLength }])
    {
        RequiresManager = true,
    };

    public async Task<Reply> RunAsync(CommandCall call, CancellationToken cancellationToken)
    {
        var name = call["name"]!;
        var (result, removed) = await subscriptions.RemoveTopicAsync(call.Workspace, name, time.GetUtcNow(), cancellationToken);
        switch (result)
        {
            case TopicChangeResult.NotFound:
                return TopicReplies.UnknownTopic(name, directory.OwnTopics(call.Caller));
            case TopicChangeResult.DefinedInSettings settings:
                return TopicReplies.FromSettings(settings.Topic.Name);
            case TopicChangeResult.Done done:
                await index.CatchUpAsync(cancellationToken);
                await directory.RefreshAsync(cancellationToken);
                return RemovedReply(done, removed);
            case var other:
                throw new InvalidOperationException($"Unexpected result of removing a topic: {other}");
        }
    }

    private static Reply RemovedReply(TopicChangeResult.Done done, int subscriptions)
    {
        var undo = CommandUsage.ToCode($"topic add {done.Topic.Name} {done.Topic.Query}");
        return Reply.Of(
            ReplyBlock.Paragraph.Of("Removed the topic ", new Span.Strong(done.Topic.Name), subscriptions switch
            {
                0 => ".",
                1 => ". The channel that followed it will no longer get alerts on it.",
                var count => $". The {count} channels that followed it will no longer get alerts on it.",
            }),
            subscriptions == 0
                ? ReplyBlock.Hint.Of("Undo: ", undo)
                : ReplyBlock.Hint.Of(
                    "Undo: ", undo, ", then ", CommandUsage.ToCode($"subscribe {done.Topic.Name}"), " in each channel"));
    }
}
