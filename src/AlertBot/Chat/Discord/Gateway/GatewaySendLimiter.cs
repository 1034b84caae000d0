namespace AlertBot.Chat.Discord.Gateway;

/// <summary>Counts what one connection sends: Discord closes it at more than 120 messages in 60 s.</summary>
internal sealed class GatewaySendLimiter(TimeProvider time)
{
    private static readonly TimeSpan Window = TimeSpan.FromSeconds(60);

    private readonly Lock _lock = new();
    private readonly Queue<long> _sent = new();

    /// <returns>False: so many were sent in the last 60 s; nothing was counted.</returns>
    public bool TryAcquire(int most)
    {
        lock (_lock)
        {
            while (_sent.TryPeek(out var first) && time.GetElapsedTime(first) >= Window)
            {
                _sent.Dequeue();
            }

            if (_sent.Count >= most)
            {
                return false;
            }

            _sent.Enqueue(time.GetTimestamp());
            return true;
        }
    }
}
