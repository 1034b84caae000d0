namespace AlertBot.Chat.Slack.Api;

/// <summary>
/// Whether Slack accepts a token. One that it refused is held back, but for a call now and then: it may have been restored.
/// </summary>
internal sealed class SlackAuthState(TimeProvider time)
{
    public static readonly TimeSpan RetryInterval = TimeSpan.FromSeconds(30);

    private readonly Lock _lock = new();
    private SlackApiResult.Refused? _refusal;
    private long _lastAttempt;

    /// <summary>Why no call goes out, with the mend; null: they do.</summary>
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

    /// <returns>What the call would come to, known without asking; null where it may go out, as one a <see cref="RetryInterval"/>
    /// may.</returns>
    public SlackApiResult? CheckAllowed()
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

    /// <returns>Whether it was accepted before.</returns>
    public bool RecordRefusal(SlackApiResult.Refused refusal)
    {
        lock (_lock)
        {
            var first = _refusal is null;
            (_refusal, _lastAttempt) = (refusal, time.GetTimestamp());
            return first;
        }
    }

    /// <returns>Whether it was refused before.</returns>
    public bool RecordAccepted()
    {
        lock (_lock)
        {
            var restored = _refusal is not null;
            _refusal = null;
            return restored;
        }
    }
}
