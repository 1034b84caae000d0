using AlertBot.Alerts.Subscriptions;
using AlertBot.Briefs;
using AlertBot.Hosting;

namespace AlertBot.Alerts.Delivery;

/// <summary>
/// Keeps an alert one living message: when its story has grown, its message is edited to show the new sources and better
/// quotes. What joins within <see cref="MergeWindow"/> is one edit. An edit is safe to repeat, so nothing here can double.
/// </summary>
internal sealed partial class EditStage(
    EditStore edits,
    IEnumerable<IChatSender> senders,
    Backoff backoff,
    TimeProvider time,
    ILogger<EditStage> logger) : IStage<OutboxEdit>
{
    /// <summary>A story of many outlets grows many times in its first minutes: readers get one change a minute.</summary>
    public static readonly TimeSpan MergeWindow = TimeSpan.FromSeconds(60);

    private readonly Dictionary<string, IChatSender> _senders = senders.ToDictionary(sender => sender.Platform);

    public string Name => "edit";

    public int Concurrency => 4;

    public async Task<IReadOnlyList<OutboxEdit>> ClaimAsync(int max, CancellationToken cancellationToken) =>
        await edits.ClaimAsync(max, time.GetUtcNow(), cancellationToken);

    public async Task ProcessAsync(OutboxEdit edit, CancellationToken stopping)
    {
        var brief = await edits.ComposeBriefAsync(edit, stopping);
        if (brief is null || IsUnchanged(brief, edit.PostedBrief))
        {
            await edits.CompleteAsync(edit, edit.PostedBrief, time.GetUtcNow());
            return;
        }

        var message = new OutgoingMessage(edit.Address.Address, brief, edit.Nonce) { Story = edit.Story, Ping = edit.Ping };
        var outcome = _senders.TryGetValue(edit.Address.Platform, out var sender)
            ? await sender.EditAsync(message, edit.PlatformId, stopping)
            : new SendOutcome.Refused($"this version cannot post to {edit.Address.Platform}", DestinationGone: false);
        await RecordAsync(edit, brief, outcome, time.GetUtcNow());
    }

    private Task RecordAsync(OutboxEdit edit, Brief brief, SendOutcome outcome, DateTimeOffset now)
    {
        switch (outcome)
        {
            case SendOutcome.Sent:
                return edits.CompleteAsync(edit, brief, now);
            case SendOutcome.Refused refused:
                LogEditsEnded(edit.Address, refused.Reason);
                return edits.EndAlertAsync(edit, now);
            case SendOutcome.RetryAfter wait:
                return edits.PostponeAsync(edit, now + wait.Delay);
            default:
                return edits.PostponeAsync(edit, now + backoff.DelayFor(edit.Attempts));
        }
    }

    // Lists of records have no equality of their own.
    private static bool IsUnchanged(Brief brief, Brief told) => BriefJson.Serialize(brief) == BriefJson.Serialize(told);

    [LoggerMessage(Level = LogLevel.Debug, Message = "A message in {Destination} is not edited any more: {Reason}")]
    private partial void LogEditsEnded(DestinationAddress destination, string reason);
}
