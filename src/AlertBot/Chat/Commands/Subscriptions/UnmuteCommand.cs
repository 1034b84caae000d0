using AlertBot.Alerts.Routing;
using AlertBot.Alerts.Subscriptions;
using AlertBot.Chat.Commands.TopicsAndFeeds;
using AlertBot.Chat.Content;
using AlertBot.Storage;
using AlertBot.Topics;
using static AlertBot.Chat.Content.RichText;

namespace AlertBot.Chat.Commands.Subscriptions;

/// <summary><c>/news unmute</c>: ends the mute of a topic in this channel.</summary>
internal sealed class UnmuteCommand(Database database, WorkspaceDirectory directory, TimeProvider time) : INewsCommand
{
    public CommandSpec Spec { get; } = new(
        "unmute",
        "Post alerts on a muted topic in this channel again",
        [
            new OptionSpec("topic", "Name of the topic", OptionKind.FollowedTopic, IsRequired: true) { MaxLength = TopicName.MaxLength },
        ])
    {
        RequiresManager = true,
    };

    public async Task<Reply> RunAsync(CommandCall call, CancellationToken cancellationToken)
    {
        var name = call["topic"]!;
        var (topic, mute) = await database.WriteAsync(async session =>
        {
            if (await WorkspaceTopicStore.FindAsync(session, call.Workspace, name, cancellationToken) is not { } found)
            {
                return (null, null);
            }

            var destination = await WorkspaceStore.FindOrAddDestinationAsync(session, call.Workspace, call.Caller.Channel,
                cancellationToken);
            return ((VisibleTopic?)found,
                await TopicMuteStore.UnmuteAsync(session, destination, found.Id, time.GetUtcNow(), cancellationToken));
        }, cancellationToken);
        return topic is null ? TopicReplies.UnknownTopic(name, directory.Topics(call.Caller))
            : mute is null ? Reply.Of(
                ReplyBlock.Paragraph.Of(new Span.Strong(topic.Name), " is not muted in this channel. Nothing changed."))
            : Reply.Of(
                ReplyBlock.Paragraph.Of(
                    "Unmuted ", new Span.Strong(topic.Name), $", which was muted by {DisplayText.Clean(mute.Author)}. "
                        + "Its new stories are posted again."),
                CommandUsage.UndoHint($"mute {topic.Name}"));
    }
}
