using AlertBot.Hosting;
using AlertBot.Testing;
using AlertBot.Testing.Fixtures;
using Microsoft.Extensions.Time.Testing;

namespace AlertBot.Tests.Hosting;

public class BackgroundTasksTests
{
    private readonly FakeTimeProvider _time = new(ABrief.Now);
    private readonly CapturingLogger<BackgroundTasks> _log = new();

    [Fact]
    public async Task A_failure_is_logged_and_does_not_reach_the_caller()
    {
        await using var tasks = new BackgroundTasks(_time, _log);

        await tasks.Run("The reply", _ => throw new InvalidOperationException("no"));

        Assert.Equal("The reply failed", Assert.Single(_log.Lines));
    }

    [Fact]
    public async Task A_stop_waits_for_running_tasks_and_for_those_that_they_start()
    {
        var tasks = new BackgroundTasks(_time, _log);
        var (first, second) = (new TaskCompletionSource(), new TaskCompletionSource());
        var running = tasks.Run("first", async token =>
        {
            await first.Task;
            _ = tasks.Run("second", token => second.Task);
        });

        var stopping = tasks.DisposeAsync().AsTask();
        Assert.True(tasks.IsDraining);
        first.SetResult();
        await running;
        Assert.False(stopping.IsCompleted);
        second.SetResult();
        await stopping;

        Assert.Empty(_log.Lines);
    }

    [Fact]
    public async Task A_task_that_does_not_end_in_time_is_cancelled()
    {
        var tasks = new BackgroundTasks(_time, _log);
        var running = tasks.Run("endless", token => Task.Delay(Timeout.InfiniteTimeSpan, token));

        var stopping = tasks.DisposeAsync().AsTask();
        Assert.False(tasks.Stopping.IsCancellationRequested);
        _time.Advance(TimeSpan.FromSeconds(5));
        await stopping;
        await running;

        Assert.True(tasks.Stopping.IsCancellationRequested);
        Assert.Empty(_log.Lines);
    }

    [Fact]
    public async Task A_wait_with_a_limit_does_not_cancel_what_it_waits_for()
    {
        var work = new TaskCompletionSource();

        var waiting = work.Task.CompletesWithinAsync(TimeSpan.FromSeconds(1), _time, TestContext.Current.CancellationToken);
        _time.Advance(TimeSpan.FromSeconds(1));
        Assert.False(await waiting);
        work.SetException(new InvalidOperationException("late"));

        Assert.True(await work.Task.CompletesWithinAsync(TimeSpan.FromSeconds(1), _time, TestContext.Current.CancellationToken));
    }
}
