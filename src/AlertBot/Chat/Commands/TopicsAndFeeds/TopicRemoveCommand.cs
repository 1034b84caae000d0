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
        "Ends a topic made here, in all channels",
        [new OptionSpec("name", "The topic", OptionKind.OwnTopic, IsRequired: true) { MaxLength = TopicName.MaxLength }])
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
                throw new InvalidOperationException($"{other} does not come of removing a topic");
        }
    }

    private static Reply RemovedReply(TopicChangeResult.Done done, int subscriptions) => Reply.Of(
        new ReplyBlock.Paragraph(RichText.Of("The topic ", new Span.Strong(done.Topic.Name), subscriptions switch
        {
            0 => " is removed.",
            1 => " is removed; the channel that followed it gets no more of it.",
            var count => $" is removed; the {count} channels that followed it get no more of it.",
        })),
        new ReplyBlock.Hint(RichText.Of(
            ["Undo: ", CommandUsage.ToCode($"topic add {done.Topic.Name} {done.Topic.Query}"),
            .. subscriptions == 0 ? []
                : new Span[] { ", then ", CommandUsage.ToCode($"subscribe {done.Topic.Name}"), " in each channel" }])));
}
