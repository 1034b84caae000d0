using AlertBot.Chat.Platforms;

namespace AlertBot.Chat.Slack.Api;

/// <summary>
/// Tracks whether Slack accepts a token. While it is refused, one call per <see cref="RetryInterval"/> goes out, because the token may
/// have been restored; the other calls fail at once.
/// </summary>
internal sealed class SlackAuthState(TimeProvider time)
{
    /// <summary>The time between two calls with a refused token.</summary>
    public static readonly TimeSpan RetryInterval = TimeSpan.FromSeconds(30);

    private readonly Lock _lock = new();
    private SlackRefusal? _refusal;
    private long _lastAttempt;

    /// <summary>Why the token is refused, with the fix; null: it is not refused.</summary>
    public string? Problem
    {
        get
        {
            lock (_lock)
            {
                return _refusal?.Reason;
            }
        }
    }

    /// <returns>The last refusal, where the call must not be sent; null: it may be sent.</returns>
    public PlatformResult? CheckAllowed()
    {
        lock (_lock)
        {
            if (_refusal is null || time.GetElapsedTime(_lastAttempt) >= RetryInterval)
            {
                _lastAttempt = time.GetTimestamp();
                return null;
            }

            return _refusal;
        }
    }

    /// <returns>True: the token was accepted before.</returns>
    public bool RecordRefusal(SlackRefusal refusal)
    {
        lock (_lock)
        {
            var isFirst = _refusal is null;
            _refusal = refusal;
            _lastAttempt = time.GetTimestamp();
            return isFirst;
        }
    }

    /// <returns>True: the token was refused before.</returns>
    public bool RecordAccepted()
    {
        lock (_lock)
        {
            var wasRefused = _refusal is not null;
            _refusal = null;
            return wasRefused;
        }
    }
}
