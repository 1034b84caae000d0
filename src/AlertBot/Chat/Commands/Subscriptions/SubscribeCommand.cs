using AlertBot.Alerts.Subscriptions;
using AlertBot.Chat.Commands.TopicsAndFeeds;
using AlertBot.Chat.Content;
using AlertBot.Chat.Platforms;
using AlertBot.Topics;
using static AlertBot.Chat.Content.RichText;

namespace AlertBot.Chat.Commands.Subscriptions;

/// <summary><c>/news subscribe</c>.</summary>
internal sealed class SubscribeCommand(SubscriptionStore subscriptions, WorkspaceDirectory directory, TimeProvider time) : INewsCommand
{
    public CommandSpec Spec { get; } = new(
        "subscribe",
        "Post alerts on a topic in this channel",
        [
            new OptionSpec("topic", "Name of the topic", OptionKind.Topic, IsRequired: true) { MaxLength = TopicName.MaxLength },
            new OptionSpec("mode", "instant: each story at once; digests are not available yet", OptionKind.Choice)
            {
                Choices = ["instant"],
            },
            new OptionSpec("ping", "Role or user group to mention in each alert", OptionKind.Role) { MaxLength = 40 },
        ])
    {
        RequiresManager = true,
    };

    public async Task<Reply> RunAsync(CommandCall call, CancellationToken cancellationToken)
    {
        string? ping = null;
        if (call["ping"] is { } typed)
        {
            var platform = PlatformTraits.Find(call.Caller.Channel.Platform);
            ping = platform?.ParseGroup(typed);
            if (FindPingProblem(call.Caller, platform, ping) is { } problem)
            {
                return Reply.Mistake($"{problem} Nothing changed.");
            }
        }

        var topic = call["topic"]!;
        var change =
            await subscriptions.SubscribeAsync(call.Workspace, call.Caller.Channel, topic, ping, time.GetUtcNow(), cancellationToken);
        await directory.RefreshAsync(cancellationToken);
        var reply = BuildReply(call, topic, change);
        return await FindPauseHintAsync(call, cancellationToken) is { } pause && !reply.IsMistake
            ? reply with { Blocks = [.. reply.Blocks, pause] }
            : reply;
    }

    private Reply BuildReply(CommandCall call, string topic, SubscriptionChangeResult change)
    {
        var channel = new Span.DestinationLink(call.Caller.Channel);
        return change switch
        {
            SubscriptionChangeResult.UnknownTopic => TopicReplies.UnknownTopic(topic, directory.Topics(call.Caller)),
            SubscriptionChangeResult.FromSettings settings =>
                SubscriptionReplies.FromSettings(settings.Subscription.Topic, call.Caller.Channel),
            SubscriptionChangeResult.Unchanged { Subscription.Topic: var name } => Reply.Of(
                ReplyBlock.Paragraph.Of(channel, " is already subscribed to ", new Span.Strong(name), ". Nothing changed."),
                ReplyBlock.Hint.Of("For the newest story: ", CommandUsage.ToCode($"latest {name}"))),
            SubscriptionChangeResult.Done { Before: { } before, Subscription: { Topic: var name } } => Reply.Of(
                ReplyBlock.Paragraph.Of(
                    "Alerts on ", new Span.Strong(name), " in ", channel, $" now mention the {GroupNoun(call.Caller)}."),
                before.Ping is { } oldPing
                    ? CommandUsage.UndoHint($"subscribe {name} ping:{oldPing}")
                    : ReplyBlock.Hint.Of(
                        "Undo: ", CommandUsage.ToCode($"unsubscribe {name}"), ", then ", CommandUsage.ToCode($"subscribe {name}"))),
            SubscriptionChangeResult.Done { Subscription: { Topic: var name, Ping: var ping } } => Reply.Of(
                ReplyBlock.Paragraph.Of(
                    "Subscribed ", channel, " to ", new Span.Strong(name), ". New stories are posted here as they appear",
                    ping is null ? "." : $", and each alert mentions the {GroupNoun(call.Caller)}."),
                ReplyBlock.Hint.Of(
                    "For the newest story: ", CommandUsage.ToCode($"latest {name}"), ". Undo: ",
                    CommandUsage.ToCode($"unsubscribe {name}"))),
            _ => throw new InvalidOperationException($"Unexpected result of subscribing: {change}"),
        };
    }

    private async Task<ReplyBlock?> FindPauseHintAsync(CommandCall call, CancellationToken cancellationToken)
    {
        var state = await subscriptions.GetStateAsync(call.Caller.Channel, time.GetUtcNow(), cancellationToken);
        return state.PausedUntil is null ? null
            : ReplyBlock.Hint.Of("Alerts are paused in this channel. To resume them: ", CommandUsage.ToCode("resume"));
    }

    private static string? FindPingProblem(Caller caller, PlatformTraits? platform, string? ping) =>
        platform is null ? "The console cannot mention anyone."
        : ping is null ? $"Ping must be {platform.GroupHint}."
        : platform.IsEveryone(ping, caller.Workspace)
            ? $"Alerts never mention everyone: choose a {platform.GroupNoun} that people can join or leave."
        : null;

    private static string GroupNoun(Caller caller) => PlatformTraits.Find(caller.Channel.Platform)?.GroupNoun ?? "group";
}
