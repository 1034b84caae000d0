namespace AlertBot.Hosting;

/// <summary>
/// How long the courier waits after a failed attempt: twice as long each time, with jitter, so that many workers do not come back at once.
/// </summary>
internal sealed class Backoff(Random random)
{
    private static readonly TimeSpan MinDelay = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan MaxDelay = TimeSpan.FromMinutes(5);

    /// <param name="attempts">Attempts made, at least 1.</param>
    /// <returns>Between half of the full time and all of it.</returns>
    public TimeSpan DelayFor(int attempts)
    {
        var full = MinDelay * Math.Pow(2, Math.Min(attempts - 1, 20));
        return (full < MaxDelay ? full : MaxDelay) * (0.5 + (0.5 * random.NextDouble()));
    }
}
