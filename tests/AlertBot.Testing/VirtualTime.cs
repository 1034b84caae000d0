using Microsoft.Extensions.Time.Testing;

namespace AlertBot.Testing;

/// <summary>Moves a fake clock while a task runs, so that a test sees how long the task would have taken.</summary>
internal static class VirtualTime
{
    /// <summary>One step of the clock. Durations are exact to about two steps.</summary>
    public static readonly TimeSpan Step = TimeSpan.FromMilliseconds(50);

    /// <summary>Real time that other threads get at each step. The fake clock is never faster than the real one.</summary>
    private static readonly TimeSpan RealTimePerStep = Step;

    /// <summary>A task that needs more virtual time than this never ends.</summary>
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(2);

    /// <returns>The time on the fake clock until the task was completed.</returns>
    /// <exception cref="TimeoutException">The task did not complete within two virtual minutes.</exception>
    public static async Task<TimeSpan> AdvanceUntilAsync(this FakeTimeProvider time, Task task)
    {
        var start = time.GetUtcNow();
        while (await Task.WhenAny(task, Task.Delay(RealTimePerStep, TimeProvider.System)) != task)
        {
            if (time.GetUtcNow() - start > Limit)
            {
                throw new TimeoutException($"not completed after {Limit.TotalMinutes} virtual minutes");
            }

            time.Advance(Step);
        }

        await task;
        return time.GetUtcNow() - start;
    }

    /// <returns>The result, and the time on the fake clock until it was there.</returns>
    /// <exception cref="TimeoutException">The task did not complete within two virtual minutes.</exception>
    public static async Task<(T Result, TimeSpan Elapsed)> AdvanceUntilAsync<T>(this FakeTimeProvider time, Task<T> task)
    {
        var elapsed = await AdvanceUntilAsync(time, (Task)task);
        return (await task, elapsed);
    }
}
