using System.Collections.Concurrent;
using System.Data.Common;
using AlertBot.Chat.Platforms;
using AlertBot.Chat.Slack.Interactions;

namespace AlertBot.Chat.Slack.Events;

/// <summary>Takes what Slack tells, once however often it is told, and hands it on after it was acknowledged.</summary>
internal sealed partial class SlackEventReceiver(ISlackInteractionHandler talk, ISlackEventHandler events, ReceivedEventStore store,
    TimeProvider time, ILogger<SlackEventReceiver> logger) : ISlackEventReceiver, IAsyncDisposable
{
    private const string Platform = "slack";

    /// <summary>A submission's acknowledgement waits so long for what it says, the look into the database included.</summary>
    private static readonly TimeSpan SubmissionTimeout = TimeSpan.FromMilliseconds(900);

    /// <summary>How long the database may take to say whether something was told before; then a person waits too long.</summary>
    private static readonly TimeSpan StoreTimeout = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan SubmissionStoreTimeout = TimeSpan.FromMilliseconds(250);

    /// <summary>Events are taken in order; one that hangs holds up the next so long.</summary>
    private static readonly TimeSpan PreviousEventTimeout = TimeSpan.FromSeconds(10);

    /// <summary>Slack tells an event again for an hour at most.</summary>
    private static readonly TimeSpan Retention = TimeSpan.FromDays(1);
    private static readonly TimeSpan PruneInterval = TimeSpan.FromHours(1);

    /// <summary>At a stop.</summary>
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
                    var before = _lastEvent;
                    _lastEvent = StartTracked(inbound, () => HandleEventInOrderAsync(inbound, before));
                }

                return EmptyAcknowledgement;
            case { IsViewSubmission: true }:
                return ReceiveSubmissionAsync(inbound, cancellationToken);
            default:
                StartTracked(inbound, () => HandleInteractionAsync(inbound));
                return EmptyAcknowledgement;
        }
    }

    /// <summary>What is being done may end; nothing new is taken.</summary>
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
        var answer = new TaskCompletionSource<ReadOnlyMemory<byte>?>(TaskCreationOptions.RunContinuationsAsynchronously);
        var work = StartTracked(inbound, async () =>
            answer.SetResult(
                await IsNewAsync(inbound, SubmissionStoreTimeout) ? await talk.HandleInteractionAsync(inbound.Payload) : null));
        try
        {
            await Task.WhenAny(answer.Task, work).WaitAsync(SubmissionTimeout, time, cancellationToken);
            return answer.Task.IsCompleted ? await answer.Task : null;
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
            await (inbound.Kind == SlackInboundEventKind.Command ? talk.HandleCommandAsync(inbound.Payload)
                : talk.HandleInteractionAsync(inbound.Payload));
        }
    }

    private async Task HandleEventInOrderAsync(SlackInboundEvent inbound, Task before)
    {
        try
        {
            await before.WaitAsync(PreviousEventTimeout, time);
        }
        catch (TimeoutException)
        {
            LogLate(inbound);
        }

        if (await IsNewAsync(inbound, StoreTimeout))
        {
            await events.HandleEventAsync(inbound.Payload, _stopping.Token);
        }
    }

    /// <returns>True also where the database does not say: a person waits.</returns>
    private async Task<bool> IsNewAsync(SlackInboundEvent inbound, TimeSpan patience)
    {
        // On a thread of its own: SQLite waits on the caller's.
        var asked = Task.Run(() => store.TryAddAsync(Platform, inbound.Id, time.GetUtcNow(), CancellationToken.None));
        try
        {
            return await asked.WaitAsync(patience, time);
        }
        catch (TimeoutException e)
        {
            // It goes on, and a stop waits for it.
            LogNotStored(e, inbound);
            _ = StartTracked(inbound, () => asked);
            return true;
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            LogNotStored(e, inbound);
            return true;
        }
    }

    // On a task of its own, remembered until it ends. It never fails.
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
                // The service stops.
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
            // The next time will do.
            LogNotPruned(e);
        }
    }

    [LoggerMessage(LogLevel.Error, "{Inbound} failed")]
    private partial void LogFailed(Exception exception, SlackInboundEvent inbound);

    [LoggerMessage(LogLevel.Warning, "{Inbound} takes long; the rest goes on without it")]
    private partial void LogLate(SlackInboundEvent inbound);

    [LoggerMessage(LogLevel.Warning, "The database does not say whether {Inbound} was told before; it is taken")]
    private partial void LogNotStored(Exception exception, SlackInboundEvent inbound);

    [LoggerMessage(LogLevel.Warning, "What Slack told a day ago could not be forgotten")]
    private partial void LogNotPruned(Exception exception);
}
