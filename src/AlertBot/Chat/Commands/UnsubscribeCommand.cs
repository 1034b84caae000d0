using AlertBot.Alerts;
using AlertBot.Topics;
using static AlertBot.Chat.Commands.RichText;

namespace AlertBot.Chat.Commands;

/// <summary><c>/news unsubscribe</c>.</summary>
internal sealed class UnsubscribeCommand(SubscriptionStore subscriptions, WorkspaceDirectory directory) : INewsCommand
{
    public CommandSpec Spec { get; } = new(
        "unsubscribe",
        "Stops the news of a topic in this channel",
        [new OptionSpec("topic", "The topic", OptionKind.FollowedTopic, IsRequired: true) { MaxLength = TopicName.MaxLength }])
    {
        ForManagers = true,
    };

    public async Task<Reply> RunAsync(CommandCall call, CancellationToken cancellationToken)
    {
        var topic = call["topic"]!;
        switch (await subscriptions.UnsubscribeAsync(call.Workspace, call.Caller.Channel, topic, cancellationToken))
        {
            case SubscriptionChange.UnknownTopic:
                return TopicReplies.Unknown(topic, directory.FollowedTopics(call.Caller));
            case SubscriptionChange.NotFollowed not:
                return Reply.Mistake(RichText.Of("This channel does not follow ", new Span.Strong(not.Topic), ": nothing changed. ", CommandUsage.Typed("topic list"), " shows what it follows."));
            case SubscriptionChange.OfSettings settings:
                return SubscriptionReplies.OfSettings(settings.Subscription.Topic, call.Caller.Channel);
            case SubscriptionChange.Done { Subscription: var ended }:
                await directory.RefreshAsync(cancellationToken);
                return Reply.Of(
                    new ReplyBlock.Paragraph(RichText.Of("No more news on ", new Span.Strong(ended.Topic), " comes to ", new Span.Place(call.Caller.Channel), ".")),
                    new ReplyBlock.Hint(RichText.Of("Undo: ", CommandUsage.Typed($"subscribe {ended.Topic}{(ended.Ping is { } ping ? $" ping:{ping}" : "")}"), ".")));
            case var other:
                throw new InvalidOperationException($"{other} does not come of unsubscribing");
        }
    }
}
