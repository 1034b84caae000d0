namespace AlertBot.Summaries.LanguageModel;

/// <summary>Leaves a language model alone that fails again and again, then lets one article try whether it is back.</summary>
internal sealed class CircuitBreaker(TimeProvider time)
{
    public static readonly TimeSpan DefaultPause = TimeSpan.FromMinutes(5);

    /// <summary>A service that asks for more is tried again after it all the same.</summary>
    private static readonly TimeSpan MaxPause = TimeSpan.FromHours(1);

    /// <summary>A service that asks for none, or for a time gone by, is not asked again at once.</summary>
    private static readonly TimeSpan MinPause = TimeSpan.FromSeconds(10);

    private const int FailureThreshold = 3;

    private readonly Lock _lock = new();
    private int _failures;
    private bool _isOpen;
    private bool _isProbing;
    private int _probe;
    private DateTimeOffset _openUntil;

    /// <param name="trial">To be given back: which trial this is; 0 for none.</param>
    /// <returns>Whether the model may be asked; then <see cref="RecordSuccess"/>, <see cref="RecordFailure"/> or <see cref="Release"/> has
    /// to follow.</returns>
    public bool TryEnter(out int trial)
    {
        trial = 0;
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

            trial = ++_probe;
            return _isProbing = true;
        }
    }

    /// <returns>True when it was left alone until now.</returns>
    public bool RecordSuccess()
    {
        lock (_lock)
        {
            var wasOpen = _isOpen;
            (_failures, _isOpen, _isProbing) = (0, false, false);
            return wasOpen;
        }
    }

    /// <param name="retryAfter">As the service asks; null where it does not.</param>
    /// <returns>How long it is left alone from now on, when that is new; else null.</returns>
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

            var pause = retryAfter is { } asked ? TimeSpan.FromTicks(Math.Clamp(asked.Ticks, MinPause.Ticks, MaxPause.Ticks))
                : DefaultPause;
            _isOpen = true;
            _openUntil = Later(_openUntil, time.GetUtcNow() + pause);
            return wasOpen ? null : pause;
        }
    }

    /// <summary>The model was not asked after all, or the service ends.</summary>
    /// <param name="trial">As <see cref="TryEnter"/> gave it: the trial of another goes on.</param>
    public void Release(int trial)
    {
        lock (_lock)
        {
            _isProbing &= trial != _probe;
        }
    }

    private static DateTimeOffset Later(DateTimeOffset one, DateTimeOffset other) => one > other ? one : other;
}
