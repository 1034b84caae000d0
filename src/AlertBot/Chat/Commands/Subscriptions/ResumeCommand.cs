using AlertBot.Alerts.Subscriptions;
using AlertBot.Chat.Content;
using static AlertBot.Chat.Content.RichText;

namespace AlertBot.Chat.Commands.Subscriptions;

/// <summary><c>/news resume</c>.</summary>
internal sealed class ResumeCommand(SubscriptionStore subscriptions, TimeProvider time) : INewsCommand
{
    public CommandSpec Spec { get; } = new("resume", "Ends a pause of this channel", []) { RequiresManager = true };

    public async Task<Reply> RunAsync(CommandCall call, CancellationToken cancellationToken)
    {
        var before = await subscriptions.ResumeAsync(call.Workspace, call.Caller.Channel, time.GetUtcNow(), cancellationToken);
        if (before is { PausedUntil: null, DisabledReason: null })
        {
            return Reply.Of(new ReplyBlock.Paragraph("Alerts are not paused here: nothing changed."));
        }

        return new Reply(
        [
            new ReplyBlock.Paragraph(RichText.Of("Alerts come to ", new Span.DestinationLink(call.Caller.Channel), " again.")),
            .. before.DisabledReason is { } reason
                ? (ReplyBlock[])[
                    new ReplyBlock.Paragraph(
                        $"They had stopped because of this, so see that it is "
                            + $"mended: {DisplayText.Truncate(DisplayText.Clean(reason), 300)}.")] : [],
            new ReplyBlock.Hint(RichText.Of("Undo: ", CommandUsage.ToCode("pause"), ".")),
        ]);
    }
}
