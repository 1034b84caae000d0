namespace AlertBot.Chat.Discord.Gateway;

/// <summary>What resuming a session on a new connection needs: its id, its URL, and the sequence number of the last event.</summary>
internal sealed class GatewaySession
{
    private long _sequence = -1;

    /// <summary>Null: there is no session to resume.</summary>
    public string? Id { get; private set; }

    /// <summary>Where Discord wants the session resumed; null: at the URL for new sessions.</summary>
    public Uri? ResumeUrl { get; private set; }

    /// <summary>The number of the last event; null before the first. Thread-safe: the heartbeat reads it while events arrive.</summary>
    public long? Sequence => Interlocked.Read(ref _sequence) is >= 0 and var sequence ? sequence : null;

    public void Start(string id, Uri? resumeUrl)
    {
        Id = id;
        ResumeUrl = resumeUrl;
    }

    /// <summary>Keeps the highest number: a resume may repeat events.</summary>
    public void RecordSequence(long sequence) => Interlocked.Exchange(ref _sequence, Math.Max(sequence, Interlocked.Read(ref _sequence)));

    public void Clear()
    {
        Id = null;
        ResumeUrl = null;
        Interlocked.Exchange(ref _sequence, -1);
    }
}
