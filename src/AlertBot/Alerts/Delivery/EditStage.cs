using AlertBot.Alerts.Subscriptions;
using AlertBot.Briefs;
using AlertBot.Hosting;

namespace AlertBot.Alerts.Delivery;

/// <summary>
/// Edits the message of an alert when its story grows, to show new sources and better quotes. Articles that join within
/// <see cref="MergeWindow"/> (<see cref="FirstMergeWindow"/> for the first edit) are merged into one edit. Edits are idempotent, so a
/// repeated edit does no harm.
/// </summary>
internal sealed partial class EditStage(
    EditStore edits,
    IEnumerable<IChatSender> senders,
    Backoff backoff,
    TimeProvider time,
    ILogger<EditStage> logger) : IStage<OutboxEdit>
{
    /// <summary>The delay of an edit. A story often grows in its first minutes, but is edited once a minute at most.</summary>
    public static readonly TimeSpan MergeWindow = TimeSpan.FromSeconds(60);

    /// <summary>The delay of the first edit of a young story: its second report follows the first one within minutes.</summary>
    public static readonly TimeSpan FirstMergeWindow = TimeSpan.FromSeconds(15);

    /// <summary>How long after its message a story is young.</summary>
    public static readonly TimeSpan YoungAge = TimeSpan.FromMinutes(10);

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
            : new SendOutcome.Refused($"this version does not support {edit.Address.Platform}", DestinationGone: false);
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
            case SendOutcome.RetryAfter retry:
                return edits.PostponeAsync(edit, now + retry.Delay);
            default:
                return edits.PostponeAsync(edit, now + backoff.DelayFor(edit.Attempts));
        }
    }

    // Compares the JSON: lists have reference equality, and so have records that contain them.
    private static bool IsUnchanged(Brief brief, Brief posted) => BriefJson.Serialize(brief) == BriefJson.Serialize(posted);

    [LoggerMessage(Level = LogLevel.Debug, Message = "A message in {Destination} is no longer edited: {Reason}")]
    private partial void LogEditsEnded(DestinationAddress destination, string reason);
}
