using System.Collections.Concurrent;
using AlertBot.Articles;
using AlertBot.Storage;

namespace AlertBot.Alerts;

/// <summary>
/// The fourth pass: sends what waits in the outbox, in order for each destination. A message counts as told only when its
/// platform acknowledged it; one that may have been posted is sent again rather than lost, where the platform cannot be asked.
/// </summary>
internal sealed partial class Courier(
    OutboxStore outbox,
    IEnumerable<IChatSender> senders,
    Backoff backoff,
    NewsOptions news,
    PassSignals signals,
    AlertMetrics metrics,
    TimeProvider time,
    ILogger<Courier> logger) : IPass<OutboxMessage>
{
    /// <summary>What a message on its way gets when the service ends: within the 10 s that a stop may take.</summary>
    private static readonly TimeSpan Drain = TimeSpan.FromSeconds(8);

    /// <summary>Longer waits end at the next tick after them.</summary>
    private static readonly TimeSpan LongestWake = TimeSpan.FromSeconds(10);

    /// <summary>A message that breaks the code which writes it is tried so often.</summary>
    private const int MostBreaks = 8;

    private readonly ConcurrentDictionary<DestinationId, bool> _inTrouble = new();
    private readonly Dictionary<string, IChatSender> _senders = senders.ToDictionary(sender => sender.Platform);

    public string Name => "tell";

    public int Concurrency => 16;

    public async Task<IReadOnlyList<OutboxMessage>> ClaimAsync(int max, CancellationToken cancellationToken) =>
        await outbox.ClaimAsync(max, time.GetUtcNow(), cancellationToken);

    public async Task WorkAsync(OutboxMessage message, CancellationToken stopping)
    {
        if (message.ExpiresAt <= time.GetUtcNow())
        {
            var reason = $"given up after {message.Attempts - 1} attempts: it is no news any more (news.maxAge); {message.LastReason ?? "it waited for others before it"}";
            await outbox.RefuseAsync(message, reason);
            LogGivenUp(message.Id, message.Address, reason);
            return;
        }

        if (QuietUntil(message, time.GetUtcNow()) is { } until)
        {
            await outbox.HoldAsync(message, until);
            return;
        }

        var outcome = await SendAsync(message, stopping);
        metrics.Attempted(message.Address.Platform, outcome);
        await RecordAsync(message, outcome, time.GetUtcNow());
    }

    private DateTimeOffset? QuietUntil(OutboxMessage message, DateTimeOffset now) =>
        message.Options.Quiet?.EndAfter(now, message.Options.Zone ?? news.TimeZone);

    private async Task<SendOutcome> SendAsync(OutboxMessage message, CancellationToken stopping)
    {
        if (!_senders.TryGetValue(message.Address.Platform, out var sender))
        {
            return new SendOutcome.Refused($"this version cannot post to {message.Address.Platform}", DestinationGone: true);
        }

        using var drained = new CancellationTokenSource();
        await using var ending = stopping.Register(() => drained.CancelAfter(Drain));
        try
        {
            return await sender.SendAsync(
                new OutgoingMessage(message.Address.Address, message.Brief, message.Nonce) { Story = message.Story, Ping = message.Ping, MaybePosted = message.MaybePosted, Since = message.CreatedAt },
                drained.Token);
        }
        catch (Exception e) when (!drained.IsCancellationRequested)
        {
            // A bug of ours: the messages behind this one must not wait for it until it is no news any more.
            LogBroke(e, message.Id, message.Address);
            return message.Attempts < MostBreaks
                ? new SendOutcome.Unclear("it broke its sender: the log says why")
                : new SendOutcome.Refused($"it broke its sender {message.Attempts} times: the log says why", DestinationGone: false);
        }
    }

    private async Task RecordAsync(OutboxMessage message, SendOutcome outcome, DateTimeOffset now)
    {
        switch (outcome)
        {
            case SendOutcome.Sent sent:
                if (await outbox.SentAsync(message, sent.PlatformId, sent.Pause, now))
                {
                    metrics.Told(message.Brief.Published, message.FirstSeen ?? now, now);
                    SayRecovered(message);
                }

                _ = WakeAfterAsync(sent.Pause);
                break;
            case SendOutcome.RetryAfter wait:
                await outbox.PostponeAsync(message, wait.Reason, message.MaybePosted, pauseDestination: true, now + wait.Delay);
                SayTrouble(message, wait.Reason, now + wait.Delay);
                break;
            case SendOutcome.Failed failed:
                await PostponeAsync(message, failed.Reason, message.MaybePosted, now);
                break;
            case SendOutcome.Unclear unclear:
                await PostponeAsync(message, unclear.Reason, maybePosted: true, now);
                break;
            case SendOutcome.Refused refused:
                await RefuseAsync(message, refused, now);
                break;
        }
    }

    private async Task PostponeAsync(OutboxMessage message, string reason, bool maybePosted, DateTimeOffset now)
    {
        var due = now + backoff.After(message.Attempts);
        await outbox.PostponeAsync(message, reason, maybePosted, pauseDestination: false, due);
        SayTrouble(message, reason, due);
    }

    // A platform that takes one message a second is to get one a second: the next tick would be a fourth later.
    private async Task WakeAfterAsync(TimeSpan pause)
    {
        if (pause > TimeSpan.Zero && pause <= LongestWake)
        {
            await Task.Delay(pause, time);
            signals.Tell.Wake();
        }
    }

    // Said once for each destination, and again when it is over: the rows hold every message's own reason.
    private void SayTrouble(OutboxMessage message, string reason, DateTimeOffset due)
    {
        if (_inTrouble.TryAdd(message.Destination, true))
        {
            LogTrouble(message.Address, reason, due);
        }
    }

    private void SayRecovered(OutboxMessage message)
    {
        if (_inTrouble.TryRemove(message.Destination, out _))
        {
            LogRecovered(message.Address);
        }
    }

    private async Task RefuseAsync(OutboxMessage message, SendOutcome.Refused refused, DateTimeOffset now)
    {
        if (refused.DestinationGone)
        {
            await outbox.DisableAsync(message, refused.Reason, now);
            LogDisabled(message.Address, refused.Reason);
        }
        else
        {
            await outbox.RefuseAsync(message, refused.Reason);
            LogGivenUp(message.Id, message.Address, refused.Reason);
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Message {Message} to {Destination} broke its sender")]
    private partial void LogBroke(Exception exception, MessageId message, DestinationAddress destination);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Destination} takes no message now: {Reason}. The next try is at {Due:u}, nothing is lost; it is said again when it takes them")]
    private partial void LogTrouble(DestinationAddress destination, string reason, DateTimeOffset due);

    [LoggerMessage(Level = LogLevel.Information, Message = "{Destination} takes messages again")]
    private partial void LogRecovered(DestinationAddress destination);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Message {Message} to {Destination} is not posted: {Reason}")]
    private partial void LogGivenUp(MessageId message, DestinationAddress destination, string reason);

    [LoggerMessage(Level = LogLevel.Error, Message = "{Destination} is switched off: {Reason}")]
    private partial void LogDisabled(DestinationAddress destination, string reason);
}
