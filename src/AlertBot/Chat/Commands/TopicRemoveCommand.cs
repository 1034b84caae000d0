using AlertBot.Topics;
using static AlertBot.Chat.Commands.RichText;

namespace AlertBot.Chat.Commands;

/// <summary><c>/news topic remove</c>.</summary>
internal sealed class TopicRemoveCommand(WorkspaceTopicStore topics, TopicIndex index, WorkspaceDirectory directory, TimeProvider time) : INewsCommand
{
    public CommandSpec Spec { get; } = new(
        "topic remove",
        "Ends a topic made here, in all channels",
        [new OptionSpec("name", "The topic", OptionKind.OwnTopic, IsRequired: true) { MaxLength = TopicName.MaxLength }])
    {
        ForManagers = true,
    };

    public async Task<Reply> RunAsync(CommandCall call, CancellationToken cancellationToken)
    {
        var name = call["name"]!;
        switch (await topics.RemoveAsync(call.Workspace, name, time.GetUtcNow(), cancellationToken))
        {
            case TopicChange.Unknown:
                return TopicReplies.Unknown(name, directory.OwnTopics(call.Caller));
            case TopicChange.OfSettings settings:
                return TopicReplies.OfSettings(settings.Topic.Name);
            case TopicChange.Done done:
                await index.CatchUpAsync(cancellationToken);
                await directory.RefreshAsync(cancellationToken);
                return Done(done);
            case var other:
                throw new InvalidOperationException($"{other} does not come of removing a topic");
        }
    }

    private static Reply Done(TopicChange.Done done) => Reply.Of(
        new ReplyBlock.Paragraph(RichText.Of("The topic ", new Span.Strong(done.Topic.Name), done.Followers switch
        {
            0 => " is removed.",
            1 => " is removed; the channel that followed it gets no more of it.",
            var count => $" is removed; the {count} channels that followed it get no more of it.",
        })),
        new ReplyBlock.Hint(RichText.Of(
            ["Undo: ", CommandUsage.Typed($"topic add {done.Topic.Name} {done.Topic.Query}"),
            .. done.Followers == 0 ? [] : new Span[] { ", then ", CommandUsage.Typed($"subscribe {done.Topic.Name}"), " in each channel" }])));
}
