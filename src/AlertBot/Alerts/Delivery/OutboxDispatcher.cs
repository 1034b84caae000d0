using System.Collections.Concurrent;
using AlertBot.Alerts.Subscriptions;
using AlertBot.Hosting;
using AlertBot.Reading;
using AlertBot.Text;

namespace AlertBot.Alerts.Delivery;

/// <summary>
/// The fourth stage: sends the messages of the outbox, in order for each destination. A message counts as delivered only when its
/// platform acknowledged it. After an unclear failure, it is looked up; where the platform does not support that, it is sent again.
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
    /// <summary>How long a running attempt may take after the service began to stop. The whole shutdown may take 9 s.</summary>
    private static readonly TimeSpan ShutdownGracePeriod = TimeSpan.FromSeconds(8);

    /// <summary>The longest pause after which the stage is woken. Longer pauses end with the next tick.</summary>
    private static readonly TimeSpan MaxWakeDelay = TimeSpan.FromSeconds(10);

    /// <summary>The maximum number of attempts for a message whose sender throws.</summary>
    private const int MaxSenderFailures = 8;

    private readonly ConcurrentDictionary<DestinationId, bool> _failing = new();
    private readonly Dictionary<string, IChatSender> _senders = senders.ToDictionary(sender => sender.Platform);

    public string Name => "deliver";

    public int Concurrency => 16;

    public async Task<IReadOnlyList<OutboxMessage>> ClaimAsync(int max, CancellationToken cancellationToken) =>
        await outbox.ClaimAsync(max, time.GetUtcNow(), cancellationToken);

    public async Task ProcessAsync(OutboxMessage message, CancellationToken stopping)
    {
        if (message.ExpiresAt <= time.GetUtcNow())
        {
            var attempts = Humanize.Count(message.Attempts - 1, "attempt", "attempts");
            var lastProblem = message.LastReason ?? "earlier messages were still waiting";
            var reason = $"expired after {attempts} because it was older than news.maxAge ({lastProblem})";
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
        message.Quiet?.FindCurrentEnd(now, news.TimeZone);

    private async Task<SendOutcome> SendAsync(OutboxMessage message, CancellationToken stopping)
    {
        if (!_senders.TryGetValue(message.Address.Platform, out var sender))
        {
            return new SendOutcome.Refused($"this version does not support {message.Address.Platform}", DestinationGone: true);
        }

        using var graceful = new CancellationTokenSource();
        await using var registration = stopping.Register(() => graceful.CancelAfter(ShutdownGracePeriod));
        try
        {
            return await sender.SendAsync(
                new OutgoingMessage(message.Address.Address, message.Brief, message.Nonce)
                {
                    Story = message.Kind is MessageKind.Alert or MessageKind.Reply ? message.Story : null,
                    Ping = message.Ping,
                    ThreadRootId = message.Kind == MessageKind.Reply ? message.ThreadRootId : null,
                    MaybePosted = message.MaybePosted,
                    CreatedAt = message.CreatedAt,
                },
                graceful.Token);
        }
        catch (Exception e) when (!graceful.IsCancellationRequested)
        {
            // A bug in the sender. The messages after this one must not wait until it expires.
            LogSenderFailed(e, message.Id, message.Address);
            return message.Attempts < MaxSenderFailures
                ? new SendOutcome.Unclear("the sender failed; see the log")
                : new SendOutcome.Refused($"the sender failed {message.Attempts} times; see the log", DestinationGone: false);
        }
    }

    private async Task RecordAsync(OutboxMessage message, SendOutcome outcome, DateTimeOffset now)
    {
        switch (outcome)
        {
            case SendOutcome.Sent sent:
                if (await outbox.MarkSentAsync(message, sent.PlatformId, sent.Pause, now))
                {
                    if (message.Kind == MessageKind.Alert)
                    {
                        metrics.RecordDelivery(message.Brief.Published, message.FirstSeen ?? now, now);
                    }

                    ReportRecovered(message);
                }

                _ = WakeAfterAsync(sent.Pause);
                break;
            case SendOutcome.RetryAfter retry:
                await outbox.PostponeAsync(message, retry.Reason, message.MaybePosted, pauseDestination: true, now + retry.Delay);
                ReportFailing(message, retry.Reason, now + retry.Delay);
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

    // Wakes the stage when the pause that the platform requires is over. Otherwise the next message would wait for the next tick too, up
    // to 250 ms.
    private async Task WakeAfterAsync(TimeSpan pause)
    {
        if (pause > TimeSpan.Zero && pause <= MaxWakeDelay)
        {
            await Task.Delay(pause, time);
            signals.Deliver.Wake();
        }
    }

    // A failing destination is logged once, and again when it recovers. The reason of each failed message is stored in its row.
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

    [LoggerMessage(Level = LogLevel.Error, Message = "Sending message {Message} to {Destination} failed")]
    private partial void LogSenderFailed(Exception exception, MessageId message, DestinationAddress destination);

    [LoggerMessage(Level = LogLevel.Warning,
        Message = "Delivery to {Destination} is failing: {Reason}. Next attempt {Due:u}; messages stay queued.")]
    private partial void LogFailing(DestinationAddress destination, string reason, DateTimeOffset due);

    [LoggerMessage(Level = LogLevel.Information, Message = "Delivery to {Destination} works again")]
    private partial void LogRecovered(DestinationAddress destination);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Message {Message} to {Destination} was not posted: {Reason}")]
    private partial void LogNotPosted(MessageId message, DestinationAddress destination, string reason);

    [LoggerMessage(Level = LogLevel.Error, Message = "{Destination} is switched off: {Reason}")]
    private partial void LogDisabled(DestinationAddress destination, string reason);
}
