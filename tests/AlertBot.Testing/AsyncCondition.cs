namespace AlertBot.Testing;

/// <summary>
/// Lets tests wait until a condition becomes true, without polling: the owner calls <see cref="Reevaluate"/> after each change.
/// </summary>
internal sealed class AsyncCondition
{
    private static readonly TimeSpan DefaultTimeout = TimeSpan.FromSeconds(15);

    private readonly Lock _lock = new();
    private readonly List<(Func<bool> IsTrue, TaskCompletionSource Done)> _waits = [];

    /// <param name="describe">Describes the condition, for the exception of a timeout.</param>
    /// <param name="within">Limit of the wait. Null: 15 s.</param>
    public async Task WaitUntilAsync(Func<bool> isTrue, Func<string> describe, TimeSpan? within = null)
    {
        var timeout = within ?? DefaultTimeout;
        var done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var wait = (isTrue, done);
        lock (_lock)
        {
            _waits.Add(wait);
        }

        Reevaluate();
        try
        {
            await done.Task.WaitAsync(timeout);
        }
        catch (TimeoutException)
        {
            lock (_lock)
            {
                _waits.Remove(wait);
            }

            throw new TimeoutException($"Not within {timeout.TotalSeconds:0} s: {describe()}");
        }
    }

    /// <summary>Ends the waits whose condition is true now.</summary>
    public void Reevaluate()
    {
        lock (_lock)
        {
            foreach (var wait in _waits.Where(wait => wait.IsTrue()).ToList())
            {
                wait.Done.TrySetResult();
                _waits.Remove(wait);
            }
        }
    }
}
