namespace AlertBot.Briefs.LanguageModel;

/// <summary>Leaves a language model alone that fails again and again, then lets one article try whether it is back.</summary>
internal sealed class ModelBreaker(TimeProvider time)
{
    public static readonly TimeSpan Pause = TimeSpan.FromMinutes(5);

    /// <summary>A service that asks for more is tried again after it all the same.</summary>
    private static readonly TimeSpan LongestPause = TimeSpan.FromHours(1);

    /// <summary>A service that asks for none, or for a time gone by, is not asked again at once.</summary>
    private static readonly TimeSpan ShortestPause = TimeSpan.FromSeconds(10);

    private const int MostFailures = 3;

    private readonly Lock _lock = new();
    private int _failures;
    private bool _isOpen;
    private bool _isTrying;
    private int _trial;
    private DateTimeOffset _until;

    /// <param name="trial">To be given back: which trial this is; 0 for none.</param>
    /// <returns>Whether the model may be asked; then <see cref="Succeed"/>, <see cref="Fail"/> or <see cref="GiveBack"/> has to follow.</returns>
    public bool TryEnter(out int trial)
    {
        trial = 0;
        lock (_lock)
        {
            if (!_isOpen)
            {
                return true;
            }

            if (_isTrying || time.GetUtcNow() < _until)
            {
                return false;
            }

            trial = ++_trial;
            return _isTrying = true;
        }
    }

    /// <returns>True when it was left alone until now.</returns>
    public bool Succeed()
    {
        lock (_lock)
        {
            var wasOpen = _isOpen;
            (_failures, _isOpen, _isTrying) = (0, false, false);
            return wasOpen;
        }
    }

    /// <param name="retryAfter">As the service asks; null where it does not.</param>
    /// <returns>How long it is left alone from now on, when that is new; else null.</returns>
    public TimeSpan? Fail(TimeSpan? retryAfter)
    {
        lock (_lock)
        {
            var wasOpen = _isOpen;
            _isTrying = false;
            _failures++;
            if (!wasOpen && _failures < MostFailures && retryAfter is null)
            {
                return null;
            }

            var pause = retryAfter is { } asked ? TimeSpan.FromTicks(Math.Clamp(asked.Ticks, ShortestPause.Ticks, LongestPause.Ticks)) : Pause;
            _isOpen = true;
            _until = Later(_until, time.GetUtcNow() + pause);
            return wasOpen ? null : pause;
        }
    }

    /// <summary>The model was not asked after all, or the service ends.</summary>
    /// <param name="trial">As <see cref="TryEnter"/> gave it: the trial of another goes on.</param>
    public void GiveBack(int trial)
    {
        lock (_lock)
        {
            _isTrying &= trial != _trial;
        }
    }

    private static DateTimeOffset Later(DateTimeOffset one, DateTimeOffset other) => one > other ? one : other;
}
