using AlertBot.Alerts.Subscriptions;
using AlertBot.Chat.Commands.TopicsAndFeeds;
using AlertBot.Chat.Content;
using AlertBot.Topics;
using static AlertBot.Chat.Content.RichText;

namespace AlertBot.Chat.Commands.Subscriptions;

/// <summary><c>/news subscribe</c>.</summary>
internal sealed class SubscribeCommand(SubscriptionStore subscriptions, WorkspaceDirectory directory, TimeProvider time) : INewsCommand
{
    public CommandSpec Spec { get; } = new(
        "subscribe",
        "Sends the news of a topic to this channel",
        [
            new OptionSpec("topic", "The topic", OptionKind.Topic, IsRequired: true) { MaxLength = TopicName.MaxLength },
            new OptionSpec("mode", "Each story at once; digests come with a later version", OptionKind.Choice) { Choices = ["instant"] },
            new OptionSpec("ping", "A role or user group that each alert mentions", OptionKind.Role) { MaxLength = 40 },
        ])
    {
        RequiresManager = true,
    };

    public async Task<Reply> RunAsync(CommandCall call, CancellationToken cancellationToken)
    {
        var topic = call["topic"]!;
        string? ping = null;
        if (call["ping"] is { } typed && (ping = ParseRoleId(typed, call.Caller.Channel.Platform)) is null)
        {
            return Reply.Mistake($"Ping takes {DescribeExpectedPing(call)}. Nothing was changed.");
        }

        if (ping is not null && FindPingProblem(call.Caller, ping) is { } objection)
        {
            return Reply.Mistake(objection + " Nothing was changed.");
        }

        var change =
            await subscriptions.SubscribeAsync(call.Workspace, call.Caller.Channel, topic, ping, time.GetUtcNow(), cancellationToken);
        await directory.RefreshAsync(cancellationToken);
        var reply = BuildReply(call, topic, change);
        return await FindPauseHintAsync(call, cancellationToken) is { } pause && !reply.IsMistake
            ? reply with { Blocks = [.. reply.Blocks, pause] } : reply;
    }

    private Reply BuildReply(CommandCall call, string topic, SubscriptionChangeResult change) => change switch
    {
        SubscriptionChangeResult.UnknownTopic => TopicReplies.UnknownTopic(topic, directory.Topics(call.Caller)),
        SubscriptionChangeResult.FromSettings settings =>
            SubscriptionReplies.FromSettings(settings.Subscription.Topic, call.Caller.Channel),
        SubscriptionChangeResult.Unchanged same => Reply.Of(
            new ReplyBlock.Paragraph(
                RichText.Of("News on ", new Span.Strong(same.Subscription.Topic), " comes to ",
                    new Span.DestinationLink(call.Caller.Channel), " already: nothing changed.")),
            new ReplyBlock.Hint(RichText.Of("To see the newest at once: ", CommandUsage.ToCode($"latest {same.Subscription.Topic}"), "."))),
        SubscriptionChangeResult.Done { Before: { } before, Subscription: var now } => Reply.Of(
            new ReplyBlock.Paragraph(
                RichText.Of("Alerts on ", new Span.Strong(now.Topic), " in ", new Span.DestinationLink(call.Caller.Channel),
                    $" mention the {GroupNoun(call)} from now on.")),
            new ReplyBlock.Hint(RichText.Of("Undo: ", before.Ping is { } was
                ? CommandUsage.ToCode($"subscribe {now.Topic} ping:{was}")
                : CommandUsage.ToCode($"unsubscribe {now.Topic}"), ", then ", CommandUsage.ToCode($"subscribe {now.Topic}"), "."))),
        SubscriptionChangeResult.Done { Subscription: var now } => Reply.Of(
            new ReplyBlock.Paragraph(RichText.Of(
                "News on ", new Span.Strong(now.Topic), " comes to ", new Span.DestinationLink(call.Caller.Channel), " from now on",
                now.Ping is null ? "." : $", and each alert mentions the {GroupNoun(call)}.")),
            new ReplyBlock.Hint(RichText.Of(
                "What is there already: ", CommandUsage.ToCode($"latest {now.Topic}"), ". Undo: ",
                CommandUsage.ToCode($"unsubscribe {now.Topic}"), "."))),
        _ => throw new InvalidOperationException($"{change} does not come of subscribing"),
    };

    private async Task<ReplyBlock?> FindPauseHintAsync(CommandCall call, CancellationToken cancellationToken) =>
        (await subscriptions.GetStateAsync(call.Caller.Channel, time.GetUtcNow(), cancellationToken)).PausedUntil is null ? null
            : new ReplyBlock.Hint(RichText.Of("Alerts are paused here now: ", CommandUsage.ToCode("resume"), " lets them come."));

    /// <returns>The id: of a role of Discord, or a user group of Slack; also out of a mention as it is typed. Null for anything
    /// else.</returns>
    private static string? ParseRoleId(string typed, string platform)
    {
        var id = typed.StartsWith("<@&", StringComparison.Ordinal) && typed.EndsWith('>') ? typed[3..^1]
            : typed.StartsWith("<!subteam^", StringComparison.Ordinal) && typed.EndsWith('>') ? typed[10..^1].Split('|')[0]
            : typed;
        return id.Length is > 1 and <= 20
            && (platform == "slack" ? id[0] == 'S' && id.All(c => char.IsAsciiLetterUpper(c) || char.IsAsciiDigit(c))
                : id.All(char.IsAsciiDigit)) ? id : null;
    }

    private static string GroupNoun(CommandCall call) => call.Caller.Channel.Platform == "slack" ? "user group" : "role";

    private static string DescribeExpectedPing(CommandCall call) => call.Caller.Channel.Platform == "slack"
        ? "a user group of this workspace: type @ and its name, or its id, S…"
        : "a role of this server: choose it, or type its id";

    private static string? FindPingProblem(Caller caller, string ping) =>
        caller.Channel.Platform == DestinationAddress.Console.Platform ? "The console has nobody to mention."

        // On Discord the role of everyone has the number of the server.
        : ping == caller.Workspace ? "Everyone at once is never mentioned: choose a role or user group that people join by themselves."
        : null;
}
