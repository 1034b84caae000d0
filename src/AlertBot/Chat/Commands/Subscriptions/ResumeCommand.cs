using AlertBot.Alerts.Subscriptions;
using AlertBot.Chat.Content;
using static AlertBot.Chat.Content.RichText;

namespace AlertBot.Chat.Commands.Subscriptions;

/// <summary><c>/news resume</c>.</summary>
internal sealed class ResumeCommand(SubscriptionStore subscriptions, TimeProvider time) : INewsCommand
{
    /// <summary>Code points of the error that had stopped the alerts.</summary>
    private const int MaxReasonLength = 300;

    public CommandSpec Spec { get; } = new("resume", "Resume the alerts in this channel", []) { RequiresManager = true };

    public async Task<Reply> RunAsync(CommandCall call, CancellationToken cancellationToken)
    {
        var before = await subscriptions.ResumeAsync(call.Workspace, call.Caller.Channel, time.GetUtcNow(), cancellationToken);
        if (before is { PausedUntil: null, DisabledReason: null })
        {
            return Reply.Of(ReplyBlock.Paragraph.Of("Alerts are not paused here. Nothing changed."));
        }

        return new Reply(
        [
            ReplyBlock.Paragraph.Of("Resumed the alerts in ", new Span.DestinationLink(call.Caller.Channel), "."),
            .. before.DisabledReason is { } reason ? [DescribeReason(reason)] : Array.Empty<ReplyBlock>(),
            CommandUsage.UndoHint("pause"),
        ]);
    }

    private static ReplyBlock.Paragraph DescribeReason(string reason) => ReplyBlock.Paragraph.Of(
        "They had stopped because of this error; if it is not fixed, they will stop again: "
            + $"{DisplayText.Truncate(DisplayText.Clean(reason), MaxReasonLength)}.");
}
