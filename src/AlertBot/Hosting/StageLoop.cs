namespace AlertBot.Hosting;

/// <summary>Runs a stage until the service stops. It claims work at every tick, at every wake-up, and when an item is finished.</summary>
internal sealed partial class StageLoop<T>(IStage<T> stage, WakeSignal signal, TimeProvider time, ILogger<StageLoop<T>> logger)
    : BackgroundService
{
    /// <summary>How long new rows wait at most when their wake-up is lost.</summary>
    private static readonly TimeSpan TickInterval = TimeSpan.FromMilliseconds(250);

    /// <summary>Wakes the loop when items are finished. One signal for all of them costs less than to await each task.</summary>
    private readonly WakeSignal _itemFinished = new();

    private int _runningCount;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(TickInterval, time);
        var tick = timer.WaitForNextTickAsync(stoppingToken).AsTask();
        var wake = signal.WaitAsync(stoppingToken);
        var finished = _itemFinished.WaitAsync(stoppingToken);
        while (!stoppingToken.IsCancellationRequested)
        {
            await ClaimAndStartAsync(stoppingToken);
            await Task.WhenAny(tick, wake, finished);
            if (tick.IsCompletedSuccessfully)
            {
                tick = timer.WaitForNextTickAsync(stoppingToken).AsTask();
            }

            if (wake.IsCompletedSuccessfully)
            {
                wake = signal.WaitAsync(stoppingToken);
            }

            if (finished.IsCompletedSuccessfully)
            {
                finished = _itemFinished.WaitAsync(stoppingToken);
            }
        }

        // The pending wait is canceled with the token, or it consumed the signal of the last item.
        await Task.WhenAny(finished);
        while (Volatile.Read(ref _runningCount) > 0)
        {
            await _itemFinished.WaitAsync(CancellationToken.None);
        }
    }

    private async Task ClaimAndStartAsync(CancellationToken stoppingToken)
    {
        var free = stage.Concurrency - Volatile.Read(ref _runningCount);
        if (free == 0)
        {
            return;
        }

        try
        {
            foreach (var item in await stage.ClaimAsync(free, stoppingToken))
            {
                Interlocked.Increment(ref _runningCount);
                _ = RunItemAsync(item, stoppingToken);
            }
        }
        catch (Exception e) when (!stoppingToken.IsCancellationRequested)
        {
            LogClaimFailed(e, stage.Name);
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The service is stopping. The caller checks the token next.
        }
    }

    private async Task RunItemAsync(T item, CancellationToken stoppingToken)
    {
        // A stage that completes synchronously must not block the loop.
        await Task.Yield();
        try
        {
            await stage.ProcessAsync(item, stoppingToken);
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The lease of the row expires, and the row is claimed again after the next start.
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            LogItemFailed(e, stage.Name, item);
        }
        finally
        {
            Interlocked.Decrement(ref _runningCount);
            _itemFinished.Wake();
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "{Stage}: could not fetch work from the queue; will retry shortly")]
    private partial void LogClaimFailed(Exception exception, string stage);

    [LoggerMessage(Level = LogLevel.Error, Message = "{Stage}: processing {Item} failed; will retry later")]
    private partial void LogItemFailed(Exception exception, string stage, T item);
}
