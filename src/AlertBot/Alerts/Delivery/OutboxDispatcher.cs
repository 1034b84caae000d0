using System.Collections.Concurrent;
using AlertBot.Alerts.Subscriptions;
using AlertBot.Hosting;
using AlertBot.Reading;

namespace AlertBot.Alerts.Delivery;

/// <summary>
/// The fourth pass: sends what waits in the outbox, in order for each destination. A message counts as told only when its
/// platform acknowledged it; one that may have been posted is sent again rather than lost, where the platform cannot be asked.
/// </summary>
internal sealed partial class OutboxDispatcher(
    OutboxStore outbox,
    IEnumerable<IChatSender> senders,
    Backoff backoff,
    NewsOptions news,
    WakeSignals signals,
    AlertMetrics metrics,
    TimeProvider time,
    ILogger<OutboxDispatcher> logger) : IStage<OutboxMessage>
{
    /// <summary>What a message on its way gets when the service ends: within the 10 s that a stop may take.</summary>
    private static readonly TimeSpan ShutdownGracePeriod = TimeSpan.FromSeconds(8);

    /// <summary>Longer waits end at the next tick after them.</summary>
    private static readonly TimeSpan MaxWakeDelay = TimeSpan.FromSeconds(10);

    /// <summary>A message that breaks the code which writes it is tried so often.</summary>
    private const int MaxSenderFailures = 8;

    private readonly ConcurrentDictionary<DestinationId, bool> _failing = new();
    private readonly Dictionary<string, IChatSender> _senders = senders.ToDictionary(sender => sender.Platform);

    public string Name => "tell";

    public int Concurrency => 16;

    public async Task<IReadOnlyList<OutboxMessage>> ClaimAsync(int max, CancellationToken cancellationToken) =>
        await outbox.ClaimAsync(max, time.GetUtcNow(), cancellationToken);

    public async Task ProcessAsync(OutboxMessage message, CancellationToken stopping)
    {
        if (message.ExpiresAt <= time.GetUtcNow())
        {
            var reason = $"given up after {message.Attempts - 1} attempts: it is no news any more "
                + $"(news.maxAge); {message.LastReason ?? "it waited for others before it"}";
            await outbox.MarkRefusedAsync(message, reason);
            LogNotPosted(message.Id, message.Address, reason);
            return;
        }

        if (FindQuietHoursEnd(message, time.GetUtcNow()) is { } until)
        {
            await outbox.HoldForQuietHoursAsync(message, until);
            return;
        }

        var outcome = await SendAsync(message, stopping);
        metrics.RecordAttempt(message.Address.Platform, outcome);
        await RecordAsync(message, outcome, time.GetUtcNow());
    }

    private DateTimeOffset? FindQuietHoursEnd(OutboxMessage message, DateTimeOffset now) =>
        message.Options.Quiet?.FindCurrentEnd(now, message.Options.ResolvedTimeZone ?? news.TimeZone);

    private async Task<SendOutcome> SendAsync(OutboxMessage message, CancellationToken stopping)
    {
        if (!_senders.TryGetValue(message.Address.Platform, out var sender))
        {
            return new SendOutcome.Refused($"this version cannot post to {message.Address.Platform}", DestinationGone: true);
        }

        using var drained = new CancellationTokenSource();
        await using var ending = stopping.Register(() => drained.CancelAfter(ShutdownGracePeriod));
        try
        {
            return await sender.SendAsync(
                new OutgoingMessage(message.Address.Address, message.Brief, message.Nonce) { Story = message.Story, Ping = message.Ping,
                    MaybePosted = message.MaybePosted, CreatedAt = message.CreatedAt },
                drained.Token);
        }
        catch (Exception e) when (!drained.IsCancellationRequested)
        {
            // A bug of ours: the messages behind this one must not wait for it until it is no news any more.
            LogSenderFailed(e, message.Id, message.Address);
            return message.Attempts < MaxSenderFailures
                ? new SendOutcome.Unclear("it broke its sender: the log says why")
                : new SendOutcome.Refused($"it broke its sender {message.Attempts} times: the log says why", DestinationGone: false);
        }
    }

    private async Task RecordAsync(OutboxMessage message, SendOutcome outcome, DateTimeOffset now)
    {
        switch (outcome)
        {
            case SendOutcome.Sent sent:
                if (await outbox.MarkSentAsync(message, sent.PlatformId, sent.Pause, now))
                {
                    metrics.RecordDelivery(message.Brief.Published, message.FirstSeen ?? now, now);
                    ReportRecovered(message);
                }

                _ = WakeAfterAsync(sent.Pause);
                break;
            case SendOutcome.RetryAfter wait:
                await outbox.PostponeAsync(message, wait.Reason, message.MaybePosted, pauseDestination: true, now + wait.Delay);
                ReportFailing(message, wait.Reason, now + wait.Delay);
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
        var due = now + backoff.DelayFor(message.Attempts);
        await outbox.PostponeAsync(message, reason, maybePosted, pauseDestination: false, due);
        ReportFailing(message, reason, due);
    }

    // A platform that takes one message a second is to get one a second: the next tick would be a fourth later.
    private async Task WakeAfterAsync(TimeSpan pause)
    {
        if (pause > TimeSpan.Zero && pause <= MaxWakeDelay)
        {
            await Task.Delay(pause, time);
            signals.Deliver.Wake();
        }
    }

    // Said once for each destination, and again when it is over: the rows hold every message's own reason.
    private void ReportFailing(OutboxMessage message, string reason, DateTimeOffset due)
    {
        if (_failing.TryAdd(message.Destination, true))
        {
            LogFailing(message.Address, reason, due);
        }
    }

    private void ReportRecovered(OutboxMessage message)
    {
        if (_failing.TryRemove(message.Destination, out _))
        {
            LogRecovered(message.Address);
        }
    }

    private async Task RefuseAsync(OutboxMessage message, SendOutcome.Refused refused, DateTimeOffset now)
    {
        if (refused.DestinationGone)
        {
            await outbox.DisableDestinationAsync(message, refused.Reason, now);
            LogDisabled(message.Address, refused.Reason);
        }
        else
        {
            await outbox.MarkRefusedAsync(message, refused.Reason);
            LogNotPosted(message.Id, message.Address, refused.Reason);
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Message {Message} to {Destination} broke its sender")]
    private partial void LogSenderFailed(Exception exception, MessageId message, DestinationAddress destination);

    [LoggerMessage(Level = LogLevel.Warning,
        Message = "{Destination} takes no message now: {Reason}. The next try is at {Due:u}, nothing is lost; it is said again when it "
        + "takes them")]
    private partial void LogFailing(DestinationAddress destination, string reason, DateTimeOffset due);

    [LoggerMessage(Level = LogLevel.Information, Message = "{Destination} takes messages again")]
    private partial void LogRecovered(DestinationAddress destination);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Message {Message} to {Destination} is not posted: {Reason}")]
    private partial void LogNotPosted(MessageId message, DestinationAddress destination, string reason);

    [LoggerMessage(Level = LogLevel.Error, Message = "{Destination} is switched off: {Reason}")]
    private partial void LogDisabled(DestinationAddress destination, string reason);
}
