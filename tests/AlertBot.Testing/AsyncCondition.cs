namespace AlertBot.Testing;

/// <summary>Lets tests wait for something to come true, instead of asking again and again.</summary>
internal sealed class AsyncCondition
{
    private static readonly TimeSpan DefaultTimeout = TimeSpan.FromSeconds(15);

    private readonly Lock _lock = new();
    private readonly List<(Func<bool> IsTrue, TaskCompletionSource Done)> _waits = [];

    /// <param name="within">Null: the usual.</param>
    public async Task WaitUntilAsync(Func<bool> isTrue, Func<string> what, TimeSpan? within = null)
    {
        var patience = within ?? DefaultTimeout;
        var done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var wait = (isTrue, done);
        lock (_lock)
        {
            _waits.Add(wait);
        }

        Reevaluate();
        try
        {
            await done.Task.WaitAsync(patience);
        }
        catch (TimeoutException)
        {
            lock (_lock)
            {
                _waits.Remove(wait);
            }

            throw new TimeoutException($"Within {patience.TotalSeconds:0} s did not come: {what()}");
        }
    }

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
