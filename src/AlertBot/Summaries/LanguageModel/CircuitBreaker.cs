namespace AlertBot.Summaries.LanguageModel;

/// <summary>
/// Pauses requests to a language model that fails repeatedly. After the pause, one request probes whether it works again. Thread-safe.
/// </summary>
internal sealed class CircuitBreaker(TimeProvider time)
{
    /// <summary>The pause when the service does not request one.</summary>
    public static readonly TimeSpan DefaultPause = TimeSpan.FromMinutes(5);

    /// <summary>Limits the pause that a service requests.</summary>
    private static readonly TimeSpan MaxPause = TimeSpan.FromHours(1);

    /// <summary>The pause when a service requests a shorter one, or one that is over.</summary>
    private static readonly TimeSpan MinPause = TimeSpan.FromSeconds(10);

    /// <summary>The number of consecutive failures that opens the circuit.</summary>
    private const int FailureThreshold = 3;

    private readonly Lock _lock = new();
    private int _failures;
    private bool _isOpen;
    private bool _isProbing;
    private int _probe;
    private DateTimeOffset _openUntil;

    /// <param name="probe">The number of the probe that this request is, for <see cref="Release"/>; 0 when it is not a probe.</param>
    /// <returns>
    /// True when a request may be made. <see cref="RecordSuccess"/>, <see cref="RecordFailure"/> or <see cref="Release"/> must follow.
    /// </returns>
    public bool TryEnter(out int probe)
    {
        probe = 0;
        lock (_lock)
        {
            if (!_isOpen)
            {
                return true;
            }

            if (_isProbing || time.GetUtcNow() < _openUntil)
            {
                return false;
            }

            probe = ++_probe;
            return _isProbing = true;
        }
    }

    /// <returns>True when this closes the circuit.</returns>
    public bool RecordSuccess()
    {
        lock (_lock)
        {
            var wasOpen = _isOpen;
            _failures = 0;
            _isOpen = false;
            _isProbing = false;
            return wasOpen;
        }
    }

    /// <param name="retryAfter">The pause that the service requests; null when it requests none.</param>
    /// <returns>The length of the pause when this opens the circuit; else null.</returns>
    public TimeSpan? RecordFailure(TimeSpan? retryAfter)
    {
        lock (_lock)
        {
            var wasOpen = _isOpen;
            _isProbing = false;
            _failures++;
            if (!wasOpen && _failures < FailureThreshold && retryAfter is null)
            {
                return null;
            }

            var pause = retryAfter is { } requested
                ? TimeSpan.FromTicks(Math.Clamp(requested.Ticks, MinPause.Ticks, MaxPause.Ticks))
                : DefaultPause;
            _isOpen = true;
            _openUntil = Max(_openUntil, time.GetUtcNow() + pause);
            return wasOpen ? null : pause;
        }
    }

    /// <summary>Ends a request without a result: it was not made, or the service is stopping.</summary>
    /// <param name="probe">As returned by <see cref="TryEnter"/>. A probe of another request continues.</param>
    public void Release(int probe)
    {
        lock (_lock)
        {
            _isProbing &= probe != _probe;
        }
    }

    private static DateTimeOffset Max(DateTimeOffset one, DateTimeOffset other) => one > other ? one : other;
}
