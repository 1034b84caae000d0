using System.Collections.Concurrent;
using System.Data.Common;
using AlertBot.Chat.Platforms;
using AlertBot.Chat.Slack.Interactions;

namespace AlertBot.Chat.Slack.Events;

/// <summary>Handles each delivery from Slack once, however often it is repeated, after it was acknowledged.</summary>
internal sealed partial class SlackEventReceiver(ISlackInteractionHandler interactions, ISlackEventHandler events, ReceivedEventStore store,
    TimeProvider time, ILogger<SlackEventReceiver> logger) : ISlackEventReceiver, IAsyncDisposable
{
    private const string Platform = "slack";

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

    /// <summary>Limits the time that a shutdown waits for running work.</summary>
    private static readonly TimeSpan ShutdownTimeout = TimeSpan.FromSeconds(5);

    private static readonly Task<ReadOnlyMemory<byte>?> EmptyAcknowledgement = Task.FromResult<ReadOnlyMemory<byte>?>(null);

    private readonly RecentIds _seen = new();
    private readonly ConcurrentDictionary<long, Task> _running = new();
    private readonly CancellationTokenSource _stopping = new();
    private readonly Lock _lock = new();
    private Task _lastEvent = Task.CompletedTask;
    private DateTimeOffset _nextPruneAt;
    private long _lastTaskNumber;
    private volatile bool _isClosed;

    public Task<ReadOnlyMemory<byte>?> ReceiveAsync(SlackInboundEvent inbound, CancellationToken cancellationToken)
    {
        if (_isClosed || !_seen.TryAdd(inbound.Id))
        {
            return EmptyAcknowledgement;
        }

        switch (inbound)
        {
            case { Kind: SlackInboundEventKind.Event }:
                lock (_lock)
                {
                    var previous = _lastEvent;
                    _lastEvent = StartTracked(inbound, () => HandleEventInOrderAsync(inbound, previous));
                }

                return EmptyAcknowledgement;
            case { IsViewSubmission: true }:
                return ReceiveSubmissionAsync(inbound, cancellationToken);
            default:
                StartTracked(inbound, () => HandleInteractionAsync(inbound));
                return EmptyAcknowledgement;
        }
    }

    /// <summary>Accepts nothing new and waits for the running work.</summary>
    public async ValueTask DisposeAsync()
    {
        _isClosed = true;
        try
        {
            await Task.WhenAll(_running.Values).WaitAsync(ShutdownTimeout, time);
        }
        catch (TimeoutException)
        {
            await _stopping.CancelAsync();
        }
    }

    private async Task<ReadOnlyMemory<byte>?> ReceiveSubmissionAsync(SlackInboundEvent inbound, CancellationToken cancellationToken)
    {
        var payload = new TaskCompletionSource<ReadOnlyMemory<byte>?>(TaskCreationOptions.RunContinuationsAsynchronously);
        var work = StartTracked(inbound, async () =>
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
            await events.HandleEventAsync(inbound.Payload, _stopping.Token);
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
            _ = StartTracked(inbound, () => stored);
            return true;
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            LogNotStored(e, inbound);
            return true;
        }
    }

    // Runs the work on a task of its own, which is tracked until it ends and never fails.
    private Task StartTracked(SlackInboundEvent inbound, Func<Task> work)
    {
        var start = new TaskCompletionSource();
        var number = Interlocked.Increment(ref _lastTaskNumber);
        var running = Task.Run(async () =>
        {
            await start.Task;
            try
            {
                await work();
                await PruneAsync();
            }
            catch (OperationCanceledException) when (_stopping.IsCancellationRequested)
            {
                // The service is stopping.
            }
            catch (Exception e) when (e is not OutOfMemoryException)
            {
                LogFailed(e, inbound);
            }

            _running.TryRemove(number, out _);
        });
        _running[number] = running;
        start.SetResult();
        return running;
    }

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
            await store.PruneAsync(now - Retention, _stopping.Token);
        }
        catch (DbException e)
        {
            // Pruning is retried after the next interval.
            LogNotPruned(e);
        }
    }

    [LoggerMessage(LogLevel.Error, "Handling {Inbound} from Slack failed.")]
    private partial void LogFailed(Exception exception, SlackInboundEvent inbound);

    [LoggerMessage(LogLevel.Warning, "{Inbound} from Slack is not finished in time; acknowledging it without a result.")]
    private partial void LogLate(SlackInboundEvent inbound);

    [LoggerMessage(LogLevel.Warning, "The event before {Inbound} from Slack takes too long; continuing without waiting for it.")]
    private partial void LogOutOfOrder(SlackInboundEvent inbound);

    [LoggerMessage(LogLevel.Warning, "The database lookup for repetitions of {Inbound} from Slack failed; handling it as new.")]
    private partial void LogNotStored(Exception exception, SlackInboundEvent inbound);

    [LoggerMessage(LogLevel.Warning, "Old ids of Slack events could not be deleted; retrying later.")]
    private partial void LogNotPruned(Exception exception);
}
