namespace AlertBot.Chat.Platforms;

/// <summary>
/// The delay before a lost connection is opened again: none the first time, because platforms close connections routinely, then 1 s,
/// 2 s, 4 s … up to a minute, each shortened by up to half at random.
/// </summary>
internal sealed class ReconnectBackoff(Random random)
{
    /// <summary>Limits the delay. A platform that is back after an outage is noticed within a minute.</summary>
    private static readonly TimeSpan MaxDelay = TimeSpan.FromSeconds(60);

    /// <summary>A connection that lasted this long was stable: its loss is the first failure again.</summary>
    private static readonly TimeSpan StableAfter = TimeSpan.FromMinutes(1);

    /// <summary>Keeps the power of two small; 2^10 s is far above <see cref="MaxDelay"/>.</summary>
    private const int MaxExponent = 10;

    private int _failures;

    /// <param name="lifetime">How long a connection was usable.</param>
    public void RecordLifetime(TimeSpan lifetime) => _failures = lifetime >= StableAfter ? 0 : _failures;

    /// <summary>Counts one failure.</summary>
    /// <param name="atLeast">What the platform asks for; zero: nothing.</param>
    public TimeSpan NextDelay(TimeSpan atLeast)
    {
        var full = TimeSpan.FromSeconds(Math.Pow(2, Math.Min(_failures - 1, MaxExponent)));
        var delay = _failures == 0 ? TimeSpan.Zero : (full < MaxDelay ? full : MaxDelay) * (0.5 + (0.5 * random.NextDouble()));
        _failures++;
        return delay > atLeast ? delay : atLeast;
    }
}
