namespace AlertBot.Hosting;

/// <summary>Runs a pass for as long as the service lives: at every tick, at every wake-up, and whenever an item is done.</summary>
internal sealed partial class StageLoop<T>(IStage<T> pass, WakeSignal signal, TimeProvider time, ILogger<StageLoop<T>> logger)
    : BackgroundService
{
    private static readonly TimeSpan TickInterval = TimeSpan.FromMilliseconds(250);

    /// <summary>Tells the loop that items are done; to wait for each of many costs more than many items do.</summary>
    private readonly WakeSignal _done = new();

    private int _runningCount;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(TickInterval, time);
        var tick = timer.WaitForNextTickAsync(stoppingToken).AsTask();
        var (wake, done) = (signal.WaitAsync(stoppingToken), _done.WaitAsync(stoppingToken));
        while (!stoppingToken.IsCancellationRequested)
        {
            await ClaimAndStartAsync(stoppingToken);
            await Task.WhenAny(tick, wake, done);
            if (tick.IsCompletedSuccessfully)
            {
                tick = timer.WaitForNextTickAsync(stoppingToken).AsTask();
            }

            if (wake.IsCompletedSuccessfully)
            {
                wake = signal.WaitAsync(stoppingToken);
            }

            if (done.IsCompletedSuccessfully)
            {
                done = _done.WaitAsync(stoppingToken);
            }
        }

        // It ends with the token, unless it has the last word of an item.
        await Task.WhenAny(done);
        while (Volatile.Read(ref _runningCount) > 0)
        {
            await _done.WaitAsync(CancellationToken.None);
        }
    }

    private async Task ClaimAndStartAsync(CancellationToken stoppingToken)
    {
        var free = pass.Concurrency - Volatile.Read(ref _runningCount);
        if (free == 0)
        {
            return;
        }

        try
        {
            foreach (var item in await pass.ClaimAsync(free, stoppingToken))
            {
                Interlocked.Increment(ref _runningCount);
                _ = RunItemAsync(item, stoppingToken);
            }
        }
        catch (Exception e) when (!stoppingToken.IsCancellationRequested)
        {
            LogClaimFailed(e, pass.Name);
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The service ends; the loop sees it next.
        }
    }

    private async Task RunItemAsync(T item, CancellationToken stoppingToken)
    {
        // A pass that answers from memory must not keep the loop from claiming.
        await Task.Yield();
        try
        {
            await pass.ProcessAsync(item, stoppingToken);
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The row's lease runs out and the next start takes it up.
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            LogItemFailed(e, pass.Name, item);
        }
        finally
        {
            Interlocked.Decrement(ref _runningCount);
            _done.Wake();
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "{Pass}: nothing could be claimed; it is tried again at the next tick")]
    private partial void LogClaimFailed(Exception exception, string pass);

    [LoggerMessage(Level = LogLevel.Error, Message = "{Pass}: {Item} failed; it comes back when its lease runs out")]
    private partial void LogItemFailed(Exception exception, string pass, T item);
}
