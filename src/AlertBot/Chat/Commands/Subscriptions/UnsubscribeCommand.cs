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
        "Stops the news of a topic in this channel",
        [new OptionSpec("topic", "The topic", OptionKind.FollowedTopic, IsRequired: true) { MaxLength = TopicName.MaxLength }])
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
                return Reply.Mistake(
                    RichText.Of("This channel does not follow ", new Span.Strong(not.Topic), ": nothing changed. ",
                        CommandUsage.ToCode("topic list"), " shows what it follows."));
            case SubscriptionChangeResult.FromSettings settings:
                return SubscriptionReplies.FromSettings(settings.Subscription.Topic, call.Caller.Channel);
            case SubscriptionChangeResult.Done { Subscription: var ended }:
                await directory.RefreshAsync(cancellationToken);
                return Reply.Of(
                    new ReplyBlock.Paragraph(
                        RichText.Of("No more news on ", new Span.Strong(ended.Topic), " comes to ",
                            new Span.DestinationLink(call.Caller.Channel), ".")),
                    new ReplyBlock.Hint(
                        RichText.Of("Undo: ",
                            CommandUsage.ToCode($"subscribe {ended.Topic}{(ended.Ping is { } ping ? $" ping:{ping}" : "")}"), ".")));
            case var other:
                throw new InvalidOperationException($"{other} does not come of unsubscribing");
        }
    }
}
