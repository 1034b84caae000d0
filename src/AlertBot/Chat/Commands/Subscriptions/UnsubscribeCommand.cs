using AlertBot.Alerts.Subscriptions;
using AlertBot.Chat.Commands.TopicsAndFeeds;
using AlertBot.Chat.Content;
using AlertBot.Topics;
using static AlertBot.Chat.Content.RichText;

namespace AlertBot.Chat.Commands.Subscriptions;

/// <summary><c>/news unsubscribe</c>.</summary>
internal sealed class UnsubscribeCommand(SubscriptionStore subscriptions, WorkspaceDirectory directory) : INewsCommand
{
    public CommandSpec Spec { get; } = new(
        "unsubscribe",
        "Stop the alerts on a topic in this channel",
        [new OptionSpec("topic", "Name of the topic", OptionKind.FollowedTopic, IsRequired: true) { MaxLength = TopicName.MaxLength }])
    {
        RequiresManager = true,
    };

    public async Task<Reply> RunAsync(CommandCall call, CancellationToken cancellationToken)
    {
        var topic = call["topic"]!;
        switch (await subscriptions.UnsubscribeAsync(call.Workspace, call.Caller.Channel, topic, cancellationToken))
        {
            case SubscriptionChangeResult.UnknownTopic:
                return TopicReplies.UnknownTopic(topic, directory.FollowedTopics(call.Caller));
            case SubscriptionChangeResult.NotSubscribed not:
                return Reply.Mistake(RichText.Of(
                    "This channel does not follow ", new Span.Strong(not.Topic), ". Nothing changed. To see what it follows: ",
                    CommandUsage.ToCode("topic list")));
            case SubscriptionChangeResult.FromSettings settings:
                return SubscriptionReplies.FromSettings(settings.Subscription.Topic, call.Caller.Channel);
            case SubscriptionChangeResult.Done { Subscription: var ended }:
                await directory.RefreshAsync(cancellationToken);
                return Reply.Of(
                    ReplyBlock.Paragraph.Of(
                        "Unsubscribed ", new Span.DestinationLink(call.Caller.Channel), " from ", new Span.Strong(ended.Topic), "."),
                    CommandUsage.UndoHint($"subscribe {ended.Topic}{(ended.Ping is { } ping ? $" ping:{ping}" : "")}"));
            case var other:
                throw new InvalidOperationException($"Unexpected result of unsubscribing: {other}");
        }
    }
}
