namespace AlertBot.Hosting;

/// <summary>
/// The delay after a failed delivery attempt. It doubles each time and has jitter, so that many workers do not retry at once.
/// </summary>
internal sealed class Backoff(Random random)
{
    /// <summary>The full delay after the first attempt.</summary>
    private static readonly TimeSpan MinDelay = TimeSpan.FromSeconds(1);
    /// <summary>Limits the full delay: a destination that works again is noticed within minutes.</summary>
    private static readonly TimeSpan MaxDelay = TimeSpan.FromMinutes(5);

    /// <summary>Keeps the power of two small; 2^20 s is far above <see cref="MaxDelay"/>.</summary>
    private const int MaxExponent = 20;

    /// <param name="attempts">The number of failed attempts, at least 1.</param>
    /// <returns>Between half of the full delay and all of it.</returns>
    public TimeSpan DelayFor(int attempts)
    {
        var full = MinDelay * Math.Pow(2, Math.Min(attempts - 1, MaxExponent));
        return (full < MaxDelay ? full : MaxDelay) * (0.5 + (0.5 * random.NextDouble()));
    }
}
