namespace AlertBot.Chat.Discord.Gateway;

/// <summary>What a lost connection is taken up again with: the session, its address and the last event seen.</summary>
internal sealed class GatewaySession
{
    private long _sequence = -1;

    /// <summary>Null: there is none to resume.</summary>
    public string? Id { get; private set; }

    /// <summary>Where Discord wants the session resumed; null: where it began.</summary>
    public Uri? ResumeUrl { get; private set; }

    /// <summary>The number of the last event; null before the first. The heartbeat reads it while events come in.</summary>
    public long? Sequence => Interlocked.Read(ref _sequence) is >= 0 and var sequence ? sequence : null;

    public void Start(string id, Uri? resumeUrl) => (Id, ResumeUrl) = (id, resumeUrl);

    /// <summary>Events that come twice do not turn it back.</summary>
    public void RecordSequence(long sequence) => Interlocked.Exchange(ref _sequence, Math.Max(sequence, Interlocked.Read(ref _sequence)));

    public void Clear()
    {
        (Id, ResumeUrl) = (null, null);
        Interlocked.Exchange(ref _sequence, -1);
    }
}
