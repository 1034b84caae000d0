namespace AlertBot.Hosting;

/// <summary>Waits for a task with a limit, without cancelling or observing it.</summary>
internal static class TaskWaitExtensions
{
    /// <returns>Whether it completed within the limit, successfully or not.</returns>
    public static async Task<bool> CompletesWithinAsync(this Task task, TimeSpan limit, TimeProvider time,
        CancellationToken cancellationToken)
    {
        if (!task.IsCompleted)
        {
            using var delayEnd = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            await Task.WhenAny(task, Task.Delay(limit, time, delayEnd.Token));
            await delayEnd.CancelAsync();
        }

        return task.IsCompleted;
    }
}
