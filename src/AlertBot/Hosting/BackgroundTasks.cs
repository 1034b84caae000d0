using System.Collections.Concurrent;

namespace AlertBot.Hosting;

/// <summary>Tasks that nobody awaits, such as the work after an event was acknowledged. When the service stops they are drained.</summary>
internal sealed partial class BackgroundTasks(TimeProvider time, ILogger logger) : IAsyncDisposable
{
    /// <summary>Limits how long a stop waits for running tasks before they are cancelled. Hosts allow 30 s for the whole stop.</summary>
    private static readonly TimeSpan DrainTimeout = TimeSpan.FromSeconds(5);

    private readonly ConcurrentDictionary<Task, bool> _running = new();
    private readonly CancellationTokenSource _stopping = new();
    private volatile bool _isDraining;

    /// <summary>The service stops: take nothing new.</summary>
    public bool IsDraining => _isDraining;

    /// <summary>Cancelled when a task may not go on any longer.</summary>
    public CancellationToken Stopping => _stopping.Token;

    /// <summary>Starts the work on a thread of the pool and returns at once. Work that a running task starts is drained, too.</summary>
    /// <param name="name">For the log line of a failure.</param>
    /// <returns>Completes with the work and never fails: an exception is logged.</returns>
    public Task Run(object name, Func<CancellationToken, Task> work)
    {
        var running = Task.Run(() => RunAsync(name, work));
        _running[running] = true;
        running.ContinueWith(done => _running.TryRemove(done, out _), CancellationToken.None,
            TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
        return running;
    }

    public async ValueTask DisposeAsync()
    {
        _isDraining = true;
        try
        {
            await DrainAsync().WaitAsync(DrainTimeout, time);
        }
        catch (TimeoutException)
        {
            // Cancelled below.
        }

        await _stopping.CancelAsync();
    }

    private async Task DrainAsync()
    {
        while (!_running.IsEmpty)
        {
            await Task.WhenAll(_running.Keys);
        }
    }

    private async Task RunAsync(object name, Func<CancellationToken, Task> work)
    {
        try
        {
            await work(Stopping);
        }
        catch (OperationCanceledException) when (Stopping.IsCancellationRequested)
        {
            // The service stops.
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            LogFailed(e, name);
        }
    }

    [LoggerMessage(LogLevel.Error, "{Task} failed")]
    private partial void LogFailed(Exception exception, object task);
}
