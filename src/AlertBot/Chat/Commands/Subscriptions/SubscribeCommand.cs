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
    private const string Digest = "digest";

    public CommandSpec Spec { get; } = new(
        "subscribe",
        "Post alerts on a topic in this channel",
        [
            new OptionSpec("topic", "Name of the topic", OptionKind.Topic, IsRequired: true) { MaxLength = TopicName.MaxLength },
            new OptionSpec("mode", "instant: each story at once; digest: once a day (settings digest-at)", OptionKind.Choice)
            {
                Choices = ["instant", Digest],
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
        SubscriptionMode? mode = call["mode"] switch
        {
            null => null,
            Digest => SubscriptionMode.Digest,
            _ => SubscriptionMode.Instant,
        };
        var change = await subscriptions.SubscribeAsync(call.Workspace, call.Caller.Channel, topic, mode, ping, time.GetUtcNow(),
            cancellationToken);
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
            SubscriptionChangeResult.Done { Before: { } before, Subscription: var after } => Reply.Of(
                ReplyBlock.Paragraph.Of(
                    "Alerts on ", new Span.Strong(after.Topic), " in ", channel, " are now posted ", DescribeMode(after), ".",
                    after.Ping is null ? "" : $" They mention the {GroupNoun(call.Caller)}."),
                UndoHint(before, after)),
            SubscriptionChangeResult.Done { Subscription: var added } => Reply.Of(
                ReplyBlock.Paragraph.Of(
                    "Subscribed ", channel, " to ", new Span.Strong(added.Topic),
                    $". New stories are posted here {DescribeMode(added)}",
                    added.Ping is null ? "." : $", and each alert mentions the {GroupNoun(call.Caller)}."),
                ReplyBlock.Hint.Of(
                    "For the newest story: ", CommandUsage.ToCode($"latest {added.Topic}"), ". Undo: ",
                    CommandUsage.ToCode($"unsubscribe {added.Topic}"))),
            _ => throw new InvalidOperationException($"Unexpected result of subscribing: {change}"),
        };
    }

    private static string DescribeMode(Subscription subscription) =>
        subscription.Options.Mode == SubscriptionMode.Digest ? "as a daily digest" : "as they appear";

    /// <summary>A mention cannot be taken back by an option: the subscription is made anew.</summary>
    private static ReplyBlock.Hint UndoHint(Subscription before, Subscription after)
    {
        var mode = before.Options.Mode == after.Options.Mode ? ""
            : before.Options.Mode == SubscriptionMode.Digest ? " mode:digest" : " mode:instant";
        return before.Ping is null && after.Ping is not null
            ? ReplyBlock.Hint.Of(
                "Undo: ", CommandUsage.ToCode($"unsubscribe {after.Topic}"), ", then ",
                CommandUsage.ToCode($"subscribe {after.Topic}{mode}"))
            : CommandUsage.UndoHint($"subscribe {after.Topic}{mode}{(before.Ping == after.Ping ? "" : $" ping:{before.Ping}")}");
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
