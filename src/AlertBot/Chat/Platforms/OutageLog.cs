namespace AlertBot.Chat.Platforms;

/// <summary>Decides what is logged of an outage: its start once, and its end. Thread-safe.</summary>
internal sealed class OutageLog
{
    private volatile string? _reason;

    /// <summary>Why the outage goes on; null: there is none.</summary>
    public string? Reason => _reason;

    /// <summary>Records a failure.</summary>
    /// <param name="logsNewReason">Log also within an outage if the reason is another: somebody has to act on it.</param>
    /// <returns>Whether to log it.</returns>
    public bool Start(string reason, bool logsNewReason = false)
    {
        var previous = Interlocked.Exchange(ref _reason, reason);
        return previous is null || (logsNewReason && previous != reason);
    }

    /// <summary>Records a success.</summary>
    /// <returns>Whether it ends an outage: log it.</returns>
    public bool End() => Interlocked.Exchange(ref _reason, null) is not null;
}
