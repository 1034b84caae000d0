using AlertBot.Alerts;
using AlertBot.Topics;
using static AlertBot.Chat.Commands.RichText;

namespace AlertBot.Chat.Commands;

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
        ForManagers = true,
    };

    public async Task<Reply> RunAsync(CommandCall call, CancellationToken cancellationToken)
    {
        var topic = call["topic"]!;
        string? ping = null;
        if (call["ping"] is { } typed && (ping = Role(typed, call.Caller.Channel.Platform)) is null)
        {
            return Reply.Mistake($"Ping takes {Pinged(call)}. Nothing was changed.");
        }

        if (ping is not null && Objection(call.Caller, ping) is { } objection)
        {
            return Reply.Mistake(objection + " Nothing was changed.");
        }

        var change = await subscriptions.SubscribeAsync(call.Workspace, call.Caller.Channel, topic, ping, time.GetUtcNow(), cancellationToken);
        await directory.RefreshAsync(cancellationToken);
        var reply = Say(call, topic, change);
        return await PauseOfAsync(call, cancellationToken) is { } pause && !reply.IsMistake ? reply with { Blocks = [.. reply.Blocks, pause] } : reply;
    }

    private Reply Say(CommandCall call, string topic, SubscriptionChange change) => change switch
    {
        SubscriptionChange.UnknownTopic => TopicReplies.Unknown(topic, directory.Topics(call.Caller)),
        SubscriptionChange.OfSettings settings => SubscriptionReplies.OfSettings(settings.Subscription.Topic, call.Caller.Channel),
        SubscriptionChange.Same same => Reply.Of(
            new ReplyBlock.Paragraph(RichText.Of("News on ", new Span.Strong(same.Subscription.Topic), " comes to ", new Span.Place(call.Caller.Channel), " already: nothing changed.")),
            new ReplyBlock.Hint(RichText.Of("To see the newest at once: ", CommandUsage.Typed($"latest {same.Subscription.Topic}"), "."))),
        SubscriptionChange.Done { Before: { } before, Subscription: var now } => Reply.Of(
            new ReplyBlock.Paragraph(RichText.Of("Alerts on ", new Span.Strong(now.Topic), " in ", new Span.Place(call.Caller.Channel), $" mention the {Group(call)} from now on.")),
            new ReplyBlock.Hint(RichText.Of("Undo: ", before.Ping is { } was
                ? CommandUsage.Typed($"subscribe {now.Topic} ping:{was}")
                : CommandUsage.Typed($"unsubscribe {now.Topic}"), ", then ", CommandUsage.Typed($"subscribe {now.Topic}"), "."))),
        SubscriptionChange.Done { Subscription: var now } => Reply.Of(
            new ReplyBlock.Paragraph(RichText.Of(
                "News on ", new Span.Strong(now.Topic), " comes to ", new Span.Place(call.Caller.Channel), " from now on", now.Ping is null ? "." : $", and each alert mentions the {Group(call)}.")),
            new ReplyBlock.Hint(RichText.Of(
                "What is there already: ", CommandUsage.Typed($"latest {now.Topic}"), ". Undo: ", CommandUsage.Typed($"unsubscribe {now.Topic}"), "."))),
        _ => throw new InvalidOperationException($"{change} does not come of subscribing"),
    };

    private async Task<ReplyBlock?> PauseOfAsync(CommandCall call, CancellationToken cancellationToken) =>
        (await subscriptions.StateAsync(call.Caller.Channel, time.GetUtcNow(), cancellationToken)).PausedUntil is null ? null
            : new ReplyBlock.Hint(RichText.Of("Alerts are paused here now: ", CommandUsage.Typed("resume"), " lets them come."));

    /// <returns>The id: of a role of Discord, or a user group of Slack; also out of a mention as it is typed. Null for anything else.</returns>
    private static string? Role(string typed, string platform)
    {
        var id = typed.StartsWith("<@&", StringComparison.Ordinal) && typed.EndsWith('>') ? typed[3..^1]
            : typed.StartsWith("<!subteam^", StringComparison.Ordinal) && typed.EndsWith('>') ? typed[10..^1].Split('|')[0]
            : typed;
        return id.Length is > 1 and <= 20 && (platform == "slack" ? id[0] == 'S' && id.All(c => char.IsAsciiLetterUpper(c) || char.IsAsciiDigit(c)) : id.All(char.IsAsciiDigit)) ? id : null;
    }

    private static string Group(CommandCall call) => call.Caller.Channel.Platform == "slack" ? "user group" : "role";

    private static string Pinged(CommandCall call) => call.Caller.Channel.Platform == "slack"
        ? "a user group of this workspace: type @ and its name, or its id, S…"
        : "a role of this server: choose it, or type its id";

    private static string? Objection(Caller caller, string ping) =>
        caller.Channel.Platform == DestinationAddress.Console.Platform ? "The console has nobody to mention."

        // On Discord the role of everyone has the number of the server.
        : ping == caller.Workspace ? "Everyone at once is never mentioned: choose a role or user group that people join by themselves."
        : null;
}
