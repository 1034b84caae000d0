using AlertBot.Alerts.Routing;
using AlertBot.Alerts.Subscriptions;
using AlertBot.Chat.Commands.TopicsAndFeeds;
using AlertBot.Chat.Content;
using AlertBot.Storage;
using AlertBot.Text;
using AlertBot.Topics;
using static AlertBot.Chat.Content.RichText;

namespace AlertBot.Chat.Commands.Subscriptions;

/// <summary><c>/news mute</c>: a topic is silent in this channel for a while.</summary>
internal sealed class MuteCommand(Database database, WorkspaceDirectory directory, TimeProvider time) : INewsCommand
{
    /// <summary>Without <c>for</c>. A topic is muted when one event makes too much noise, which is over the next day.</summary>
    private static readonly TimeSpan DefaultDuration = TimeSpan.FromHours(24);

    private static readonly Func<string, ParseResult<TimeSpan>> ParseDuration =
        OptionValueParser.ParseDuration(TimeSpan.FromMinutes(1), TimeSpan.FromDays(365));

    public CommandSpec Spec { get; } = new(
        "mute",
        "Post no alerts on a topic in this channel for a while",
        [
            new OptionSpec("topic", "Name of the topic", OptionKind.FollowedTopic, IsRequired: true) { MaxLength = TopicName.MaxLength },
            new OptionSpec("for", "How long, such as 30m, 2h or 3d; if left out, 24h", OptionKind.Text) { MaxLength = 20 },
        ])
    {
        RequiresManager = true,
    };

    public async Task<Reply> RunAsync(CommandCall call, CancellationToken cancellationToken)
    {
        var duration = DefaultDuration;
        if (call["for"] is { } typed)
        {
            var parsed = ParseDuration(typed.Replace(" ", "", StringComparison.Ordinal));
            if (parsed.Error is { } error)
            {
                return Reply.Mistake($"for: “{typed}” {error}. Nothing changed.");
            }

            duration = parsed.Value;
        }

        var name = call["topic"]!;
        var until = time.GetUtcNow() + duration;
        var topic = await database.WriteAsync(async session =>
        {
            var found = await WorkspaceTopicStore.FindAsync(session, call.Workspace, name, cancellationToken);
            if (found is not null)
            {
                var destination = await WorkspaceStore.FindOrAddDestinationAsync(session, call.Workspace, call.Caller.Channel,
                    cancellationToken);
                await TopicMuteStore.MuteAsync(session, destination, found.Id, until, DescribeAuthor(call.Caller), cancellationToken);
            }

            return found;
        }, cancellationToken);
        return topic is null
            ? TopicReplies.UnknownTopic(name, directory.Topics(call.Caller))
            : Reply.Of(
                ReplyBlock.Paragraph.Of(
                    "Muted ", new Span.Strong(topic.Name), " in ", new Span.DestinationLink(call.Caller.Channel),
                    $" for {Humanize.Duration(duration)}. Stories that arrive in this time are not posted, even after it ends."),
                ReplyBlock.Hint.Of(
                    "Stories of that time: ", CommandUsage.ToCode($"latest {topic.Name}"), ". Undo: ",
                    CommandUsage.ToCode($"unmute {topic.Name}")));
    }

    private static string DescribeAuthor(Caller caller) =>
        caller.Channel == DestinationAddress.Console ? "the operator" : $"a manager ({caller.UserId})";
}
