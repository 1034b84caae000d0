using System.Collections.Concurrent;

namespace AlertBot.Hosting;

/// <summary>What goes on after Slack was acknowledged; ends with the service.</summary>
internal sealed partial class BackgroundTasks(TimeProvider time, ILogger<BackgroundTasks> logger) : IAsyncDisposable
{
    /// <summary>At a stop.</summary>
    private static readonly TimeSpan ShutdownTimeout = TimeSpan.FromSeconds(5);

    private readonly ConcurrentDictionary<Task, bool> _running = new();
    private readonly CancellationTokenSource _stopping = new();

    /// <summary>Cancelled when nothing may go on any more.</summary>
    public CancellationToken Stopping => _stopping.Token;

    /// <summary>Returns at once; what fails is logged.</summary>
    public void Run(Func<CancellationToken, Task> work)
    {
        var running = Task.Run(() => RunAsync(work));
        _running[running] = true;
        running.ContinueWith(done => _running.TryRemove(done, out _), CancellationToken.None, TaskContinuationOptions.None,
            TaskScheduler.Default);
    }

    public async ValueTask DisposeAsync()
    {
        try
        {
            await Task.WhenAll(_running.Keys).WaitAsync(ShutdownTimeout, time);
        }
        catch (TimeoutException)
        {
            // Cancelled below.
        }

        await _stopping.CancelAsync();
    }

    private async Task RunAsync(Func<CancellationToken, Task> work)
    {
        try
        {
            await work(Stopping);
        }
        catch (OperationCanceledException) when (Stopping.IsCancellationRequested)
        {
            // The service ends.
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            LogFailed(e);
        }
    }

    [LoggerMessage(LogLevel.Error, "What was to be done on Slack failed")]
    private partial void LogFailed(Exception exception);
}

/// <summary>Waiting for work that may take long.</summary>
internal static class TaskWaitExtensions
{
    /// <returns>True where it ended, well or not, within the time.</returns>
    public static async Task<bool> CompletesWithinAsync(this Task work, TimeSpan patience, TimeProvider time,
        CancellationToken cancellationToken)
    {
        if (!work.IsCompleted)
        {
            using var enough = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            await Task.WhenAny(work, Task.Delay(patience, time, enough.Token));
            await enough.CancelAsync();
        }

        return work.IsCompleted;
    }
}
