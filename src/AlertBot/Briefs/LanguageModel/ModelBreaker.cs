namespace AlertBot.Briefs.LanguageModel;

/// <summary>Leaves a language model alone that fails again and again, then lets one article try whether it is back.</summary>
internal sealed class ModelBreaker(TimeProvider time)
{
    public static readonly TimeSpan Pause = TimeSpan.FromMinutes(5);

    /// <summary>A service that asks for more is tried again after it all the same.</summary>
    private static readonly TimeSpan LongestPause = TimeSpan.FromHours(1);

    private const int MostFailures = 3;

    private readonly Lock _lock = new();
    private int _failures;
    private bool _isOpen;
    private bool _isTrying;
    private DateTimeOffset _until;

    /// <returns>Whether the model may be asked; then <see cref="Succeed"/>, <see cref="Fail"/> or <see cref="GiveBack"/> has to follow.</returns>
    public bool TryEnter()
    {
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

            var pause = retryAfter is { } asked ? (asked < LongestPause ? asked : LongestPause) : Pause;
            _isOpen = true;
            _until = Later(_until, time.GetUtcNow() + pause);
            return wasOpen ? null : pause;
        }
    }

    /// <summary>The model was not asked after all, or the service ends.</summary>
    public void GiveBack()
    {
        lock (_lock)
        {
            _isTrying = false;
        }
    }

    private static DateTimeOffset Later(DateTimeOffset one, DateTimeOffset other) => one > other ? one : other;
}
