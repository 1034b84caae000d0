using System.Data.Common;
using AlertBot.Chat.Platforms;
using AlertBot.Chat.Slack.Interactions;
using AlertBot.Hosting;

namespace AlertBot.Chat.Slack.Events;

/// <summary>Handles each delivery from Slack once, however often it is repeated, after it was acknowledged.</summary>
internal sealed partial class SlackEventReceiver(ISlackInteractionHandler interactions, ISlackEventHandler events, ReceivedEventStore store,
    TimeProvider time, ILogger<SlackEventReceiver> logger) : ISlackEventReceiver, IAsyncDisposable
{
    private const string Platform = SlackTraits.Id;

    /// <summary>Limits the time that a submission's acknowledgement waits for its payload, the database lookup included.</summary>
    private static readonly TimeSpan SubmissionTimeout = TimeSpan.FromMilliseconds(900);

    /// <summary>Limits the lookup for repetitions; after it, the delivery is handled as new, because a person is waiting.</summary>
    private static readonly TimeSpan StoreTimeout = TimeSpan.FromSeconds(1);

    /// <summary>The same for a submission, whose acknowledgement waits for the lookup.</summary>
    private static readonly TimeSpan SubmissionStoreTimeout = TimeSpan.FromMilliseconds(250);

    /// <summary>Events are handled in order. Limits the time that an event waits for the previous one.</summary>
    private static readonly TimeSpan PreviousEventTimeout = TimeSpan.FromSeconds(10);

    /// <summary>How long ids are kept. Slack repeats an event for at most one hour.</summary>
    private static readonly TimeSpan Retention = TimeSpan.FromDays(1);

    private static readonly TimeSpan PruneInterval = TimeSpan.FromHours(1);

    private static readonly Task<ReadOnlyMemory<byte>?> EmptyAcknowledgement = Task.FromResult<ReadOnlyMemory<byte>?>(null);

    private readonly RecentIds _seen = new();
    private readonly BackgroundTasks _tasks = new(time, logger);
    private readonly Lock _lock = new();
    private Task _lastEvent = Task.CompletedTask;
    private DateTimeOffset _nextPruneAt;

    public Task<ReadOnlyMemory<byte>?> ReceiveAsync(SlackInboundEvent inbound, CancellationToken cancellationToken)
    {
        if (_tasks.IsDraining || !_seen.TryAdd(inbound.Id))
        {
            return EmptyAcknowledgement;
        }

        switch (inbound)
        {
            case { Kind: SlackInboundEventKind.Event }:
                lock (_lock)
                {
                    var previous = _lastEvent;
                    _lastEvent = Start(inbound, () => HandleEventInOrderAsync(inbound, previous));
                }

                return EmptyAcknowledgement;
            case { IsViewSubmission: true }:
                return ReceiveSubmissionAsync(inbound, cancellationToken);
            default:
                _ = Start(inbound, () => HandleInteractionAsync(inbound));
                return EmptyAcknowledgement;
        }
    }

    /// <summary>Accepts nothing new and waits for the running work.</summary>
    public ValueTask DisposeAsync() => _tasks.DisposeAsync();

    private async Task<ReadOnlyMemory<byte>?> ReceiveSubmissionAsync(SlackInboundEvent inbound, CancellationToken cancellationToken)
    {
        var payload = new TaskCompletionSource<ReadOnlyMemory<byte>?>(TaskCreationOptions.RunContinuationsAsynchronously);
        var work = Start(inbound, async () =>
            payload.SetResult(
                await IsNewAsync(inbound, SubmissionStoreTimeout) ? await interactions.HandleInteractionAsync(inbound.Payload) : null));
        try
        {
            await Task.WhenAny(payload.Task, work).WaitAsync(SubmissionTimeout, time, cancellationToken);
            return payload.Task.IsCompleted ? await payload.Task : null;
        }
        catch (Exception e) when (e is TimeoutException or OperationCanceledException)
        {
            LogLate(inbound);
            return null;
        }
    }

    private async Task HandleInteractionAsync(SlackInboundEvent inbound)
    {
        if (await IsNewAsync(inbound, StoreTimeout))
        {
            await (inbound.Kind == SlackInboundEventKind.Command
                ? interactions.HandleCommandAsync(inbound.Payload)
                : interactions.HandleInteractionAsync(inbound.Payload));
        }
    }

    private async Task HandleEventInOrderAsync(SlackInboundEvent inbound, Task previous)
    {
        try
        {
            await previous.WaitAsync(PreviousEventTimeout, time);
        }
        catch (TimeoutException)
        {
            LogOutOfOrder(inbound);
        }

        if (await IsNewAsync(inbound, StoreTimeout))
        {
            await events.HandleEventAsync(inbound.Payload, _tasks.Stopping);
        }
    }

    /// <returns>True also where the database does not answer in time or fails: a person is waiting.</returns>
    private async Task<bool> IsNewAsync(SlackInboundEvent inbound, TimeSpan timeout)
    {
        // On a thread of its own, because SQLite blocks the calling thread.
        var stored = Task.Run(() => store.TryAddAsync(Platform, inbound.Id, time.GetUtcNow(), CancellationToken.None));
        try
        {
            return await stored.WaitAsync(timeout, time);
        }
        catch (TimeoutException e)
        {
            // The write continues; a shutdown waits for it.
            LogNotStored(e, inbound);
            _ = Start(inbound, () => stored);
            return true;
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            LogNotStored(e, inbound);
            return true;
        }
    }

    // The task is drained at shutdown and never fails: an exception is logged.
    private Task Start(SlackInboundEvent inbound, Func<Task> work) => _tasks.Run($"{inbound} from Slack", async _ =>
    {
        await work();
        await PruneAsync();
    });

    private async Task PruneAsync()
    {
        var now = time.GetUtcNow();
        lock (_lock)
        {
            if (now < _nextPruneAt)
            {
                return;
            }

            _nextPruneAt = now + PruneInterval;
        }

        try
        {
            await store.PruneAsync(now - Retention, _tasks.Stopping);
        }
        catch (DbException e)
        {
            // Pruning is retried after the next interval.
            LogNotPruned(e);
        }
    }


    [LoggerMessage(LogLevel.Warning, "Processing {Inbound} from Slack is taking too long; acknowledging it without a result.")]
    private partial void LogLate(SlackInboundEvent inbound);

    [LoggerMessage(LogLevel.Warning, "The event before {Inbound} from Slack is taking too long; continuing without waiting for it.")]
    private partial void LogOutOfOrder(SlackInboundEvent inbound);

    [LoggerMessage(LogLevel.Warning, "Could not check whether {Inbound} from Slack is a duplicate; processing it as new.")]
    private partial void LogNotStored(Exception exception, SlackInboundEvent inbound);

    [LoggerMessage(LogLevel.Warning, "Old ids of Slack events could not be deleted; retrying later.")]
    private partial void LogNotPruned(Exception exception);
}
